"""What an exercise must prove before release.

Each proof is one row: what was tried, what was due, what came out. Labelled solutions
get their verdict and are named as what they are; mutants of the reference are killed.
Everything runs through the same engines as submissions do, on several seeds, so that a
proof is about the grading learners will meet.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence

from grader.candidate import start
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.result import Grade
from grader.verification.labelled import on_disk, proof_of, subjects
from grader.verification.leaks import leak_audit
from grader.verification.mutants import mutants_killed
from grader.verification.proof import Proof

__all__ = ["Proof", "verify"]


def verify(
    catalogue: Catalogue, ids: Sequence[str], seeds: Sequence[int], jobs: int
) -> Iterator[Proof]:
    """All proofs of some exercises, in no order; a broken one is a failed proof."""
    for problem in catalogue.problems:
        yield Proof(problem.file, "folder", proven=False, detail=problem.message)
    sound = []
    for row in _loaded(catalogue, ids):
        if isinstance(row, Proof):
            yield row
        else:
            sound.append(row)
            yield from on_disk(row, catalogue)
    yaml_files = tuple(exercise.folder / "exercise.yaml" for exercise in sound)
    if not sound:
        return
    graded: dict[str, list[Grade]] = {exercise.id: [] for exercise in sound}
    with Engines(Setup(catalogue.course, yaml_files), jobs) as engines:
        broken = yield from _labelled(sound, engines, seeds, graded)
        # Mutants of a reference that does not pass itself would prove nothing.
        whole = [exercise for exercise in sound if exercise.id not in broken]
        with start() as zygote:
            for exercise in whole:
                own = graded[exercise.id]
                yield leak_audit(catalogue, exercise, own, seeds[0], zygote)
        yield from mutants_killed(whole, engines, seeds)


def _labelled(
    sound: Sequence[Exercise],
    engines: Engines,
    seeds: Sequence[int],
    graded: Mapping[str, list[Grade]],
) -> Generator[Proof, None, set[str]]:
    """What stubs and labelled solutions get; returns whose reference does not pass.

    The grades of the first seed are put into `graded`.
    """
    by_id = {exercise.id: exercise for exercise in sound}
    broken: set[str] = set()
    for seed in seeds:
        for outcome in engines.grade(subjects(sound), seed):
            proof = proof_of(by_id, outcome, seed)
            if not proof.proven and proof.subject.endswith("reference.py"):
                broken.add(proof.exercise)
            if seed == seeds[0] and isinstance(outcome, Grade):
                graded[outcome.exercise].append(outcome)
            yield proof
    return broken


def _loaded(catalogue: Catalogue, ids: Sequence[str]) -> Iterator[Exercise | Proof]:
    """Exercises, or the proof that one cannot be read."""
    for exercise_id in ids:
        try:
            yield catalogue.load(exercise_id)
        except AuthorError as error:
            yield Proof(exercise_id, "exercise.yaml", proven=False, detail=str(error))
