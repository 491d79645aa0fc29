"""The engine of one machine: shards one after another or in a few worker processes, steps by DuckDB."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Self

import pyarrow as pa

from kg.engines.duck import run_step
from kg.engines.nursery import Nursery, Worker, WorkerFailed, WorkerKilled
from kg.engines.shards import Shard, ShardFunction, run_shard
from kg.errors import KgError

ATTEMPTS = 5  # a shard whose worker dies so often does not fit the machine
SHARDS_A_WORKER = 50  # then it is replaced, since a language model's memory grows with each word it has not seen


def _nothing() -> None:
    """Prepare nothing."""


class EmbeddedEngine:
    """Does shards on this machine, in so many processes; with one worker, in the calling process.

    `prepare` is called once in the process from which workers are forked, so that they share what it loads. As a
    context the engine starts that process at once, to prepare while the caller is busy, and ends it at the close.
    """

    def __init__(self, workers: int = 1, prepare: Callable[[], object] = _nothing) -> None:
        self.workers = workers
        self._nursery = Nursery(prepare)

    def __enter__(self) -> Self:
        if self.workers > 1:
            self._nursery.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._nursery.close()

    def shards[Payload](
        self, function: ShardFunction[Payload], inputs: Iterable[Shard[Payload]], folder: Path
    ) -> Iterator[Path]:
        """Yield the file of each shard as it is finished; see `kg.engines.shards.Engine`.

        The inputs are taken as workers become free, so that they may be a stream. Raises KgError where a shard's worker
        is killed again and again, and RuntimeError where the function fails in a worker, whose traceback is on stderr.
        """
        folder.mkdir(parents=True, exist_ok=True)
        if self.workers > 1:
            yield from _Pool(function, folder, self._nursery).run(inputs, self.workers)
            return
        for shard in inputs:
            path = shard.path(folder)
            yield path if path.exists() else run_shard(function, shard, folder)

    def step(self, name: str, schema: pa.Schema, sql: str, folder: Path) -> Path:
        """Make a table by a query over the tables of a folder; see `kg.engines.shards.Engine`."""
        return run_step(name, schema, sql, folder, threads=self.workers)


class _Pool[Payload]:
    """Threads that each keep one worker process busy; all processes are ended when `run` ends, however it ends."""

    def __init__(self, function: ShardFunction[Payload], folder: Path, nursery: Nursery) -> None:
        self.function, self.folder, self.nursery = function, folder, nursery
        self.tasks: SimpleQueue[Shard[Payload] | None] = SimpleQueue()
        self.results: SimpleQueue[Path | KgError | RuntimeError] = SimpleQueue()
        self.closed = threading.Event()

    def run(self, inputs: Iterable[Shard[Payload]], size: int) -> Iterator[Path]:
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(size)]
        for thread in threads:
            thread.start()
        try:
            under_way = 0
            for shard in inputs:
                if shard.path(self.folder).exists():
                    yield shard.path(self.folder)
                    continue
                if under_way == 2 * size:  # one at work and one waiting for each worker
                    yield self._take()
                    under_way -= 1
                self.tasks.put(shard)
                under_way += 1
            for _ in range(under_way):
                yield self._take()
        finally:
            self.closed.set()
            self.nursery.close()
            for _ in threads:
                self.tasks.put(None)
            for thread in threads:
                thread.join()
            self.nursery.close()  # where a thread had started it once more

    def _take(self) -> Path:
        result = self.results.get()
        if isinstance(result, Path):
            return result
        raise result

    def _serve(self) -> None:
        """Keep one worker busy until there is no more to do; runs in a thread."""
        worker: Worker | None = None
        while (shard := self.tasks.get()) is not None and not self.closed.is_set():
            result, worker = self._do(shard, worker)
            self.results.put(result)
            if worker is not None and worker.tasks >= SHARDS_A_WORKER:
                worker.close()
                worker = None
        if worker is not None:
            worker.close()

    def _do(self, shard: Shard[Payload], worker: Worker | None) -> tuple[Path | KgError | RuntimeError, Worker | None]:
        """What became of a shard, and the worker that can take the next."""
        for _ in range(ATTEMPTS):
            if self.closed.is_set():
                break
            try:
                worker = worker or self.nursery.worker()
                reply = worker.ask(self.function, shard, self.folder)
            except (WorkerKilled, WorkerFailed) as end:
                if worker is not None:
                    worker.close()
                worker = None
                if isinstance(end, WorkerFailed):
                    return RuntimeError(f"shard {shard.name}: a worker failed, its traceback is on stderr"), None
            else:
                return shard.path(self.folder) if reply is None else reply, worker
        message = f"shard {shard.name}: its worker was killed {ATTEMPTS} times; fewer workers need less memory"
        return KgError(message), None
