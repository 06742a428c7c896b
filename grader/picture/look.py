"""How each state looks: a form, an outline and colours, in light and in dark. Data.

No two states share form and outline, so colour only repeats what form and word say.
Every text stands out from its ground, and every outline from both of its sides, by a
contrast of 4.5 to 1 at least; a test works it out.
"""

from dataclasses import dataclass
from enum import Enum

from grader.picture.model import State


class Form(Enum):
    """The shape of a box."""

    ROUND = "rounded rectangle"
    SQUARE = "rectangle"
    PILL = "pill"
    OCTAGON = "octagon"
    HEXAGON = "hexagon"


@dataclass(frozen=True, slots=True)
class Colours:
    """The ground, the outline and the text of something, each as #rrggbb."""

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """A state's form and outline, and its colours in both themes."""

    form: Form
    light: Colours
    dark: Colours
    width: float = 1.5
    dashes: str = ""
    double: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands behind the nodes: page, panel, headings, edges and strong edges."""

    page: str
    panel: str
    text: str
    edge: str
    strong: str


LIGHT = Ground("#ffffff", "#f5f6f8", "#2b2f33", "#6a7076", "#17191c")
DARK = Ground("#14171a", "#1d2125", "#e4e7ea", "#98a1a9", "#f6f7f8")

LOOKS = {
    State.RIGHT: Look(
        Form.ROUND,
        Colours("#e6f4ea", "#1a6b34", "#0f4a22"),
        Colours("#12301c", "#6fce8b", "#c3efcf"),
    ),
    State.WRONG: Look(
        Form.OCTAGON,
        Colours("#fdeceb", "#b3261e", "#8c1d18"),
        Colours("#3b1513", "#ff8f85", "#ffd4d0"),
        width=2,
    ),
    State.FIRST_WRONG: Look(
        Form.OCTAGON,
        Colours("#a81c14", "#7d120c", "#ffffff"),
        Colours("#ffb4ab", "#ffdad5", "#410002"),
        width=2,
        double=True,
    ),
    State.CARRIED: Look(
        Form.SQUARE,
        Colours("#fff4d9", "#7a5200", "#573a00"),
        Colours("#35290c", "#e5b94f", "#fbe3ab"),
        width=1.2,
        double=True,
    ),
    State.MISSING: Look(
        Form.SQUARE,
        Colours("#ffffff", "#6a3d9a", "#4f2b78"),
        Colours("#1d2125", "#c9a6ef", "#e6d4fa"),
        dashes="6 4",
    ),
    State.FIRST_MISSING: Look(
        Form.OCTAGON,
        Colours("#ffffff", "#6a3d9a", "#4f2b78"),
        Colours("#1d2125", "#c9a6ef", "#e6d4fa"),
        width=2.5,
        dashes="6 4",
    ),
    State.SKIPPED: Look(
        Form.ROUND,
        Colours("#ffffff", "#5f6368", "#4a4e53"),
        Colours("#1d2125", "#98a1a9", "#c3c9cf"),
        dashes="1.5 3.5",
    ),
    State.INPUT: Look(
        Form.PILL,
        Colours("#e8f0fe", "#1a56b0", "#12418a"),
        Colours("#14263f", "#84b4f8", "#cfe1fd"),
    ),
    State.ASKED: Look(
        Form.HEXAGON,
        Colours("#12418a", "#0c2f66", "#ffffff"),
        Colours("#a8c7fa", "#d3e3fd", "#062e6f"),
        width=2,
    ),
    State.NOT_JUDGED: Look(
        Form.SQUARE,
        Colours("#ffffff", "#6a7076", "#4a4e53"),
        Colours("#1d2125", "#98a1a9", "#c3c9cf"),
        width=1,
    ),
}
