"""The same work on Spark as on this machine, with two worker processes of which some are killed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shard_functions
from engine_corpora import make_reprints

from kg.articles import read_articles
from kg.building.reading import make_shards, read_shard
from kg.consolidation import consolidate_files
from kg.consolidation.reprints import find_reprints
from kg.engines import EmbeddedEngine, Shard
from kg.engines.spark import SparkEngine
from kg.engines.tables import read_table
from kg.errors import InputError

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
NUMBERS = [Shard(f"s{number}", number) for number in range(5)]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    with SparkEngine("local[2,4]") as engine:
        yield engine


def test_every_shard_becomes_one_file_and_finished_ones_stay(spark: SparkEngine, tmp_path: Path) -> None:
    list(spark.shards(shard_functions.square, NUMBERS[:2], tmp_path))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    paths = list(spark.shards(shard_functions.square, NUMBERS, tmp_path))
    assert sorted(paths) == sorted(tmp_path.iterdir())
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert {pq.read_table(path).column("square")[0].as_py() for path in paths} == {0, 1, 4, 9, 16}


def test_what_a_function_raises_reaches_the_caller(spark: SparkEngine, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(spark.shards(shard_functions.refuse, NUMBERS[:1], tmp_path))


def test_a_step_gives_the_same_types_as_on_one_machine(spark: SparkEngine, tmp_path: Path) -> None:
    schema = pa.schema(
        [
            ("parity", pa.int64()),
            ("total", pa.int64()),
            ("mean", pa.float64()),
            ("name", pa.string()),
            ("many", pa.bool_()),
        ]
    )
    sql = (
        "SELECT number % 2 AS parity, SUM(square) AS total, AVG(square) AS mean, MAX(CONCAT('n', number)) AS name, "
        "COUNT(*) > 2 AS many FROM squares GROUP BY number % 2"
    )
    list(EmbeddedEngine().shards(shard_functions.square, NUMBERS, tmp_path / "squares"))
    tables = [engine.step(name, schema, sql, tmp_path) for name, engine in (("a", spark), ("b", EmbeddedEngine()))]
    assert {tuple(pq.read_schema(part).types) for table in tables for part in table.glob("*.parquet")} == {
        tuple(schema.types)
    }
    one, other = (read_table(table, schema) for table in tables)
    assert one.equals(other)
    assert one.num_rows == 2


def test_reprints_are_the_same_as_on_one_machine(spark: SparkEngine, tmp_path: Path) -> None:
    articles = make_reprints(texts=30, copies=3)
    one, other = (find_reprints(articles, e, tmp_path / type(e).__name__) for e in (spark, EmbeddedEngine()))
    assert one == other
    assert len(one.merges) == 90


def test_a_corpus_gives_the_same_graph_though_workers_are_killed(spark: SparkEngine, tmp_path: Path) -> None:
    paths = sorted(ARTICLES.glob("*.txt"), key=lambda path: path.stat().st_size)[:10]
    articles = {article.id: article for article in read_articles(*paths)}
    shards = list(make_shards(list(articles.values())))
    assert len(shards) == 2
    read = partial(read_shard, model=None, relations=())
    deadly = partial(shard_functions.die_before, read, str(tmp_path))
    kept = list(spark.shards(deadly, shards, tmp_path / "spark"))
    assert len(list(tmp_path.glob("*.died"))) == len(shards)
    told = list(EmbeddedEngine().shards(read, shards, tmp_path / "local"))
    contents = []
    for paths, engine in ((kept, spark), (told, EmbeddedEngine())):
        files = {article: path for path in paths for article in pq.read_table(path).column("article").to_pylist()}
        place = tmp_path / f"steps-{type(engine).__name__}"
        place.mkdir()
        contents.append(consolidate_files(list(articles.values()), files, place, engine=engine))
    assert contents[0] == contents[1]
    assert contents[0].events
