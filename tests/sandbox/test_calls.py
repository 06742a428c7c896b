"""The filter of system calls: what is on the list, and what the kernel makes of it."""

import errno
import platform
import sys

import pytest

from grader.candidate import Zygote
from grader.sandbox.calls import ALLOWED, FCNTL_COMMANDS, program
from tests.processes import ask
from tests.sandbox import needs

NAMES = ALLOWED.split()
INSTRUCTION_BYTES = 8
MOST_INSTRUCTIONS = 4096
UNKNOWN = -1
X32 = 0x40000000
X86_64 = platform.machine() == "x86_64" and sys.maxsize > 2**32
ONLY_X86_64 = pytest.mark.skipif(
    not X86_64, reason="this processor has no second set of numbers: x86-64 only"
)
DANGEROUS = """
accept accept4 acct add_key adjtimex bind bpf capset chmod chown chroot clock_adjtime
clock_settime clone connect copy_file_range creat delete_module epoll_create
epoll_create1 eventfd eventfd2 execve execveat fanotify_init fchmod fchmodat fchown
fchownat finit_module flock fork fsetxattr fsmount fsopen fspick ftruncate futimesat
getpeername getsockopt init_module inotify_init inotify_init1 io_cancel io_destroy
io_setup io_submit io_uring_enter io_uring_register io_uring_setup ioctl ioperm iopl
kcmp kexec_file_load kexec_load keyctl kill landlock_add_rule landlock_create_ruleset
landlock_restrict_self lchown link linkat listen lsetxattr mbind memfd_create
memfd_secret migrate_pages mkdir mkdirat mknod mknodat modify_ldt mount mount_setattr
move_mount move_pages mq_notify mq_open mq_unlink msgctl msgget msgrcv msgsnd
name_to_handle_at open_by_handle_at open_tree openat2 perf_event_open personality
pidfd_getfd pidfd_open pidfd_send_signal pipe pipe2 pivot_root pkey_mprotect prctl
prlimit64 process_madvise process_mrelease process_vm_readv process_vm_writev ptrace
pwrite64 pwritev pwritev2 quotactl reboot recvfrom recvmmsg recvmsg remap_file_pages
rename renameat renameat2 request_key rmdir rt_sigqueueinfo rt_tgsigqueueinfo
sched_setaffinity sched_setattr sched_setparam sched_setscheduler seccomp semctl semget
semop semtimedop sendfile sendmmsg sendmsg sendto set_mempolicy setdomainname setfsgid
setfsuid setgid setgroups sethostname setitimer setns setpgid setpriority setregid
setresgid setresuid setreuid setrlimit setsid setsockopt settimeofday setuid setxattr
shmat shmctl shmdt shmget shutdown signalfd signalfd4 socket socketpair splice swapoff
swapon symlink symlinkat sync syslog tee tgkill timer_create timerfd_create tkill
truncate umount2 unlink unlinkat unshare userfaultfd utime utimensat utimes vfork
vhangup vmsplice
"""
NEVER = DANGEROUS.split()
# Harmless calls that every process may make: without the filter they do succeed.
HARMLESS = ("getpriority", "sched_getscheduler", "umask", "epoll_create1", "eventfd2")
# What some numbers do on other processors, or nothing at all, is refused as well.
NUMBERS = [*range(600), 1023, 4000, 65535, 0x0FFFFFFF]
# Linux shows no filter these two, the returns of its own probes of programs; whoever
# calls them otherwise is ended by a signal.
UNFILTERED = {335, 336} if X86_64 else set()
RAW = """
    import ctypes, errno
    _libc = ctypes.CDLL(None, use_errno=True)
    _libc.syscall.restype = ctypes.c_long

    def f(calls):
        found = []
        for call in calls:
            ctypes.set_errno(0)
            done = _libc.syscall(*map(ctypes.c_long, call))
            code = ctypes.get_errno()
            found.append(errno.errorcode[code] if done == -1 else "done")
        return found
"""
# mmap a page that may be run, and in it: mov eax, 20 (getpid); int 0x80; ret.
MACHINE_CODE = """
    import ctypes, mmap
    def f():
        rights = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
        page = mmap.mmap(-1, 4096, prot=rights)
        page.write(bytes.fromhex("b814000000cd80c3"))
        address = ctypes.addressof(ctypes.c_char.from_buffer(page))
        return ctypes.CFUNCTYPE(ctypes.c_int)(address)() > 0
"""


@pytest.fixture(scope="module")
def library():
    """The binding of libseccomp."""
    return needs.binding()


@pytest.fixture(scope="module")
def zygote():
    """A zygote whose workers have every layer."""
    with Zygote() as started:
        yield started


@pytest.fixture(scope="module")
def without_filter():
    """A zygote whose workers have every layer but the filter: the control."""
    with Zygote(frozenset({"seccomp"})) as started:
        yield started


def number(library, name: str) -> int:
    """The number of a call on this processor, negative where it has none."""
    return library.resolve_syscall(library.Arch.NATIVE, name)


def answers(zygote: Zygote, calls: list[list[int]]) -> list[str]:
    """What a worker is told on each call, made by its number."""
    answer = ask(zygote, RAW, calls)
    assert answer.fault is None
    (found,) = answer.values
    return found


