"""One worker process of the embedded engine: takes a function and a folder, then shards, until its input ends.

Started as `python -m kg.engines.worker`. Messages are pickles on its standard input and output, from and to the
process that started it. An error of `kg.errors` is sent back; any other ends the process with a traceback and status 1,
by which the engine tells a fault of the program from a process that was killed.
"""

import os
import pickle
import signal
import sys

from kg.engines.shards import run_shard
from kg.errors import KgError


def main() -> None:
    """Serve shards until the input ends or nobody reads the replies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the engine decides what ends
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the replies
    function, folder = pickle.load(sys.stdin.buffer)  # noqa: S301  (from the engine, over a pipe of its own)
    while True:
        try:
            shard = pickle.load(sys.stdin.buffer)  # noqa: S301
        except EOFError:
            return
        reply: KgError | None = None
        try:
            run_shard(function, shard, folder)
        except KgError as error:
            reply = error
        try:
            pickle.dump(reply, replies)
            replies.flush()
        except BrokenPipeError:
            return


if __name__ == "__main__":
    main()
