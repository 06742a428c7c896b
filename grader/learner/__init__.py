"""The learner's side: a workspace, its progress, and what `kata` says and shows.

It knows a course's names, stubs and statements, and asks a tutor (a process of its own)
for verdicts and hints. It must not know a hidden check, a reference or an expected
value. Invariant: a learner's file is never overwritten without a copy being kept.
"""
