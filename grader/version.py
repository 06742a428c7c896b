"""The version of gradkata, in the one place that everything may import it from.

`grader` itself offers it too, and offers what a notebook loads, so that nothing which
is loaded then may import `grader` for its version.
"""

VERSION = "0.1.0"
