"""A worker that was forked ahead: used once, under the limits it has, or not at all."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from grader.candidate import Zygote
from grader.errors import InternalError
from grader.sandbox import Confinement
from tests.processes import CONFINEMENT, ask

WHO = "import os\ndef f():\n    return os.getpid()\n"
OTHER = Confinement(call=0.4, memory=300)


class Counting(Zygote):
    """A zygote that counts the workers that were forked."""

    forked = 0

    def spawn(self, *row, **words) -> int:
        """Count one more."""
        self.forked += 1
        return super().spawn(*row, **words)


@pytest.fixture
def zygote() -> Iterator[Counting]:
    """A zygote of its own."""
    with Counting() as found:
        assert found.report.applied
        yield found


def test_the_next_submission_gets_it(zygote: Counting) -> None:
    """One process is forked ahead, and no other for the submission that comes."""
    zygote.prepare(CONFINEMENT)
    assert zygote._spare is not None

    answer = ask(zygote, WHO)

    assert answer.values
    assert zygote.forked == 1
    assert zygote._spare is None


def test_it_is_used_once(zygote: Zygote) -> None:
    """The submission after that has a process of its own."""
    zygote.prepare(CONFINEMENT)

    first, second = ask(zygote, WHO), ask(zygote, WHO)

    assert first.values[0] != second.values[0]


def test_preparing_twice_forks_once(zygote: Zygote) -> None:
    """One is enough."""
    zygote.prepare(CONFINEMENT)
    spare = zygote._spare
    zygote.prepare(CONFINEMENT)

    assert spare is zygote._spare


def test_other_limits_need_another_worker(zygote: Counting) -> None:
    """Limits are set once for good, so one with others is ended unused."""
    zygote.prepare(OTHER)
    assert zygote._spare is not None

    answer = ask(zygote, WHO)

    assert answer.values
    assert zygote.forked == 2


def test_it_is_confined_like_any_other(zygote: Zygote) -> None:
    """It opens no file and starts no process."""
    zygote.prepare(CONFINEMENT)

    answer = ask(zygote, "def f():\n    return open('/etc/passwd').read()\n")

    assert answer.fault is not None
    assert "forbidden" == answer.fault.verdict.value


def test_randomness_starts_the_same(zygote: Zygote) -> None:
    """Forked ahead or not, a submission draws the same numbers."""
    source = (
        "import random\nimport numpy as np\n"
        "def f():\n    return np.random.rand(), random.random()\n"
    )
    alone = ask(zygote, source)
    zygote.prepare(CONFINEMENT)

    assert np.array_equal(alone.values[0], ask(zygote, source).values[0])


def test_waiting_uses_none_of_a_submissions_time(zygote: Zygote) -> None:
    """A worker that waited longer than a call may take answers as ever."""
    zygote.prepare(CONFINEMENT)
    time.sleep(2.5 * CONFINEMENT.call)

    assert 3 == ask(zygote, "def f(x):\n    return x + 1\n", 2).values[0]


def test_one_that_was_killed_while_it_waited_costs_nothing(zygote: Zygote) -> None:
    """Another takes its place."""
    zygote.prepare(CONFINEMENT)
    spare = zygote._spare
    assert spare is not None
    spare.ready()
    os.kill(spare._real_pid, signal.SIGKILL)

    assert isinstance(ask(zygote, WHO).values[0], int)


def test_closing_ends_it() -> None:
    """Nothing is left of a zygote with a worker that nobody asked for."""
    zygote = Zygote()
    zygote.prepare(CONFINEMENT)
    spare = zygote._spare
    assert spare is not None
    spare.ready()
    zygote.close()

    late = time.monotonic() + 5
    while Path(f"/proc/{spare._real_pid}").exists() and time.monotonic() < late:
        time.sleep(0.01)
    assert not Path(f"/proc/{spare._real_pid}").exists()


def test_a_view_that_somebody_killed_was_not_refused(zygote: Zygote) -> None:
    """No zygote goes on with fewer layers because its process was killed."""
    with Zygote() as other:
        os.kill(other._launched.process.pid, signal.SIGKILL)

        # What was begun by then may have got ready all the same, with all layers.
        with suppress(InternalError):
            assert zygote.report.applied == other.report.applied
