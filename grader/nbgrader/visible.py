"""The visible checks of an exercise as one cell of code that needs numpy alone.

A learner runs it without gradkata: it calls what the visible cases call, and says in
plain words what is wrong. Expected values and tolerances are those that a hand-in is
judged by. A tolerance is one number a part, the widest of its elements: what fails here
fails at hand-in too. Of everything hidden nothing but the number of checks is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Context

from grader.cases import Case
from grader.examiner.suite import Expected, Suite
from grader.exercise import (
    ClassStyle,
    Exercise,
    Function,
    ScriptStyle,
    ValueCheck,
)
from grader.nbgrader.wording import (
    COMPARE,
    FINISH,
    NOT_YET,
    PARTS,
    READ,
    STEPS,
    block,
    comment,
    literal,
    statement,
)
from grader.result import Visibility
from grader.script.quantities import spellings

INDENT = "    "
ONE, OTHER = "_one", "_other"
TWO_DIGITS = Context(prec=2, rounding=ROUND_UP)
RANKS = {0: (0,), 1: (1, 2), 2: (1, 2)}  # a batch of one stands in either form


@dataclass(frozen=True, slots=True)
class Shown:
    """A visible case: the check it belongs to, and what is due of each part."""

    check: ValueCheck
    case: Case
    due: Mapping[str, Expected]
    label: str


def visible_code(exercise: Exercise, suite: Suite | None) -> str:
    """The cell's code; `suite` holds what is expected, and is None for a script."""
    subject = exercise.spec.subject
    if isinstance(subject, ScriptStyle):
        return _script_code(exercise.id, subject)
    assert suite is not None
    shown = _shown(suite)
    body = [line for row in shown for line in _lines(subject, row, shown)]
    if not body:
        body = [f"{INDENT}{subject.name}"]
    helpers = [COMPARE] if shown else []
    if shown and isinstance(subject, ClassStyle):
        helpers.append(READ)
    elif shown and len(subject.returns) > 1:
        helpers.append(PARTS)
    done = len({row.check.id for row in shown})
    return _cell(
        exercise.id,
        subject.name,
        ["import traceback", "", "import numpy as np"],
        helpers,
        body,
        _passed(exercise, done),
    )


def _shown(suite: Suite) -> list[Shown]:
    """The given cases of each visible check of values."""
    spec = suite.exercise.spec
    found = [
        (check, index)
        for check in spec.declared
        if isinstance(check, ValueCheck) and check.visibility is Visibility.VISIBLE
        for index in suite.in_groups([n for n in check.cases if spec.cases[n].given])
    ]
    return [
        Shown(
            check,
            suite.cases[index],
            {
                name: part
                for name, part in suite.expected[index].items()
                if not check.parts or name in check.parts
            },
            f" of case {number}" if len(found) > 1 else "",
        )
        for number, (check, index) in enumerate(found, start=1)
    ]


def _lines(
    subject: Function | ClassStyle, row: Shown, shown: list[Shown]
) -> Iterator[str]:
    """The code of one case: what is called, and what it is compared with."""
    place = shown.index(row)
    if place:
        yield ""
    if not place or shown[place - 1].check is not row.check:
        yield from comment(row.check.title, INDENT)
    if row.label:
        yield f"{INDENT}# Case {place + 1}."
    if isinstance(subject, Function):
        yield from _function_lines(subject, row)
    else:
        yield from _class_lines(subject, row)


def _function_lines(subject: Function, row: Shown) -> Iterator[str]:
    values = [literal(value) for value in row.case.arguments.values()]
    names = list(subject.returns)
    yield from statement(f"_result = {subject.name}(", values, ")", INDENT)
    if len(names) > 1:
        quoted = ", ".join(f'"{name}"' for name in names)
        yield f"{INDENT}_result = _parts(_result, {quoted})"
    for name, due in row.due.items():
        came = f"_result[{names.index(name)}]" if len(names) > 1 else "_result"
        yield from _compared(name + row.label, came, due)


