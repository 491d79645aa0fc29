"""The engine of one machine: the shards one after another, or in a few worker processes.

The processes are started as programs of their own and not through multiprocessing, for two reasons: a script that calls
the library needs no `if __name__ == "__main__"`, and a worker that is killed costs its shard another try and no more.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from kg.engines.shards import Shard, ShardFunction, run_shard
from kg.errors import KgError

ATTEMPTS = 5  # a shard whose worker dies so often does not fit the machine
SHARDS_A_WORKER = 200  # then it is replaced, since a language model's memory grows with each word it has not seen
# Libraries that bring their own threads would compete with the other workers for the same cores.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class EmbeddedEngine:
    """Does shards on this machine, in so many processes; with one worker, in the calling process."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def shards[Payload](
        self, function: ShardFunction[Payload], inputs: Iterable[Shard[Payload]], folder: Path
    ) -> Iterator[Path]:
        """Yield the file of each shard as it is finished; see `kg.engines.shards.Engine`.

        The inputs are taken as workers become free, so that they may be a stream. Raises KgError where a shard's worker
        dies again and again, and RuntimeError where the function fails in a worker, whose traceback is on stderr.
        """
        folder.mkdir(parents=True, exist_ok=True)
        if self.workers > 1:
            yield from _Pool(function, folder, self.workers).run(inputs)
            return
        for shard in inputs:
            path = shard.path(folder)
            yield path if path.exists() else run_shard(function, shard, folder)


@dataclass(slots=True)
class _Pool[Payload]:
    """Threads that each keep one worker process busy; closed when `run` ends, however it ends."""

    function: ShardFunction[Payload]
    folder: Path
    size: int
    tasks: "SimpleQueue[Shard[Payload] | None]" = field(default_factory=SimpleQueue)
    results: "SimpleQueue[Path | KgError | RuntimeError]" = field(default_factory=SimpleQueue)
    running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    closed: threading.Event = field(default_factory=threading.Event)

    def run(self, inputs: Iterable[Shard[Payload]]) -> Iterator[Path]:
        threads = [threading.Thread(target=self._serve, args=(number,), daemon=True) for number in range(self.size)]
        for thread in threads:
            thread.start()
        try:
            under_way = 0
            for shard in inputs:
                if shard.path(self.folder).exists():
                    yield shard.path(self.folder)
                    continue
                if under_way == 2 * self.size:  # one at work and one waiting for each worker
                    yield self._take()
                    under_way -= 1
                self.tasks.put(shard)
                under_way += 1
            for _ in range(under_way):
                yield self._take()
        finally:
            self.closed.set()
            for process in list(self.running.values()):
                process.kill()
            for _ in threads:
                self.tasks.put(None)
            for thread in threads:
                thread.join()

    def _take(self) -> Path:
        result = self.results.get()
        if isinstance(result, Path):
            return result
        raise result

    def _serve(self, number: int) -> None:
        """Keep one worker busy until there is no more to do; runs in a thread."""
        served = 0
        while (shard := self.tasks.get()) is not None and not self.closed.is_set():
            self.results.put(self._do(number, shard))
            served += 1
            if served % SHARDS_A_WORKER == 0:
                self._stop(number)
        self._stop(number)

    def _do(self, number: int, shard: Shard[Payload]) -> Path | KgError | RuntimeError:
        status = 0
        for _ in range(ATTEMPTS):
            if self.closed.is_set():
                break
            process = self.running.get(number) or self._start(number)
            try:
                reply = _ask(process, shard)
            except (EOFError, OSError, pickle.UnpicklingError):
                status = self._stop(number)
                if status > 0:
                    return RuntimeError(f"shard {shard.name}: a worker failed, its traceback is on stderr")
                continue
            return shard.path(self.folder) if reply is None else reply
        return KgError(
            f"shard {shard.name}: its worker was killed {ATTEMPTS} times (by signal {-status});"
            " fewer workers need less memory"
        )

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.engines.worker"],  # -P: no file of this folder passes for a library
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.running[number] = process
        with suppress(OSError):  # where it died at once, asking it for a shard will tell
            _send(process, (self.function, self.folder))
        return process

    def _stop(self, number: int) -> int:
        """End a worker that has nothing to do, or is dead, and give its exit status (negative: a signal)."""
        process = self.running.pop(number, None)
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was still to be sent has no reader any more
                if pipe is not None:
                    pipe.close()
        return process.wait()


def _send(process: subprocess.Popen[bytes], message: object) -> None:
    if process.stdin is not None:
        pickle.dump(message, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()


def _ask(process: subprocess.Popen[bytes], shard: Shard[object]) -> KgError | None:
    """Send a shard and wait for the reply: None, or the error that it ended with."""
    _send(process, shard)
    if process.stdout is None:
        raise EOFError
    reply: KgError | None = pickle.load(process.stdout)  # noqa: S301  (from a worker that this engine started)
    return reply
