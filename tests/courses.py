"""Small courses on disk for tests, made by the scaffold and then damaged."""

from pathlib import Path

from grader.catalogue import Catalogue
from grader.scaffold import make_course, make_exercise


def course_of(folder: Path, *ids: str) -> Path:
    """A course with the scaffold's exercise under each id, `dsquare` first."""
    course = folder / "course"
    make_course(course)
    for exercise_id in ids:
        make_exercise(Catalogue(course), exercise_id, None)
    return course


def file_of(course: Path, exercise_id: str, name: str) -> Path:
    """A file of an exercise, or of its solutions where the name has a folder."""
    entry = Catalogue(course).entry(exercise_id)
    if "/" in name:
        return course / "solutions" / entry.track / entry.folder.name / name
    return entry.folder / name


def replace(path: Path, old: str, new: str) -> None:
    """Change a text in a file that must contain it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def hand_in(folder: Path, **sources: str) -> Path:
    """A cohort of one file a student: `ada="code"` hands in `ada/dsquare.py`."""
    for student, source in sources.items():
        path = folder / student / "dsquare.py"
        path.parent.mkdir(parents=True)
        path.write_text(source, encoding="utf-8")
    return folder
