"""Where `kata` begins: the tutor is started first, and all else imported behind it.

It knows the first word of the command line and nothing more. Invariant: an interrupt at
any moment ends with exit code 130 and without a traceback.
"""

import gc
import os
import sys

# The commands that ask a tutor.
ASKING = ("check", "explain", "hint", "watch")
LASTING = "watch"
INTERRUPTED = 130
HELP = ("-h", "--help")


def main() -> None:
    """Run `kata`."""
    try:
        from grader.learner import asking

        words = sys.argv[1:]
        if words[:1] and words[0] in ASKING and not set(HELP) & set(words):
            asking.begin()
        # Little of what a short command makes is garbage; looking for it takes longer.
        gc.disable()
        from grader.cli.kata import run

        if words[:1] == [LASTING]:
            gc.enable()
        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except SystemExit as ended:
        leave(ended.code)
        raise


def leave(code: str | int | None) -> None:
    """End at once, where all is said: nothing is left that an interpreter would close.

    To take it down in order takes a tenth of what a check takes.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    if not isinstance(code, str):
        os._exit(code or 0)


if __name__ == "__main__":
    main()
