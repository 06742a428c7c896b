"""Shares of a cohort: every file is in one and only one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import OperatorError
from grader.shard import Shard

NAMES = st.text(st.characters(codec="utf-8"), max_size=20)
FILES = st.lists(st.tuples(NAMES, NAMES), max_size=60)


@given(FILES, st.integers(1, 50))
def test_shares_are_disjoint_and_complete(files: list[tuple[str, str]], count: int):
    """However many shares there are, one and only one takes a file."""
    shards = [Shard.parse(f"{number}/{count}") for number in range(1, count + 1)]

    for student, file in files:
        assert sum(shard.takes(student, file) for shard in shards) == 1


def test_shares_are_about_equal():
    """A thousand files are spread over ten machines."""
    shards = [Shard(number, 10) for number in range(1, 11)]
    files = [(f"s{i}", f"s{i}/relu_mask.py") for i in range(1000)]
    sizes = [sum(shard.takes(*file) for file in files) for shard in shards]

    assert sum(sizes) == 1000
    assert 60 <= min(sizes) <= max(sizes) <= 140


def test_a_share_is_the_same_on_every_machine():
    """Who takes a file never changes, whatever the process or its version."""
    files = [
        ("ada", "ada/dsum.py"),
        ("bad\udcff", "bad\udcff/dsum.py"),
        ("", "dsum.py"),
    ]

    assert [
        next(n for n in range(1, 8) if Shard(n, 7).takes(*file)) for file in files
    ] == [1, 2, 6]


@pytest.mark.parametrize("text", ["", "1", "0/3", "4/3", "-1/3", "1/0", "a/b", "1/2/3"])
def test_a_share_that_is_none_is_told(text: str):
    """What is no share is the operator's to mend."""
    with pytest.raises(OperatorError, match="write i/n"):
        Shard.parse(text)
