"""Names of files for students, whose own names may be anything. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

SUFFIX = ".html"
MAX_STEM = 60
DIGITS = 12
PLAIN = re.compile(rf"[a-z0-9](?:[a-z0-9._-]{{0,{MAX_STEM - 2}}}[a-z0-9])?")
MARKED = re.compile(rf".*-[0-9a-f]{{{DIGITS}}}")
# What Windows takes for a device, whatever follows the first dot.
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def file_names(students: Iterable[str]) -> dict[str, str]:
    """A file name for each student: no folder in it, and each its own.

    A name depends on the student's alone, so that it stays what it is as others come
    and go. Two names never differ in the case of letters only.
    """
    return {student: f"{_stem(student)}{SUFFIX}" for student in students}


def _stem(student: str) -> str:
    # A plain name that ends as a digest does is marked too: it could be another's.
    taken = MARKED.fullmatch(student) or DEVICE.fullmatch(student)
    if PLAIN.fullmatch(student) and not taken:
        return student
    letters = unicodedata.normalize("NFKD", student).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")
    whole = student.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(whole).hexdigest()[:DIGITS]
    head = readable[: MAX_STEM - DIGITS - 1].strip("-") or "student"
    return f"{head}-{digest}"
