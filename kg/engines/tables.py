"""Tables: folders of Parquet files, which engines read and write, and the columns that a step declares.

A table NAME of a folder is `FOLDER/NAME/*.parquet`: one file of a shard, or the parts that a step wrote.
"""

import re
import shutil
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import KgError

# The types of columns by the one name under which both DuckDB and Spark know them.
_TYPES: Mapping[pa.DataType, str] = {
    pa.bool_(): "BOOLEAN",
    pa.int32(): "INT",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.string(): "STRING",
    pa.date32(): "DATE",
}
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def typed_query(schema: pa.Schema, sql: str) -> str:
    """The query with its columns cast to a schema, so that every engine writes the same types.

    A sum of integers, for one, is an integer of 128 bits to DuckDB, which Parquet stores as a double. Raises KgError
    for a name or type that is not portable.

    >>> typed_query(pa.schema([("n", pa.int64())]), "SELECT 1 AS n")
    'SELECT CAST(n AS BIGINT) AS n FROM (SELECT 1 AS n) AS step'
    """
    for field in schema:
        if field.type not in _TYPES or not _NAME.fullmatch(field.name):
            allowed = ", ".join(map(str, _TYPES))
            raise KgError(f"column {field.name!r} of {field.type}: expected a lower-case name and one of {allowed}")
    columns = ", ".join(f"CAST({field.name} AS {_TYPES[field.type]}) AS {field.name}" for field in schema)
    return f"SELECT {columns} FROM ({sql}) AS step"


def find_tables(folder: Path, sql: str) -> dict[str, Path]:
    """The tables of a folder, by name, that a query may read: those whose names stand in it."""
    return {name: folder / name for name in sorted(set(_NAME.findall(sql))) if any((folder / name).glob("*.parquet"))}


def write_table(table: Path, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a new folder, then put it in the table's place; returns the table."""
    new = table.with_name(f".{table.name}.{uuid.uuid4().hex}")
    new.mkdir(parents=True)
    try:
        write(new)
    except BaseException:
        shutil.rmtree(new)
        raise
    if table.exists():
        shutil.rmtree(table)
    new.rename(table)
    return table


def read_table(table: Path, schema: pa.Schema) -> pa.Table:
    """All rows of a table, sorted by its columns from the first on: engines write them in any order."""
    parts = [pq.ParquetFile(path).read() for path in sorted(table.glob("*.parquet"))]
    rows = pa.concat_tables([part.cast(schema) for part in parts]) if parts else schema.empty_table()
    return rows.sort_by([(name, "ascending") for name in schema.names])


def count_rows(table: Path) -> int:
    """The number of rows of a table, from the ends of its files."""
    return sum(pq.ParquetFile(path).metadata.num_rows for path in table.glob("*.parquet"))
