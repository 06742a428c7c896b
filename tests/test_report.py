"""Grades as text: complete, harmless to a terminal, plain where they must be."""

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from grader.report import (
    cohort_table,
    grade_report,
    reason,
    shown,
    shown_long,
    summary,
)
from grader.result import CheckResult, Diagnosis, Grade, Verdict, Visibility
from tests.helpers import grade_of

ATTACK = "\x1b[31mred\x1b]0;title\x07\x9b2J\r\b\u202egnp.py\u2066"


def rendered(content: RenderableType, *, terminal: bool = False) -> str:
    """What a file receives, or a terminal in colour."""
    console = Console(
        file=io.StringIO(),
        highlight=False,
        width=300,
        force_terminal=terminal,
        color_system="truecolor" if terminal else None,
        legacy_windows=False,
    )
    console.print(content)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def check(message: str, title: str = "It works.") -> CheckResult:
    """A check that failed with a message."""
    return CheckResult(
        "value", title, Verdict.FAILED, 0.0, 1.0, Visibility.VISIBLE, message
    )


def hostile(text: str) -> Grade:
    """A grade with a text wherever one can come from outside."""
    return grade_of(
        student=text,
        submission=f"ada/{text}",
        checks=(check(text),),
        diagnosis=Diagnosis("neuron", None, "The bias is missing."),
    )


def controls(text: str) -> set[str]:
    """The characters that do something other than show."""
    kinds = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return {c for c in text if unicodedata.category(c) in kinds} - {"\n"}


@pytest.mark.parametrize("plain", [True, False])
def test_control_characters_never_reach_the_output(plain: bool) -> None:  # noqa: FBT001
    """Escape codes, bells and marks of direction are spelt out wherever they come."""
    grade = hostile(ATTACK)

    table = rendered(cohort_table([grade], plain=plain))
    report = rendered(grade_report(grade, plain=plain))

    assert set() == controls(table) | controls(report)
    assert "\\x1b[31mred" in table
    assert "\\x1b[31mred" in report


def test_a_hostile_diagnosis_never_reaches_the_output() -> None:
    """The reason of a grade is shown as harmlessly as its names."""
    grade = grade_of(diagnosis=Diagnosis("neuron", "x", ATTACK))

    table = rendered(cohort_table([grade], plain=True))
    report = rendered(grade_report(grade, plain=True))

    assert set() == controls(table) | controls(report)


@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
@settings(deadline=None, derandomize=True)
def test_no_text_at_all_reaches_the_output_raw(text: str) -> None:
    """Whatever a text holds, what is shown has no control characters."""
    assert set() == controls(shown(text)) | controls(shown_long(text))
    assert set() == controls(rendered(cohort_table([hostile(text)], plain=True)))


def test_ordinary_text_is_shown_as_it_is() -> None:
    """Letters of any script, spaces and signs are left alone."""
    text = "Zoë Łukasz 李雷: a[0] = {x} \\ 100 % ∂y/∂x"

    assert text == shown(text)


def test_a_long_text_is_cut_in_a_cell_only() -> None:
    """A cell has room for the beginning, a message is told in full."""
    assert len(shown("a" * 1000)) == 200
    assert shown_long("a" * 1000) == "a" * 1000


@pytest.mark.parametrize("plain", [True, False])
def test_markup_is_not_interpreted(plain: bool) -> None:  # noqa: FBT001
    """Square brackets and emoji codes in a name or message are just characters."""
    text = "[red]x[/red] [/] :boom: [link=http://x]y[/link]"
    grade = hostile(text)

    assert text in rendered(cohort_table([grade], plain=plain))
    assert text in rendered(grade_report(grade, plain=plain))


def test_a_table_in_a_file_has_no_escape_sequences() -> None:
    """What is no terminal receives text alone."""
    grades = [grade_of(verdict=verdict) for verdict in Verdict]

    assert "\x1b" not in rendered(cohort_table(grades, plain=True))
    assert "\x1b" not in rendered(grade_report(grades[0], plain=True))


def test_a_terminal_receives_colour() -> None:
    """Where there is a terminal, words are repeated by colour."""
    assert "\x1b[" in rendered(cohort_table([grade_of()], plain=False), terminal=True)


def test_a_table_has_a_row_for_every_grade() -> None:
    """Rows are ordered by student and file and tell all that counts."""
    grades = [
        grade_of(student="bea", submission="bea/neuron.py"),
        grade_of(
            student="ada",
            submission="ada/neuron.ipynb",
            verdict=Verdict.PASSED,
            points=4.0,
            diagnosis=None,
        ),
    ]

    header, first, second, _, last = rendered(
        cohort_table(grades, plain=True)
    ).splitlines()

    assert header.split() == ["student", "file", "verdict", "points", "why"]
    assert first.split() == ["ada", "neuron.ipynb", "passed", "4", "/", "4"]
    assert second.split()[:3] == ["bea", "neuron.py", "failed"]
    assert second.rstrip().endswith("The bias is missing. [bias_forgotten]")
    assert last.strip() == "2 grades, 2 students: 1 failed, 1 passed"


def test_a_student_of_several_grades_has_a_total() -> None:
    """The points of a student's grades are added up below them."""
    grades = [
        grade_of(student="ada"),
        grade_of(student="ada", submission="ada/other.py", points=0.5),
        grade_of(student="bea"),
    ]

    rows = rendered(cohort_table(grades, plain=True)).splitlines()
    totals = [row.split() for row in rows if " total " in row]

    assert totals == [["ada", "total", "1.5", "/", "8"]]


def test_a_student_without_a_name_has_a_row_too() -> None:
    """A single file belongs to nobody in particular."""
    row = rendered(cohort_table([grade_of(student="")], plain=True)).splitlines()[1]

    assert row.split()[0] == "-"


def test_a_report_tells_every_check() -> None:
    """Each check stands with its verdict, points and sentence, then what is wrong."""
    report = rendered(grade_report(grade_of(), plain=True))

    assert report.startswith("neuron: failed, 1 / 4 points\n")
    assert "It works." in report
    assert "-> z is off." in report
    assert "Why: The bias is missing. [bias_forgotten]" in report


def test_a_report_says_nothing_where_nothing_is_known() -> None:
    """Without a diagnosis there is no why."""
    assert "Why" not in rendered(grade_report(grade_of(diagnosis=None), plain=True))


def test_the_reason_is_the_diagnosis_where_there_is_one() -> None:
    """A mistake by name says more than the check that failed."""
    assert reason(grade_of()) == "The bias is missing. [bias_forgotten]"
    assert reason(grade_of(diagnosis=None)) == "z is off."
    assert reason(grade_of(diagnosis=None, checks=())) == ""
    assert reason(grade_of(verdict=Verdict.PASSED)) == ""


def test_a_summary_counts() -> None:
    """Grades by verdict, and students, in the right number."""
    one = summary([grade_of()])
    two = summary([grade_of(), grade_of(submission="ada/other.py")])

    assert one == "1 grade, 1 student: 1 failed"
    assert two == "2 grades, 1 student: 2 failed"
