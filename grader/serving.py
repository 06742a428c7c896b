"""The warm session of an engine: checks collected once, then requests answered.

Inside `pytest.main`: its run loop reads submissions from a channel, calls
`grading.grade` and sends grades back. A broken exercise is told and does not stop the
others; an exception of ours becomes a grade with the verdict `internal_error`, told in
full on standard error.
"""

import os
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

# Of all kinds, and there before the first submission comes.
import grader.examiner.judging
import grader.examiner.script
import grader.examiner.suite  # noqa: F401
from grader.candidate import Workers
from grader.channel import Channel
from grader.errors import AuthorError, InternalError
from grader.examiner import plugin
from grader.examiner.evidence import prepare_any
from grader.examiner.plugin import CHECK, WARM, ExerciseNode
from grader.exercise import Check, Exercise
from grader.grading import Examination, grade, our_failure
from grader.result import Visibility, to_json
from grader.sandbox import too_weak
from grader.submission import Submission

CONFIGURATION = Path(plugin.__file__).with_name("pytest.ini")
# What a warm session has no use for. Reports in particular would be kept for ever.
UNUSED = """
cacheprovider debugging doctest faulthandler junitxml logging pastebin recwarn setuponly
setupplan skipping stepwise subtests terminal threadexception tmpdir unittest
unraisableexception warnings
"""


@dataclass
class Engine:
    """A pytest plugin whose run loop grades what the channel brings."""

    channel: Channel
    visible_only: bool
    strict: bool
    start: Callable[[], Workers]
    seed: int = 0
    _items: dict[str, list[pytest.Item]] = field(default_factory=dict)
    _exercises: dict[str, Exercise] = field(default_factory=dict)
    _broken: dict[str, AuthorError] = field(default_factory=dict)
    _ready: dict[str, Examination] = field(default_factory=dict)
    _zygote: Workers | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Tell the examiner that this session is the engine's."""
        config.stash[WARM] = True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember an exercise whose checks cannot be collected."""
        if report.failed:
            name = Path(report.nodeid.partition("::")[0]).parent.name
            lines = str(report.longrepr).strip().splitlines() or ["cannot be collected"]
            why = lines[-1].removeprefix("E").strip()
            self._broken[name.partition("_")[2]] = AuthorError.at(name, why)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort the items by exercise."""
        for item in items:
            node = item.getparent(ExerciseNode)
            if node is None:
                continue
            check: Check = item.stash[CHECK]
            self._exercises[node.exercise.id] = node.exercise
            if not self.visible_only or check.visibility is Visibility.VISIBLE:
                self._items.setdefault(node.exercise.id, []).append(item)

    def pytest_runtestloop(self) -> bool:
        """Answer requests until there are no more."""
        try:
            for request in self.channel:
                if request["seed"] != self.seed:
                    self.seed = request["seed"]
                    self._ready.clear()
                submission = Submission(**request["submission"])
                self.channel.send(self._answer(submission))
        finally:
            self._restart()
        return True

    def _answer(self, submission: Submission, *, again: bool = True) -> dict[str, Any]:
        """Grade one; with a new zygote `again` where the old one was taken away."""
        try:
            workers = self._started()
            if self.strict and (weakness := too_weak(workers.report)):
                return {"weak": weakness}
            examination = self._examination(submission.exercise)
        except AuthorError as error:
            return {"broken": submission.exercise, "problem": str(error)}
        except InternalError:
            self._restart()
            if again:
                return self._answer(submission, again=False)
            raise
        try:
            result = grade(examination, submission)
        except Exception as error:  # noqa: BLE001 - ours; told, never charged
            self._restart()
            if again and isinstance(error, InternalError):
                return self._answer(submission, again=False)
            traceback.print_exception(error)
            result = our_failure(examination.suite.exercise, submission, self.seed)
        return {"grade": to_json(result)}

    def _examination(self, exercise_id: str) -> Examination:
        if exercise_id in self._broken:
            raise self._broken[exercise_id]
        if exercise_id not in self._ready:
            exercise = self._exercises[exercise_id]
            try:
                suite = prepare_any(exercise, self.seed, self._started())
            except AuthorError as error:
                self._broken[exercise_id] = error
                raise
            items = self._items.get(exercise_id, [])
            self._ready[exercise_id] = Examination(suite, items, self._started())
        return self._ready[exercise_id]

    def _started(self) -> Workers:
        """Where workers come from, started when it is first needed."""
        if self._zygote is None:
            self._zygote = self.start()
        return self._zygote

    def _restart(self) -> None:
        """Drop the zygote and all that holds on to it; the next request starts anew."""
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None
        self._ready.clear()


def serve(
    channel: Channel,
    setup: Mapping[str, Any],
    start: Callable[[], Workers],
    zygote: Workers,
) -> int:
    """Collect the exercises of a setup and answer until there are no more requests.

    `start` makes another `zygote`, should the first one be taken away.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    arguments = [
        "-c",
        str(CONFIGURATION),
        f"--rootdir={setup['course']}",
        "--import-mode=importlib",
        "--assert=plain",
        "--noconftest",
        "--capture=no",
        "--continue-on-collection-errors",
        *(word for name in UNUSED.split() for word in ("-p", f"no:{name}")),
        *setup["files"],
    ]
    engine = Engine(
        channel,
        setup["visible_only"],
        setup["strict"],
        start,
        _zygote=zygote,
    )
    return int(pytest.main(arguments, plugins=[plugin, engine]))
