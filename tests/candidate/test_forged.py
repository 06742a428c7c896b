"""Replies forged on the wire end in the right verdict, in no hang and no exception."""

import pytest

from grader.candidate import Zygote
from tests.candidate.forging import ask, forger, told

ONE = [("g", 1.0)]
LIST_OF_PAIRS = "[[k, v] for k, v in rows().items()]"


@pytest.mark.parametrize(
    "action",
    [
        # Replies to what was not asked.
        "write(reply(id=0))",
        "write(reply(id=True))",
        "write(reply(id=float(job()['id'])))",
        "write(reply(id=str(job()['id'])))",
        "write(reply(id=None))",
        "write(reply(id=[job()['id']]))",
        "write(reply(id={'t': [job()['id']]}))",
        "write(reply(id={'a': ['<i8', []]}, body=struct.pack('<q', job()['id'])))",
        "write(reply(id={'a': ['<i8', [2]]}, body=bytes(16)))",
        "write(reply(id={'a': ['<i8', [0]]}))",
        "write(reply(case=1))",
        "write(reply(case=-1))",
        "write(reply(case=False))",
        "write(reply(case=0.0))",
        "write(reply(case=-0.0))",
        "write(reply(case=None))",
        "write(reply(case={'a': ['<i8', [2]]}, body=bytes(16)))",
        "write(reply(case={'a': ['|b1', []]}, body=bytes(1)))",
        "write(frame({'d': [['id', job()['id']]]}))",
        "write(frame({'d': []}))",
        "write(frame({'t': [job()['id'], 0, [9.0]]}))",
        "write(frame(job()['id']))",
        # Values, changes and failures of other forms.
        "write(reply(values=[]))",
        "write(reply(values=[9.0, 9.0]))",
        "write(reply(values=[9.0] * 100_000))",
        "pairs = list(rows().items()); write(frame({'d': pairs[:2] + pairs[3:]}))",
        "write(reply(values=9.0))",
        "write(reply(values={'t': [9.0]}))",
        "write(reply(values={'d': [['0', 9.0]]}))",
        "write(reply(values={'a': ['<f8', [1]]}, body=bytes(8)))",
        "write(reply(changed=None))",
        "write(reply(changed=[True]))",
        "write(reply(changed=[0.0]))",
        "write(reply(changed=[-1]))",
        "write(reply(changed=[1]))",
        "write(reply(changed={'a': ['<i8', [1]]}, body=bytes(8)))",
        "write(reply(failures=None))",
        "write(reply(failures=[0]))",
        "write(reply(failures=['ab']))",
        "write(reply(failures=[[0]]))",
        "write(reply(failures=[{'t': [0, failure('error')]}]))",
        "write(reply(failures=[[True, failure('error')]]))",
        "write(reply(failures=[[1, failure('error')]]))",
        "write(reply(failures=[[-1, failure('error')]]))",
        "write(reply(failures=[[0, 'error']]))",
        "write(reply(failures=[[0, {'d': []}]]))",
        "write(reply(failures=[[0, {'a': ['|u1', [2]]}]], body=b'ab'))",
        # Verdicts that no worker may claim, and failures of other forms.
        *(
            f"write(reply(failures=[[0, failure({word!r})]]))"
            for word in (
                *("passed", "failed", "internal_error", "timed_out", "skipped"),
                *("crashed", "protocol_error", "PASSED", "", None, 0, True, ["error"]),
            )
        ),
        "write(reply(failures=[[0, failure('error', text=1)]]))",
        "write(reply(failures=[[0, failure('error', line=True)]]))",
        "write(reply(failures=[[0, failure('error', line=10**9)]]))",
        "write(reply(failures=[[0, failure('error', place=['submission.py'])]]))",
        "write(reply(failures=[[0, failure('error', exception=['OSError'])]]))",
        "write(reply(failures=[[0, failure('bad_type', text='passed')]]))",
        # Headers and bodies that are none.
        f"write(frame({{'d': {LIST_OF_PAIRS} * 2}}))",
        "write(frame(b'{\"d\":[],' + frame({'d': []})[9:]))",
        "write(reply(id=10**400))",
        "write(reply(id=2**63))",
        "write(frame(reply()[8:].replace(b'9.0', b'9' * 5000)))",
        "write(frame(reply()[8:].replace(b'9.0', b'nan')))",
        "write(frame(reply()[8:].replace(b'9.0', b'\"\\xff\"')))",
        "write(frame(reply()[8:].replace(b'9.0', b'\"\\xc3\\xa9\"')))",
        "write(frame(reply()[8:].decode().encode('utf-16')))",
        "write(frame(b'\\xef\\xbb\\xbf' + reply()[8:]))",
        "write(frame(reply()[8:] + b']'))",
        "write(frame(reply()[8:], b'x'))",
        "write(reply(values=[{'b': 2}], body=b'x'))",
        "write(reply(values=[{'a': ['<f8', [10**6]]}]))",
        "write(reply(values=[{'a': ['|O', [1]]}], body=bytes(8)))",
        "write(reply(values=[{'a': ['<f8', [8388608, 0]]}]))",
        "write(frame(b'[' * 100_000))",
        "write(frame(b'[' * 1000 + b']' * 1000))",
        "write(frame(b'[' + b'0,' * 1_000_000 + b'0]'))",
        "write(frame(b'[' + b'[],' * 1_000_000 + b'0]'))",
        "write(frame(b' ' * (4 << 20)))",
        # Lengths beyond the limits: nothing of them is awaited.
        "write(b'\\xff' * 8)",
        "write(struct.pack('>II', (4 << 20) + 1, 0)); time.sleep(60)",
        "write(struct.pack('>II', 0, (8 << 20) + 1)); time.sleep(60)",
        "write(bytes(8)); time.sleep(60)",
        # The wire closed, by a worker that lives on.
        "os.close(3)",
        "os.close(3); time.sleep(60)",
        "write(b'x'); os.close(3); time.sleep(60)",
    ],
)
def test_a_forged_reply_is_a_protocol_error(zygote: Zygote, action: str):
    """What is no reply to what was asked is told as what it is, whoever wrote it."""
    (answer,) = ask(zygote, forger(action), ONE)

    assert told(answer) == "protocol_error"


