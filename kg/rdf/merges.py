"""The named graph of merges: what was taken for one thing, how well it agreed, and why."""

from collections.abc import Iterator

from kg.rdf import terms
from kg.rdf.iris import RDF, safe_part
from kg.rdf.names import Names
from kg.rdf.nodes import Draft, Node, column, fixed
from kg.types import Content, content_hash


def merge_nodes(content: Content, names: Names) -> Iterator[Node]:
    """The nodes of all merges of a content."""
    iris, kg = names.iris, names.iris.ns
    always = (
        iris.pattern("merge"),
        fixed(RDF["type"], kg["Merge"]),
        column(kg["score"], terms.DECIMAL),
        column(kg["why"], terms.ENGLISH),
    )
    within = (column(kg["inArticle"], iris.pattern("article")),)
    both = {
        "article": tuple(column(kg[name], iris.pattern("article")) for name in ("kept", "merged")),
        "claim": (column(kg["kept"], iris.pattern("event")), column(kg["merged"], iris.pattern("claim"))),
        "entity": (column(kg["kept"], iris.pattern("entity")), column(kg["readAs"], terms.TEXT)),
    }
    for merge in content.merges:
        draft = Draft(always, (content_hash(*merge.order), terms.digits(merge.score), terms.escape(merge.why)))
        if merge.kind == "entity":
            draft.add(both["entity"], names.locals[merge.kept], terms.escape(merge.merged))
        else:
            draft.add(both[merge.kind], safe_part(merge.kept), safe_part(merge.merged))
        if merge.article is not None:
            draft.add(within, safe_part(merge.article))
        yield draft.node(iris.graph["merges"])
