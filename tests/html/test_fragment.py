"""The piece of HTML about one grade."""

import base64
import html
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.html import feedback_fragment, feedback_text
from grader.html.feedback import next_hints
from grader.html.fragment import MAX_BYTES
from grader.picture import (
    graph_picture,
    graph_text,
    mismatch_grid,
    step_picture,
)
from grader.result import CheckResult, Diagnosis, Grade, Verdict, Visibility
from grader.script.graph import graph_of
from tests.export.standing import saying
from tests.html.pages import EXERCISES, HOSTILE, class_of, walked

MASK = EXERCISES["relu_mask"]
WALK = EXERCISES["neuron_walkthrough"]
TAGS = re.compile(r"<[^>]*>")
IMAGE = re.compile(r'src="data:image/svg\+xml;base64,([^"]*)"')


def picture():
    """The graph of a walkthrough whose mask is wrong."""
    grade = walked().grade
    return step_picture(WALK, graph_of(WALK), grade.steps, grade.diagnosis)


def failed() -> Grade:
    """A failed grade of the mask with a visible check and two hidden ones."""
    rows = class_of("ada", "bob", "eve", "joe")
    return next(
        row.grade
        for row in rows
        if row.grade.exercise == "relu_mask" and row.grade.verdict == "failed"
    )


def words(fragment: str) -> str:
    """What is read of a piece of HTML."""
    return html.unescape(TAGS.sub("", fragment))