def test_the_program_is_whole_instructions(library):
    """A classic BPF program of a length that the kernel takes, the same each time."""
    code = program()

    assert len(code) % INSTRUCTION_BYTES == 0
    assert 0 < len(code) // INSTRUCTION_BYTES < MOST_INSTRUCTIONS
    assert program() is code


def test_the_list_is_sorted_and_each_name_stands_once():
    """So that a review sees what was added."""
    assert sorted(set(NAMES)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_known(library, name: str):
    """A call of this processor or of another one, and never a slip of the pen."""
    assert number(library, name) != UNKNOWN


@pytest.mark.parametrize("name", NEVER)
def test_what_reaches_out_is_not_on_the_list(name: str):
    """Nothing that starts, signals, connects, writes a name or changes rights."""
    assert name not in NAMES


@pytest.fixture(scope="module")
def by_name(library, zygote: Zygote) -> dict[str, str]:
    """What a worker is told on every dangerous call that this processor has."""
    names = [name for name in [*NEVER, *HARMLESS] if number(library, name) >= 0]
    calls = [[number(library, name), 0, 0, 0, 0, 0, 0] for name in names]
    return dict(zip(names, answers(zygote, calls), strict=True))


@pytest.mark.parametrize("name", [*NEVER, *HARMLESS])
def test_every_other_call_is_refused_for_this_reason(by_name, name: str):
    """EPERM each, before the kernel looks at what was given."""
    assert by_name.get(name, "EPERM") == "EPERM"


def test_most_of_them_exist_here(by_name):
    """The trials above were made."""
    assert len(by_name) > len(NEVER) / 2


def test_no_number_beside_the_list_is_let_through(library, zygote: Zygote):
    """Also numbers that no name is known for, today's and those to come."""
    known = {number(library, name) for name in [*NAMES, "fcntl", "clone3"]}
    numbers = [row for row in NUMBERS if row not in known | UNFILTERED]
    found = answers(zygote, [[row] + [0] * 6 for row in numbers])

    refused = dict(zip(numbers, found, strict=True))
    assert {} == {row: told for row, told in refused.items() if told != "EPERM"}


def test_without_the_filter_harmless_calls_succeed(library, without_filter):
    """The control: what refuses them above is the filter and nothing else."""
    calls = [[number(library, name)] + [0] * 6 for name in HARMLESS]

    assert set(answers(without_filter, calls)) == {"done"}


def test_clone3_is_told_as_not_there(library, zygote: Zygote):
    """So that the C library falls back to the call that is refused."""
    call = [number(library, "clone3")] + [0] * 6

    assert answers(zygote, [call]) == ["ENOSYS"]


def test_fcntl_knows_its_commands(library, zygote: Zygote):
    """Descriptors are doubled and described; no signal, lock, lease, pipe or seal."""
    commands = [row for row in range(2000) if row not in FCNTL_COMMANDS]
    call = number(library, "fcntl")
    found = answers(zygote, [[call, 0, row] + [0] * 4 for row in [1, 3, *commands]])

    assert found[:2] == ["done", "done"]
    assert set(found[2:]) == {"EPERM"}


@ONLY_X86_64
@pytest.mark.parametrize("name", ["getpid", "write", "fork", "execve", "socket"])
def test_the_second_numbering_of_this_processor_ends_a_worker(library, zygote, name):
    """A number of x32, also of an allowed call, is no way around the list."""
    call = [number(library, name) | X32] + [0] * 6
    answer = ask(zygote, RAW, [call])

    assert answer.fault is not None
    assert answer.fault.verdict == "forbidden"


@ONLY_X86_64
@pytest.mark.parametrize("row", sorted(UNFILTERED))
def test_what_no_filter_sees_gives_a_worker_nothing(zygote: Zygote, row: int):
    """It is refused as any other, or ends the worker."""
    answer = ask(zygote, RAW, [[row] + [0] * 6])

    if answer.fault is None:
        assert answer.values[0][0] in ("EPERM", "ENXIO", "ENOSYS")
    else:
        assert answer.fault.verdict == "crashed"


@ONLY_X86_64
def test_a_call_of_the_older_processor_ends_a_worker(zygote: Zygote):
    """The gate of 32-bit programs has other numbers, so it is shut."""
    answer = ask(zygote, MACHINE_CODE)

    assert answer.fault is not None
    assert answer.fault.verdict == "forbidden"


@ONLY_X86_64
def test_without_the_filter_the_older_gate_is_no_crash_of_the_trial(without_filter):
    """The control: the machine code is sound, or the kernel has no such gate."""
    answer = ask(without_filter, MACHINE_CODE)

    assert answer.fault is None or answer.fault.verdict == "crashed"
    assert answer.fault is not None or answer.values == (True,)


def test_refused_calls_cost_nothing_else(zygote: Zygote):
    """A worker that was refused computes on."""
    source = """
        import os
        def f():
            try:
                os.fork()
            except PermissionError as problem:
                return problem.errno
    """

    assert ask(zygote, source).values == (errno.EPERM,)
