"""Other sizes of a script's inputs: what belongs together stays together."""

from grader.release.sizes import MOST, other_sizes

LAYER = {"x": (3, 4), "w": (4, 3), "b": (1, 3), "n": ()}
BATCH = {"x": (2, 5), "w": (5, 6), "b": (1, 6), "n": ()}


def test_axes_of_one_length_in_all_solutions_are_one_dimension():
    """Samples and neurons are both 3 in one solution, and differ in another."""
    found = [dict(shapes) for shapes in other_sizes([shapes(LAYER), shapes(BATCH)])]

    assert found
    for row in found:
        assert row["x"][1] == row["w"][0]
        assert row["w"][1] == row["b"][1]
        assert (1, ()) == (row["b"][0], row["n"])
    assert any(row["x"][0] != row["w"][1] for row in found)


def test_usual_sizes_come_first_and_are_few():
    """Nothing is said twice, and what was found is not said again."""
    groups = [shapes(LAYER), shapes(BATCH)]

    found = list(other_sizes(groups))

    assert dict(shapes({"x": (3, 3), "w": (3, 3), "b": (1, 3), "n": ()})) == dict(
        found[0]
    )
    assert len(found) == len({*found}) <= MOST
    assert not {*found} & {*groups}


def test_without_solutions_there_are_none():
    """Nor where an input has two shapes in each."""
    two = frozenset([("x", (2,)), ("x", (3,))])

    assert [] == list(other_sizes([])) == list(other_sizes([two]))


def shapes(rows: dict[str, tuple[int, ...]]) -> frozenset[tuple[str, tuple[int, ...]]]:
    """Shapes as a group."""
    return frozenset(rows.items())
