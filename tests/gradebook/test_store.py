"""The gradebook on real SQLite files and on a real PostgreSQL server."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.event import listen

from grader.errors import OperatorError
from grader.gradebook import Gradebook, Key, restored, standings
from grader.result import Grade, Verdict
from tests.gradebook.conftest import execute, handed, together
from tests.helpers import GRADE, grade_of

SUBMISSION = handed(GRADE)[1]
KEY = Key.of(SUBMISSION, GRADE.provenance.exercise_digest)


def rows(url: str) -> list[tuple[object, ...]]:
    """What an independent reader finds stored."""
    query = "SELECT student, exercise, verdict, points FROM attempts ORDER BY id"
    return execute(url, query)


def test_the_seed_is_drawn_once(url: str) -> None:
    """A class is graded on the same cases, run after run."""
    with Gradebook(url) as gradebook:
        seed = gradebook.seed(None)
        again = gradebook.seed(None)
    with Gradebook(url) as gradebook:
        later = gradebook.seed(None)

    assert isinstance(seed, int)
    assert 0 <= seed < 2**31
    assert {seed} == {again, later}


def test_two_gradebooks_draw_two_seeds(tmp_path: Path) -> None:
    """Seeds are drawn, not fixed."""
    seeds = set()
    for number in range(4):
        with Gradebook(f"sqlite:///{tmp_path}/{number}.sqlite") as gradebook:
            seeds.add(gradebook.seed(None))

    assert len(seeds) > 1


def test_the_first_seed_given_is_kept(url: str) -> None:
    """A new gradebook takes the seed it is given."""
    with Gradebook(url) as gradebook:
        assert gradebook.seed(42) == 42
        assert gradebook.seed(None) == 42


@pytest.mark.parametrize("given", [0, 7])
def test_a_later_seed_holds_for_one_run(url: str, given: int) -> None:
    """A seed given later is used and not kept."""
    with Gradebook(url) as gradebook:
        kept = gradebook.seed(42)

        assert given == gradebook.seed(given)
        assert kept == gradebook.seed(None)


def test_a_grade_is_found_again(url: str) -> None:
    """What was recorded is found under its key, also by a later run."""
    with Gradebook(url) as gradebook:
        assert gradebook.find(KEY) is None
        gradebook.record(*handed(GRADE))
        assert gradebook.find(KEY) == GRADE
    with Gradebook(url) as gradebook:
        assert gradebook.find(KEY) == GRADE


@pytest.mark.parametrize(
    "other",
    [
        {"student": "bea"},
        {"exercise": "other"},
        {"kind": "ipynb"},
        {"submission_digest": "sha256:4567"},
        {"exercise_digest": "another"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_grade_stands_for_its_key_alone(url: str, other: dict[str, str]) -> None:
    """Another student, exercise, kind, file or edition is not graded yet."""
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(GRADE))

        assert gradebook.find(replace(KEY, **other)) is None


def test_a_grade_of_another_grader_is_not_found(url: str) -> None:
    """A grade made by another version does not stand."""
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(GRADE))
    execute(url, "UPDATE attempts SET grader_digest = 'another'")

    with Gradebook(url) as gradebook:
        assert gradebook.find(KEY) is None


def test_the_latest_attempt_wins(url: str) -> None:
    """Attempts are added, none is replaced, and the last one counts."""
    best, latest = grade_of(points=4.0), grade_of(points=2.0)
    with Gradebook(url) as gradebook:
        for grade in (GRADE, best, latest):
            gradebook.record(*handed(grade))

        assert latest == gradebook.find(KEY)

    assert [row[-1] for row in rows(url)] == [1.0, 4.0, 2.0]


def test_a_failure_of_ours_is_not_stored(url: str) -> None:
    """Earlier attempts stand where the grader itself failed."""
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(GRADE))
        gradebook.record(*handed(grade_of(verdict=Verdict.INTERNAL_ERROR, points=0.0)))

        assert gradebook.find(KEY) == GRADE

    assert rows(url) == [("ada", "neuron", "failed", 1.0)]


def test_a_notebook_and_a_script_are_two_submissions(url: str) -> None:
    """The same bytes under another suffix are graded by themselves."""
    notebook = grade_of(submission="ada/neuron.ipynb", verdict=Verdict.SYNTAX_ERROR)
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(notebook))

        assert gradebook.find(KEY) is None
        assert notebook == gradebook.find(replace(KEY, kind="ipynb"))


@pytest.mark.parametrize(
    "student", ["caf\udce9", "\udcff\udcfe", "李雷", "a'; DROP TABLE attempts; --", ""]
)
def test_a_student_of_any_name_is_stored(url: str, student: str) -> None:
    """A folder's name goes round whatever its bytes, undecodable ones included."""
    grade = grade_of(student=student, submission=f"{student}/neuron.py")
    key = Key.of(replace(SUBMISSION, student=student), KEY.exercise_digest)
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(grade))

        assert grade == gradebook.find(key)
        assert gradebook.find(KEY) is None


def test_undecodable_names_that_differ_are_two_students(url: str) -> None:
    """Bytes that are no text are spelt out, not replaced by one mark."""
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(grade_of(student="\udcff")))

        other = replace(SUBMISSION, student="\udcfe")
        assert gradebook.find(Key.of(other, KEY.exercise_digest)) is None


def test_a_stored_grade_becomes_the_grade_of_the_file_found() -> None:
    """The same bytes at another place keep the marks and tell the new place."""
    moved = replace(SUBMISSION, student="ada", path="late/neuron.py")

    assert grade_of(submission="late/neuron.py") == restored(GRADE, moved)


