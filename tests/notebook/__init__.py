"""Checks in notebooks: the pure parts alone, the rest in real kernels and browsers."""
