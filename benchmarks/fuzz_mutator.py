"""Makes frames for `fuzz_codec`: from honest ones, by changing headers and bodies.

Half of them are encoded from a message that was changed in a place or two, so that
they come as far as the readers. In the others the header is changed as a tree or as
text, and the body cut or filled to the length it asks for; the lengths are told truly.
"""

import json
import random
from collections.abc import Mapping
from typing import Any

import atheris
import numpy as np

from grader import protocol

LARGE = 1024 * 1024
FAILURE = {"outcome": "error", "exception": "ValueError", "text": "x", "line": 3}
DESCRIBED = {"shape": [2], "whole": [True, False], "unsigned": False}
TRACE = {
    "events": {
        "1": ["x", "value", [1.0, 2], 0, 1],
        "2": ["dx", "value", np.float32([[0.5]]), -1, 2],
        "3": ["dx", "bad", "none", -1, 3],
    },
    "finals": [[2, {"x": 1, "dx": 2}], [3, {"x": 1, "dx": 3}]],
    "sites": {"0": ["x", "[1.0, 2]", DESCRIBED], "1": ["w", "None", None]},
    "failures": [{**FAILURE, "targets": ["db", "dw"], "place": "cell 3"}],
}
SMALL = {
    "events": {"1": ["x", "value", 1, 0, 1]},
    "finals": [[1, {"x": 1}]],
    "sites": {},
    "failures": [],
}
REPLY = {"id": 7, "case": 0, "values": [], "changed": [], "failures": []}
SEEDS = [
    protocol.encode(message)
    for message in (
        {**REPLY, "values": [[1.5, (np.zeros((2, 0)), np.float16([1]))], None]},
        {**REPLY, "values": [True, None], "failures": [[1, FAILURE]], "changed": [0]},
        {**REPLY, "values": [TRACE]},
        {"id": 7, "failure": FAILURE, "compiled": 3, "defined": "f, g"},
        TRACE,
        SMALL,
        {**SMALL, "events": {}, "finals": [], "sites": {"0": ["x", "1", DESCRIBED]}},
        FAILURE,
        [b"raw", -0.0, float("nan"), 2**63 - 1, "\ud800", np.array([[True]])],
    )
]
LEAVES = (
    *(None, True, False, 0, 1, -1, 2, 7, 2**53, 2**63 - 1, -(2**63), 2**63, 10**30),
    *(0.0, -0.0, 1.0, 1e308, float("inf"), float("nan"), "", "1", "01", " 1", "-1"),
    *("x", "dx", "value", "bad", "passed", "error", "bad_type", "object", "\ud800"),
    *("id", "case", "values", "changed", "failures", "events", "finals", "sites"),
    *protocol.DTYPES,
    *("|O", ">f8", protocol.MAX_BODY, protocol.MAX_BODY + 1, 999_999, 1_000_000),
)
SPLICES = (
    *(b'{"a":["<f8",[', b'{"t":[', b'{"d":[["', b'{"b":', b"]]}", b"]}", b"NaN"),
    *(b"-Infinity", b"1e999", b"\\ud800", b"[[[[[[[[", b"]]]]]]]]", b",", b"[]", b"{}"),
    *(b'"a":["|b1",[2]],', b"99999999999999999999", b"\xff", b"\xef\xbb\xbf", b"-0"),
)


