import logging
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.building.cache import find_readings, prune_readings
from kg.graph.readings import to_table
from kg.types import Reading


@pytest.fixture
def folder(tmp_path: Path, readings: list[Reading]) -> Path:
    folder = tmp_path / "version"
    folder.mkdir()
    pq.write_table(to_table(readings[:2]), folder / "one.parquet")
    pq.write_table(to_table(readings[2:]), folder / "two.parquet")
    return folder


def test_readings_are_found_by_their_articles(folder: Path) -> None:
    files = find_readings(folder)
    assert {name: path.name for name, path in files.items()} == {
        "a1": "one.parquet",
        "a2": "one.parquet",
        "a3": "two.parquet",
    }


def test_an_article_in_two_files_is_taken_from_one(folder: Path, readings: list[Reading]) -> None:
    pq.write_table(to_table(readings), folder / "zzz.parquet")
    assert {path.name for path in find_readings(folder).values()} == {"zzz.parquet"}


@pytest.mark.parametrize("content", [b"", b"PAR1 and no more", None])
def test_a_damaged_file_counts_as_not_there(
    folder: Path, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    if content is None:
        pq.write_table(pa.table({"other": [1]}), folder / "one.parquet")
    else:
        (folder / "one.parquet").write_bytes(content)
    with caplog.at_level(logging.WARNING, "kg.building"):
        assert set(find_readings(folder)) == {"a3"}
    assert "one.parquet: damaged" in caplog.text
    assert not (folder / "one.parquet").exists()


def test_pruning_leaves_only_what_is_needed(folder: Path) -> None:
    (folder / ".three.parquet.partial").touch()
    old = folder.with_name("older version")
    old.mkdir()
    (old / "one.parquet").touch()
    prune_readings(folder, [folder / "two.parquet"])
    assert [path.name for path in folder.iterdir()] == ["two.parquet"]
    assert not old.exists()
