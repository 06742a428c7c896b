"""The learners' engine: one process that keeps workers warm and answers one client.

As `engine`, but for the visible checks alone and without a pytest session, unless a
check needs one; and it also knows hints, pictures and the numbers of a run. It starts
the zygote before anything that takes long to import, and reads a line of JSON a
request. Everything it says may be read by a learner. Invariant: it answers every
request, a failure of ours too.
"""

import gc
import json
import os
import sys
import traceback
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.candidate import Workers
    from grader.catalogue import Catalogue
    from grader.engines import Engines
    from grader.exercise import Exercise
    from grader.grading import Examination
    from grader.result import Grade
    from grader.submission import Submission

Answer = dict[str, Any]


class Tutor:
    """Answers requests about the exercises of one course."""

    def __init__(self, workers: "Workers", platform: str) -> None:
        self._workers = workers
        self._platform = platform
        self._seed = int.from_bytes(os.urandom(4), "big")
        self._catalogue: Catalogue | None = None
        self._ready: dict[str, Examination] = {}
        self._engines: dict[str, Engines] = {}

    def answer(self, request: Answer) -> Answer:
        """Answer one request; what fails is told."""
        from grader.errors import AuthorError, InternalError, OperatorError

        for last in (False, True):
            try:
                return self._act(request)
            except AuthorError as error:
                return {"broken": str(error)}
            except OperatorError as error:
                return {"unable": str(error)}
            except InternalError:
                # The zygote was taken away: once more with a new one.
                self._restart()
                if last:
                    return {"failed": traceback.format_exc()}
            except Exception:  # noqa: BLE001 - ours; told, never charged
                self._restart()
                return {"failed": traceback.format_exc()}
        raise AssertionError("unreachable")

    def _act(self, request: Answer) -> Answer:
        operations: dict[str, Callable[[Answer], Answer]] = {
            "check": self._check,
            "hints": self._hints,
            "draw": self._draw,
            "explain": self._explain,
        }
        return operations[request["op"]](request)

    def _check(self, request: Answer) -> Answer:
        """Grade a file by the visible checks; with its graph where it is a script."""
        from grader.result import Verdict, to_json

        exercise = self._exercise(request)
        submission = self._read(request)
        if isinstance(submission, str):
            return {"refused": submission}
        grade = self._grade(exercise, submission)
        outline = ""
        if grade.verdict is not Verdict.PASSED and (grade.steps or request["always"]):
            outline = self._outline(exercise, grade)
        return {"grade": to_json(grade), "outline": outline}

    def _hints(self, request: Answer) -> Answer:
        """The ladder for a diagnosis, or for none."""
        from grader.hints import ladder
        from grader.result import Diagnosis

        told: Diagnosis | None = None
        if request["diagnosis"] is not None:
            told = Diagnosis(*request["diagnosis"])
        rungs = ladder(self._exercise(request), told)
        return {"hints": [[str(rung.kind), rung.text] for rung in rungs]}

    def _draw(self, request: Answer) -> Answer:
        """The graph of an exercise as SVG, with what a grade says of it."""
        from grader.picture import course_picture, graph_picture
        from grader.result import from_json

        exercise = self._exercise(request)
        grade = from_json(request["grade"]) if request["grade"] else None
        drawn = course_picture(self._course(request), exercise, grade)
        return {"svg": graph_picture(drawn, name=exercise.id) if drawn else None}

    def _explain(self, request: Answer) -> Answer:
        """What a file computes on its own numbers: as text, SVG, and HTML if asked."""
        from grader.explaining import Letters, explain, explained_text
        from grader.picture import graph_picture

        exercise = self._exercise(request)
        submission = self._read(request)
        if isinstance(submission, str):
            return {"refused": submission}
        found = explain(
            self._course(request),
            self._examination(exercise).suite,
            self._workers,
            submission,
            self._grade(exercise, submission),
        )
        answer = {"text": explained_text(found, Letters(**request["letters"]))}
        if "svg" in request["forms"]:
            answer["svg"] = graph_picture(found.picture, name=exercise.id)
        if "html" in request["forms"]:
            from grader.html import explained_page

            answer["html"] = explained_page(found, exercise.id)
        return answer

    def _outline(self, exercise: "Exercise", grade: "Grade") -> str:
        from grader.picture import course_picture, graph_outline

        assert self._catalogue is not None
        drawn = course_picture(self._catalogue, exercise, grade)
        return graph_outline(drawn) if drawn is not None else ""

    def _course(self, request: Answer) -> "Catalogue":
        from grader.learner.workspace import Workspace

        course = Path(request["course"])
        if self._catalogue is None or self._catalogue.course != course:
            self._catalogue = Workspace(course).reader()
        return self._catalogue

    def _exercise(self, request: Answer) -> "Exercise":
        return self._course(request).load(request["exercise"])

    def _read(self, request: Answer) -> "Submission | str":
        """The file as it is now, or the reason why it is none."""
        from grader import submission as files

        path, exercise = Path(request["file"]), request["exercise"]
        found = files.read(path, student="", exercise=exercise, shown=request["shown"])
        return found.reason if isinstance(found, files.Refused) else found

    def _grade(self, exercise: "Exercise", submission: "Submission") -> "Grade":
        from grader.exercise import PytestCheck
        from grader.grading import grade
        from grader.result import Visibility

        visible = Visibility.VISIBLE
        own = [c for c in exercise.spec.checks if c.visibility is visible]
        if any(isinstance(check, PytestCheck) for check in own):
            return self._grade_by_pytest(exercise, submission)
        return grade(self._examination(exercise), submission)

    def _grade_by_pytest(
        self, exercise: "Exercise", submission: "Submission"
    ) -> "Grade":
        """Bespoke checks run in a session of pytest, which an engine keeps."""
        from grader.engines import Broken, Engines, Lost, Setup
        from grader.errors import AuthorError, InternalError

        assert self._catalogue is not None
        if exercise.id not in self._engines:
            file = (exercise.folder / "exercise.yaml",)
            setup = Setup(
                self._catalogue.course, file, visible_only=True, platform=self._platform
            )
            self._engines[exercise.id] = Engines(setup, jobs=1)
        (outcome,) = self._engines[exercise.id].grade([submission], self._seed)
        if isinstance(outcome, Broken):
            raise AuthorError.at(exercise.id, outcome.problem)
        if isinstance(outcome, Lost):
            raise InternalError("the engine died twice on this file")
        return outcome

    def _examination(self, exercise: "Exercise") -> "Examination":
        from grader.examiner.evidence import prepare_any
        from grader.grading import Examination
        from grader.result import Visibility

        if exercise.id not in self._ready:
            assert self._catalogue is not None
            packed = self._catalogue.packed
            proven = packed is not None and packed.is_proven(exercise)
            suite = prepare_any(exercise, self._seed, self._workers, proven=proven)
            if packed is not None and not proven:
                packed.prove(exercise)
            checks = exercise.spec.checks
            own = [c for c in checks if c.visibility is Visibility.VISIBLE]
            ready = Examination(suite, [], self._workers, declared=own)
            self._ready[exercise.id] = ready
        return self._ready[exercise.id]

    def _restart(self) -> None:
        """Start the zygote anew; all that held on to the old one is dropped."""
        self._ready.clear()
        self._workers.close()
        self._workers = _started(self._platform)

    def close(self) -> None:
        """End what was started."""
        for engines in self._engines.values():
            engines.__exit__(None, None, None)
        self._workers.close()


def _started(platform: str) -> "Workers":
    """Where workers come from; numpy is imported there while the rest is here."""
    from grader.sandbox.launching import launch_ahead

    launched = launch_ahead(platform, soon=True)
    from grader.candidate import start

    return start(platform=platform, launched=launched)


def serve(requests: IO[str], answers: IO[str], platform: str) -> None:
    """Answer until there are no more requests; each answer bears its request's number.

    Raises nothing: a client that has gone is the end.
    """
    # Nothing that is imported is garbage; looking for some takes a tenth of the time.
    gc.disable()
    tutor = Tutor(_started(platform), platform)
    # What a check needs, behind the first request that may still be on its way.
    import grader.examiner.evidence
    import grader.grading  # noqa: F401 - imported to be there

    gc.freeze()
    gc.enable()
    try:
        for line in requests:
            request = json.loads(line)
            answer = {"number": request["number"], **tutor.answer(request)}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    finally:
        tutor.close()


if __name__ == "__main__":
    # Standard output belongs to the answers; whatever prints must not.
    wire = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(sys.stdin, wire, sys.argv[1] if sys.argv[1:] else sys.platform)
