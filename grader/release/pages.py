"""The texts of a bundle that are no exercise's own: its README and its course file."""

from collections.abc import Sequence
from itertools import groupby

import yaml

from grader.course import CourseFile
from grader.exercise import Exercise
from grader.validating import plain
from grader.version import VERSION

TITLE = "Katas that teach backpropagation"
README = """\
# {title}

Install `gradkata`, once, then start in this folder:

```console
python -m pip install gradkata=={version}
kata start
```

`kata start` makes the folder `work`, where your own files live, and says what is next.
Nothing outside of `work` needs to be changed. Unpack a newer version of this bundle
over this one whenever there is one; `work` stays as it is.

## What there is

{tables}
"""
HEAD = "| exercise | minutes | what it is about |\n|---|---|---|"


def readme_text(title: str, exercises: Sequence[Exercise]) -> str:
    """What a learner reads first: two commands and a list."""
    tables = []
    for track, rows in groupby(exercises, key=lambda row: row.track):
        lines = [
            f"| `{row.id}` | {row.spec.minutes} | {row.spec.summary} |" for row in rows
        ]
        name = track.lstrip("0123456789").strip("_").replace("_", " ") or track
        tables.append("\n".join((f"### {name}", "", HEAD, *lines)))
    return README.format(title=title, version=VERSION, tables="\n\n".join(tables))


def course_text(course: CourseFile) -> str:
    """`course.yaml`: title, assignments, deadlines and what being late costs."""
    keys = plain(course)
    return yaml.safe_dump({"format": 1} | keys, sort_keys=False, allow_unicode=True)
