"""The line from articles to a graph: collect, read what is new, consolidate, write."""

import datetime
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import __version__
from kg.building.cache import FOLDER, prune_readings
from kg.building.fingerprints import hash_reading, hash_vocabulary
from kg.building.intake import collect_articles
from kg.building.progress import Listener, Progress, ignore_progress
from kg.building.reading import consolidation_engine, make_engine, read_into
from kg.building.report import make_report
from kg.consolidation import consolidate_files
from kg.engines import Engine
from kg.errors import GraphError, InputError
from kg.graph.folder import locate_folder
from kg.graph.graph import Graph
from kg.language.pipeline import describe_model, load_pipeline
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.types import Article
from kg.vocabulary.relations import load_relations

STEPS = ".steps"


def build(  # noqa: PLR0913  (one parameter a choice)
    *inputs: str | os.PathLike[str] | Article,
    output: str | os.PathLike[str] | None = None,
    published: datetime.date | str | None = None,
    columns: Mapping[str, str] | None = None,
    model: str | None = None,
    relations: Iterable[str | os.PathLike[str]] = (),
    base: str = DEFAULT_BASE,
    workers: int | None = None,
    engine: Engine | None = None,
    rebuild: bool = False,
    strict: bool = False,
    progress: Listener | None = None,
) -> Graph:
    """Build the graph of articles: files, folders, globs, "-" for standard input, or `kg.Article` objects.

    With `output` the graph is written to that folder, as a whole or not at all. The folder keeps what was read, so that
    a build that was stopped goes on, and a later one reads only the articles that are new or changed; the graph is the
    same either way, and holds these inputs and no others. `rebuild` reads everything again.

    `published` is the date of articles without one of their own, `columns` names the columns of tables (see
    `kg.read_articles`), `model` is a spaCy pipeline by name or path, `relations` are files of further relation types,
    `base` is the IRI below which the RDF stands, `workers` the number of processes (by default as many as pay off),
    `engine` what does the work in their place (`kg.engines.spark.SparkEngine("spark://...")`, for one). `strict` raises
    at the first text that would be skipped. `progress` is called with each `kg.building.Progress`.

    Raises InputError, VocabularyError, ModelError or GraphError, each saying what is wrong where.
    """
    if workers is not None and workers < 1:
        raise InputError(f"workers: expected a number from 1 up, found {workers}")
    Iris(base)  # before anything is read, as it raises for a base that cannot be one
    listen = progress or ignore_progress
    own_relations = tuple(Path(path).resolve() for path in relations)
    types = load_relations(*own_relations)
    vocabulary = hash_vocabulary(own_relations)
    listen(Progress("collecting"))
    intake = collect_articles(inputs, published=_day(published), columns=columns, strict=strict, listen=listen)
    articles = intake.articles
    pool = make_engine(articles.values(), model=model, relations=own_relations, workers=workers)
    with nullcontext(engine) if engine else pool as reader, _open_workplace(output) as place:
        described = describe_model(load_pipeline(model))
        folder = place / FOLDER / hash_reading(described, vocabulary)
        if rebuild:
            prune_readings(folder, ())
        files = read_into(folder, articles, reader, model=model, relations=own_relations, listen=listen)
        listen(Progress("consolidating", len(articles), len(articles)))
        with _open_steps(place) as steps:
            consolidator = engine or consolidation_engine(pool, articles)
            known = {relation.name: relation for relation in types}
            content = consolidate_files(tuple(articles.values()), files, steps, relations=known, engine=consolidator)
        versions = {"kg": __version__, "model": str(described), "vocabulary": vocabulary}
        content = replace(content, versions=versions)
        graph = Graph(content, base=base, relations=types)
        if output is None:
            return graph
        listen(Progress("writing", len(articles), len(articles)))
        graph.save(place, report=make_report(intake, content, described, vocabulary))
        prune_readings(folder, files.values())
        return Graph.open(place, relations=types)


@contextmanager
def _open_workplace(output: str | os.PathLike[str] | None) -> Iterator[Path]:
    """The folder of the graph, or one for the time of the build where the graph stays in memory."""
    if output is None:
        with TemporaryDirectory(prefix="kg-") as name:
            yield Path(name)
        return
    place = Path(os.path.abspath(output))
    if place.exists() and not place.is_dir():
        raise GraphError(f"{place}: a graph is a folder, found a file of that name")
    if not place.exists():
        _put_back(place)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphError(f"{place}: cannot be written: {error.strerror or error}") from error
    yield place


@contextmanager
def _open_steps(place: Path) -> Iterator[Path]:
    """A folder for the tables of steps, beside the readings, where all workers of an engine see it."""
    folder = place / STEPS
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def _put_back(place: Path) -> None:
    """Where a save was killed between two renames, give the last good graph its name again, readings and all."""
    try:
        good = locate_folder(place)
    except GraphError:
        return
    good.rename(place)


def _day(published: datetime.date | str | None) -> datetime.date | None:
    if not isinstance(published, str):
        return published
    try:
        return datetime.date.fromisoformat(published)
    except ValueError as error:
        raise InputError(f"published: expected a day such as 2024-01-14, found {published!r}") from error
