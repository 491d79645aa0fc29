"""Turns what the user names (files, folders, globs, "-") into the list of files to read."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.articles.drafts import Skipped
from kg.errors import InputError

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input (`path` is None); `name` is what reports and `Article.path` call it."""

    name: str
    path: Path | None


def find_sources(inputs: Iterable[str | Path]) -> list[Source | Skipped]:
    """The files that the inputs name, each once, in the order of their paths; standard input comes last.

    Folders are searched to any depth, hidden files and folders left out; a folder that cannot be listed is reported.
    Raises InputError for a path that does not exist, a glob that matches nothing, or no input at all.
    """
    found: dict[str, Source | Skipped] = {}
    for item in inputs:
        for source in _expand(str(item)):
            key = STDIN if source.path is None else os.path.realpath(source.path)
            found.setdefault(key, source)
    if not found:
        raise InputError("no article was named: give a file, a folder, a glob, or - for standard input")
    return sorted(found.values(), key=lambda source: (source.path is None, str(source.path)))


def _expand(item: str) -> Iterator[Source | Skipped]:
    if item == STDIN:
        yield Source("stdin", None)
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
