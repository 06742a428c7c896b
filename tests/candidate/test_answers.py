"""What the host believes of a reply: a claim is read, never trusted."""

import pytest

from grader.candidate.answers import answer_of, fault_of
from grader.result import Verdict

FAILURE = {"outcome": "error", "exception": "ValueError", "text": "x", "line": 3}


@pytest.mark.parametrize(
    "verdict", ["passed", "failed", "internal_error", "skipped", "nonsense", 7, None]
)
def test_a_worker_cannot_claim_a_verdict_of_the_host(verdict):
    """Only what can happen inside a worker may be claimed by one."""
    with pytest.raises((ValueError, TypeError)):
        fault_of({**FAILURE, "outcome": verdict})


def test_an_exception_of_the_learners_own_has_no_name():
    """A class name can carry inputs, so only known names are kept."""
    assert fault_of({**FAILURE, "exception": "Secret42"}).exception == ""
    assert fault_of(FAILURE).exception == "ValueError"


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"values": [], "changed": [], "failures": []},
        {"values": [1, 2], "changed": [], "failures": []},
        {"values": {}, "changed": [], "failures": []},
        {"values": [1], "changed": ["x"], "failures": []},
        {"values": [1], "changed": [-1], "failures": []},
        {"values": [1], "changed": [], "failures": "error"},
        {"values": [1], "changed": [], "failures": [[0, "error"]]},
        {"values": [1], "changed": [], "failures": [[7, FAILURE]]},
        {"values": [1], "changed": [], "failures": [[-1, FAILURE]]},
        {"values": [1], "changed": [], "failures": [[0, {**FAILURE, "line": "3"}]]},
        {"values": [1], "changed": [], "failures": [[0, {**FAILURE, "text": 3}]]},
    ],
)
def test_a_reply_that_cannot_be_read_raises(reply):
    """Anything but the agreed shape is refused, to become a protocol error."""
    with pytest.raises((LookupError, TypeError, ValueError)):
        answer_of(reply, 1)


def test_a_text_is_cut():
    """An exception's text is kept up to a limit."""
    assert len(fault_of({**FAILURE, "text": "x" * 10_000}).text) < 1000


def test_half_a_character_is_spelt_out():
    """A text that no file could hold becomes one that every file can."""
    assert fault_of({**FAILURE, "text": "a\ud800b"}).text == r"a\ud800b"


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("submission.py", "submission.py"),
        ("cell 12", "cell 12"),
        ("cell 12\n::error::x", ""),
        ("cell 1234567", ""),
        ("/etc/passwd", ""),
    ],
)
def test_a_place_is_the_file_or_a_cell(place: str, kept: str):
    """Whatever else a worker calls a place is left out."""
    assert kept == fault_of({**FAILURE, "place": place}).place


def test_values_and_changes_are_read():
    """A plain reply becomes an answer without a fault."""
    answer = answer_of({"values": [1.5], "changed": [0], "failures": []}, 1)

    assert answer.values == (1.5,)
    assert answer.changed == (0,)
    assert answer.fault is None
    assert Verdict.ERROR is fault_of(FAILURE).verdict


def test_a_step_that_failed_leaves_the_others():
    """In a case of several steps a fault stands in place of one value."""
    reply = {"values": [1, None, 3], "changed": [], "failures": [[1, FAILURE]]}

    first, fault, third = answer_of(reply, 3).values

    assert (1, 3) == (first, third)
    assert Verdict.ERROR is fault.verdict


def test_a_first_step_that_failed_is_the_whole_case():
    """Without an object, or without the one call, there is nothing to judge."""
    reply = {"values": [None], "changed": [], "failures": [[0, FAILURE]]}

    assert Verdict.ERROR is answer_of(reply, 5).fault.verdict


@pytest.mark.parametrize(
    ("text", "source", "public"),
    [
        ("name 'totol' is not defined", b"return totol", True),
        ("name 'x42' is not defined", b"return totol", False),
        ("'L' object has no attribute 'inputs'", b"class L: self.inputs", True),
        ("SECRET name 'L' is not defined", b"L", False),
    ],
)
def test_only_words_of_the_source_may_be_told(text, source, public):
    """Python's sentence about a name of the learner's own carries no input."""
    fault = fault_of({**FAILURE, "text": text})

    assert public is fault.in_own_words(source).public


def test_a_kind_that_is_none_of_ours_is_forged():
    """What `bad_type` says is one of a few words, so it carries no input either."""
    with pytest.raises(ValueError, match="none"):
        fault_of({"outcome": "bad_type", "exception": "", "text": "x = [1, 2]"})