def _class_lines(style: ClassStyle, row: Shown) -> Iterator[str]:
    """Make an object, look at it, write over it, call its methods, read its parts."""
    used = dict.fromkeys(
        (*style.set, *(name for call in style.calls for name in call.arguments))
    )
    for name in used:
        yield f"{INDENT}{name} = {literal(row.case.arguments[name])}"
    yield from _made(style, row, ONE)
    for name in style.made:
        if f"new_{name}" in row.due:
            yield f'{INDENT}_new_{name} = _read({ONE}, "{name}")'
    yield from _set(style, ONE)
    if any(call.other for call in style.calls):
        yield from _made(style, row, OTHER)
        yield from _set(style, OTHER)
    yield from _called(style)
    for name, due in row.due.items():
        yield from _compared(name + row.label, _part(style, name), due)


def _made(style: ClassStyle, row: Shown, thing: str) -> list[str]:
    values = [literal(row.case.arguments[name]) for name in style.new]
    return statement(f"{thing} = {style.name}(", values, ")", INDENT)


def _set(style: ClassStyle, thing: str) -> list[str]:
    return [f"{INDENT}{thing}.{name} = {_own(style, name)}" for name in style.set]


def _called(style: ClassStyle) -> Iterator[str]:
    for call in style.calls:
        values = ", ".join(_own(style, name) for name in call.arguments)
        kept = f"_{call.returns} = " if call.returns and not call.other else ""
        thing = OTHER if call.other else ONE
        yield f"{INDENT}{kept}{thing}.{call.method}({values})"


def _own(style: ClassStyle, name: str) -> str:
    """An argument of which a method may spoil its own copy."""
    kind = style.arguments[name].kind
    return f"{name}.copy()" if kind in ("array", "list") else name


def _part(style: ClassStyle, name: str) -> str:
    """The code that reads a part of an object, or what a method returned of it."""
    if name in style.parts:
        returned = any(c.returns == name and not c.other for c in style.calls)
        kept = f", _{name}" if returned else ""
        return f'_read({ONE}, "{name}"{kept})'
    if name in style.returns and name.startswith("new_"):
        return f"_{name}"
    return f'_read({ONE}, "{name.removeprefix("kept_")}")'


def _compared(name: str, came: str, due: Expected) -> list[str]:
    within = TWO_DIGITS.create_decimal_from_float(float(due.fine.max(initial=0.0)))
    values = [f'"{name}"', came, repr(due.array.tolist()), repr(float(within))]
    return statement("_compare(", values, ")", INDENT)


def _script_code(exercise_id: str, style: ScriptStyle) -> str:
    """Whether each step is there and holds numbers; nothing is said of their values."""
    steps = {name: step for name, step in style.steps.items() if not step.optional}
    rows = [f"{INDENT}_steps = ["]
    for name, step in steps.items():
        # Of a value in pieces, one number each, the first stands for all.
        pieces = (f"{step.gathered}0",) if step.gathered else ()
        ranks = (0, *RANKS[step.rank]) if pieces else RANKS[step.rank]
        names = " ".join((*spellings(style, name), *pieces))
        values = [f'"{name}"', repr(ranks), f'"{names}"']
        rows += statement("(", values, "),", INDENT * 2)
    rows += [f"{INDENT}]", f"{INDENT}_look(globals(), _steps)"]
    told = (
        f"{exercise_id}: {len(steps)} steps are there; their values count at hand-in."
    )
    imports = ["import re", "import traceback", "", "import numpy as np"]
    return _cell(exercise_id, "the notebook", imports, [STEPS], rows, told)


def _passed(exercise: Exercise, done: int) -> str:
    """What is said where nothing is wrong."""
    more = len(exercise.spec.checks) - done
    plural = "" if done == 1 else "s"
    return (
        f"{exercise.id}: {done} visible check{plural} passed, {more} more at hand-in."
    )


def _cell(
    exercise_id: str,
    name: str,
    imports: list[str],
    helpers: list[str],
    body: list[str],
    told: str,
) -> str:
    head = [
        f"# Visible checks of {exercise_id}: run this cell as often as you like.",
        *imports,
    ]
    checks = "\n".join(["def _checks():", *body])
    helpers = [block(text) for text in (NOT_YET, *helpers, FINISH)]
    words = ["_checks", f'"{name}"', f'"{told}"']
    finish = "\n".join(statement("_finish(", words, ")", ""))
    return "\n\n\n".join(["\n".join(head), checks, *helpers, finish])
