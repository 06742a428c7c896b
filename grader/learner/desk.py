"""A learner's place in a course: the catalogue, the workspace, the route, the progress.

Read once at the beginning of a command; whoever changes the progress keeps the new one.
It knows where things are and nothing of verdicts.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from grader.catalogue import Catalogue, Entry
from grader.learner.progress import Progress
from grader.learner.route import Card, Route, route_of
from grader.learner.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """All a command needs to know before anything is checked."""

    catalogue: Catalogue
    workspace: Workspace
    route: Route
    progress: Progress

    @classmethod
    def at(cls, catalogue: Catalogue) -> Self:
        """The desk in a course. Raises `OperatorError` where something is broken."""
        workspace = Workspace(catalogue.course)
        return cls(catalogue, workspace, route_of(catalogue), workspace.progress())

    def chosen(self, exercise: str | None) -> Card:
        """The exercise named, else the one the learner is at, else the first."""
        if exercise is not None:
            return self.route.card(exercise)
        return self.route.current(self.progress) or self.route.cards[0]

    def entry(self, card: Card) -> Entry:
        """Where an exercise stands in the course."""
        return self.catalogue.entry(card.id)

    def file(self, card: Card) -> Path:
        """The learner's file of an exercise, there or not."""
        return self.workspace.file(self.entry(card))
