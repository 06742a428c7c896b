"""`kata explain` in a workspace and in a bundle: text, SVG, HTML."""

from pathlib import Path

from tests.cli.test_kata_check import DROPPED, RIGHT, begun
from tests.processes import run


def test_a_file_is_explained_by_its_id(tmp_path: Path):
    """The example's arguments, what came back, and that it is right."""
    course = begun(tmp_path, RIGHT)

    done = run("kata", "explain", "dsquare", cwd=course)

    assert (0, "") == (done.returncode, done.stderr)
    assert "Forward, values flow to the output:" in done.stdout
    assert "right" in done.stdout


def test_pictures_are_written_where_asked(tmp_path: Path):
    """One file a form, each named; the first wrong step is in both."""
    course = begun(tmp_path, DROPPED)

    done = run("kata", "explain", "--svg", "a.svg", "--html", "a.html", cwd=course)

    assert 0 == done.returncode
    assert "Written: a.svg\nWritten: a.html\n" in done.stdout
    assert "first wrong" in (course / "a.svg").read_text()
    assert "first wrong" in (course / "a.html").read_text()


def test_ascii_is_ascii(tmp_path: Path):
    """Without a letter beyond it, whatever the stream has."""
    done = run("kata", "explain", "--ascii", cwd=begun(tmp_path, DROPPED))

    assert done.stdout.isascii()


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path):
    """The text was shown; the file is named."""
    course = begun(tmp_path, RIGHT)

    done = run("kata", "explain", "--svg", "no/a.svg", cwd=course)

    assert 2 == done.returncode
    assert "no/a.svg cannot be written: No such file or directory" in done.stderr


def test_a_bundle_explains_without_solutions(tmp_path: Path):
    """What learners get has what it takes."""
    course = begun(tmp_path)
    run("grader", "release", "../bundle", cwd=course)
    bundle = tmp_path / "bundle"
    run("kata", "start", cwd=bundle)
    (bundle / "work" / "01_first" / "dsquare.py").write_text(DROPPED)

    done = run("kata", "explain", "dsquare", cwd=bundle)

    assert 0 == done.returncode
    assert "first wrong" in done.stdout
