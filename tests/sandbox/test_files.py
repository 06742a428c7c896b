"""What of the disk a worker can use, with the view of bubblewrap and without it."""

import os
import sys
from pathlib import Path

import numpy as np
import pydantic
import pytest

import grader
from grader.candidate import Zygote
from tests.processes import ROOT, ask

REFUSED = {"EACCES", "EPERM", "ENOENT", "EROFS"}
# Runs one line and tells how it ended: the word of the error, or `done`.
TRIED = """
    import errno, os, tempfile
    def f(line, place):
        try:
            exec(line, {"os": os, "open": open, "place": place, "tempfile": tempfile})
        except OSError as problem:
            return errno.errorcode.get(problem.errno, "OSError")
        return "done"
"""
IMPORTED = """
    import importlib
    def f(name):
        try:
            importlib.import_module(name)
        except ImportError as problem:
            return type(problem).__name__
        return "imported"
"""
PLACES = [
    "/etc/passwd", "/etc/hostname", "/etc/ld.so.cache", "/proc/self/environ",
    "/proc/self/cmdline", "/proc/self/maps", "/proc/self/mem", "/proc/self/status",
    "/proc/self/fd", "/proc/thread-self/stat", "/proc/1/environ", "/proc/meminfo",
    "/proc/mounts", "/proc", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/tty",
    "/dev/shm", "/dev", "/sys", "/tmp", "/usr/bin/env", "/usr/lib", "/lib", "/root",
    "/home", "/",
]  # fmt: skip
OURS = {
    "the package": grader.__file__,
    "the worker's text": str(Path(grader.__file__).with_name("_worker.py")),
    "the course": str(ROOT),
    "exercises": str(ROOT / "exercises"),
    "solutions": str(ROOT / "solutions"),
    "another package": pydantic.__file__,
    "packages": str(Path(pydantic.__file__).parent.parent),
    "a test": __file__,
    "the interpreter": os.path.realpath(sys.executable),
}
NUMPY = str(Path(np.__file__).parent)
WRITES = {
    "create": "open(place + '/x', 'w')",
    "create anew": "open(place + '/x', 'x')",
    "append": "open(place + '/kept', 'a')",
    "change": "open(place + '/kept', 'r+')",
    "cut": "os.truncate(place + '/kept', 0)",
    "nameless": "os.open(place, os.O_TMPFILE | os.O_RDWR)",
    "temporary": "tempfile.TemporaryFile(dir=place)",
    "temporary folder": "tempfile.mkdtemp(dir=place)",
    "folder": "os.mkdir(place + '/x')",
    "remove folder": "os.rmdir(place)",
    "rename": "os.rename(place + '/kept', place + '/x')",
    "replace": "os.replace(place + '/kept', place + '/x')",
    "remove": "os.unlink(place + '/kept')",
    "link": "os.link(place + '/kept', place + '/x')",
    "symbolic link": "os.symlink('/', place + '/x')",
    "pipe": "os.mkfifo(place + '/x')",
    "device": "os.mknod(place + '/x', 0o20666, os.makedev(1, 3))",
    "rights": "os.chmod(place + '/kept', 0o777)",
    "owner": "os.chown(place + '/kept', 1, 1)",
    "times": "os.utime(place + '/kept')",
    "attribute": "os.setxattr(place + '/kept', 'user.x', b'x')",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder open to every user, and a file in it."""
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        if folder.stat().st_uid == tmp_path.stat().st_uid:
            folder.chmod(0o777)
    kept = tmp_path / "kept"
    kept.write_text("kept")
    kept.chmod(0o666)
    return tmp_path


def tried(zygote: Zygote, line: str, place: object) -> str:
    """How one line of Python ended in a worker."""
    answer = ask(zygote, TRIED, line, str(place))
    assert answer.fault is None
    return answer.values[0]


@pytest.mark.parametrize("path", PLACES)
def test_nothing_of_the_system_can_be_opened(either: Zygote, path: str):
    """Neither as a file nor as a folder; not even devices that all may read."""
    assert tried(either, "os.open(place, os.O_RDONLY)", path) in REFUSED
    assert tried(either, "os.listdir(place)", path) in REFUSED | {"ENOTDIR"}


@pytest.mark.parametrize("name", OURS)
def test_nothing_of_the_course_can_be_opened(either: Zygote, name: str):
    """Neither the grader and its course nor what is installed beside numpy."""
    assert tried(either, "os.open(place, os.O_RDONLY)", OURS[name]) in REFUSED
    assert tried(either, "os.listdir(place)", OURS[name]) in REFUSED | {"ENOTDIR"}


def test_a_file_that_all_may_read_cannot_be_read(either: Zygote, place: Path):
    """Rights of the file system do not count."""
    assert tried(either, "open(place)", place / "kept") in REFUSED


@pytest.mark.parametrize("name", WRITES)
def test_nothing_can_be_written(either: Zygote, place: Path, name: str):
    """No file or name is made, changed or removed, also where all may."""
    assert tried(either, WRITES[name], place) in REFUSED
    assert [row.name for row in place.iterdir()] == ["kept"]
    assert (place / "kept").read_text() == "kept"
    assert (place / "kept").stat().st_mode & 0o777 == 0o666


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize(
    "folder", [NUMPY, os.__file__.removesuffix("/os.py"), "/", "/tmp", "/dev/shm", "."]
)
def test_nothing_can_be_written_where_something_may_be_read(either, folder, name):
    """Reading is no way to writing, and the current folder is no better."""
    line = WRITES[name].replace("kept", "__init__.py")

    assert tried(either, line, folder) in {*REFUSED, "EISDIR", "EBUSY", "ENOTDIR"}


@pytest.mark.parametrize(
    "name",
    [
        "colorsys", "wave", "csv", "configparser", "html.parser", "plistlib", "zipapp",
        "sched", "symtable", "stringprep", "encodings.cp1252", "encodings.utf_16",
        "unicodedata", "zoneinfo", "graphlib", "email.message",
        "importlib.resources", "multiprocessing", "subprocess", "asyncio", "logging",
        "numpy.typing", "numpy.f2py", "numpy.f2py.symbolic", "numpy.ctypeslib",
        "numpy.char", "numpy.rec", "numpy.strings", "numpy.lib.scimath",
        "numpy.polynomial.chebyshev", "numpy.testing.overrides", "numpy.matlib",
        "numpy.random.mtrand", "numpy.lib.stride_tricks", "numpy.fft.helper",
    ],
)  # fmt: skip
def test_what_is_not_loaded_yet_can_be_imported(either: Zygote, name: str):
    """The standard library and numpy are there as ever, whoever the worker is."""
    answer = ask(either, IMPORTED, name)

    assert answer.fault is None
    assert answer.values[0] in ("imported", "ModuleNotFoundError")
    if answer.values[0] == "ModuleNotFoundError":
        with pytest.raises(ImportError):
            __import__(name)


@pytest.mark.parametrize(
    "name",
    ["sqlite3", "bz2", "lzma", "ssl", "tkinter", "readline", "dbm.gnu", "curses"],
)
def test_what_needs_a_library_of_the_system_may_be_missing(either: Zygote, name: str):
    """Then it is missing as any module is, and forbids nothing."""
    answer = ask(either, IMPORTED, name)

    assert answer.fault is None
    assert answer.values[0] in ("imported", "ImportError", "ModuleNotFoundError")


@pytest.mark.parametrize(
    "name", ["grader", "pytest", "pydantic", "yaml", "sqlalchemy", "pyseccomp", "pip"]
)
def test_what_is_installed_beside_numpy_does_not_exist(either: Zygote, name: str):
    """Only the standard library and numpy can be imported."""
    assert ask(either, IMPORTED, name).values == ("ModuleNotFoundError",)


@pytest.mark.parametrize(
    "name", ["colorsys", "random", "numpy", "numpy.linalg._linalg"]
)
def test_sources_of_the_library_can_be_read(either: Zygote, name: str):
    """As help, tracebacks and curious learners do."""
    source = """
        import importlib, inspect
        def f(name): return len(inspect.getsource(importlib.import_module(name)))
    """

    assert ask(either, source, name).values[0] > 1000


@pytest.mark.parametrize(
    "path", ["x", "/x", "/tmp/x", "/dev/shm/x", f"{NUMPY}/x", f"{NUMPY}/__init__.py"]
)
def test_what_is_written_is_told_as_forbidden(either: Zygote, place: Path, path: str):
    """A submission that writes a file gets that verdict, whatever refuses it."""
    for name in (path, str(place / "x"), str(place / "kept")):
        answer = ask(either, "def f(place): open(place, 'w')", name)

        assert answer.fault is not None
        assert answer.fault.verdict == "forbidden"


def test_the_answer_book_is_told_as_forbidden(either: Zygote):
    """A submission that reads a file of the course gets that verdict."""
    answer = ask(either, "def f(place): return open(place).read()", OURS["the package"])

    assert answer.fault is not None
    assert answer.fault.verdict == "forbidden"
