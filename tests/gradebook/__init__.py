"""The gradebook, on real databases."""
