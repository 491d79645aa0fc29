"""Listings: files that name other files, one a line, as Common Crawl's `warc.paths.gz` does.

A line is an address, or a path below the root that the listing itself lies below: the listing
`s3://commoncrawl/crawl-data/CC-NEWS/2024/01/warc.paths.gz` has lines that start with `crawl-data/CC-NEWS/2024/01/`.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from kg.articles.addresses import is_address
from kg.articles.streams import COMPRESSED_SUFFIXES
from kg.errors import InputError

COMMON_CRAWL = "https://data.commoncrawl.org/"  # where the paths of its listings lead, wherever the listing was put
_SUFFIX = ".paths"


def is_listing(name: str) -> bool:
    """Whether a file is a listing, by its name.

    >>> is_listing("CC-NEWS/2024/01/warc.paths.gz"), is_listing("CC-NEWS-20240101.warc.gz")
    (True, False)
    """
    for suffix in COMPRESSED_SUFFIXES:
        name = name.removesuffix(suffix)
    return name.endswith(_SUFFIX)


def resolve_lines(listing: str, lines: list[str], exists: Callable[[str], bool] = os.path.exists) -> Iterator[str]:
    """The files that the lines of a listing name. Raises InputError for a listing without any.

    >>> list(resolve_lines("s3://cc/crawl-data/N/warc.paths", ["crawl-data/N/1.warc.gz"]))
    ['s3://cc/crawl-data/N/1.warc.gz']
    """
    named = [line.strip() for line in lines if line.strip()]
    if not named:
        raise InputError(f"{listing}: expected the path of a file in each line, found none")
    for line in named:
        yield line if is_address(line) else _below_root(listing, line, exists)


def _below_root(listing: str, line: str, exists: Callable[[str], bool]) -> str:
    folder = listing.rpartition("/")[0]
    own, wanted = folder.split("/"), PurePosixPath(line).parts
    for size in range(min(len(own), len(wanted)), 0, -1):
        if tuple(own[-size:]) == wanted[:size]:
            return "/".join([*own[:-size], *wanted])
    beside = f"{folder}/{line}" if folder else line
    if not is_address(listing) and not exists(beside) and wanted[0] == "crawl-data":
        return COMMON_CRAWL + line
    return beside
