"""Forged replies that look right: they claim values and failures, and nothing else."""

import tracemalloc

import pytest

from grader.candidate import Candidate, Request, Zygote
from grader.candidate.answers import CLAIMABLE
from grader.result import Verdict
from tests.candidate.forging import ask, forger, told
from tests.processes import CONFINEMENT, submission

ONE = [("g", 1.0)]
# The forger acts where x is 1; a third case is of a group of its own.
THREE = [("a", 1.0), ("a", 2.0), ("b", 3.0)]


@pytest.mark.parametrize(
    "others",
    ["", ", verdict='passed', points=10", ", expected=9.0", ", fault=None, unrun=True"],
)
def test_a_forged_reply_of_one_case_is_a_value(zygote: Zygote, others: str):
    """Who finds the token may answer in the worker's place, with a value like any."""
    (answer,) = ask(zygote, forger(f"write(reply(values=[9.0]{others}))"), ONE)

    assert (9.0,) == answer.values
    assert answer.changed == ()


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        # The real reply of the first case answers nothing when it comes.
        ("write(reply(0))", [9.0, "protocol_error", 3.0]),
        ("write(reply(0) * 2)", [9.0, "protocol_error", 3.0]),
        ("write(reply(1))", ["protocol_error", "protocol_error", 3.0]),
        ("write(reply(2))", ["protocol_error", "protocol_error", 3.0]),
        ("write(reply(1) + reply(0))", ["protocol_error", "protocol_error", 3.0]),
        ("write(reply(0) + reply(2))", [9.0, "protocol_error", 3.0]),
        ("write(reply(0) + reply(1))", [9.0, 9.0, "protocol_error"]),
        ("write(reply(0) + reply(1) + reply(2))", [9.0, 9.0, 9.0]),
        ("write(reply(0) + reply(1) + reply(2) + reply(3))", [9.0, 9.0, 9.0]),
        ("write(reply(0) + reply(1) + reply(2)); os._exit(0)", [9.0, 9.0, 9.0]),
        ("write(reply(0)); os._exit(0)", [9.0, "exited", 3.0]),
        ("write(reply(0) + b'x'); os._exit(0)", [9.0, "exited", 3.0]),
        ("write(reply(0)); os.close(3)", [9.0, "protocol_error", 3.0]),
        # The second case is late; confirmed in a new worker it is not.
        ("write(reply(0)); time.sleep(60)", [9.0, 2.0, 3.0]),
    ],
)
def test_forged_replies_of_several_cases(zygote: Zygote, action: str, expected):
    """A reply stands for the case that is due, once; what comes out of turn breaks."""
    assert expected == [told(row) for row in ask(zygote, forger(action), THREE)]


def test_an_ending_after_forged_replies_is_found_by_the_next_question(zygote: Zygote):
    """Who answers for all cases and leaves has left when there is more to ask."""
    source = forger("write(reply(0)); os._exit(0)")
    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        (first,) = candidate.ask([Request.call("a", "f", [1.0])])
        (second,) = candidate.ask([Request.call("b", "f", [2.0])])

    assert told(first) == 9.0
    assert told(second) == "exited"


@pytest.mark.parametrize("more", ["reply(1)", "reply(0)", "b'x'", "bytes(8)"])
def test_what_is_left_on_the_wire_answers_nothing(zygote: Zygote, more: str):
    """A reply after the last is no reply to the next request."""
    source = forger(f"write(reply(0) + {more})")
    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        (first,) = candidate.ask([Request.call("a", "f", [1.0])])
        second, third = candidate.ask(
            [Request.call("b", "f", [2.0]), Request.call("c", "f", [3.0])]
        )

    assert told(first) == 9.0
    assert told(second) == "protocol_error"
    assert told(third) == 3.0


@pytest.mark.parametrize(
    "outcome",
    sorted(CLAIMABLE - {Verdict.BAD_TYPE}),
)
def test_a_failure_may_be_claimed_against_oneself(zygote: Zygote, outcome: str):
    """What can happen in a worker may be told by it; it earns nothing."""
    action = f"write(reply(failures=[[0, failure({str(outcome)!r})]]))"

    assert told(ask(zygote, forger(action), ONE)[0]) == outcome