def grown(rng: random.Random, depth: int = 0) -> Any:
    """A random tree of a header: lists, tags and leaves, some where none may be."""
    choice = rng.random()
    if depth > 3 or choice < 0.5:
        return rng.choice(LEAVES)
    if choice < 0.7:
        return [grown(rng, depth + 1) for _ in range(rng.randrange(4))]
    tag = rng.choice("aaabtdx")
    if tag == "a":
        shape = [rng.choice((0, 1, 2, 3, 2**20)) for _ in range(rng.randrange(4))]
        return {"a": [rng.choice((*protocol.DTYPES, "|O")), shape]}
    if tag == "b":
        return {"b": rng.randrange(9)}
    rows = [grown(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {tag: [[rng.choice(LEAVES), row] for row in rows] if tag == "d" else rows}


def changed(rng: random.Random, tree: Any) -> Any:
    """A tree with one of its parts replaced, dropped, doubled or wrapped."""
    if isinstance(tree, dict) and tree and rng.random() < 0.9:
        key = rng.choice(list(tree))
        return {**tree, key: changed(rng, tree[key])}
    if not isinstance(tree, list) or not tree or rng.random() < 0.15:
        return rng.choice((grown(rng), [tree], {"t": [tree]}, rng.choice(LEAVES)))
    index = rng.randrange(len(tree))
    row = tree[index]
    choice = rng.random()
    if choice < 0.75:
        put = [changed(rng, row)]
    else:
        put = rng.choice(([], [row, row], [rng.choice(tree)], [row, grown(rng)]))
    return [*tree[:index], *put, *tree[index + 1 :]]


def nudged(rng: random.Random, value: Any) -> Any:
    """A message with one of its values replaced by another, mostly of its kind."""
    kind = type(value)
    if rng.random() < 0.03:
        return rng.choice((*LEAVES, [value], (value,), {"x": value}, np.zeros((2, 0))))
    if kind is dict and value and rng.random() < 0.95:
        key = rng.choice(list(value))
        return {**value, key: nudged(rng, value[key])}
    if kind is dict:
        odd = rng.choice(("0", "1", "2", "01", " 1", "-1", "dx", "text", "targets"))
        return {**value, odd: rng.choice([*value.values(), 1, DESCRIBED])}
    if kind in (list, tuple) and value:
        index = rng.randrange(len(value))
        row = nudged(rng, value[index])
        put = [row] if rng.random() < 0.9 else rng.choice(([], [row, value[index]]))
        return kind([*value[:index], *put, *value[index + 1 :]])
    if kind is np.ndarray:
        dtype = rng.choice(protocol.DTYPES)
        shape = [rng.choice((0, 1, 2, 3)) for _ in range(rng.randrange(4))]
        size = int(np.dtype(dtype).itemsize * np.prod(shape, dtype=int))
        return np.frombuffer(rng.randbytes(size), dtype).reshape(shape)
    alike = [leaf for leaf in LEAVES if type(leaf) is kind]
    return rng.choice(alike or LEAVES)


def encoded(rng: random.Random, data: bytes) -> bytes:
    """A frame of a changed message; an honest one where there is no message."""
    start = protocol.PREFIX.size
    try:
        header, _ = protocol.lengths(data[:start])
        end = start + header
        message = protocol.decode(data[start:end], data[end:])
        for _ in range(rng.choice((1, 1, 2, 3))):
            message = nudged(rng, message)
        return protocol.encode(message)
    except (protocol.Malformed, protocol.TooLarge, protocol.Unplain):
        return rng.choice(SEEDS)


def due_bytes(tree: Any) -> int:
    """How many bytes of a body a header asks for, roughly; 0 where it is odd."""
    if isinstance(tree, list):
        return sum(map(due_bytes, tree))
    if not isinstance(tree, Mapping):
        return 0
    match tree:
        case {"b": int(size)}:
            return min(max(size, 0), LARGE)
        case {"a": [str(dtype), list(shape)]} if dtype in protocol.DTYPES:
            sizes = [n if isinstance(n, int) and 0 <= n < 99 else 0 for n in shape]
            return int(np.dtype(dtype).itemsize * np.prod(sizes, dtype=int))
    return sum(map(due_bytes, tree.values()))


def by_text(rng: random.Random, header: bytes, max_size: int) -> bytes:
    """A header with some of its bytes replaced."""
    if rng.random() < 0.4:
        return bytes(atheris.Mutate(header, max_size))
    place = rng.randrange(len(header) + 1)
    end = place + rng.choice((0, 0, 1, 5))
    return header[:place] + rng.choice(SPLICES) + header[end:]


def by_tree(rng: random.Random, header: bytes) -> tuple[bytes, int]:
    """A header with some of its parts replaced, and the length of its body."""
    try:
        tree = json.loads(header)
    except (ValueError, RecursionError):
        tree = grown(rng)
    for _ in range(rng.choice((1, 1, 2, 4))):
        tree = changed(rng, tree)
    return json.dumps(tree, separators=(",", ":")).encode(), due_bytes(tree)


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """One more input: a frame that is not longer than asked, mostly a whole one."""
    rng = random.Random(seed)
    if len(data) < protocol.PREFIX.size or rng.random() < 0.02:
        data = rng.choice([row for row in SEEDS if len(row) <= max_size])
    if rng.random() < 0.03:
        return bytes(atheris.Mutate(data, max_size))
    for _ in range(4):
        frame = mutated(rng, data, max_size)
        if len(frame) <= max_size:
            return frame
    return data[:max_size]


def mutated(rng: random.Random, data: bytes, max_size: int) -> bytes:
    """A frame that was changed at one of its levels."""
    start = protocol.PREFIX.size
    choice = rng.random()
    if choice < 0.5:
        return encoded(rng, data)
    size = int.from_bytes(data[:4], "big")
    header, body = data[start : start + size], data[start + size :]
    if choice < 0.7:
        header = by_text(rng, header, max_size)
    else:
        header, due = by_tree(rng, header)
        body = (body + rng.randbytes(max(0, min(due, max_size) - len(body))))[:due]
    frame = protocol.PREFIX.pack(len(header), len(body)) + header + body
    if rng.random() < 0.05:
        frame += rng.choice(SEEDS)
    return frame
