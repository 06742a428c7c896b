"""What an exercise must prove before release.

Each proof is one row: what was tried, what was due, what came out. Labelled solutions
get their verdict and are named as what they are; the reference agrees with the
mathematics, and its mutants are killed; every two mistakes are told apart; tolerances
have their margin. Labelled solutions and mutants run through the same engines as
submissions do, so that a proof is about the grading learners will meet.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress

from grader.candidate import start
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.result import Grade
from grader.verification.certificate import SUBJECT as CERTIFICATE
from grader.verification.labelled import on_disk, proof_of, subjects
from grader.verification.leaks import leak_audit
from grader.verification.margins import SUBJECT as TOLERANCE
from grader.verification.measured import measured
from grader.verification.misconceptions import misconception_table
from grader.verification.mutants import SCORE, mutants_killed
from grader.verification.proof import Proof
from grader.verification.stored import Stored

__all__ = [
    "CERTIFICATE",
    "SCORE",
    "TOLERANCE",
    "Proof",
    "kept_proofs",
    "misconception_table",
    "readable",
    "verify",
    "verify_kept",
]


def verify_kept(
    catalogue: Catalogue,
    ids: Sequence[str],
    seeds: Sequence[int],
    jobs: int,
    kept: Sequence[Proof] = (),
) -> Iterator[Proof]:
    """All proofs; of exercises that `kept` has, those. What is proven whole is kept.

    Where nothing can be written, it is proved again the next time.
    """
    stored = Stored(catalogue)
    left = [name for name in ids if name not in {proof.exercise for proof in kept}]
    # Taken before anything runs: what changes meanwhile is not what was proven.
    keys = {name: stored.key(name) for name in left}
    yield from kept
    found: dict[str, list[Proof]] = {name: [] for name in left}
    for proof in verify(catalogue, left, seeds, jobs):
        found.setdefault(proof.exercise, []).append(proof)
        yield proof
    for name, key in keys.items():
        with suppress(OSError):
            stored.keep(name, seeds, found[name], key)


def kept_proofs(
    catalogue: Catalogue, ids: Sequence[str], seeds: Sequence[int]
) -> list[Proof]:
    """What was proven of exercises that have not changed since."""
    stored = Stored(catalogue)
    return [proof for name in ids for proof in stored.proofs(name, seeds)]


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
    if not sound:
        return
    yaml_files = tuple(exercise.folder / "exercise.yaml" for exercise in sound)
    setup = Setup(catalogue.course, yaml_files)
    graded: dict[str, list[Grade]] = {exercise.id: [] for exercise in sound}
    with Engines(setup, jobs) as engines, start() as zygote:
        broken = yield from _labelled(sound, engines, seeds, graded)
        # What is made from a reference that does not pass itself would prove nothing.
        whole = [exercise for exercise in sound if exercise.id not in broken]
        for exercise in whole:
            own = graded[exercise.id]
            yield leak_audit(catalogue, exercise, own, seeds[0], zygote)
            yield from measured(exercise, seeds, zygote)
        yield from mutants_killed(whole, engines, seeds, zygote)


def readable(catalogue: Catalogue, ids: Sequence[str]) -> list[Exercise]:
    """The exercises that can be read."""
    return [row for row in _loaded(catalogue, ids) if isinstance(row, Exercise)]


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
