"""Script style: what a learner's straight-line code wrote, judged step by step.

`graph` takes formulas from the reference, `draw` the values that stand in place of a
learner's inputs, `trace` reads what a worker tells of a run, `quantities` finds what a
name held at a moment, `judge` holds each step against its formula and `naming` says
what a wrong one is. All pure; only the worker runs a learner's code.
"""
