"""Starts worker processes and talks to them; what they do is in `kg.engines.worker`.

They are programs of their own and not of multiprocessing, for two reasons: a script that calls the library needs no
`if __name__ == "__main__"`, and a worker that is killed costs its task another try and no more.
"""

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.engines.shards import Shard, ShardFunction
from kg.errors import KgError

SIZE = 4  # bytes of the number that tells the size of the first message
FAULT = b"fault"  # the last word of a worker that an error of the program ended; one that was killed says nothing
# Libraries that bring their own threads would compete with the other workers for the same cores.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkerKilled(Exception):  # noqa: N818  (a signal to the engine, never seen by a user)
    """The worker is gone without a word: it was killed."""


class WorkerFailed(Exception):  # noqa: N818
    """The worker was ended by a fault of the program, whose traceback is on standard error."""


class Worker:
    """One worker process, asked for one task at a time."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._replies = connection.makefile("rb")
        self.tasks = 0

    def ask[Payload](self, function: ShardFunction[Payload], shard: Shard[Payload], folder: Path) -> KgError | None:
        """Have one shard done. Gives the error of `kg.errors` that it ended with; raises what became of the worker."""
        self.tasks += 1
        try:
            self._connection.sendall(pickle.dumps((function, shard, folder), pickle.HIGHEST_PROTOCOL))
            start = self._replies.peek(1)
        except OSError as error:
            raise WorkerKilled from error
        if not start:
            raise WorkerKilled
        if start.startswith(FAULT[:1]):
            raise WorkerFailed
        try:
            reply: KgError | None = pickle.load(self._replies)  # noqa: S301  (from a worker of this engine)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise WorkerKilled from error
        return reply

    def close(self) -> None:
        """Let the process end."""
        self._replies.close()
        self._connection.close()


class Nursery:
    """The process from which workers are forked, started again where it dies."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        self._prepare = prepare
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        """Start the process, which prepares itself meanwhile; nothing happens where it runs already."""
        with self._lock:
            self._ensure()

    def worker(self) -> Worker:
        """A new worker. Raises WorkerFailed where the preparation fails."""
        with self._lock:
            control = self._ensure()
            own, other = socket.socketpair()
            with other, suppress(OSError):  # where the nursery has just died, asking the worker will tell
                socket.send_fds(control, [b"w"], [other.fileno()])
        return Worker(own)

    def close(self) -> None:
        """End the process and all its workers at once."""
        with self._lock:
            if self._process is None or self._control is None:
                return
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._control.close()
            self._process = self._control = None

    def _ensure(self) -> socket.socket:
        if self._process is not None and self._control is not None:
            if not is_closed(self._control):
                return self._control
            self._control.close()
            if self._process.wait() > 0:
                raise WorkerFailed
        self._control, other = socket.socketpair()
        # -P: no file of the current folder passes for a library.
        command = [sys.executable, "-P", "-m", "kg.engines.worker", str(other.fileno())]
        with other:
            self._process = subprocess.Popen(  # noqa: S603  (this package's own program)
                command,
                stdin=subprocess.DEVNULL,
                pass_fds=[other.fileno()],
                process_group=0,  # Ctrl-C is for the engine, which then ends the whole group
                env=os.environ | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        message = pickle.dumps(self._prepare)
        with suppress(OSError):
            self._control.sendall(len(message).to_bytes(SIZE) + message)
        return self._control


def is_closed(control: socket.socket) -> bool:
    """Whether the other side of a socket is gone, where nothing that it sent is still to be read."""
    try:
        return control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
