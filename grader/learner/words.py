"""Every sentence that `kata` says of its own, in one place, ready to be translated.

Plain format strings with named fields, in the order a learner meets them. What an
author wrote (titles, hints) and what a check found come from elsewhere. Nothing here
decides anything. Invariant: short, kind, in the field's terms, without a loud word.
"""

# Beginning
MADE = "Your workspace is {folder}: {count} files to write in."
ADDED = "Your workspace is {folder}: {count} new; yours are as they were."
READY = "Your workspace is {folder}; all files are there, yours are as they were."
NEXT = "Next: {id}, {title}."
HOW = "Write in {file}, then: {check}"
WATCH = "Or let every save be checked: kata watch"
ALL_PASSED = "All {count} exercises pass. Well done."
NO_EXERCISES = "this course has no exercises yet"

# The map
HEAD = "{track}: {passed} of {count} passed"
TOTAL = "{passed} of {count} passed."
NEEDS = "after {needs}"
STATES = {
    "passed": "passed",
    "next": "next",
    "not yet": "not yet",
    "open": "open",
    "later": "later",
}

# One exercise
UNKNOWN = "no exercise is called {id!r}; `kata list` shows those there are"
UNKNOWN_NEAR = "no exercise is called {id!r}; did you mean {near}?"
NO_FILE = "{file} is not there yet; `kata start` makes it"
NO_STATEMENT = "{id} has no statement; tell who made the course"

# Beginning again
AS_IT_WAS = "{file} is as you received it; nothing to do."
RESET = "{file} is as you received it again. What you had is kept in {backup}."

# Checking
OF_VISIBLE = "the visible checks"
FOR_A_HINT = "For a hint: {command}"
POINTS = "{verdict}, {points:g} of {max_points:g} points"
CHECK = "{verdict}: {title}"
RIGHT = "Right: {ids}."
WAITING = "Judged once that is right: {ids}."
WHY = "Why: {why}"

# Hints
HINT = "{id}, hint {number} of {count}, {kind}:"
MORE = "The next: {then}; all of them: --all."
NO_MORE = "That was the last hint; {command} --all shows them once more."
PASSES = "{id}: all visible checks pass."

# Watching
WATCHING = "Watching {file}. Save it to check it; Ctrl-C ends."
CHECKING = "checking ..."
LAST = "This is the last one that was left."
NO_KEYS = "h hint  e explain  n next  l list  s statement  q quit"
BACK = "any key: back"
ENDED = "Stopped. Your files and your progress are kept."
UNREADABLE = "{file} {reason}"

# Looking
WRITTEN = "Written: {file}"

# Handing in
PACKED = "{out} is packed, with {count} of your files: {ids}."
MISSING = "Not there: {ids}."
STILL_WRONG = "Packed all the same, they do not pass yet: {ids}."
NOTHING_TO_PACK = "nothing passes yet, so there is nothing to pack; kata check"
UNKNOWN_ASSIGNMENT = "no assignment is called {name!r}; there are {names}"
NO_ASSIGNMENTS = "no assignment is called {name!r}; the course has none"

# What can go wrong
PROGRESS_BROKEN = (
    "{file} cannot be read ({why}); mend it or remove it, then run kata start"
)
NO_TEXT = "not readable as text"
NO_PROGRESS = "not progress as kata writes it"
NOT_ONE_FILE = "{file} {reason}; name one file, or use --exercise ID"
FOLDER = "is a folder"
PROGRESS_NEWER = "{file} is from a newer gradkata; update gradkata"
NO_WRITE = "{file} cannot be written: {why}"
NO_READ = "{file} cannot be read: {why}"
OUR_FAILURE = (
    "gradkata itself failed; your file is not to blame. What happened is written in "
    "{file}; please report it."
)
