from pathlib import Path

import pyarrow as pa
import pytest

from kg.engines import Shard, run_shard


def test_a_shard_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def fail(payload: int) -> pa.Table:
        raise ValueError(payload)

    shard = Shard("s", 3)
    path = run_shard(lambda number: pa.table({"number": [number]}), shard, tmp_path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="3"):
        run_shard(fail, shard, tmp_path)
    assert path.read_bytes() == before


def test_the_same_shard_gives_the_same_bytes(tmp_path: Path) -> None:
    def work(payload: int) -> pa.Table:
        return pa.table({"number": range(payload)})

    files = [run_shard(work, Shard(name, 1000), tmp_path) for name in ("a", "b")]
    assert files[0].read_bytes() == files[1].read_bytes()
