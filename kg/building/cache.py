"""The readings that a folder keeps: which articles are read already, in which files, and what is no longer needed.

They lie in `.readings/VERSION/SHARD.parquet`, where the version is the hash of all that decides a reading besides the
article. A file that cannot be read counts as not there, so that its articles are read again.
"""

import logging
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.graph.readings import SCHEMA

log = logging.getLogger("kg.building")

FOLDER = ".readings"


def find_readings(folder: Path) -> dict[str, Path]:
    """The file that holds the reading of each article, by the article's id; damaged files are removed."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.parquet")):
        try:
            with pq.ParquetFile(path) as file:
                if not file.schema_arrow.equals(SCHEMA):
                    raise pa.ArrowInvalid("the columns are others")
                articles = file.read(columns=["article"]).column("article").to_pylist()
        except (OSError, pa.ArrowException) as error:
            log.warning("%s: damaged, its articles are read again: %s", path, " ".join(str(error).split()))
            path.unlink()
        else:
            found.update(dict.fromkeys(articles, path))
    return found


def prune_readings(folder: Path, needed: Iterable[Path]) -> None:
    """Remove the files of a version that hold no reading in use, and all other versions."""
    if not folder.is_dir():
        return
    keep = set(needed)
    for path in folder.iterdir():
        if path not in keep:
            path.unlink()
    for version in folder.parent.iterdir():
        if version != folder:
            shutil.rmtree(version)
