"""A shard of work and the file it becomes, a step over tables; the seam behind which an engine does the work."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Shard[Payload]:
    """One piece of work: the name of its file, and what the function takes. The same name means the same result."""

    name: str
    payload: Payload

    def path(self, folder: Path) -> Path:
        """The file that the shard becomes in a folder."""
        return folder / f"{self.name}.parquet"


type ShardFunction[Payload] = Callable[[Payload], pa.Table]


class Engine(Protocol):
    """Does the work of many shards, and steps over tables, in whatever order and on whatever machines."""

    def shards[Payload](
        self, function: ShardFunction[Payload], inputs: Iterable[Shard[Payload]], folder: Path
    ) -> Iterator[Path]:
        """Yield the file of each shard, as it is finished; files that are there already are not made again.

        The function must be importable by its name, and what it raises of `kg.errors` reaches the caller.
        """
        ...

    def step(self, name: str, schema: pa.Schema, sql: str, folder: Path) -> Path:
        """Make the table NAME of a folder by a query over its other tables, and return it (see `kg.engines.tables`).

        The query must mean the same to DuckDB and Spark: no hash function, no `/` between integers, no order of rows.
        Its columns are cast to the schema. A table of that name is replaced.
        """
        ...


def run_shard[Payload](function: ShardFunction[Payload], shard: Shard[Payload], folder: Path) -> Path:
    """Do the work of one shard and write its file, which appears whole or not at all."""
    path = shard.path(folder)
    # Two machines may do one shard at a time, where an engine takes one of them for dead.
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex}.partial")
    try:
        pq.write_table(function(shard.payload), partial, compression="zstd")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path
