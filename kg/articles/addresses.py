"""Files on other file systems, by address: s3://, gs://, hdfs://, https://, whatever fsspec has a plugin for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, cast

from kg.errors import InputError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(name: str) -> bool:
    """Whether a name is the address of a file system rather than a path.

    >>> is_address("s3://news/2024"), is_address("news/2024"), is_address("C:/news")
    (True, False, False)
    """
    return _ADDRESS.match(name) is not None


def find_system(address: str) -> "tuple[AbstractFileSystem, str]":
    """The file system of an address, and the path on it.

    Raises InputError where no file system has this scheme, its plugin is missing, or it cannot be reached.
    """
    import fsspec  # noqa: PLC0415  (only for those who name an address)

    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError, OSError) as error:
        raise InputError(f"{address}: {' '.join(str(error).split())}") from error
    return system, str(path)


def find_files(address: str) -> Iterator[str]:
    """The addresses of a file, of all files below a folder, or of those that a glob matches; hidden ones left out.

    Raises InputError where there is none.
    """
    system, path = find_system(address)
    try:
        matches = sorted(system.glob(path)) if any(sign in path for sign in "*?[") else [path]
        files = [file for match in matches for file in _below(system, str(match))]
    except (OSError, ValueError) as error:
        raise InputError(f"{address}: cannot be listed: {' '.join(str(error).split())}") from error
    if not files:
        raise InputError(f"{address}: no file is there")
    for file in files:
        yield str(system.unstrip_protocol(file))


def _below(system: "AbstractFileSystem", path: str) -> list[str]:
    """A file, or the files below a folder, in order."""
    root = path.rstrip("/")
    found = sorted(system.find(root)) if not system.isfile(path) else [path]
    return [file for file in found if not any(part.startswith(".") for part in file.removeprefix(root).split("/"))]


@contextmanager
def open_address(address: str, buffer: int) -> Iterator[BufferedReader]:
    """The bytes of the file at an address. Raises OSError where it cannot be read."""
    system, path = find_system(address)
    with system.open(path, "rb") as file:
        stream: BufferedReader = BufferedReader(cast(RawIOBase, file), buffer)
        with stream:
            yield stream
