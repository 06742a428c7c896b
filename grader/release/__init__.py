"""Makes the learners' bundle of a course: a folder and a zip, with nothing hidden.

Everything in it is made here from the course, the same bytes each time: nothing depends
on a clock, a seed of a gradebook or a path. What learners did in a bundle is not known
here, and `writing` sees to it that it is never overwritten.
"""

from dataclasses import dataclass
from pathlib import Path

from grader.bundle import Listed, Manifest, Stored, answers_text, manifest_text
from grader.candidate import Workers
from grader.catalogue import BUNDLE, Catalogue
from grader.course import FILE as COURSE_FILE
from grader.errors import AuthorError
from grader.exercise import Exercise, PytestCheck, yaml_of
from grader.release.answers import answered
from grader.release.pages import TITLE, course_text, readme_text
from grader.release.public import public_exercise, yaml_text
from grader.release.scripts import tabled
from grader.release.writing import Kept, digest_of, update, zip_of
from grader.result import Visibility
from grader.version import VERSION
from grader.zipped import write_zip

__all__ = ["Bundle", "Kept", "make_bundle", "write_bundle"]

PROGRESS = '{"format": 1, "exercises": {}}\n'


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle in memory: its list and its files, and what could not be taken along."""

    manifest: Manifest
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()


def make_bundle(catalogue: Catalogue, workers: Workers) -> Bundle:
    """Everything of a course that learners get. Raises `AuthorError`."""
    if catalogue.problems:
        raise AuthorError(list(catalogue.problems))
    exercises = [catalogue.load(name) for name in catalogue.entries]
    course = catalogue.course_file
    title = course.title if course else TITLE
    texts = {"README.md": readme_text(title, exercises), "progress.json": PROGRESS}
    if course is not None:
        texts[COURSE_FILE] = course_text(course)
    for exercise in exercises:
        for name, text in _files(exercise, workers).items():
            texts[f"{_folder(exercise)}/{name}"] = text
    files = {name: text.encode() for name, text in sorted(texts.items())}
    manifest = Manifest(
        title=title,
        gradkata=VERSION,
        exercises=tuple(
            Listed(id=row.id, folder=_folder(row), digest=f"sha256:{row.digest}")
            for row in exercises
        ),
        files={name: digest_of(data) for name, data in files.items()},
    )
    return Bundle(manifest, files, tuple(_left_out(exercises)))


def write_bundle(bundle: Bundle, folder: Path) -> list[Kept]:
    """Write a bundle into a new folder or over an older one, and its zip beside it.

    Returns what was kept since it is not as a release left it. Raises `OperatorError`
    where something else is in the way.
    """
    archive = zip_of(folder)
    kept = update(folder, bundle.manifest, bundle.files)
    rows = {**bundle.files, BUNDLE: manifest_text(bundle.manifest).encode()}
    write_zip(archive, {f"{folder.name}/{name}": data for name, data in rows.items()})
    return kept


def _folder(exercise: Exercise) -> str:
    return "/".join(exercise.folder.parts[-3:])


def _files(exercise: Exercise, workers: Workers) -> dict[str, str]:
    """The files of one exercise. Raises `AuthorError`."""
    public, stored = _stored(exercise, workers)
    return {
        "README.md": _read(exercise, "README.md"),
        "stub.py": _read(exercise, "stub.py"),
        "exercise.yaml": yaml_text(public),
        "answers.json": answers_text(stored),
    }


def _stored(exercise: Exercise, workers: Workers) -> tuple[Exercise, Stored]:
    if exercise.spec.script is not None:
        return public_exercise(exercise), tabled(exercise, workers)
    return answered(exercise, workers)


def _read(exercise: Exercise, name: str) -> str:
    place = f"{_folder(exercise)}/{name}"
    try:
        text = (exercise.folder / name).read_bytes().decode()
    except OSError as error:
        raise AuthorError.at(place, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AuthorError.at(place, "is not UTF-8 text") from error
    return text


def _left_out(exercises: list[Exercise]) -> list[str]:
    """Visible checks that need a hidden file: told, so that nobody misses them."""
    return [
        f"{yaml_of(row)}: the visible check {check.id!r} is a function of checks.py, "
        "which is hidden; it is left out"
        for row in exercises
        for check in row.spec.checks
        if isinstance(check, PytestCheck) and check.visibility is Visibility.VISIBLE
    ]
