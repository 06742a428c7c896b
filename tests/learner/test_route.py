"""The way through a course: order, needs, what is next; and its map."""

from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.errors import OperatorError
from grader.learner.desk import Desk
from grader.learner.progress import Progress
from grader.learner.route import State, route_of
from grader.learner.route_map import map_text
from grader.learner.terminal import Terminal
from tests.courses import file_of
from tests.helpers import REPOSITORY

SMALL = Terminal(width=80, plain=False)


def test_what_is_next_follows_order_and_needs(desk: Desk):
    """The first whose needs pass, or the one a learner is at while it does not pass."""
    route, one = desk.route, Progress().checked("dsquare", "passed")
    both = one.checked("dcube", "passed")

    assert "dsquare" == route.current(Progress()).id
    assert "dcube" == route.current(one).id
    assert "dquart" == route.current(Progress().at("dquart")).id
    assert "dsquare" == route.current(both.at("dcube").checked("dsquare", "error")).id
    assert route.next(both.checked("dquart", "passed")) is None
    assert "dquart" == route.next(one, after="dcube").id


def test_states_on_the_map(desk: Desk):
    """Passed, next, tried, and what comes later."""
    progress = Progress("dcube").checked("dsquare", "passed").checked("dquart", "error")
    states = [desk.route.state(card, progress) for card in desk.route.cards]

    assert [State.PASSED, State.NEXT, State.NOT_YET] == states
    assert State.LATER == desk.route.state(desk.route.cards[2], Progress())


def test_an_unknown_id_names_one_that_is_near(desk: Desk):
    """A slip of the finger is answered with the id that was meant."""
    with pytest.raises(OperatorError, match="did you mean dcube"):
        desk.route.card("dcub")
    with pytest.raises(OperatorError, match="kata list"):
        desk.route.card("softmax")


def test_a_broken_exercise_keeps_its_place(course: Path):
    """What cannot be read has its id for a title and needs nothing."""
    file_of(course, "dcube", "exercise.yaml").write_text("title: [")

    route = route_of(Catalogue(course))

    assert ["dsquare", "dcube", "dquart"] == [card.id for card in route.cards]
    assert "dcube" == route.card("dcube").title


def test_the_keys_read_here_are_those_the_models_read():
    """The short way through every YAML says what the long one says."""
    catalogue = Catalogue(REPOSITORY)
    for card in route_of(catalogue).cards:
        spec = catalogue.load(card.id).spec
        found = (card.title, card.summary, card.level, card.minutes, card.needs)
        numbers = (str(spec.level), str(spec.minutes), spec.prerequisites)
        assert (spec.title, spec.summary, *numbers) == found


def test_the_map_fits_its_terminal(desk: Desk):
    """No line is wider, in whatever letters; every exercise has one line."""
    route = route_of(Catalogue(REPOSITORY))
    for width in (40, 80):
        for unicode in (False, True):
            look = Terminal(width=width, unicode=unicode, plain=False)
            lines = map_text(route, Progress(), look).splitlines()
            assert max(map(len, lines)) <= width
            assert all(sum(f" {c.id} " in row for row in lines) for c in route.cards)


def test_the_map_is_ascii_where_it_has_to_be(desk: Desk):
    """Without Unicode every sign has a plain one; plain text has words for states."""
    progress = Progress().checked("dsquare", "passed")
    text = map_text(desk.route, progress, SMALL)
    plain = map_text(desk.route, progress, Terminal())

    assert text.isascii()
    assert "  + dsquare" in text
    assert "  > dcube" in text
    assert "  dsquare: passed, The gradient of a square" in plain
    assert "dquart: later, The gradient of a square; after dcube" in plain


def test_colours_only_repeat(desk: Desk):
    """With colours the same text stands there, but for the codes."""
    colour = Terminal(width=80, colour=True, plain=False)
    text = map_text(desk.route, Progress(), colour)
    for code in ("0", "1", "2", "32"):
        text = text.replace(f"\x1b[{code}m", "")

    assert map_text(desk.route, Progress(), SMALL) == text
