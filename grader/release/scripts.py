"""What stands in `answers.json` of a script: draws, and its formulas as tables of them.

A formula must not ship, since it is what is asked for. So it is computed here on every
set of public numbers that may stand in a learner's script: in the shapes of the stub,
of every honest solution, and in other sizes of the same dimensions. Honest solutions
are run on these numbers too, so that what they compute on the way, a z of their own or
weights after a step, is in the tables as well.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from grader.bundle import Draws, Stored, shape_key
from grader.candidate import Workers
from grader.examiner.script import ScriptSuite, gather_script, sites_of
from grader.examiner.suite import confinement_of, read_solution
from grader.exercise import Exercise, ScriptStyle
from grader.laws import PUBLIC
from grader.picture.rows import MADE_OF
from grader.release.book import Book
from grader.release.sizes import Shapes, other_sizes
from grader.script.draw import fitting_sites, sets_of
from grader.script.graph import graph_of
from grader.script.quantities import Reader
from grader.script.trace import Site
from grader.submission import Submission
from grader.values import FloatArray

FILES = (".py", ".ipynb")
NAMED = 8  # other sizes in which mistakes are known by name
Inputs = dict[str, FloatArray]


def tabled(exercise: Exercise, workers: Workers) -> Stored:
    """The draws and tables of a script. Raises `AuthorError`."""
    graph = graph_of(exercise)
    bare = ScriptSuite(exercise, 0, graph, confinement_of(exercise))
    paths = sorted(exercise.solutions.glob("passed/*"))
    honest = [read_solution(path) for path in paths if path.suffix in FILES]
    found = _shapes(bare, [read_solution(exercise.stub), *honest], workers)
    groups = [*found, *other_sizes(found)]
    draws = tuple(_draws(exercise, groups))
    suite = replace(bare, exercise=replace(exercise, public=True), draws=draws)
    book = Book(Reader(suite.style, graph))
    for index, shapes in enumerate(groups):
        for inputs in _inputs(suite, shapes, mixed=index < len(found)):
            book.take_inputs(inputs, named=index < len(found) + NAMED)
    for source in honest:
        with suite.open(workers, source) as candidate:
            for run in gather_script(suite, candidate).runs:
                book.take_run(run)
    return Stored(draws=draws, tables=book.tables())


def _shapes(
    suite: ScriptSuite, sources: Sequence[Submission], workers: Workers
) -> list[Shapes]:
    """The shapes in which scripts assign their inputs, each group once."""
    found: dict[Shapes, None] = {}
    for source in sources:
        with suite.open(workers, source) as candidate:
            rows = fitting_sites(suite.style, sites_of(candidate)).values()
        found[frozenset((quantity, site.shape) for quantity, site in rows)] = None
    return [shapes for shapes in found if shapes]


def _draws(exercise: Exercise, groups: Sequence[Shapes]) -> Iterator[Draws]:
    """Six sets with fractions and six of whole numbers.

    For each group of shapes where inputs balance each other, else for all at once: so a
    script may use any of the shapes together.
    """
    style = exercise.spec.script
    assert style is not None
    every = frozenset(itertools.chain(*groups))
    for shapes in groups if style.preactivation else (every,):
        rows = sorted(shapes)
        for whole in (False, True):
            sites = {
                number: Site(name, name, shape, (whole,) * math.prod(shape))
                for number, (name, shape) in enumerate(rows)
            }
            seed = f"{PUBLIC}/{exercise.id}/{rows}/{whole}"
            sets = sets_of(style, sites, seed)
            yield Draws(whole, tuple(_by_shape(sites, values) for values in sets))


def _by_shape(
    sites: Mapping[int, Site], values: Mapping[int, list[float]]
) -> dict[str, dict[str, list[float]]]:
    found: dict[str, dict[str, list[float]]] = {}
    for number, flat in values.items():
        site = sites[number]
        found.setdefault(site.name, {})[shape_key(site.shape)] = flat
    return found


def _inputs(suite: ScriptSuite, shapes: Shapes, *, mixed: bool) -> Iterator[Inputs]:
    """Every set for some shapes, one shape of each input at a time.

    With fractions and with whole numbers; where `mixed` also with one input whole. With
    every input, with what may be made of others made so, and without those that have a
    default.
    """
    names = sorted({name for name, _ in shapes})
    rows = sorted(shapes)
    all_of = [[(n, shape) for n, shape in rows if n == name] for name in names]
    optional = {n for n, row in suite.style.inputs.items() if row.default is not None}
    for combination in itertools.product(*all_of):
        for whole in _wholes(suite.style, names, mixed=mixed):
            sites = {
                number: Site(name, name, shape, (name in whole,) * math.prod(shape))
                for number, (name, shape) in enumerate(combination)
            }
            for values in suite.sets(sites):
                inputs = {
                    site.name: np.reshape(values[n], site.shape)
                    for n, site in sites.items()
                }
                yield inputs
                yield from _made(inputs)
                if optional & inputs.keys():
                    yield {n: row for n, row in inputs.items() if n not in optional}


def _made(inputs: Inputs) -> Iterator[Inputs]:
    """The same where a learner computes what others give: z of a layer."""
    for name, (left, right, more) in MADE_OF.items():
        if {name, left, right, more} <= inputs.keys():
            try:
                made = inputs[left] @ inputs[right] + inputs[more]
            except ValueError:
                continue
            yield {**inputs, name: made}


def _wholes(
    style: ScriptStyle, names: Sequence[str], *, mixed: bool
) -> Iterator[set[str]]:
    """Which inputs are whole numbers."""
    yield set()
    yield {*names}
    if mixed and style.preactivation is None:
        yield from ({name} for name in names)