@pytest.mark.parametrize("way", ["SHUT_WR", "SHUT_RD", "SHUT_RDWR"])
def test_a_wire_shut_in_one_direction_does_not_hang(zygote: Zygote, way: str):
    """Where the sandbox lets it shut, the wire is broken; else it is as good as new."""
    action = f"""
        import socket
        try:
            socket.socket(fileno=3).shutdown(socket.{way})
        except OSError:
            pass
    """
    (answer,) = ask(zygote, forger(action), ONE)

    assert told(answer) in ("protocol_error", 1.0)


@pytest.mark.parametrize(
    "action",
    [
        "write(reply()[:-1]); time.sleep(60)",
        "write(b'x')\nwhile True: pass",
        "write(LARGEST); time.sleep(60)",
        "write(struct.pack('>II', 4 << 20, 0) + bytes(1 << 20)); time.sleep(60)",
        "for byte in reply(): write(bytes([byte])); time.sleep(0.5)",
        "write(struct.pack('>II', 4 << 20, 0))\nwhile True: write(b' ')",
        "write(LARGEST)\nfor _ in range(8): write(b' '); time.sleep(9)",
        "while True: print(end='')",
    ],
)
def test_a_reply_that_never_ends_is_timed_out(zygote: Zygote, action: str):
    """Silence, a part of a frame and a trickle without end meet the deadline."""
    (answer,) = ask(zygote, forger(action), ONE)

    assert told(answer) == "timed_out"


@pytest.mark.parametrize(
    ("action", "verdict"),
    [
        ("write(reply()[:-1]); os._exit(0)", "exited"),
        ("write(reply()[:4]); os._exit(1)", "exited"),
        ("os.close(3); os._exit(0)", "exited"),
        ("write(reply()[:-1]); os.abort()", "crashed"),
        ("while True: os.write(1, reply() * 500)", "output_limit"),
        ("while True: os.write(2, bytes(4096))", "output_limit"),
        ("while True: write(bytes(65536))", "protocol_error"),
        ("while True: write(b'\\xff' * 65536)", "protocol_error"),
        ("while True: write(struct.pack('>II', 1, 0) + b'0')", "protocol_error"),
        ("write(LARGEST)\nwhile True: write(b' ' * 65536)", "protocol_error"),
    ],
)
def test_what_else_happens_on_the_wire_has_its_word(zygote: Zygote, action, verdict):
    """An ending amid a frame is that ending; a flood ends where it is no reply."""
    (answer,) = ask(zygote, forger(action), ONE)

    assert told(answer) == verdict


@pytest.mark.parametrize(
    "action",
    [
        "os.write(1, reply())",
        "os.write(2, b'\\xff' * 8)",
        "os.close(1); os.close(2)",
        "os.dup2(3, 40) if False else os.dup(3)",
        "write(b'')",
    ],
)
def test_what_breaks_nothing_costs_nothing(zygote: Zygote, action: str):
    """What is written elsewhere is counted and dropped, whatever it looks like."""
    (answer,) = ask(zygote, forger(action), ONE)

    assert told(answer) == 1.0
