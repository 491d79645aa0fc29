"""Work for shards, importable by the workers: harmless, failing, and deadly to the process that does it."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.errors import InputError
from kg.types import content_hash


def square(number: int) -> pa.Table:
    sys.stdout.write("a library that prints\n")
    return pa.table({"number": [number], "square": [number**2]})


def die_at_first(marker: str) -> pa.Table:
    """Kill this process, unless one has died here before."""
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return pa.table({"marker": [marker]})


def die(number: int) -> pa.Table:
    os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def refuse(number: int) -> pa.Table:
    raise InputError(f"article {number}: cannot be read")


def break_down(number: int) -> pa.Table:
    raise ZeroDivisionError(number)


def own_process(number: int) -> pa.Table:
    return pa.table({"process": [os.getpid()]})


def take_time(number: int) -> pa.Table:
    time.sleep(0.3)
    return pa.table({"number": [number]})


def die_with_parent_at_first(marker: str) -> pa.Table:
    """Kill this process and the one that forked it, unless that has happened before."""
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
    return pa.table({"marker": [marker]})


def note_process(place: Path) -> None:
    """Leave a file named by this process."""
    (place / str(os.getpid())).touch()


def fail_to_prepare() -> None:
    raise ZeroDivisionError


def die_before(function: Callable[[Any], pa.Table], place: str, payload: Any) -> pa.Table:
    """Kill this process before it does what the function does, the first time for each payload."""
    marker = Path(place, f"{content_hash(repr(payload))}.died")
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return function(payload)
