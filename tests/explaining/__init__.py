"""Tests of what a learner's code computes, laid out."""
