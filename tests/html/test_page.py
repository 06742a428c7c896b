"""How templates are filled."""

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.analysis import analysed
from grader.html import class_page
from grader.html.page import TEMPLATES
from tests.export.standing import saying
from tests.html.pages import EXERCISES, HOSTILE, class_html, class_of

FROM_OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?!#)|url\(|@import|https?://""")


def test_nothing_comes_from_outside():
    """No address, but that of the SVG namespace, which is a name."""
    page = class_html("ada", "bea")

    assert FROM_OUTSIDE.findall(page) == []


def test_the_one_script_is_named_by_its_digest():
    """The page forbids every other."""
    page = class_html("ada", "bea")
    (code,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()

    assert f"script-src &#39;sha256-{digest}&#39;" in page
    assert code == (TEMPLATES / "classroom.js").read_text("utf-8")


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_text_of_a_submission_is_text(text):
    """No tag is theirs; no control or direction character is left."""
    page = class_page(analysed([saying(text)]), {}, {(text, text): text})

    assert page.count("<script") == 1
    assert set(re.findall(r"<([a-z]+)", page)).isdisjoint({"img", "b", "iframe"})
    assert not set(page) & set("\u202e\u2028\x1b\x00\x7f\u200f")
    page.encode("utf-8")


def test_few_students_are_said_to_be_few():
    """Numbers that are mostly chance are called so; enough of them are not."""
    few, enough = (class_html(*(f"s{n}" for n in range(count))) for count in (5, 40))

    assert "mostly chance" in few
    assert "mostly chance" not in enough
    assert "separates best<" in enough


def test_a_class_without_named_mistakes_says_so():
    """The section is there all the same."""
    rows = [row for row in class_of("a", "b", "c") if row.grade.diagnosis is None]

    assert "No submission was seen to make a mistake" in class_page(
        analysed(rows), EXERCISES, {}
    )


@pytest.mark.parametrize("student", ["", "ada"])
def test_the_same_class_gives_the_same_bytes(student):
    """Nothing in it tells when or where it was made."""
    rows = class_of(student)

    assert class_page(analysed(rows), {}, {}) == class_page(analysed(rows), {}, {})
    assert str(TEMPLATES.parent) not in class_page(analysed(rows), {}, {})
