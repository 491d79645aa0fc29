"""Confines a process that runs queries of others: no network, bounded memory, no life beyond its parent's.

What the system offers is used: seccomp on Linux, where the filter holds for the process and all that it starts, and
cannot be taken off; elsewhere the process keeps its network, and `kg.rdf.guard` alone stands before it.
"""

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Sequence
from typing import NamedTuple

# Constants of Linux's <linux/prctl.h>, <linux/seccomp.h>, <linux/bpf_common.h> and <linux/audit.h>.
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_SECCOMP_MODE_FILTER = 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM
_LOAD_WORD, _JUMP_IF_EQUAL, _JUMP_IF_NOT_BELOW, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4  # offsets in struct seccomp_data
_FOREIGN_NUMBERS = 0x40000000  # x32 system calls, by which the filter could be evaded


class _Machine(NamedTuple):
    """An architecture: what the kernel calls it, and its numbers of socket, socketpair, connect, io_uring_setup."""

    audit: int
    calls: tuple[int, ...]


_MACHINES = {
    "x86_64": _Machine(0xC000003E, (41, 53, 42, 425)),
    "aarch64": _Machine(0xC00000B7, (198, 199, 203, 425)),
}


def confine(memory: int) -> bool:
    """Take this process's network away, bound its memory (bytes of address space), and tie its life to its parent's.

    Tells whether the network is gone for sure.
    """
    die_with_parent()
    limit_memory(memory)
    return deny_network()


def deny_network() -> bool:
    """Let no socket be opened from now on; tells whether the system could be made to see to it."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or sys.maxsize < 1 << 32:
        return False
    program = _assemble(machine)
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        """struct sock_fprog."""

        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    handle = Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero) != 0:
        return False
    mode = ctypes.c_ulong(_SECCOMP_MODE_FILTER)
    return bool(libc.prctl(_PR_SET_SECCOMP, mode, ctypes.byref(handle), zero, zero) == 0)


def limit_memory(limit: int) -> None:
    """Bound the address space of this process in bytes, where the system knows how."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # not a Unix
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a process that is out of memory leaves no dump


def die_with_parent() -> None:
    """End this process when the one that started it ends, however that comes about; on Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
        if os.getppid() == 1:  # it ended before it could be watched
            sys.exit(1)


def _assemble(machine: _Machine) -> bytes:
    """The filter in classic BPF: another architecture, a foreign number or one of the calls is refused."""
    calls = machine.calls
    refuse = len(calls) + 5  # index of the last instruction
    program = [
        (_LOAD_WORD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_IF_EQUAL, 0, refuse - 2, machine.audit),
        (_LOAD_WORD, 0, 0, _NUMBER_AT),
        (_JUMP_IF_NOT_BELOW, refuse - 4, 0, _FOREIGN_NUMBERS),
        *((_JUMP_IF_EQUAL, refuse - 5 - index, 0, number) for index, number in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return _pack(program)


def _pack(program: Sequence[tuple[int, int, int, int]]) -> bytes:
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)
