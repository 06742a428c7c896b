"""JUnit XML, read back by another reader."""

from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.export import junit
from grader.result import CheckResult, Verdict, Visibility
from tests.export.standing import saying, standing
from tests.helpers import grade_of


def parsed(text: str) -> minidom.Element:
    """The root of a document. Raises for what is no XML."""
    return minidom.parseString(text.encode()).documentElement


def test_a_suite_a_grade_and_a_case_a_line():
    """Counts are those of the cases, and points stand in properties."""
    root = parsed(junit([standing()]))
    (suite,) = root.getElementsByTagName("testsuite")
    counts = [suite.getAttribute(n) for n in ("tests", "failures", "skipped", "errors")]
    points = [
        row.getAttribute("value") for row in suite.getElementsByTagName("property")
    ]

    assert suite.getAttribute("name") == "ada/neuron"
    assert counts == ["2", "1", "0", "0"]
    assert points == ["1", "4", "1", "1", "0", "3"]
    assert len(suite.getElementsByTagName("failure")) == 1


def test_what_was_skipped_is_no_failure():
    """A step that was not judged is marked as such."""
    check = CheckResult("w", "w", Verdict.SKIPPED, 0, 0, Visibility.VISIBLE)
    root = parsed(junit([standing(grade_of(checks=(check,)))]))

    assert len(root.getElementsByTagName("skipped")) == 1
    assert root.getElementsByTagName("failure") == []


@given(st.text(max_size=40))
@pytest.mark.parametrize("extra", ["", "\x00\x1b[31m", "]]>&<!--", "\ud800"])
def test_any_text_makes_a_document(extra: str, text: str):
    """Whatever a submission says, the file can be read."""
    root = parsed(junit([saying(text + extra)]))

    assert len(root.getElementsByTagName("testcase")) == 2


def test_nothing_of_the_machine_is_told():
    """No host name and no path of ours."""
    text = junit([standing()])

    assert "hostname" not in text
    assert "site-packages" not in text
