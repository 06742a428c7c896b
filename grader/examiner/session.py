"""Runs the items of one exercise on one submission, in a warm pytest session."""

import pytest

from grader.examiner.evidence import AnyEvidence
from grader.examiner.plugin import CHECK, ExerciseNode
from grader.result import CheckResult


def examine(items: list[pytest.Item], evidence: AnyEvidence) -> tuple[CheckResult, ...]:
    """Run the items of one exercise on one submission; one result an item, in order.

    The items are collected once and run again each time. The last has no next item, so
    that everything set up for this submission is torn down with it.
    """
    node = items[0].getparent(ExerciseNode)
    assert node is not None
    node.evidence, node.results = evidence, {}
    try:
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
    finally:
        node.evidence = None
    return tuple(node.results[item.stash[CHECK].id] for item in items)
