"""What a zygote imports and runs before it forks, so that each worker starts warm.

Loaded by its text in `_worker`; standard library and numpy. `due` is what no worker can
be without. `behind` is the rest, in steps: it costs more than one submission takes, so
a zygote that is to serve soon takes a step whenever nobody asks.
"""

import contextlib
import gc
import importlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

RUNS = 12
SAMPLE = b"""
import math
import numpy as np

def f(a, b, c, d):
    if len(c) > 2:
        raise ValueError(c)
    return np.maximum(a @ b, 0), [d * x for x in c], a.T.sum(axis=0, keepdims=True)
"""
IMPORTS = """
abc ast array base64 bisect builtins calendar cmath collections collections.abc
concurrent.futures contextlib copy ctypes dataclasses datetime decimal enum errno
fractions functools hashlib heapq io itertools json linecache logging math numbers
operator os pathlib platform pprint random re secrets statistics string struct
tempfile textwrap threading time timeit traceback types typing unittest uuid warnings
weakref zlib numpy numpy.fft numpy.linalg numpy.ma numpy.polynomial numpy.random
numpy.testing
"""


def due(folders: list[str], locks: Callable[[], object]) -> None:
    """Import what the lock needs, once, then forget where it came from."""
    sys.path += folders
    locks()
    del sys.path[-len(folders) :]
    for folder in folders:
        # It would tell what else is installed there.
        sys.path_importer_cache.pop(folder, None)
    np.random.seed(0)  # Each worker starts from this state.
    gc.freeze()


def behind(session: Any, tools: Any) -> Iterator[None]:
    """Import what learners use, and run all that a worker runs, on a sample.

    What the interpreter specialises and libraries make on first use is then shared by
    all workers instead of being made, and its pages copied, in each of them.
    """
    for name in IMPORTS.split():
        # What this interpreter was built without, learners will miss as well.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
        yield
    protocol = tools.protocol
    load = {"op": "load", "id": 0, "kind": "py", "source": SAMPLE}
    load |= {"main": False, "watch": {}}
    case = [["call", "f", [np.ones((3, 2)), np.ones((2, 4)), [1.0, 2.0], 0.5]]]
    frame = protocol.encode({"op": "run", "id": 0, "cases": [case, case]})
    start = protocol.PREFIX.size
    for _ in range(RUNS):
        own = session.Session(tools, protocol.encode)
        own.serve(load)
        header, _body = protocol.lengths(frame[:start])
        body = start + header
        own.serve(protocol.decode(frame[start:body], frame[body:]))
        yield
    forget()
    np.random.seed(0)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    yield


def forget() -> None:
    """Drop what the libraries remember of where things are."""
    found = getattr(sys.modules.get("importlib.metadata"), "FastPath", None)
    if found is not None:
        found.__new__.cache_clear()
    importlib.invalidate_caches()
