"""What the entries of `forward` must agree on with the rest of an exercise. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from grader.exercise.forward import Forward, variable_of
from grader.exercise.language import FUNCTIONS, problems_of
from grader.exercise.model import ExerciseFile
from grader.exercise.sizes import size_name

Broken = tuple[tuple[str | int, ...], str]


def compared_parts(spec: ExerciseFile) -> tuple[str, ...]:
    """The parts of a result, or steps of a script, that an entry may be about.

    Start values of a class are random and what it keeps is given; an update is judged
    by its direction.
    """
    if spec.script is not None:
        return tuple(name for name, row in spec.script.steps.items() if not row.update)
    return tuple((spec.class_.parts if spec.class_ else spec.subject.returns).keys())


def forward_rules(spec: ExerciseFile) -> Iterator[Broken]:
    """Every broken rule of the block, entry by entry."""
    parts = Counter(part for entry in spec.forward for part in entry.parts)
    for index, entry in enumerate(spec.forward):
        place = ("forward", index)
        for where, message in _Entry(spec, entry).broken():
            yield (*place, *where), message
        for part in entry.parts:
            if parts[part] > 1:
                yield place, f"the part {part!r} stands more than once in `forward`"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry and the exercise it belongs to."""

    spec: ExerciseFile
    entry: Forward

    def broken(self) -> Iterator[Broken]:
        """The broken rules of this entry, places counted from it."""
        yield from self._names()
        yield from self._expressions()
        yield from self._targets()
        yield from self._parts()
        slopes = bool(self.entry.gradients) or self.entry.descent is not None
        if slopes != (self.entry.loss is not None):
            told = "is used by no gradient" if self.entry.loss else "is missing; add it"
            yield ("loss",), told

    def _given(self) -> dict[str, bool]:
        """What the submission has, and whether it has gradients."""
        script = self.spec.script
        if script is not None:
            return dict.fromkeys((*script.inputs, *script.steps), True)
        return {
            name: argument.kind not in ("integer", "dimension")
            for name, argument in self.spec.subject.arguments.items()
        }

    def _variables(self) -> dict[str, bool]:
        """What may be read, and whether there is a gradient with respect to it."""
        return self._given() | dict.fromkeys(self.entry.free, True)

    def _names(self) -> Iterator[Broken]:
        """New names mean one thing; free variables have sizes that are known."""
        taken = {*self._given()}
        for key, rows in (("free", self.entry.free), ("let", self.entry.let)):
            for name in rows:
                if name in FUNCTIONS:
                    yield (key, name), f"{name!r} is a function; take another name"
                elif name in taken:
                    yield (key, name), f"{name!r} is there already; take another name"
                taken.add(name)
        arguments = self.spec.subject.arguments
        shown = {name for name, row in arguments.items() if not row.shape}
        sizes = {size for row in arguments.values() for size in row.shape}
        shown |= {size_name(size)[0] for size in sizes if isinstance(size, str)}
        for name, shape in self.entry.free.items():
            for size in shape:
                if isinstance(size, str) and size_name(size)[0] not in shown:
                    message = f"no argument shows the size {size!r}; write a number"
                    yield ("free", name), message

    def _expressions(self) -> Iterator[Broken]:
        """Expressions are of the language and read what there is."""
        known = {*self._variables()}
        for name, text in self.entry.let.items():
            yield from ((("let", name), row) for row in problems_of(text, known))
            known.add(name)
        rows: list[tuple[tuple[str, ...], str]] = [
            (("values", name), text) for name, text in self.entry.values.items()
        ]
        rows += [(("loss",), self.entry.loss)] if self.entry.loss else []
        descent = self.entry.descent
        if descent is not None:
            rows.append((("descent", "rate"), descent.rate))
            rows.append((("descent", "steps"), descent.steps))
        for place, text in rows:
            yield from ((place, problem) for problem in problems_of(text, known))
        for name in self.entry.kinks:
            if name not in known:
                yield ("kinks",), f"there is no quantity called {name!r}"

    def _targets(self) -> Iterator[Broken]:
        """Gradients are taken with respect to variables that are no whole numbers."""
        rows: list[tuple[tuple[str, ...], str]] = [
            (("gradients", part), variable_of(target)[0])
            for part, target in self.entry.gradients.items()
        ]
        descent = self.entry.descent
        rows += [(("descent", "of"), name) for name in (descent.of if descent else ())]
        variables = self._variables()
        for place, name in rows:
            if name not in variables:
                yield place, f"there is no variable called {name!r}"
            elif not variables[name]:
                yield place, f"{name!r} is a whole number and has no gradient"
        for part, name in (descent.ends if descent else {}).items():
            if descent and name not in descent.of:
                yield (
                    ("descent", "ends", part),
                    f"{name!r} does not move; name it in of",
                )

    def _parts(self) -> Iterator[Broken]:
        """Parts are those of the result; an entry is about one at least."""
        known = compared_parts(self.spec)
        if not self.entry.parts:
            yield (), "says nothing of any part; give gradients, values or descent"
        for part in self.entry.parts:
            if part not in known:
                yield (), f"there is no part called {part!r}"
