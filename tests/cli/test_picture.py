"""Pictures in use: `grader show`, and `kata check` of a script and of an array."""

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.courses import course_of
from tests.processes import ROOT, run

WRONG_STEP = (
    ROOT / "solutions/02_layer/07_layer_walkthrough/failed/mask_from_dvalues.py"
)
WALK = ("--exercise", "layer_walkthrough")


def texts(file: Path) -> str:
    """All text of an SVG."""
    return " ".join(ET.parse(file).getroot().itertext())


def test_show_draws_and_tells_the_graph(tmp_path: Path):
    """The SVG and the words name what is asked for; the statement stays away."""
    file = tmp_path / "graph.svg"

    done = run("grader", "show", "relu_mask", "--picture", file, "--text")

    assert done.returncode == 0
    assert "drelu, computed from dvalues, z: asked for" in done.stdout
    assert "#" not in done.stdout
    assert "Asked for: drelu." in texts(file)


def test_check_marks_the_first_wrong_step(tmp_path: Path):
    """In the terminal and in the picture the same step is the first wrong one."""
    file = tmp_path / "graph.svg"

    done = run("kata", "check", WRONG_STEP, *WALK, "--picture", file)

    assert done.returncode == 1
    assert "   => drelu: first wrong\n" in done.stdout
    assert "The first wrong step is drelu" in texts(file)


def test_a_right_script_shows_no_graph_in_the_terminal():
    """There is nothing to point at."""
    done = run("kata", "check", WRONG_STEP.parents[1] / "passed/reference.py", *WALK)

    assert done.returncode == 0
    assert "->" not in done.stdout


def test_a_map_shows_which_elements_of_a_visible_example_are_wrong():
    """The element at a z of 0 is marked in its row and column."""
    done = run("kata", "check", "examples/cohort/chiara/relu_mask.py")
    rows = [line.split() for line in done.stdout.splitlines()]

    assert "drelu: 1 of 6 wrong (. right, x wrong)." in done.stdout
    place = rows.index(["0", "1", "2"])
    assert rows[place + 1 : place + 3] == [["0", ".", ".", "x"], ["1", ".", ".", "."]]


def test_no_map_for_hidden_checks():
    """Where a hidden array is wrong is not shown; how many elements are, is."""
    done = run("grader", "grade", "examples/cohort/chiara/relu_mask.py", "--seed", 1)

    assert done.stdout.count("x wrong).") == 1
    assert "values are wrong." in done.stdout


def test_where_there_is_no_picture_it_is_said(tmp_path: Path):
    """One sentence and exit code 2, and no file."""
    file = tmp_path / "graph.svg"
    done = run("grader", "show", "dsquare", "--picture", file, cwd=course_of(tmp_path))
    told = run("grader", "show", "dsquare", "--text", cwd=tmp_path / "course")

    assert done.returncode == 2
    assert "no walkthrough" in done.stderr
    assert not file.exists()
    assert told.stdout == "dsquare has no picture.\n"


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path):
    """A folder that is not there is the operator's to mend."""
    done = run("grader", "show", "dweights", "--picture", tmp_path / "no" / "a.svg")

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
