"""A walk through the first hour, in a pseudo-terminal, as a new learner would."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

from tests.courses import course_of

KATA = str(Path(sys.executable).with_name("kata"))
RIGHT = "def {id}(dvalue, x):\n    return dvalue * 2 * x\n"
DROPPED = "def {id}(dvalue, x):\n    return 2 * x\n"
ENDLESS = "def {id}(dvalue, x):\n    while True: pass\n"
IDS = (
    *("dcube", "dquart", "dfive", "dsix", "dseven"),
    *("deight", "dnine", "dten", "deleven"),
)
SECONDS = 60
SGR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of ten exercises, nothing begun."""
    return course_of(tmp_path, *IDS)


def kata(course: Path, *words: str) -> pexpect.spawn:
    """A command in a terminal of 80 columns, which nothing but itself tells."""
    own = {name: text for name, text in os.environ.items() if name != "COLUMNS"}
    return pexpect.spawn(
        KATA,
        list(words),
        cwd=str(course),
        dimensions=(40, 80),
        encoding="utf-8",
        timeout=SECONDS,
        env=own,
    )


def written(course: Path, name: str, source: str) -> None:
    """Save as many editors do: another file, then a rename over the first."""
    file = course / "work" / "01_first" / f"{name}.py"
    fresh = file.with_suffix(".tmp")
    fresh.write_text(source.format(id=name))
    fresh.replace(file)


def test_a_walk_from_an_empty_workspace(course: Path):
    """Start, wrong, hint, look, right, next, endless, ten passed, quit, Ctrl-C."""
    begun = kata(course, "start")
    begun.expect("Next: dsquare, The gradient of a square.")
    begun.expect(pexpect.EOF)
    walk = kata(course, "watch")
    walk.expect("Not begun yet")
    written(course, "dsquare", DROPPED)
    walk.expect("Why: ")
    walk.send("h")
    walk.expect("dsquare, hint 1 of")
    walk.send("h")
    walk.expect("dsquare, hint 2 of")
    walk.send("e")
    walk.expect("first wrong")
    walk.expect("any key: back")
    walk.send("s")
    walk.expect("any key: back")
    walk.send("l")
    walk.expect("any key: back")
    written(course, "dsquare", "def dsquare(:\n")
    walk.expect("syntax_error")
    written(course, "dsquare", ENDLESS)
    walk.expect("timed_out")
    written(course, "dsquare", RIGHT)
    walk.expect("Next: dcube")
    for number, name in enumerate(IDS, 2):
        walk.send("n")
        walk.expect(f"{name}: The gradient")
        walk.expect("Not begun yet")
        written(course, name, RIGHT)
        walk.expect(f"{number} of {len(IDS) + 1} passed")
    walk.expect("Well done")
    walk.send("q")
    walk.expect("Stopped")
    walk.expect(pexpect.EOF)
    walk.close()
    assert 0 == walk.exitstatus
    again = kata(course, "watch", "--plain")
    again.expect("passed")
    again.sendintr()
    again.expect(pexpect.EOF)
    again.close()
    assert 130 == again.exitstatus


def test_a_narrower_terminal_is_drawn_anew(tmp_path: Path):
    """After a change of size no line is wider than the terminal."""
    course = course_of(tmp_path)
    kata(course, "start").expect(pexpect.EOF)
    walk = kata(course, "watch")
    walk.expect("Not begun yet")
    walk.expect("q quit")
    walk.setwinsize(30, 44)
    walk.expect("Watching\r\nwork/01_first/dsquare.py. Save it to check\r\nit;")
    walk.expect("e explain")
    lines = walk.before.splitlines()
    walk.send("q")
    walk.expect(pexpect.EOF)

    assert max(len(SGR.sub("", line)) for line in lines) <= 44
