"""gradkata: autograded katas that teach backpropagation."""

__version__ = "0.1.0"
