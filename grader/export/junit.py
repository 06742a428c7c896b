"""JUnit XML, as build servers show it: a suite a student and exercise, a case a line.

The format knows no partial points: what is not full is a failure, and the points stand
in properties. Nothing tells the machine it was made on.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from grader.export.lines import Line, lines_of, why
from grader.gradebook import Standing
from grader.result import Verdict

# What XML 1.0 has no way to write.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(standings: Sequence[Standing]) -> str:
    """Every standing as a suite of tests, as XML."""
    root = ET.Element("testsuites", name="gradkata")
    for standing in standings:
        _suite(root, standing)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _suite(root: ET.Element, standing: Standing) -> None:
    grade = standing.grade
    lines = list(lines_of(standing))
    skipped = sum(line.verdict is Verdict.SKIPPED for line in lines)
    failed = sum(not line.passed for line in lines) - skipped
    suite = ET.SubElement(
        root,
        "testsuite",
        name=_plain(f"{grade.student}/{grade.exercise}".lstrip("/")),
        tests=str(len(lines)),
        failures=str(failed),
        errors="0",
        skipped=str(skipped),
        time=f"{grade.seconds:.3f}",
        timestamp=standing.attempt.graded_at,
    )
    points = {"points": standing.points, "max_points": grade.max_points}
    _properties(suite, points)
    for line in lines:
        _case(suite, standing, line)
    if reason := why(standing):
        ET.SubElement(suite, "system-out").text = _plain(reason)


def _case(suite: ET.Element, standing: Standing, line: Line) -> None:
    place = ".".join(filter(None, [standing.grade.student, line.exercise]))
    case = ET.SubElement(
        suite, "testcase", classname=_plain(place), name=_plain(line.name), time="0"
    )
    _properties(case, {"points": line.points, "max_points": line.max_points})
    if line.verdict is Verdict.SKIPPED:
        ET.SubElement(case, "skipped")
    elif not line.passed:
        first = line.message.partition("\n")[0]
        failure = ET.SubElement(
            case, "failure", message=_plain(first), type=line.verdict.value
        )
        failure.text = _plain(line.message)


def _properties(parent: ET.Element, rows: dict[str, float]) -> None:
    inside = ET.SubElement(parent, "properties")
    for name, value in rows.items():
        ET.SubElement(inside, "property", name=name, value=f"{value:g}")


def _plain(text: str) -> str:
    """Text without what XML cannot hold; it is spelt out instead."""
    return ILLEGAL.sub(lambda m: ascii(m[0])[1:-1], text)
