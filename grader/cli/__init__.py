"""One thin module a command group: parse, call one function, print, exit code."""
