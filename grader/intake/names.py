"""What names of files and folders say: who, when, and which file it was. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

# <name>[_LATE]_<user>_<submission>_<file>, as Canvas packs what a class handed in.
CANVAS = re.compile(
    r"(?P<name>[^\W_]+)(?:_LATE)?_(?P<user>[0-9]+)_(?P<submission>[0-9]+)"
    r"_(?P<file>.+)"
)
# Canvas numbers what is handed in again: relu_mask-2.py.
AGAIN = re.compile(r"(?P<stem>.+?)-(?P<number>[0-9]{1,4})(?P<suffix>\.[^.]+)")
STAMP = re.compile(
    r"(?P<date>[0-9]{4}-?[0-9]{2}-?[0-9]{2})[T _]"
    r"(?P<hour>[0-9]{2})[-:_]?(?P<minute>[0-9]{2})(?:[-:_]?(?P<second>[0-9]{2}))?"
    r"(?:[.,][0-9]+)?(?P<zone>| ?Z| ?UTC|[+-][0-9]{2}:?[0-9]{2})"
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as Canvas names it: whose, its own name, and which try it was."""

    student: str
    file: str
    attempt: int


def canvas_name(name: str) -> Packed | None:
    """What a name of Canvas's says, or None for any other name.

    The student is the name with the number behind it: only the number is unique.
    """
    match = CANVAS.fullmatch(name)
    if match is None:
        return None
    file, attempt = match["file"], 0
    if again := AGAIN.fullmatch(file):
        file, attempt = again["stem"] + again["suffix"], int(again["number"])
    return Packed(f"{match['name']}_{match['user']}", file, attempt)


def time_in(name: str) -> str:
    """The time that a name is, as ISO 8601 in UTC, or nothing.

    Without a zone it is taken as UTC: the same everywhere.
    """
    match = STAMP.fullmatch(name.strip())
    if match is None:
        return ""
    date = match["date"].replace("-", "")
    clock = f"{match['hour']}{match['minute']}{match['second'] or '00'}"
    zone = match["zone"].strip().replace(":", "")
    zone = "+0000" if zone in ("", "Z", "UTC") else zone
    try:
        moment = datetime.strptime(f"{date}{clock}{zone}", "%Y%m%d%H%M%S%z")
    except ValueError:
        return ""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
