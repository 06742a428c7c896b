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
        {"values": [], "changed": [], "failure": None},
        {"values": {}, "changed": [], "failure": None},
        {"values": [1], "changed": ["x"], "failure": None},
        {"values": [1], "changed": [-1], "failure": None},
        {"values": [1], "changed": [], "failure": "error"},
        {"values": [1], "changed": [], "failure": {**FAILURE, "line": "3"}},
        {"values": [1], "changed": [], "failure": {**FAILURE, "text": 3}},
    ],
)
def test_a_reply_that_cannot_be_read_raises(reply):
    """Anything but the agreed shape is refused, to become a protocol error."""
    with pytest.raises((KeyError, TypeError, ValueError)):
        answer_of(reply)


def test_a_text_is_cut():
    """An exception's text is kept up to a limit."""
    assert len(fault_of({**FAILURE, "text": "x" * 10_000}).text) < 1000


def test_values_and_changes_are_read():
    """A plain reply becomes an answer without a fault."""
    answer = answer_of({"values": [1.5], "changed": [0], "failure": None})

    assert answer.values == (1.5,)
    assert answer.changed == (0,)
    assert answer.fault is None
    assert Verdict.ERROR is fault_of(FAILURE).verdict
