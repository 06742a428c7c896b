"""The view of the disk that a zygote and its workers have: bubblewrap. Host side.

Started once around the zygote, so that a worker costs nothing more. Inside, files that
are not needed do not exist, there is no network device, and no other process. Where
bubblewrap is missing or refused, the zygote starts without it.
"""

import importlib.util
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

PACKAGES = ("site-packages", "dist-packages")
SYSTEM = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64")
LOADER = ("/etc/ld.so.cache", "/etc/alternatives")


@cache
def interpreter() -> str:
    """The real interpreter: a virtual environment's would tell where the course is."""
    return os.path.realpath(sys.executable)


@cache
def readable() -> tuple[str, ...]:
    """What a worker may read: the standard library and numpy, and nothing beside."""
    found = {entry for folder in _stdlib() for entry in folder.iterdir()}
    rows = sorted(str(path) for path in found if path.name not in PACKAGES)
    return (*rows, *map(str, _numpy()))


def listed() -> tuple[str, ...]:
    """Folders whose names may be read beside: an import looks a module up in them."""
    return tuple(map(str, _stdlib()))


@cache
def numpy_folder() -> Path:
    """Where numpy is, found without importing it."""
    spec = importlib.util.find_spec("numpy")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def program() -> str | None:
    """Where bubblewrap is."""
    return shutil.which("bwrap")


def command(bwrap: str, python: Sequence[str], packages: Sequence[Path]) -> list[str]:
    """A command line inside the view; `packages` are folders beside numpy's."""
    words = [bwrap, "--die-with-parent", "--unshare-pid", "--unshare-net"]
    words += ["--unshare-ipc", "--unshare-uts"]
    if os.geteuid() != 0:
        # As root it would hold one user only, and each worker has its own.
        words.append("--unshare-user")
    words += ["--tmpfs", "/", "--proc", "/proc"]
    made: set[Path] = {Path("/"), Path("/proc")}
    for path in SYSTEM:
        words += _system(Path(path), made)
    for folder in _stdlib():
        words += _bound(folder, made)
        for name in PACKAGES:
            if (folder / name).is_dir():
                words += ["--tmpfs", str(folder / name)]
                made.add(folder / name)
    for row in (Path(interpreter()), *_shared(), *_numpy(), *packages):
        words += _bound(row, made)
    for loader in LOADER:
        words += _bound(Path(loader), made)
    words += [
        *_parents(Path("/dev/null"), made),
        "--dev-bind",
        "/dev/null",
        "/dev/null",
    ]
    return [*words, "--remount-ro", "/", "--chdir", "/", "--", *python]


@cache
def _stdlib() -> tuple[Path, ...]:
    """The folders of the standard library, which may be one."""
    names = ("stdlib", "platstdlib")
    paths = {Path(sysconfig.get_path(n, vars=_BASES)).resolve() for n in names}
    return tuple(sorted(path for path in paths if path.is_dir()))


_BASES = {
    "installed_base": sys.base_prefix,
    "installed_platbase": sys.base_exec_prefix,
    "base": sys.base_prefix,
    "platbase": sys.base_exec_prefix,
}


def _numpy() -> Iterator[Path]:
    """Numpy and the libraries it brings."""
    yield numpy_folder()
    libraries = numpy_folder().with_name("numpy.libs")
    if libraries.is_dir():
        yield libraries


def _shared() -> Iterator[Path]:
    """The interpreter's own library, where it is a file of its own."""
    folder, name = (sysconfig.get_config_var(n) for n in ("LIBDIR", "INSTSONAME"))
    if folder and name and (Path(folder) / name).is_file():
        yield Path(folder) / name


def _system(path: Path, made: set[Path]) -> list[str]:
    """A folder of the system, as the link it often is."""
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return _bound(path, made)


def _bound(path: Path, made: set[Path]) -> list[str]:
    """A file or a folder in its place, read-only, and the folders above it."""
    if path in made or not path.exists():
        return []
    made.add(path)
    return [*_parents(path, made), "--ro-bind", str(path), str(path)]


def _parents(path: Path, made: set[Path]) -> list[str]:
    """The folders above a place, open to every user: a worker may be any."""
    words: list[str] = []
    for parent in reversed(path.parents):
        if parent not in made:
            made.add(parent)
            words += ["--perms", "0755", "--dir", str(parent)]
    return words
