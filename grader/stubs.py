"""Makes the stub that learners receive from the reference.

A stub is the reference with every region between `### BEGIN SOLUTION` and
`### END SOLUTION` replaced by a comment and a raise. The author's file is text here;
it is not run.
"""

from collections.abc import Iterator

from grader.errors import AuthorError
from grader.exercise import Exercise, place_of

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
FILLER = ("# Your code here.", "raise NotImplementedError")


def make_stub(exercise: Exercise) -> str:
    """The stub's text. Raises `AuthorError` where the regions are wrong."""
    place = place_of(exercise.reference)
    try:
        lines = exercise.reference.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AuthorError.at(place, f"cannot be read: {error}") from error
    return "\n".join(_stub_lines(lines, place))


def current_stub(exercise: Exercise) -> str | None:
    """The stub as it stands on disk, or None where there is none."""
    if not exercise.stub.exists():
        return None
    try:
        return exercise.stub.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        place = "/".join(exercise.stub.parts[-4:])
        raise AuthorError.at(place, f"cannot be read: {error}") from error


def _stub_lines(lines: list[str], place: str) -> Iterator[str]:
    inside = regions = 0
    for number, line in enumerate(lines, start=1):
        mark = line.strip()
        if mark not in (BEGIN, END):
            if not inside:
                yield line
            continue
        if (mark == END) != bool(inside):
            wrong = f"{mark} {'inside' if inside else 'without'} a region"
            raise AuthorError.at(place, wrong, line=number)
        inside = number if mark == BEGIN else 0
        if inside:
            regions += 1
            indent = line[: len(line) - len(line.lstrip())]
            yield from (indent + filler for filler in FILLER)
    if inside:
        raise AuthorError.at(place, f"{BEGIN} without {END}", line=inside)
    if not regions:
        raise AuthorError.at(place, f"has no {BEGIN}; mark what learners write")
