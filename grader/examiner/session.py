"""Runs the items of one exercise on one submission, in a warm pytest session.

A declared check has nothing to set up or tear down, so its item is run as it is. A
function of `checks.py` has fixtures and goes through pytest's own protocol.
"""

import pytest

from grader.examiner.evidence import AnyEvidence
from grader.examiner.plugin import CHECK, CheckItem, ExerciseNode
from grader.result import CheckResult


def examine(items: list[pytest.Item], evidence: AnyEvidence) -> tuple[CheckResult, ...]:
    """Run the items of one exercise on one submission; one result an item, in order.

    The items are collected once and run again each time. The last function has no next
    item, so that everything set up for this submission is torn down with it.
    """
    node = items[0].getparent(ExerciseNode)
    assert node is not None
    node.evidence, node.results = evidence, {}
    try:
        following: pytest.Item | None = None
        last = {}
        for item in reversed(items):
            if not isinstance(item, CheckItem):
                last[item], following = following, item
        for item in items:
            if isinstance(item, CheckItem):
                item.judge()
            else:
                item.ihook.pytest_runtest_protocol(item=item, nextitem=last[item])
    finally:
        node.evidence = None
    return tuple(node.results[item.stash[CHECK].id] for item in items)
