"""Runs an exercise's checks as pytest items; outcomes become CheckResults.

`session` is the way in for grading; `plugin` is the way in for pytest, and is loaded by
every pytest session, so this file imports nothing.
"""