def test_texts_that_are_claimed_are_cut_and_names_known(zygote: Zygote):
    """A claimed failure has a short text, no place of its own and no exception."""
    row = "failure('error', exception='Passed', text='x' * 10**6, place='y' * 10**6)"
    action = f"write(reply(failures=[[0, {row}]]))"

    fault = ask(zygote, forger(action), ONE)[0].fault

    assert (300, "", "") == (len(fault.text), fault.place, fault.exception)


@pytest.mark.parametrize(
    "changes",
    [
        "compiled=[1]",
        "compiled=True",
        "compiled=1.0",
        "compiled=None",
        "compiled={'a': ['<i8', [2]]}",
        "defined=None",
        "defined=['f']",
        "failure=0",
        "failure='error'",
        "failure=failure('passed')",
        "failure=failure('timed_out')",
        "failure=failure('internal_error')",
        "failure=[failure('error')]",
        "id=0",
        "id={'a': ['<i8', [2]]}",
        "compiled=10**9",
    ],
)
def test_a_forged_reply_to_loading_is_a_protocol_error(zygote: Zygote, changes: str):
    """Before anything was asked a submission may break the wire, and is told so."""
    action = f"""
        base = dict(id=job()['id'], failure=None, compiled=1, defined='f')
        base |= dict({changes})
        write(frame({{'d': list(base.items())}}, bytes(16 * ("<i8" in str(base)))))
    """
    answers = ask(zygote, forger(action, loading=True), THREE)

    assert ["protocol_error"] * 3 == [told(row) for row in answers]


@pytest.mark.parametrize("failure", ["None", "failure('error', text='x')"])
def test_a_reply_to_loading_that_comes_twice_answers_no_case(zygote, failure: str):
    """The real reply, which comes after a forged one, is taken for what it is not."""
    action = f"""
        base = dict(id=job()['id'], failure={failure}, compiled=1, defined='f')
        write(frame({{'d': list(base.items())}}))
    """
    answers = ask(zygote, forger(action, loading=True), THREE)

    assert ["protocol_error"] * 3 == [told(row) for row in answers]


def test_replies_to_cases_while_loading_answer_none(zygote: Zygote):
    """Before a request there is no token to find, so no reply can wait for it."""
    action = "write(reply(0) + reply(1) + reply(2))"
    answers = ask(zygote, forger(action, loading=True), THREE)

    assert ["protocol_error"] * 3 == [told(row) for row in answers]


@pytest.mark.parametrize(
    "values", ["'passed'", "[b'x']", "None", "{'d': [['verdict', 'passed']]}", "True"]
)
def test_a_verdict_in_place_of_a_value_is_a_value(zygote: Zygote, values: str):
    """Words of verdicts are texts where values stand."""
    values = values.replace("[b'x']", "{'b': 0}")
    (answer,) = ask(zygote, forger(f"write(reply(values=[{values}]))"), ONE)

    assert answer.fault is None
    assert len(answer.values) == 1


@pytest.mark.parametrize(
    ("size", "expected"), [((4 << 20) + 1, "protocol_error"), (4 << 20, 9.0), (99, 9.0)]
)
def test_a_header_of_the_largest_size_is_read(zygote: Zygote, size: int, expected):
    """A reply as large as may be is a reply, and a larger one is none."""
    action = f"head = reply()[8:]; write(frame(b' ' * ({size} - len(head)) + head))"

    assert told(ask(zygote, forger(action), ONE)[0]) == expected


@pytest.mark.parametrize(
    "flood",
    [
        "write(LARGEST)\nwhile True: write(bytes(65536))",
        "while True: write(bytes(65536))",
        "while True: os.write(1, bytes(65536))",
        "while True: write(reply())",
        "write(frame(b'[' + b'[],' * 1_398_000 + b'0]', bytes(8 << 20)))",
    ],
)
def test_a_flood_takes_bounded_memory_of_the_host(zygote: Zygote, flood: str):
    """Bytes without end, on the wire or printed, are never kept without end."""
    ask(zygote, forger("pass"), ONE)
    tracemalloc.start()
    try:
        ask(zygote, forger(flood), [("a", 1.0), ("b", 1.0)])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 200 * 1024 * 1024
