"""Arrays that do not fit together: which, and by which dimensions. Pure.

The worker says what failed as it stands in the source, and the shapes of what stands
there. Both are claims: an operand is named only where its name is one of the exercise's
and its claimed shape is the one that numpy complained about, in every case.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from grader.candidate import Fault
from grader.raised.model import Named, Raised, in_names, shape_in_words

# numpy's words for factors that do not fit, and the sizes in them that clash.
PRODUCT = re.compile(
    r"shapes .* not aligned: (?P<a>\d+) \(dim \d+\) != (?P<b>\d+)"
    r"|matmul: .* \(size (?P<c>\d+) is different from (?P<d>\d+)\)"
)
BROADCAST = re.compile(r"could not be broadcast together .*?shapes (?P<shapes>.*)")

_OPERAND = r"((?:self\.)?[A-Za-z_]\w*?)(\.T)?"
_FACTORS = tuple(
    re.compile(form.replace("O", _OPERAND))
    for form in (
        r"O\s*@\s*O",
        r"np\.(?:dot|matmul)\(\s*O\s*,\s*O\s*\)",
        r"O\.dot\(\s*O\s*\)",
    )
)
_TERMS = (re.compile(r"O\s*[-+*/]=?\s*O".replace("O", _OPERAND)),)
_SHAPE = re.compile(r"\(([\d,]*)\)")
LETTER = "In einsum one letter stands for axes of two sizes."
FACTORS_MUST = (
    "the last size of the left factor and the first of the right one must be the same"
)


@dataclass(frozen=True, slots=True)
class Operand:
    """A name as it stands in the source, perhaps turned by `.T`, and its shape."""

    name: str
    turned: bool
    shape: Named
    known: bool

    def __str__(self) -> str:
        words = shape_in_words(self.shape)
        return f"`{self.text}` {words}" if self.known else f"an array {words}"

    @property
    def text(self) -> str:
        """As the source has it."""
        return f"{self.name}{'.T' if self.turned else ''}"

    def turn(self) -> "Operand":
        """The transpose."""
        return Operand(self.name, not self.turned, self.shape[::-1], self.known)


def is_clash(fault: Fault) -> bool:
    """Whether arrays did not fit together."""
    return bool(PRODUCT.search(fault.text) or BROADCAST.search(fault.text))


def told_of_product(raised: Raised) -> str:
    """Why a product of matrices failed, or nothing."""
    inner = in_names(raised, _inner)
    if inner is None or inner[0] == inner[1]:
        return f"The factors of a product do not fit: {FACTORS_MUST}."
    factors = _operands(raised, _FACTORS)
    if len(factors) == len(inner) and _ends(*factors) == inner:
        left, right = factors
        mend = _mend(left, right, raised.shapes)
        return (
            f"The product of {left} and {right} does not fit: the inner sizes "
            f"{inner[0]} and {inner[1]} differ{mend or '.'}"
        )
    sizes = f"{inner[0]} and {inner[1]}"
    return f"The inner sizes {sizes} of a product differ: {FACTORS_MUST}."


def told_of_broadcast(raised: Raised) -> str:
    """Why two arrays do not combine element by element, or nothing."""
    if "remapped" in raised.fault.text:
        return LETTER
    count = len(_shapes(raised.fault) or ())
    shapes = [_shape_named(raised, place) for place in range(count)]
    if not shapes or None in shapes:
        return ""
    # In place numpy tells the left operand twice.
    known = list(dict.fromkeys(shape for shape in shapes if shape is not None))
    terms: Sequence[object] = _operands(raised, _TERMS)
    if [term.shape for term in terms if isinstance(term, Operand)] != known:
        terms = [f"an array {shape_in_words(shape)}" for shape in known]
    text = " and ".join(map(str, terms))
    rule = "element by element sizes must be the same, or 1"
    return f"{text[:1].upper()}{text[1:]} do not fit: {rule}."


def _shape_named(raised: Raised, place: int) -> Named | None:
    def lengths(fault: Fault) -> Sequence[int] | None:
        rows = _shapes(fault)
        return rows[place] if rows and place < len(rows) else None

    return in_names(raised, lengths)


def _inner(fault: Fault) -> tuple[int, int] | None:
    """The sizes that clash, of the left factor and of the right one."""
    match = PRODUCT.search(fault.text)
    if match is None:
        return None
    left, right = match["a"] or match["d"], match["b"] or match["c"]
    return int(left), int(right)


def _shapes(fault: Fault) -> list[tuple[int, ...]] | None:
    """The shapes that do not broadcast."""
    match = BROADCAST.search(fault.text)
    if match is None:
        return None
    rows = [row.split(",") for row in _SHAPE.findall(match["shapes"])]
    return [tuple(int(size) for size in row if size) for row in rows]


def _operands(raised: Raised, forms: Sequence[re.Pattern[str]]) -> list[Operand]:
    """The two operands as the source has them, where their shapes are certain."""
    found = (form.fullmatch(raised.fault.expression) for form in forms)
    match = next((row for row in found if row), None)
    if match is None:
        return []
    names, turns = match.groups()[::2], match.groups()[1::2]
    rows = [_operand(raised, n, bool(t)) for n, t in zip(names, turns, strict=True)]
    sure = [row for row in rows if row is not None]
    return sure if len(sure) == len(rows) else []


def _operand(raised: Raised, name: str, turned: bool) -> Operand | None:  # noqa: FBT001 - a match's group, not an option
    def lengths(fault: Fault) -> Sequence[int] | None:
        return dict(fault.arrays).get(name)

    shape = in_names(raised, lengths)
    if not shape:
        return None
    known = name.removeprefix("self.") in raised.names
    return Operand(name, turned, shape[::-1] if turned else shape, known)


def _ends(left: Operand, right: Operand) -> Named:
    """The sizes that meet in a product."""
    return left.shape[-1], right.shape[-2 if len(right.shape) > 1 else 0]


def _mend(left: Operand, right: Operand, shapes: frozenset[Named]) -> str:
    """The one way with transposes that fits and gives a shape of the exercise."""
    flat = {len(left.shape), len(right.shape)} != {2}
    if flat or not (left.known and right.known):
        return ""
    fitting = [
        (one, other)
        for one, other in _turned(left, right)
        if _ends(one, other)[0] == _ends(one, other)[1]
        and (one.shape[0], other.shape[1]) in shapes
    ]
    if len(fitting) != 1:
        return ""
    one, other = fitting[0]
    return f"; did you mean {one.text} @ {other.text}?"


def _turned(left: Operand, right: Operand) -> Iterator[tuple[Operand, Operand]]:
    for one, other in ((left, right), (right, left)):
        yield from product((one, one.turn()), (other, other.turn()))
