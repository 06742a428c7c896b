"""What the doctor finds: layers, tier and versions, with some left out."""

import json
import platform

import numpy as np
import pytest

from grader.doctor import GOOD_FOR, examine
from grader.sandbox import OPTIONAL, PROMISES, Tier
from grader.sandbox.tiers import LAYERS
from tests.sandbox import needs

ALLOW = "--allow-weak-isolation"


def test_this_machine_is_good_for_other_peoples_work():
    """Where this fails, `grader doctor` says what the machine lacks."""
    needs.bubblewrap()
    needs.binding()
    found = examine()

    assert found.tier >= Tier.KERNEL, [row for row in found.layers if not row.proved]


@pytest.mark.parametrize("name", sorted(OPTIONAL))
def test_a_layer_that_is_left_out_is_told(name: str):
    """It is never shown as proved."""
    rows = {row.name: row for row in examine(frozenset({name})).layers}

    assert name not in rows or not rows[name].proved
    assert name not in rows or rows[name].why == "left out"


@pytest.mark.parametrize(
    ("without", "tier"),
    [
        (frozenset({"bubblewrap"}), Tier.KERNEL),
        (frozenset({"landlock"}), Tier.PARTIAL),
        (frozenset({"seccomp"}), Tier.PARTIAL),
        (frozenset({"rlimits"}), Tier.PARTIAL),
        (OPTIONAL, Tier.PROCESS),
    ],
    ids=lambda value: "+".join(sorted(value)) if isinstance(value, frozenset) else "",
)
def test_the_tier_follows_from_what_is_left(without: frozenset[str], tier: Tier):
    """And what the tier is good for is said with it."""
    found = examine(without)

    assert found.tier is tier
    assert found.to_data()["tier"] == tier.word
    assert (ALLOW in found.to_data()["good_for"]) is (tier < Tier.KERNEL)


def test_the_versions_are_those_of_this_machine():
    """Each is named, also where it is none."""
    versions = examine().versions

    assert versions["python"] == platform.python_version()
    assert versions["numpy"] == np.__version__
    assert platform.release() in versions["kernel"]
    assert all(versions.values())


def test_the_data_can_be_written_as_json():
    """And reads back the same."""
    data = examine().to_data()

    assert json.loads(json.dumps(data)) == data


def test_every_layer_and_every_tier_has_its_words():
    """Nothing that can be shown is without a promise."""
    assert set(LAYERS) == set(PROMISES)
    assert set(Tier) == set(GOOD_FOR)
