"""That nothing a worker can reach tells where the course or the grader is."""

import os
import sysconfig
from pathlib import Path

import numpy as np
import pytest

from grader.candidate import Candidate, Request, Zygote
from grader.sandbox import ENVIRONMENT, Confinement
from tests.processes import ROOT, ask, submission

# Of the folder in which numpy is installed these are known to a worker, as numpy says
# where it is; of a virtual environment inside the course, that names the course.
PACKAGES = str(Path(np.__file__).parent.parent)
KNOWN = ("numpy", "numpy.libs", "landlockpy")
ROOMY = Confinement(call=30, memory=1024)
# Every text that is reachable from what the collector knows, from modules, frames and
# all they refer to. The text looked for comes backwards, so as not to find itself.
REACHED = """
    import gc, sys
    def f(backwards):
        wanted = backwards[::-1]
        todo = [*gc.get_objects(), sys.modules, sys._getframe(), sys._current_frames()]
        seen, found = set(), set()
        while todo:
            thing = todo.pop()
            if id(thing) in seen:
                continue
            seen.add(id(thing))
            kind = type(thing)
            if kind is str and wanted in thing and thing is not wanted:
                found.add(thing[:400])
            elif kind in (bytes, bytearray) and wanted.encode() in thing:
                found.add(bytes(thing[:400]).decode("latin-1"))
            elif kind is not str:
                todo += gc.get_referents(thing)
        return [len(seen), sorted(found)[:500]]
"""


def reached(zygote: Zygote, wanted: str) -> list[str]:
    """Every text with `wanted` in it that a worker can reach."""
    with Candidate(zygote, submission(REACHED), ROOMY) as candidate:
        (answer,) = candidate.ask([Request.call("g", "f", [wanted[::-1]])])
    assert answer.fault is None
    count, found = answer.values[0]
    assert count > 50_000
    return found


def without_numpy(text: str) -> str:
    """A text without the names of the folder that numpy is in, and of what is known."""
    for name in KNOWN:
        text = text.replace(f"{PACKAGES}/{name}", "")
    return text.replace(PACKAGES, "")


def test_the_search_finds_what_is_there(either: Zygote):
    """The control: numpy's own place is found, many times."""
    assert len(reached(either, f"{PACKAGES}/numpy")) > 50


@pytest.mark.parametrize("place", [str(ROOT), "/grader", "exercise.yaml", "checks.py"])
def test_no_text_within_reach_names_the_course(either: Zygote, place: str):
    """Beside what numpy itself says of the folder that it is installed in."""
    found = [row for row in reached(either, place) if place in without_numpy(row)]

    assert found == []


@pytest.mark.parametrize("name", ["gradkata", "pydantic", "sqlalchemy", "pluggy"])
def test_no_text_within_reach_names_what_is_installed(either: Zygote, name: str):
    """No cache of the import system tells what stands beside numpy."""
    assert reached(either, name) == []


def test_no_text_within_reach_names_where_the_run_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Neither the working folder of the grader nor its environment is handed on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_SECRET", "swordfish-7")
    with Zygote() as zygote:
        found = [*reached(zygote, str(tmp_path)), *reached(zygote, "swordfish-7")]

    assert found == []


def test_modules_name_only_the_library_and_numpy(either: Zygote):
    """Files, origins, caches and search paths of every module that is loaded."""
    source = """
        import sys
        def f():
            found = set()
            for module in list(sys.modules.values()):
                spec = getattr(module, "__spec__", None)
                rows = [getattr(module, n, "") for n in ("__file__", "__cached__")]
                rows += [getattr(spec, n, "") for n in ("origin", "cached")]
                rows += list(getattr(module, "__path__", []))
                rows += list(getattr(spec, "submodule_search_locations", None) or [])
                found |= {row for row in rows if isinstance(row, str) and "/" in row}
            return sorted(found)
    """
    library = tuple(
        os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")
    )
    known = (*library, *(f"{PACKAGES}/{name}" for name in KNOWN))
    (found,) = ask(either, source).values

    assert len(found) > 100
    assert [row for row in found if not row.startswith(known)] == []


@pytest.mark.parametrize(
    "names",
    [
        "sys.argv",
        "sys.orig_argv",
        "sys.path",
        "[*sys.path_importer_cache]",
        "[sys.executable, sys._base_executable, sys.prefix, sys.exec_prefix]",
        "sys.warnoptions + [*sys._xoptions]",
        "[os.getcwd(), os.readlink('/proc/self/cwd'), os.readlink('/proc/self/exe')]",
        "[*os.environ.values()]",
        "[*linecache.cache]",
        "[code.co_filename for code in codes()]",
    ],
)
def test_what_python_says_of_itself_names_no_place_of_ours(either: Zygote, names: str):
    """Arguments, search paths, folders and the code of every frame and function."""
    source = f"""
        import gc, linecache, os, sys
        def codes():
            kinds = [o for o in gc.get_objects() if hasattr(type(o), "__code__")]
            frame = sys._getframe()
            while frame is not None:
                kinds.append(frame)
                frame = frame.f_back
            rows = [getattr(o, "__code__", None) or o.f_code for o in kinds]
            return [row for row in rows if hasattr(row, "co_filename")]
        def f(): return [str(row) for row in {names}]
    """
    answer = ask(either, source)
    # Where /proc shows nothing at all, nothing is told either.
    rows = answer.values[0] if answer.fault is None else []

    assert answer.fault is None or "/proc" in names
    assert [row for row in rows if str(ROOT) in without_numpy(row)] == []
    assert [row for row in rows if "grader" in row] == []


def test_the_environment_is_the_fixed_one_also_below_python(either: Zygote):
    """The C library's own copy holds no more than what is set for every worker."""
    source = """
        import ctypes, os
        def f():
            place = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
            found, index = [], 0
            while place[index]:
                found.append(place[index].decode())
                index += 1
            return [sorted(found), sorted(os.environ)]
    """
    (found,) = ask(either, source).values
    fixed = {f"{name}={value}" for name, value in ENVIRONMENT.items()}

    # Bubblewrap sets the folder it goes to.
    assert set(found[0]) - {"PWD=/"} == fixed
    assert set(found[1]) - {"PWD"} == set(ENVIRONMENT)


def test_what_started_a_worker_is_forgotten(either: Zygote):
    """The zygote's order, with texts, places and the canary's name, is empty."""
    source = """
        import sys
        def f():
            main = sys.modules["__main__"]
            frame, found = sys._getframe(), []
            while frame is not None:
                found += [*map(str, frame.f_locals)]
                frame = frame.f_back
            return [dict(main.start), "texts" in found, "canary" in found]
    """

    assert ask(either, source).values == ([{}, False, False],)
