"""Steps on this machine: portable queries run by DuckDB, which keeps to a share of the memory and spills to disk."""

from pathlib import Path

import pyarrow as pa

from kg.engines.tables import find_tables, typed_query, write_table

MEMORY = "2GB"  # what a step may hold before it spills, of the 4 GB that a consolidation has in all


def run_step(name: str, schema: pa.Schema, sql: str, folder: Path, *, threads: int) -> Path:
    """Make the table NAME of a folder by a query over its other tables; see `kg.engines.shards.Engine`."""
    import duckdb  # noqa: PLC0415  (a tenth of a second, which most commands do not need)

    query = typed_query(schema, sql)

    def write(place: Path) -> None:
        settings: dict[str, str | int | float | list[str]] = {
            "threads": threads,
            "memory_limit": MEMORY,
            "temp_directory": str(folder / ".spilled"),
            "preserve_insertion_order": False,
        }
        with duckdb.connect(config=settings) as connection:
            for table, path in find_tables(folder, sql).items():
                connection.read_parquet(f"{path}/*.parquet").create_view(table)
            connection.sql(query).write_parquet(f"{place}/part.parquet", compression="zstd")

    return write_table(folder / name, write)
