"""Reads articles into a folder of readings: those that are not there yet, shard by shard, on an engine."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from functools import partial
from itertools import batched
from pathlib import Path

import pyarrow as pa

from kg.building.cache import find_readings
from kg.building.progress import Listener, Progress
from kg.engines import EmbeddedEngine, Engine, Shard
from kg.extraction.reader import default_reader
from kg.graph.readings import to_table
from kg.types import Article, content_hash

# Articles of a shard. What is lost when a build is stopped is the shards under way; larger ones keep the files few.
_LARGEST, _SMALLEST, _SHARDS = 64, 8, 16
# Characters that this process, which has loaded the model, reads in the time that workers need to be ready.
_ALONE = 500_000
_FEW = 5000  # articles that one process compares in a second


def read_shard(articles: Sequence[Article], *, model: str | None, relations: tuple[Path, ...]) -> pa.Table:
    """The readings of some articles as a table; the model is loaded once a process."""
    reader = default_reader(model, relations)
    return to_table(reading for _, reading in reader.read_all(articles))


def make_engine(
    articles: Iterable[Article], *, model: str | None, relations: tuple[Path, ...], workers: int | None
) -> EmbeddedEngine:
    """An engine that reads articles with so many processes (None: as many as pay off), which share one model."""
    chosen = count_workers(articles) if workers is None else workers
    return EmbeddedEngine(chosen, partial(default_reader, model, relations))


def consolidation_engine(pool: EmbeddedEngine, articles: Sized) -> EmbeddedEngine:
    """An engine for what needs no model; for few articles, starting processes would take longer than the work."""
    return EmbeddedEngine(pool.workers if len(articles) > _FEW else 1)


def read_into(  # noqa: PLR0913  (one parameter a choice)
    folder: Path,
    articles: Mapping[str, Article],
    engine: Engine,
    *,
    model: str | None,
    relations: tuple[Path, ...],
    listen: Listener,
) -> Mapping[str, Path]:
    """The file of the folder that holds the reading of each article.

    Only articles without a reading in the folder are read. Raises KgError as the reader and the engine do.
    """
    files = find_readings(folder) if folder.is_dir() else {}
    new = [articles[name] for name in sorted(articles.keys() - files.keys())]
    finished = len(articles) - len(new)
    listen(Progress("reading", finished, len(articles)))
    function = partial(read_shard, model=model, relations=relations)
    under_way: dict[Path, list[str]] = {}
    for path in engine.shards(function, _note_articles(make_shards(new), folder, under_way), folder):
        read = under_way.pop(path)
        files |= dict.fromkeys(read, path)
        finished += len(read)
        listen(Progress("reading", finished, len(articles)))
    return {name: files[name] for name in articles}


def make_shards(articles: Sequence[Article]) -> Iterator[Shard[tuple[Article, ...]]]:
    """The articles in shards that do not depend on the number of workers, each named by the articles in it."""
    size = min(_LARGEST, max(_SMALLEST, len(articles) // _SHARDS))
    for batch in batched(articles, size):
        yield Shard(content_hash(*(article.id for article in batch)), batch)


def count_workers(articles: Iterable[Article]) -> int:
    """How many processes read these articles soonest: one for a few, else one for each core that may be used."""
    if sum(len(article.text) for article in articles) <= _ALONE:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _note_articles(
    shards: Iterable[Shard[tuple[Article, ...]]], folder: Path, under_way: dict[Path, list[str]]
) -> Iterator[Shard[tuple[Article, ...]]]:
    for shard in shards:
        under_way[shard.path(folder)] = [article.id for article in shard.payload]
        yield shard
