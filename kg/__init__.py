"""From articles to a graph of who did what to whom, who says so and who denies it.

    graph = kg.build("articles/", output="graph")
    graph.events
    graph.query("SELECT ?label WHERE { ?event rdfs:label ?label } LIMIT 10")
    graph.page("graph.html")

The names below are the public ones. Each is imported when it is first used, so that `import kg` takes no time.
"""

import importlib
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.articles import Skipped, read_articles
    from kg.building.builder import build
    from kg.building.progress import Progress
    from kg.errors import GraphError, InputError, KgError, ModelError, QueryError, VocabularyError
    from kg.extraction.reader import ArticleReader
    from kg.graph.graph import Graph
    from kg.page.selection import Selection
    from kg.types import Article, Claim, Content, Denial, Entity, Event, Mention, Office, Quantity, Reading

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleReader",
    "Claim",
    "Content",
    "Denial",
    "Entity",
    "Event",
    "Graph",
    "GraphError",
    "InputError",
    "KgError",
    "Mention",
    "ModelError",
    "Office",
    "Progress",
    "Quantity",
    "QueryError",
    "Reading",
    "Selection",
    "Skipped",
    "VocabularyError",
    "__version__",
    "build",
    "open",
    "read_articles",
]

_HOMES = {
    "kg.articles": ("Skipped", "read_articles"),
    "kg.building.builder": ("build",),
    "kg.building.progress": ("Progress",),
    "kg.errors": ("GraphError", "InputError", "KgError", "ModelError", "QueryError", "VocabularyError"),
    "kg.extraction.reader": ("ArticleReader",),
    "kg.graph.graph": ("Graph",),
    "kg.page.selection": ("Selection",),
    "kg.types": (
        *("Article", "Claim", "Content", "Denial", "Entity", "Event", "Mention", "Office", "Quantity", "Reading"),
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def open(folder: str | os.PathLike[str], *, relations: Iterable[str | os.PathLike[str]] = ()) -> "Graph":  # noqa: A001
    """Open the graph in a folder; `relations` are the files of relation types that it was built with.

    Raises GraphError where there is no graph, or it is damaged or of another version.
    """
    from pathlib import Path  # noqa: PLC0415

    from kg.graph.graph import Graph  # noqa: PLC0415
    from kg.vocabulary.relations import load_relations  # noqa: PLC0415

    return Graph.open(folder, relations=load_relations(*map(Path, relations)))


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
