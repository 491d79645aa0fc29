"""The named graph of merges: what was taken for one thing, how well it agreed, and why."""

from collections.abc import Iterator

from kg.rdf import terms
from kg.rdf.iris import RDF, safe_part
from kg.rdf.names import Names
from kg.rdf.nodes import Node, describe
from kg.types import Content, Merge, content_hash


def merge_nodes(content: Content, names: Names) -> Iterator[Node]:
    """The nodes of all merges of a content."""
    graph, pattern = names.iris.graph["merges"], names.iris.pattern("merge")
    for merge in content.merges:
        yield from describe(pattern % content_hash(*merge.order), graph, _merge(merge, names))


def _merge(merge: Merge, names: Names) -> Iterator[tuple[str, str]]:
    iris, kg = names.iris, names.iris.ns
    yield RDF["type"], kg["Merge"]
    yield kg["score"], terms.decimal(merge.score)
    yield kg["why"], terms.english(merge.why)
    if merge.article is not None:
        yield kg["inArticle"], iris.article(merge.article)
    match merge.kind:
        case "article":
            yield kg["kept"], iris.article(merge.kept)
            yield kg["merged"], iris.article(merge.merged)
        case "claim":
            yield kg["kept"], iris.event(merge.kept)
            yield kg["merged"], iris.pattern("claim") % safe_part(merge.merged)
        case "entity":
            yield kg["kept"], names.entity(merge.kept)
            yield kg["readAs"], terms.text(merge.merged)
