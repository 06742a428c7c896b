"""What a class did, in numbers: cells, spreads, mistakes, items. Pure, frozen data.

It knows standings and nothing of pages, files or names of checks beyond what a grade
says.
"""

from grader.analysis.classroom import Analysis, Mistake, Total, analysed
from grader.analysis.items import ENOUGH, Item, items_of
from grader.analysis.spread import BINS, Spread, share_of, spread_of

__all__ = [
    "BINS",
    "ENOUGH",
    "Analysis",
    "Item",
    "Mistake",
    "Spread",
    "Total",
    "analysed",
    "items_of",
    "share_of",
    "spread_of",
]
