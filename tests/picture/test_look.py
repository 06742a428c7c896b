"""Never by colour alone: form, outline and word differ, and all of it can be seen."""

from itertools import combinations

import pytest

from grader.picture import State
from grader.picture.look import DARK, LIGHT, LOOKS, Ground

LEAST = 4.5
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """How bright #rrggbb is, by the rule of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, bright = sorted([luminance(one), luminance(other)])
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_measured_right():
    """Black on white is 21, #777777 on white just below 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", State)
def test_every_state_can_be_seen(state, theme):
    """Its text on its ground, its outline on the panel."""
    colours = getattr(LOOKS[state], theme)

    assert contrast(colours.text, colours.fill) >= LEAST
    assert contrast(colours.line, THEMES[theme].panel) >= LEAST


@pytest.mark.parametrize("ground", THEMES.values(), ids=THEMES)
def test_headings_and_edges_can_be_seen(ground: Ground):
    """All of them on the page and on the panel."""
    for colour in (ground.text, ground.edge, ground.strong):
        assert contrast(colour, ground.page) >= LEAST
        assert contrast(colour, ground.panel) >= LEAST


def test_no_two_states_share_form_and_outline():
    """Without any colour they are told apart; widths alone do not count."""
    forms = {
        state: (look.form, look.dashes, look.double) for state, look in LOOKS.items()
    }

    assert forms.keys() == {*State}
    assert [(a, b) for a, b in combinations(State, 2) if forms[a] == forms[b]] == []
