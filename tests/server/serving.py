"""Runs `kg serve` in a process of its own, on a port of loopback that is free."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(place: Path, *options: str) -> Iterator[str]:
    """The address of a server on a place, until the block ends."""
    command = [sys.executable, "-m", "kg", "serve", str(place), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        found = re.search(r"http://\S+:\d+", process.stdout.readline())
        assert found is not None, process.stderr.read()
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=10)
