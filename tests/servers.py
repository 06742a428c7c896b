"""A real PostgreSQL server of our own, in a temporary folder, on a socket."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = (
    "PostgreSQL is missing: `make system-deps` installs it (Debian's `postgresql`); "
    "these tests start a server of their own"
)
PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
# Nobody's crash is tested, and a disk that is asked to be sure is slow.
SETTINGS = ("fsync=off", "listen_addresses=", "unix_socket_directories={folder}")
# A server refuses to run as root; any user that owns nothing else will do.
NOBODY = "nobody"
SECONDS = 60


def program(name: str) -> str:
    """Where a program of the server is. Fails the test where there is none."""
    found = shutil.which(name, path=os.pathsep.join([*map(str, PLACES), os.defpath]))
    found = found or shutil.which(name)
    assert found is not None, MISSING
    return found


@contextmanager
def postgresql() -> Iterator[str]:
    """A server; the URL of its database `postgres`, with an exclusive owner."""
    # The path of a socket has no more than a hundred characters.
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, NOBODY)
        data = folder / "data"
        _run("initdb", "-D", data, "-U", "grader", "-A", "trust", "-E", "UTF8",
             "--no-sync", "--no-instructions")  # fmt: skip
        words = " ".join(f"-c {row}" for row in SETTINGS).format(folder=folder)
        control = ("pg_ctl", "-D", data, "-w", "-t", SECONDS)
        _run(*control, "-o", words, "-l", folder / "log", "start")
        try:
            yield f"postgresql+psycopg://grader@/postgres?host={folder}"
        finally:
            _run(*control, "-m", "immediate", "stop")


def _run(name: str, *arguments: object) -> None:
    """Run a program of the server as somebody who is not root."""
    words = [program(name), *map(str, arguments)]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        assert setpriv is not None, "setpriv is missing: it comes with util-linux"
        user = [f"--reuid={NOBODY}", "--regid=nogroup", "--clear-groups"]
        words = [setpriv, *user, *words]
    # A server keeps what it inherits open: a pipe would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(words, stdout=said, stderr=said, check=False, cwd="/")
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")
