"""The wire between host and worker, with learners who write on it themselves."""

import pytest

from grader.candidate import Candidate, Request, Zygote
from grader.result import Verdict
from grader.sandbox import Confinement
from tests.processes import CONFINEMENT, submission

FRAME = """
    import json, os, struct
    def frame(message):
        head = json.dumps(message).encode()
        os.write(3, struct.pack(">II", len(head), 0) + head)
"""


@pytest.mark.parametrize(
    "action",
    [
        "frame({'d': [['id', 1], ['case', 0], ['values', [1.0]]]})",
        "frame([1, 2, 3])",
        "frame('text')",
        "frame({'d': [['id', 10 ** 400]]})",
        "frame({'a': ['<f8', [10 ** 9]]})",
        "frame({'x': 1})",
        "os.write(3, b'\\xff' * 8)",
        "os.write(3, struct.pack('>II', 4, 0) + b'nope')",
        "os.close(3)",
        "os.write(3, struct.pack('>II', 100, 0) + b'['); os.close(3)",
        "[frame({'d': []}) for _ in range(5)]",
    ],
)
def test_a_forged_reply_is_a_protocol_error(zygote: Zygote, action: str):
    """Frames that answer nothing asked end the worker and are told as what they are."""
    source = FRAME + f"    def f(x):\n        {action}\n        return x\n"

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        (answer,) = candidate.ask([Request.call("g", "f", [1.0])])

    assert answer.fault.verdict is Verdict.PROTOCOL_ERROR


def test_half_a_frame_does_not_hang(zygote: Zygote):
    """A frame that never ends is a time-out, not a wait."""
    source = (
        FRAME + "    def f(x):\n        os.write(3, b'x')\n        while True: pass\n"
    )

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        (answer,) = candidate.ask([Request.call("g", "f", [1.0])])

    assert answer.fault.verdict is Verdict.TIMED_OUT


def test_a_sleeper_is_timed_out_by_the_clock(zygote: Zygote):
    """A worker that uses no processor time is ended by the wall-clock backstop."""
    source = "import time\ndef f():\n    time.sleep(60)"

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        (answer,) = candidate.ask([Request.call("g", "f", [])])

    assert answer.fault.verdict is Verdict.TIMED_OUT


def test_a_large_message_crosses_to_a_busy_worker(zygote: Zygote):
    """More than a socket holds is sent while replies are awaited."""
    source = "def f(x):\n    return len(x)"
    requests = [Request.call("g", "f", ["x" * 100_000]) for _ in range(30)]

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        answers = candidate.ask(requests)

    assert [answer.values[0] for answer in answers] == [100_000] * 30


def test_printing_within_the_limit_costs_nothing(zygote: Zygote):
    """A printout is dropped and changes no result."""
    source = "def f():\n    print('x' * 100_000)\n    return 1.0"

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        (answer,) = candidate.ask([Request.call("g", "f", [])])

    assert answer.values == (1.0,)


def test_a_sleeper_in_every_case_runs_out_of_patience(zygote: Zygote):
    """Sleeps that are short enough one by one are too long together."""
    confinement = Confinement(call=0.1, memory=256)
    nap = 4 * confinement.call
    source = f"import time\ndef f(x):\n    time.sleep({nap})\n    return x"
    requests = [Request.call(str(i), "f", [i]) for i in range(60)]

    with Candidate(zygote, submission(source), confinement) as candidate:
        answers = candidate.ask(requests)
    ran = [answer for answer in answers if answer.fault is None]
    late, *unrun = [answer.fault for answer in answers if answer.fault is not None]

    assert 0 < len(ran) <= confinement.patience / nap
    assert (late.verdict, late.unrun) == (Verdict.TIMED_OUT, False)
    assert {(row.verdict, row.unrun) for row in unrun} == {(Verdict.TIMED_OUT, True)}


def test_replies_that_are_large_together_are_an_output_limit(zygote: Zygote):
    """What a worker answers is held until it is judged, so all of it has a limit."""
    source = (
        "import numpy as np\ndef f(x):\n    return np.zeros((1000, 1000)) if x else x"
    )
    requests = [Request.call("large", "f", [True]) for _ in range(12)]
    requests.append(Request.call("small", "f", [False]))

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        answers = candidate.ask(requests)

    verdicts = [answer.fault and answer.fault.verdict for answer in answers]
    assert verdicts == [None] * 8 + [Verdict.OUTPUT_LIMIT] * 4 + [None]