def test_it_is_one_element_without_what_a_page_of_another_must_not_get():
    """No script, style sheet, heading, id or link, and nothing from outside."""
    found = feedback_fragment(walked().grade, WALK, picture())
    names = {re.split(r"[\s>]", tag[1:].lstrip("/"))[0] for tag in TAGS.findall(found)}

    assert found.startswith("<div ")
    assert found.rstrip().endswith("</div>")
    assert found.count("<div") == found.count("</div>")
    assert names <= {
        *("div", "p", "strong", "span", "br", "details", "summary", "img"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not re.search(r"\bid=|\bon\w+=|https?:|url\(|@import|<h[1-6]", found)


def test_verdict_points_and_why_are_words():
    """Colour is not needed to read it; the part that was judged is named."""
    grade = replace(failed(), checks=failed().checks[:1])
    found = words(feedback_fragment(grade, MASK))

    assert "failed" in found
    assert f"of {grade.max_points:g} points of the visible checks" in found
    assert grade.diagnosis.message in found
    assert grade.checks[0].title in found


def test_hidden_checks_are_a_count():
    """In HTML and in text: no title and no message of theirs, yet the points add up."""
    row = failed()
    checks = tuple(replace(c, message=f"word{c.id}") for c in row.checks)
    grade = replace(row, checks=checks)
    passed = sum(c.verdict == "passed" for c in checks[1:])
    for text in (feedback_fragment(grade, MASK), feedback_text(grade, MASK)):
        assert f"{passed} of 2 passed." in text
        assert "wordexample" in text
        assert "wordhidden" not in text
        assert "wordsecret" not in text
        assert checks[1].title not in text
        assert "of the visible checks" not in text


def test_the_ladder_opens_rung_by_rung():
    """Each hint holds the next one; all of them, in their order, none open."""
    grade = replace(failed(), diagnosis=Diagnosis("relu_mask", "boundary_kept", "so"))
    found = feedback_fragment(grade, MASK)
    hints = next_hints(MASK, grade.diagnosis)
    places = [found.index(f"Hint {n} of {len(hints)}") for n in (1, 2, len(hints))]

    assert sorted(places) == places
    assert found.count("<details") == len(hints)
    assert re.search(r"</details>\s*</details>", found)
    assert "<details open" not in found
    assert "Compare z &gt;= 0 with z &gt; 0" in found


def test_a_map_of_an_array_is_a_table():
    """Each element by its sign and its word, rows and columns with their heads."""
    right = np.array([[True, False, True], [True, True, True]])
    text = f"It is wrong.\n{mismatch_grid(right, name='drelu')}"
    first, *rest = failed().checks
    checks = (replace(first, verdict=Verdict.FAILED, message=text), *rest)
    found = feedback_fragment(replace(failed(), checks=checks), MASK)

    assert found.count("<table") == 2
    assert found.count('aria-label="right">✓') == 5
    assert found.count('aria-label="wrong">✗') == 1
    assert "0 . x ." not in found


def test_a_large_map_stays_text():
    """A table of some hundred elements would fill a notebook."""
    right = np.ones((20, 20), bool)
    right[0, 0] = False
    first, *rest = failed().checks
    checks = (replace(first, message=mismatch_grid(right)), *rest)
    found = feedback_fragment(replace(failed(), checks=checks), MASK)

    assert found.count("<table") == 1
    assert "x  .  ." in found


def test_many_steps_that_passed_are_folded():
    """What is to be mended stays in sight; none is lost."""
    checks = [
        replace(c, points=float(c.verdict == "passed"), message="So it is.")
        for c in walked().grade.checks
    ]
    grade = replace(walked().grade, checks=tuple(checks))
    found = feedback_fragment(grade, WALK)
    quiet = [c for c in checks if c.verdict == "passed"]
    seen, _, folded = found.partition(f"{len(quiet)} steps passed</summary>")

    assert quiet
    assert seen.count('<th scope="row"') == len(grade.checks) - len(quiet)
    assert folded.count('<th scope="row"') == len(quiet)


def test_a_passed_grade_has_no_hints():
    """There is nothing left to try."""
    checks = tuple(
        replace(c, verdict=Verdict.PASSED, points=c.max_points) for c in failed().checks
    )
    grade = replace(
        failed(), verdict=Verdict.PASSED, checks=checks, points=6.0, diagnosis=None
    )
    found = feedback_fragment(grade, MASK)

    assert "<details" not in found
    assert "6 of 6 points" in words(found)


def test_the_picture_is_data_with_its_words():
    """What is drawn stands in an address, and is told in a sentence and in full."""
    found = feedback_fragment(walked().grade, WALK, picture())
    (data,) = IMAGE.findall(found)

    assert base64.b64decode(data).decode() == graph_picture(picture())
    assert "The first wrong step is drelu_dz" in found.partition('alt="')[2][:200]
    assert all(line in found for line in graph_text(picture()).splitlines())
    assert "drelu_dz: first wrong" in feedback_text(walked().grade, WALK, picture())


def test_what_is_too_large_loses_its_picture_then_its_messages():
    """A cell's output is kept in a file; verdict and points are always there."""
    many = tuple(
        CheckResult(
            f"c{n}", f"Check {n}.", Verdict.FAILED, 0, 1, Visibility.VISIBLE, "x" * 9000
        )
        for n in range(100)
    )
    grade = replace(failed(), checks=many)
    found = feedback_fragment(grade, MASK, picture())

    assert len(found.encode()) <= MAX_BYTES
    assert "Check 99." in found
    assert "data:image" not in found
    assert "xxx" not in found


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_text_of_a_submission_is_text(text):
    """No tag and no attribute is theirs, wherever it stands."""
    plain = feedback_fragment(saying("word").grade, MASK)
    found = feedback_fragment(saying(text).grade, MASK)

    assert set(TAGS.findall(found)) - {"<br>"} <= {
        *TAGS.findall(plain),
        *(tag for tag in TAGS.findall(found) if tag.startswith("<div class=")),
    }
    found.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_text_of_a_submission_is_harmless_on_a_terminal(text):
    """The plain form holds no control and no direction characters."""
    first, *rest = saying(text).grade.checks
    checks = (replace(first, title="The title is ours."), *rest)
    found = feedback_text(replace(saying(text).grade, checks=checks), MASK)

    assert not set(found) & set("\u202e\x1b\x00")
