"""The worker processes of the embedded engine: a nursery that prepares itself once and forks a worker for each request.

Started as `python -m kg.engines.worker FD`, with a Unix socket under that number. On it comes first a pickled function
without arguments, which prepares (loads a language model, say), and then one message after another, each with a socket
for which a worker is forked: it shares the memory of what was prepared, and is there at once. Workers take pickled
tasks and reply None, or an error of `kg.errors`. All end when the other side closes its sockets.
"""

import gc
import os
import pickle
import signal
import socket
import sys
import traceback
import warnings

from kg.engines.nursery import FAULT, SIZE, is_closed
from kg.engines.shards import run_shard
from kg.errors import KgError


def main() -> None:
    """Prepare, then fork workers until the socket is closed."""
    os.dup2(2, 1)  # what a library prints is no output of the program
    control = socket.socket(fileno=int(sys.argv[1]))
    size = int.from_bytes(control.recv(SIZE, socket.MSG_WAITALL))
    prepare = pickle.loads(control.recv(size, socket.MSG_WAITALL))  # noqa: S301  (from the engine, on its own socket)
    try:
        prepare()
    except KgError:
        return  # the engine's own process finds the same, and tells it
    gc.freeze()  # so that collecting garbage does not touch, and thereby copy, the memory that workers share
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the workers
    # The only other thread is that of Arrow's memory allocator, which is made to be forked.
    warnings.filterwarnings("ignore", ".* is multi-threaded, use of fork", DeprecationWarning)
    while True:
        message, (*given,), _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve(socket.socket(fileno=given[0]))
            return
        os.close(given[0])


def serve(connection: socket.socket) -> None:
    """Do one task after another until there are no more.

    A worker whose engine is gone ends without a word, whatever it was doing: the folders that it writes to may be gone,
    or in use by the engine's successor.
    """
    tasks, replies = connection.makefile("rb"), connection.makefile("wb")
    fault = True
    try:
        while True:
            try:
                function, shard, folder = pickle.load(tasks)  # noqa: S301  (from the engine, on its own socket)
            except EOFError:
                break
            reply: KgError | None = None
            try:
                run_shard(function, shard, folder)
            except KgError as error:
                reply = error
            pickle.dump(reply, replies)
            replies.flush()
        fault = False
    finally:
        if fault:
            if is_closed(connection):
                os._exit(0)
            traceback.print_exc()  # before the engine hears of it, which may end this process at once
            connection.sendall(FAULT)
            os._exit(1)


if __name__ == "__main__":
    main()
