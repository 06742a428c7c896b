"""Whole grades of submissions that forge: no mark for nothing, no failure of ours."""

from collections.abc import Iterator

import pytest

from grader.candidate import Zygote
from grader.engines import Engines, Setup
from grader.result import Grade, from_json, to_json
from tests.candidate.forging import IMPOSTOR, ask, impostor, told
from tests.courses import course_of
from tests.processes import ROOT, submission
from tests.script.walkthroughs import FILES, LAYER, STEPS, layer, others
from tests.test_engines import setup_of


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Start one engine over a small course."""
    course = course_of(tmp_path_factory.mktemp("course"))
    with Engines(setup_of(course), jobs=1) as started:
        yield started


@pytest.fixture(scope="module")
def walkthroughs() -> Iterator[Engines]:
    """Start one engine over both walkthroughs."""
    with Engines(Setup(ROOT, FILES), jobs=1) as started:
        yield started


def graded(engines: Engines, source: str, exercise: str = "dsquare") -> Grade:
    """The grade of a forger, which must be one, and can be written and read."""
    (outcome,) = engines.grade([submission(source, exercise=exercise)], seed=5)
    assert isinstance(outcome, Grade), outcome
    assert to_json(from_json(to_json(outcome))) == to_json(outcome)
    return outcome


def one_value(text: str) -> str:
    """An answer of one value, computed from the arguments `d` and `x`."""
    return f"(lambda d, x: {{'values': [{text}]}})(*steps[0][2])"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (one_value("0.0"), "failed"),
        (one_value("d"), "failed"),
        (one_value("[d, x]"), "failed"),
        (one_value("float('nan')"), "failed"),
        (one_value("float('inf')"), "failed"),
        (one_value("'passed'"), "bad_type"),
        (one_value("True"), "bad_type"),
        (one_value("None"), "bad_type"),
        (one_value("b'raw'"), "bad_type"),
        (one_value("{'verdict': 'passed'}"), "bad_type"),
        (one_value("[[], [1.0]]"), "bad_type"),
        ("{'values': []}", "protocol_error"),
        ("{'values': [1.0] * 9}", "protocol_error"),
        ("{'values': 'passed'}", "protocol_error"),
        ("{'verdict': 'passed', 'values': [1.0]}", "failed"),
        ("{'id': steps}", "protocol_error"),
        ("{'id': __import__('numpy').ones(2)}", "protocol_error"),
        ("{'case': __import__('numpy').ones(2)}", "protocol_error"),
        ("{'values': [1.0], 'changed': [7]}", "protocol_error"),
        *(
            (f"{{'values': [1.0], 'failures': [[0, {{'outcome': {word!r}}}]]}}", found)
            for word, found in [
                ("passed", "protocol_error"),
                ("internal_error", "protocol_error"),
                ("timed_out", "protocol_error"),
                ("skipped", "protocol_error"),
                ("exited", "exited"),
                ("missing", "missing"),
            ]
        ),
    ],
)
def test_a_forger_that_knows_no_answer_earns_nothing(engines, answer, verdict):
    """Whoever plays the worker itself can claim values, and they are judged."""
    grade = graded(engines, impostor(answer))

    assert (verdict, 0.0) == (grade.verdict, grade.points)


def test_a_forger_that_computes_the_answer_has_done_the_exercise(engines: Engines):
    """A right value is right, whoever wrote the frame."""
    grade = graded(engines, impostor(one_value("2 * d * x")))

    assert (grade.verdict, grade.points) == ("passed", grade.max_points)


@pytest.mark.parametrize("text", ["\\ud800", "\\x00\\x1b[2J", "<script>", "x" * 9999])
def test_a_claimed_text_harms_no_grade(engines: Engines, text: str):
    """Odd texts, told where a name is missing, are cut and can be written."""
    source = impostor(
        f"{{'failures': [[0, {{'outcome': 'missing', 'text': '{text}'}}]],"
        " 'values': [None]}"
    ).replace('"defined": "f"', f'"defined": "{text}"')
    grade = graded(engines, source)

    assert grade.verdict == "missing"
    assert all(len(check.message) < 1000 for check in grade.checks)


def test_an_impostor_answers_like_a_worker(zygote: Zygote):
    """The forger of these tests is a whole worker, to whoever asks it."""
    source = impostor("{'values': [steps[0][2][0] + 1]}")

    assert [2.0, 3.0] == [
        told(r) for r in ask(zygote, source, [("a", 1.0), ("b", 2.0)])
    ]


EMPTY = "{'events': {}, 'finals': [], 'sites': {}, 'failures': []}"
SITE = "{'0': ['z', '1', {'shape': [2], 'whole': [True, False], 'unsigned': False}]}"
GIANT = SITE.replace("[2]", "[10**5] * 10**5")


@pytest.mark.parametrize(
    ("trace", "verdict"),
    [
        (EMPTY, "missing"),
        ("'passed'", "protocol_error"),
        ("None", "protocol_error"),
        ("{}", "protocol_error"),
        ("[]", "protocol_error"),
        (f"dict({EMPTY}, events=[])", "protocol_error"),
        (f"dict({EMPTY}, finals={{}})", "protocol_error"),
        (f"dict({EMPTY}, finals=[[1, {{}}]])", "protocol_error"),
        (f"dict({EMPTY}, sites=7)", "protocol_error"),
        (f"dict({EMPTY}, sites={{'x': []}})", "protocol_error"),
        (f"dict({EMPTY}, sites={SITE.replace('[2]', '[3]')})", "protocol_error"),
        (f"dict({EMPTY}, sites={GIANT})", "protocol_error"),
        (f"dict({EMPTY}, sites={SITE})", "missing"),
        (f"dict({EMPTY}, failures=[{{'outcome': 'passed'}}])", "protocol_error"),
        (f"dict({EMPTY}, verdict='passed')", "missing"),
    ],
)
def test_a_forged_trace_earns_nothing(walkthroughs: Engines, trace: str, verdict: str):
    """A whole trace of a forger's own is read, and judged as far as it can be."""
    # A script is run for each request, so the forger takes over in its first run.
    source = IMPOSTOR.replace(
        'head = {"id": request["id"], "failure": None, "compiled": 1, "defined": "f"}',
        'head = {"id": request["id"], "case": 0, "changed": [], "failures": [],'
        ' "values": [answer(0)["values"][0]]}',
    )
    source += f"take_over(lambda steps: {{'values': [{trace}]}})\n"
    grade = graded(walkthroughs, source, LAYER)

    assert dict.fromkeys(STEPS[LAYER], verdict) == others(grade)
    assert grade.points == 0.0


@pytest.mark.parametrize(
    "line",
    [
        "write(reply(0, ['passed']))",
        "write(reply(0, [{'d': []}]))",
        "write(reply(1))",
        "write(b'x' * 8)",
        "os.close(3)",
    ],
)
def test_a_script_that_writes_on_the_wire_breaks_it(walkthroughs: Engines, line: str):
    """Right steps beside a forged reply earn nothing: nothing of it can be believed."""
    tools = IMPOSTOR.partition("def take_over")[0]
    grade = graded(walkthroughs, f"{tools}\n{layer()}\n{line}\n", LAYER)

    assert dict.fromkeys(STEPS[LAYER], "protocol_error") == others(grade)