def one_sentence(url: str) -> str:
    """What the operator is told about a gradebook that cannot be opened."""
    with pytest.raises(OperatorError) as caught:
        Gradebook(url)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    return message


def test_a_file_that_is_no_database_is_told(path: Path) -> None:
    """Another file of that name is told in one sentence and left as it is."""
    raw = b"These are my notes, not a database.\n" * 100
    path.write_bytes(raw)

    assert "file is not a database" in one_sentence(f"sqlite:///{path}")
    assert raw == path.read_bytes()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A gradebook is not made in a folder that does not exist."""
    message = one_sentence(f"sqlite:///{tmp_path}/nowhere/gradebook.sqlite")

    assert "unable to open database file" in message


@pytest.mark.parametrize("url", ["nonsense", "", "ftp://x/y"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    """What is no URL of a database is the operator's to mend."""
    assert one_sentence(url).startswith("the gradebook ")


def test_a_password_is_never_told() -> None:
    """A message names the gradebook without its password."""
    message = one_sentence("ftp://ada:secret@example.org/grades")

    assert "secret" not in message
    assert "example.org" in message


def test_two_connections_see_one_gradebook(url: str) -> None:
    """Two runs at once share the seed and each other's attempts."""
    with Gradebook(url) as one, Gradebook(url) as other:
        assert one.seed(None) == other.seed(None)
        one.record(*handed(GRADE))
        assert other.find(KEY) == GRADE
        other.record(*handed(grade_of(points=2.0)))
        one.record(*handed(grade_of(points=3.0)))
        assert grade_of(points=3.0) == other.find(KEY)

    assert len(rows(url)) == 3


def test_runs_that_start_together_share_one_gradebook(url: str) -> None:
    """Whoever comes first makes the tables and draws the seed, for all."""
    count = 6

    def act(gradebook: Gradebook) -> int:
        seed = gradebook.seed(None)
        gradebook.record(*handed(GRADE))
        return seed

    seeds, failures = together(url, count, act)

    assert failures == []
    assert count == len(seeds)
    assert len(set(seeds)) == 1
    assert count == len(rows(url))


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No server at that address is one sentence, without a password."""
    message = one_sentence(f"postgresql+psycopg://ada:secret@/x?host={tmp_path}")

    assert "connection" in message
    assert "secret" not in message


def test_what_is_recorded_once_stands_for_all(url: str) -> None:
    """Of runs that graded the same file at once the first one recorded counts."""
    count = 6
    ready = threading.Barrier(count)
    stands: list[Grade] = []

    def run(points: float) -> None:
        with Gradebook(url) as gradebook:
            ready.wait()
            graded = grade_of(points=points)
            stands.append(gradebook.record_once(*handed(graded)))

    threads = [threading.Thread(target=run, args=(float(i),)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(stands) == count
    assert len(set(stands)) == 1
    assert [row[-1] for row in rows(url)] == [stands[0].points]


def test_another_file_is_recorded_beside_it(url: str) -> None:
    """What differs in the key is another attempt; a failure of ours is none."""
    changed = grade_of(digest="sha256:4567", points=2.0)
    failed = grade_of(digest="sha256:89", verdict=Verdict.INTERNAL_ERROR)
    with Gradebook(url) as gradebook:
        for grade in (GRADE, changed, failed):
            assert grade == gradebook.record_once(*handed(grade))

    assert [row[-1] for row in rows(url)] == [1.0, 2.0]


def test_the_same_bytes_handed_in_again_are_the_latest(url: str) -> None:
    """First A, then B, then A once more: A counts, though it was not graded again."""
    first, second, third = (f"2026-11-0{day}T10:00:00+00:00" for day in (1, 2, 3))
    other = grade_of(digest="sha256:b", points=4.0)
    with Gradebook(url) as gradebook:
        for grade, at in ((GRADE, first), (other, second), (GRADE, third)):
            gradebook.record_once(*handed(grade, submitted_at=at))
        gradebook.record_once(*handed(GRADE, submitted_at=third))
        (counted,) = standings(gradebook)

    assert (counted.points, counted.attempts) == (GRADE.points, 3)


def test_many_are_found_at_once(url: str) -> None:
    """Under each key its latest grade and all its times; others are not there."""
    later, other = "2026-11-02T10:00:00+00:00", replace(KEY, kind="ipynb")
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(grade_of(points=1.0), submitted_at=later))
        gradebook.record(*handed(grade_of(points=2.0)))
        found = gradebook.attempts_of([KEY, other, replace(KEY, student="bea"), KEY])
        none = gradebook.attempts_of([])

    assert none == {}
    assert list(found) == [KEY]
    assert found[KEY].grade == grade_of(points=2.0)
    assert found[KEY].submitted_at == {later, ""}


def test_many_are_found_by_the_index(tmp_path: Path) -> None:
    """However many grades are stored, only those asked for are read."""
    url = f"sqlite:///{tmp_path}/book.sqlite"
    said: list[str] = []
    with Gradebook(url) as gradebook:
        gradebook.record(*handed(GRADE))
        with gradebook.transaction() as connection:
            listen(
                connection, "before_cursor_execute", lambda *row: said.append(row[2])
            )
        gradebook.attempts_of([KEY, replace(KEY, student="bea")])
        (query,) = [row for row in said if "listed" in row]
        with gradebook.transaction() as connection:
            given = ("a",) * query.count("?")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given)
            steps = [str(row[-1]) for row in plan]

    assert any("SEARCH attempts USING INDEX attempts_key" in row for row in steps)
    assert not any("SCAN attempts" in row for row in steps)
