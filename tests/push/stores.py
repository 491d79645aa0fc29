"""Triple stores of others, started for a test on a port of loopback that is free."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
_VIRTUOSO_SETTINGS = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {folder}
ServerThreads = 4
"""


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def running(command: list[str], address: str, wait: float = 15) -> Iterator[str]:
    """A process that answers at an address, until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + wait
        while time.monotonic() < end:
            with contextlib.suppress(requests.ConnectionError):
                requests.get(address, timeout=5)
                break
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def oxigraph() -> Iterator[str]:
    """The address of an empty Oxigraph server in memory."""
    assert OXIGRAPH is not None
    bind = f"127.0.0.1:{free_port()}"
    with running([OXIGRAPH, "serve", "--bind", bind], f"http://{bind}") as address:
        yield address


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of an empty Virtuoso, whose user is dba with the password dba."""
    assert VIRTUOSO is not None
    settings = folder / "virtuoso.ini"
    web = free_port()
    settings.write_text(_VIRTUOSO_SETTINGS.format(folder=folder, port=free_port(), web=web))
    with running([VIRTUOSO, "+configfile", str(settings), "+foreground"], f"http://127.0.0.1:{web}", 90) as address:
        yield address
