"""Which system calls a worker may make; every other one is refused with EPERM.

libseccomp assembles the filter, here in the host, so that neither the library nor its
binding is in a worker's memory: a worker only loads the finished program. The list is
what CPython and numpy need to compute, import and answer. It knows no path: files are
the business of `files`. No rule compares a 64-bit argument, which releases of
libseccomp before 2.6.1 get wrong.
"""

import errno
import importlib
import tempfile
from contextlib import suppress
from functools import cache
from typing import Any

ALLOWED = """
access arch_prctl brk chdir clock_getres clock_gettime clock_nanosleep close
close_range dup dup2 dup3 exit exit_group faccessat faccessat2 fadvise64 fstat fstat64
fstatat64 futex getcwd getdents getdents64 getegid geteuid getgid getgroups getpgid
getpgrp getpid getppid getrandom getresgid getresuid getrusage getsid gettid
gettimeofday getuid lseek lstat madvise mmap mmap2 mprotect mremap munmap nanosleep
newfstatat open openat poll ppoll pread64 preadv pselect6 read readlink readlinkat readv
restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn
sched_getaffinity sched_yield select sigaltstack stat stat64 statx time times ugetrlimit
uname write writev
"""
# Duplicating a descriptor and its flags. F_SETOWN, which sends signals, is refused.
FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)
WORD = 0xFFFFFFFF


class Unavailable(Exception):
    """No filter can be made here; says in a word why."""


@cache
def program() -> bytes:
    """The filter as a classic BPF program. Raises `Unavailable`."""
    library = _library()
    rules = library.SyscallFilter(library.ERRNO(errno.EPERM))
    for name in ALLOWED.split():
        _add(library, rules, library.ALLOW, name)
    for command in FCNTL_COMMANDS:
        equal = library.Arg(1, library.MASKED_EQ, WORD, command)
        _add(library, rules, library.ALLOW, "fcntl", equal)
    # The C library falls back to clone, which is refused, and tells the refusal.
    _add(library, rules, library.ERRNO(errno.ENOSYS), "clone3")
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def version() -> str:
    """The release of libseccomp, `none` where there is none."""
    try:
        library = _library()
    except Unavailable:
        return "none"
    found = library.get_api()
    return f"API {found}"


def _add(library: Any, rules: Any, action: int, name: str, *arguments: Any) -> None:
    """Add a rule where this processor has the call and this release knows its name."""
    number = library.resolve_syscall(library.Arch.NATIVE, name)
    if number is not None and number >= 0:
        rules.add_rule(action, number, *arguments)


def _library() -> Any:
    """The distribution's binding, which follows libseccomp, else the one from PyPI."""
    with suppress(ImportError):
        return importlib.import_module("seccomp")
    try:
        return importlib.import_module("pyseccomp")
    except ImportError:
        raise Unavailable("no-binding") from None
    except RuntimeError:
        raise Unavailable("no-library") from None
