"""Tables of steps: their types, their names, their order."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.engines import EmbeddedEngine
from kg.engines.tables import count_rows, find_tables, read_table, typed_query, write_table
from kg.errors import KgError

SCHEMA = pa.schema([("name", pa.string()), ("total", pa.int64())])


def write_rows(folder: Path, *parts: list[int]) -> None:
    (folder / "rows").mkdir()
    for number, part in enumerate(parts):
        table = pa.table({"name": [f"n{value % 2}" for value in part], "value": pa.array(part, pa.int64())})
        pq.write_table(table, folder / "rows" / f"s{number}.parquet")


def test_a_step_reads_all_files_of_a_table_and_keeps_to_its_types(tmp_path: Path) -> None:
    write_rows(tmp_path, [1, 2, 3], [4, 5], [])
    sums = "SELECT name, SUM(value) AS total FROM rows GROUP BY name"
    table = EmbeddedEngine(2).step("sums", SCHEMA, sums, tmp_path)
    (part,) = table.glob("*.parquet")
    assert pq.read_schema(part).equals(SCHEMA)
    assert read_table(table, SCHEMA).to_pylist() == [{"name": "n0", "total": 6}, {"name": "n1", "total": 9}]
    assert count_rows(table) == 2
    assert set(find_tables(tmp_path, sums)) == {"rows"}


def test_a_step_replaces_its_table_and_reads_the_tables_of_others(tmp_path: Path) -> None:
    write_rows(tmp_path, [1, 2, 3])
    engine = EmbeddedEngine()
    for smallest in (1, 3):
        engine.step("kept", SCHEMA, f"SELECT name, value AS total FROM rows WHERE value >= {smallest}", tmp_path)
    again = engine.step("again", SCHEMA, "SELECT * FROM kept", tmp_path)
    assert read_table(again, SCHEMA).to_pylist() == [{"name": "n1", "total": 3}]


def test_a_step_that_fails_leaves_the_table_as_it_was(tmp_path: Path) -> None:
    def fail(place: Path) -> None:
        raise KeyboardInterrupt

    write_table(tmp_path / "kept", lambda place: pq.write_table(SCHEMA.empty_table(), place / "part.parquet"))
    with pytest.raises(KeyboardInterrupt):
        write_table(tmp_path / "kept", fail)
    assert read_table(tmp_path / "kept", SCHEMA).num_rows == 0
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("field", [("N", pa.int64()), ("a b", pa.int64()), ("n", pa.uint64()), ("n", pa.int8())])
def test_columns_that_engines_write_differently_are_refused(field: tuple[str, pa.DataType]) -> None:
    with pytest.raises(KgError, match="expected a lower-case name and one of bool, int32"):
        typed_query(pa.schema([field]), "SELECT 1")
