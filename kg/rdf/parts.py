"""The graph as sorted N-Quads in parts of one size, for the bulk loaders of large stores.

Lines are sorted by their bytes, each once, over all parts: loaders build their indexes from them without a sort of
their own, several parts at a time. Sorting goes by way of the disk, so that memory holds one run of lines at a time.
"""

import gzip
import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import batched, groupby
from pathlib import Path

from kg.errors import GraphError

RUN = 1_000_000  # lines sorted in memory at a time, some 300 MB
_GZIP_LEVEL = 3


def write_parts(texts: Iterable[str], folder: Path, lines: int) -> list[Path]:
    """Write lines of N-Quads (texts of one or more) as `part-00000.nq.gz` and so on, of so many lines each.

    Raises GraphError where the folder has files already: parts of another graph among them would be loaded too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise GraphError(f"{folder}: expected an empty or new folder for the parts, found files in it")
    parts = []
    with tempfile.TemporaryDirectory(prefix="kg-sort-") as place, ExitStack() as stack:
        runs = [stack.enter_context(path.open("rb")) for path in _write_runs(texts, Path(place))]
        merged = (line for line, _ in groupby(heapq.merge(*runs)))
        for number, part in enumerate(batched(merged, lines)):
            parts.append(folder / f"part-{number:05}.nq.gz")
            with parts[-1].open("wb") as raw, gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as packed:
                packed.writelines(part)
    return parts


def _write_runs(texts: Iterable[str], place: Path) -> Iterator[Path]:
    lines = (line for text in texts for line in text.encode().splitlines(keepends=True))
    for number, run in enumerate(batched(lines, RUN)):
        path = place / f"{number:05}"
        with path.open("wb") as file:
            file.writelines(sorted(run))
        yield path
