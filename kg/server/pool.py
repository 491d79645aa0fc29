"""Workers that answer queries: a fixed number of processes, each killed and replaced when its query passes a limit."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.server.frames import DATA, END, ERROR, HEAD, PREFIX, End, Fault, Head, Request
from kg.server.protocol import RefusalError
from kg.server.worker import SetUp

_STATUS = {"query": 400, "missing": 404, "unacceptable": 406, "memory": 507, "internal": 500}
_START_LIMIT = 30.0  # seconds until a worker has opened its store


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows, bytes of address space; and how many may run at once."""

    timeout: float = 30.0
    rows: int = 100_000
    memory: int = 4 << 30
    workers: int = 2


def _environment() -> dict[str, str]:
    """The variables of a worker: glibc is held to two arenas, as each reserves address space that the limit counts."""
    return {**os.environ, "MALLOC_ARENA_MAX": "2"}


class Answer:
    """An answer as it comes from a worker: its format, its chunks, and after these how it ended.

    `deadline` is the time of the event loop until which it must have come.
    """

    def __init__(self, worker: "_Worker", name: str, deadline: float, timeout: float) -> None:
        self.format = name
        self.end: End | None = None
        self.deadline = deadline
        self._worker, self._timeout = worker, timeout

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes of the answer. Raises RefusalError where a limit is passed or the query fails half-way."""
        while self.end is None:
            kind, payload = await self._worker.read(self.deadline, self._timeout)
            if kind == DATA:
                yield payload
            elif kind == END:
                self.end = json.loads(payload)


class Pool:
    """The workers on one store; those of an older store are replaced as they fall idle."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._set_up: SetUp | None = None
        self._idle: list[_Worker] = []
        self._free = asyncio.Semaphore(limits.workers)
        self._busy = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def use(self, folder: Path, prefixes: dict[str, str]) -> None:
        """Answer from the store in a folder from now on."""
        self._set_up = {"folder": str(folder), "prefixes": prefixes, "memory": self.limits.memory}
        while self._idle:
            self._later(self._idle.pop().end())

    @asynccontextmanager
    async def ask(self, request: Request) -> AsyncIterator[Answer]:
        """The answer to a request; a worker that is left before its answer has ended is killed.

        Raises RefusalError: 503 where no worker falls free in time, 504 past the time limit, 507 past that of memory,
        and whatever the query itself is refused for.
        """
        timeout = self.limits.timeout
        try:
            await asyncio.wait_for(self._free.acquire(), timeout)
        except TimeoutError as error:
            raise RefusalError(503, f"all {self.limits.workers} workers are busy; try again later") from error
        worker: _Worker | None = None
        self._busy += 1
        try:
            worker = self._idle.pop() if self._idle else await self._start()
            deadline = asyncio.get_running_loop().time() + timeout
            yield await worker.ask(request, deadline, timeout)
        finally:
            self._busy -= 1
            if worker is not None:
                self._give_back(worker)
            self._free.release()

    async def start(self) -> None:
        """Start one worker ahead of the first query. Raises RefusalError where the store cannot be opened."""
        if not self._idle:
            self._idle.append(await self._start())

    async def close(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while self._idle:
            await self._idle.pop().end()

    async def _start(self) -> "_Worker":
        if self._set_up is None:
            raise RefusalError(503, "no store is open")
        return await _Worker.start(self._set_up)

    def _give_back(self, worker: "_Worker") -> None:
        if worker.is_sound() and worker.set_up is self._set_up:
            self._idle.append(worker)
            return
        worker.kill()
        self._later(self._replace(worker))

    def _later(self, task: Coroutine[None, None, None]) -> None:
        running = asyncio.create_task(task)
        self._tasks.add(running)
        running.add_done_callback(self._tasks.discard)

    async def _replace(self, worker: "_Worker") -> None:
        """Start another worker in place of one that is gone, so that the next query need not wait for it."""
        await worker.end()
        if len(self._idle) + self._busy >= self.limits.workers:
            return
        with suppress(RefusalError):
            new = await self._start()
            if len(self._idle) + self._busy < self.limits.workers and new.set_up is self._set_up:
                self._idle.append(new)
            else:
                await new.end()


class _Worker:
    """One worker process."""

    def __init__(self, process: asyncio.subprocess.Process, set_up: SetUp) -> None:
        self.process, self.set_up = process, set_up
        self._answering = False
        self._killed = False

    @classmethod
    async def start(cls, set_up: SetUp) -> "_Worker":
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.server.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # what the engine says when it dies is said by the response
            env=_environment(),
        )
        worker = cls(process, set_up)
        try:
            worker._send(json.dumps(set_up))
            deadline = asyncio.get_running_loop().time() + _START_LIMIT
            await worker.read(deadline, _START_LIMIT)
        except RefusalError as error:
            await worker.end()
            raise RefusalError(500, "no worker could be started on the store") from error
        except BaseException:
            worker.kill()
            raise
        worker._answering = False
        return worker

    async def ask(self, request: Request, deadline: float, timeout: float) -> Answer:
        self._answering = True
        self._send(json.dumps(request))
        kind, payload = await self.read(deadline, timeout)
        if kind != HEAD:
            raise RefusalError(500, "a worker answered out of turn")
        head: Head = json.loads(payload)
        return Answer(self, head["format"], deadline, timeout)

    async def read(self, deadline: float, timeout: float) -> tuple[bytes, bytes]:
        """The next frame. Raises RefusalError for an error, past the deadline, and where the process has died."""
        stream = self.process.stdout
        if stream is None:
            raise RefusalError(500, "a worker has no output")
        try:
            async with asyncio.timeout_at(deadline):
                kind, length = PREFIX.unpack(await stream.readexactly(PREFIX.size))
                payload = await stream.readexactly(length)
        except TimeoutError as error:
            self.kill()
            raise RefusalError(504, f"the query was stopped at its limit of {timeout:g} s") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.kill()
            memory = self.set_up["memory"] >> 20
            message = f"the query was stopped: it needs more than {memory} MiB of memory, or its process died"
            raise RefusalError(507, message) from error
        if kind in (END, ERROR):
            self._answering = False
        if kind == ERROR:
            fault: Fault = json.loads(payload)
            if fault["failure"] == "memory":
                self.kill()  # what is left of its memory is not to be relied on
            raise RefusalError(_STATUS[fault["failure"]], fault["message"])
        return kind, payload

    def is_sound(self) -> bool:
        """Whether it lives and has ended its last answer."""
        return not (self._killed or self._answering) and self.process.returncode is None

    async def end(self) -> None:
        """Kill it and wait until it is gone."""
        self.kill()
        await self.process.wait()

    def kill(self) -> None:
        self._killed = True
        with suppress(ProcessLookupError):
            self.process.kill()

    def _send(self, line: str) -> None:
        if self.process.stdin is not None:
            self.process.stdin.write(line.encode() + b"\n")
