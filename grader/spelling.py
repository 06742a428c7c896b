"""When two spellings are one name. Loaded by its text in `_worker`."""

import re
from functools import lru_cache

SHORT = 2
DERIVATIVE = re.compile(r"deriv(?:ative)?(.+?)wrt(.+)")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A name as both sides compare it: without case and underscores.

    Names of one or two letters stay as they are; `deriv_A_wrt_B` is `dA_dB`.
    """
    if len(name) <= SHORT:
        return name
    plain = name.lower().replace("_", "")
    match = DERIVATIVE.fullmatch(plain)
    return f"d{match[1]}d{match[2]}" if match else plain
