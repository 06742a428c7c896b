"""Where `kata` begins: the tutor is started first, and all else imported behind it.

It knows the first word of the command line and nothing more. Invariant: an interrupt at
any moment ends with exit code 130 and without a traceback.
"""

import sys

# The commands that ask a tutor.
ASKING = ("check", "explain", "hint", "watch")
INTERRUPTED = 130
HELP = ("-h", "--help")


def main() -> None:
    """Run `kata`."""
    try:
        from grader.learner import asking

        words = sys.argv[1:]
        if words[:1] and words[0] in ASKING and not set(HELP) & set(words):
            asking.begin()
        from grader.cli.kata import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
