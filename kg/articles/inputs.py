"""Turns what the user names (files, folders, globs, addresses, listings, "-") into the list of files to read."""

import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path

from kg.articles.addresses import find_files, is_address, open_address
from kg.articles.drafts import Skipped
from kg.articles.listings import is_listing, resolve_lines
from kg.articles.streams import BUFFER, decompress
from kg.errors import InputError

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input; `name` is what reports and `Article.path` call it.

    Files have a `path`, or where they lie on another file system a `url`; standard input has neither.
    """

    name: str
    path: Path | None
    url: str | None = None

    @property
    def is_stdin(self) -> bool:
        """Whether this is standard input."""
        return self.path is None and self.url is None


def find_sources(inputs: Iterable[str | Path]) -> list[Source | Skipped]:
    """The files that the inputs name, each once, in the order of their paths; standard input comes last.

    Folders are searched to any depth, hidden files and folders left out; a folder that cannot be listed is reported.
    An address such as `s3://bucket/folder` is looked up by fsspec; a listing (`warc.paths.gz`) stands for its files.
    Raises InputError for a path that does not exist, a glob that matches nothing, or no input at all.
    """
    found: dict[str, Source | Skipped] = {}
    for item in inputs:
        for source in _expand(str(item)):
            for each in [source] if isinstance(source, Skipped) else expand_listing(source):
                found.setdefault(_key(each), each)
    if not found:
        raise InputError("no article was named: give a file, a folder, a glob, or - for standard input")
    return sorted(found.values(), key=lambda source: (_key(source) == STDIN, _order(source)))


def _key(source: Source | Skipped) -> str:
    """What two names of one file have in common."""
    if isinstance(source, Skipped):
        return os.path.realpath(source.path)
    if source.path is not None:
        return os.path.realpath(source.path)
    return source.url or STDIN


def _order(source: Source | Skipped) -> str:
    return str(source.path) if isinstance(source, Skipped) or source.path is not None else source.name


def _expand(item: str) -> Iterator[Source | Skipped]:
    if item == STDIN:
        yield Source("stdin", None)
        return
    if is_address(item):
        for url in find_files(item):
            yield Source(url, None, url)
        return
    if os.path.lexists(item):
        yield from _walk(item)
        return
    matches = glob.glob(item, recursive=True) if glob.has_magic(item) else []
    if not matches:
        what = "matches no file" if glob.has_magic(item) else "does not exist"
        raise InputError(f"{item}: {what}; a file, a folder, a glob or - is allowed")
    for match in matches:
        yield from _walk(match)


@contextmanager
def open_source(source: Source) -> Iterator[BufferedReader]:
    """The bytes of a file. Raises OSError where it cannot be read, ValueError for standard input."""
    if source.path is not None:
        file: BufferedReader = BufferedReader(FileIO(source.path), BUFFER)
        with file:
            yield file
    elif source.url is not None:
        with open_address(source.url, BUFFER) as stream:
            yield stream
    else:
        raise ValueError("standard input is open already")


def expand_listing(source: Source) -> Iterator[Source | Skipped]:
    """The files that a listing names; any other file stands for itself."""
    if source.is_stdin or not is_listing(source.name):
        yield source
        return
    try:
        with open_source(source) as raw, decompress(raw) as stream:
            lines = stream.read().decode("utf-8").splitlines()
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"{source.name}: cannot be read as a listing: {' '.join(str(error).split())}") from error
    for file in resolve_lines(source.name, lines):
        yield Source(file, None, file) if is_address(file) else Source(file, Path(file))


def _walk(name: str) -> Iterator[Source | Skipped]:
    if not os.path.isdir(name):
        yield Source(name, Path(name))
        return
    refused: list[OSError] = []
    for folder, folders, files in os.walk(name, onerror=refused.append):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for file in files:
            if not file.startswith("."):
                path = Path(folder, file)
                yield Source(path.as_posix(), path)
    for error in refused:
        yield Skipped(str(error.filename), "", "unreadable", error.strerror or str(error))
