"""What the graph says of one thing, gathered for its page: facts, offices, events, claims with their words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from kg.rdf.iris import DCTERMS, RDF, RDFS, SCHEMA, SEM, Iris
from kg.server.service import Row, Service

_QUERIES = Path(__file__).parent / "queries"
# What borrowed predicates are called on a page, by the last part of their IRI; our own have labels in the ontology.
_NAMES = {
    "eventType": "PLOVER type",
    "hasPlace": "place",
    "hasEarliestBeginTimeStamp": "first day",
    "hasLatestEndTimeStamp": "last day",
    "altLabel": "also called",
    "exactMatch": "same as",
    "closeMatch": "close to",
    "wasAttributedTo": "stated by",
    "wasDerivedFrom": "rests on",
    "wasGeneratedBy": "read in",
    "datePublished": "published",
    "url": "original",
}
# The predicates that a reader looks for first, in this order; the others follow.
_FIRST = (
    *("relation", "eventType", "stance", "source", "target", "hasPlace", "item", "date", "quantity", "topic"),
    *("hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp", "claimedBy", "deniedBy", "independentSources"),
    *("about", "denies", "wasAttributedTo", "wasDerivedFrom", "publisher", "datePublished", "country", "altLabel"),
)
_MOST_EVENTS, _MOST_CLAIMS, _MOST_FACTS = 500, 300, 500  # on a page


@dataclass(frozen=True, slots=True)
class Link:
    """Something to read and, if there is one, where it leads."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A predicate in words and its values."""

    name: str
    values: tuple[Link, ...]


@dataclass(slots=True)
class Thing:
    """All that a page shows of a thing."""

    iri: str
    title: str
    kind: str
    status: str = ""
    facts: list[Fact] = field(default_factory=list)
    undisputed: list[Fact] = field(default_factory=list)
    offices: list[dict[str, Link]] = field(default_factory=list)
    events: list[dict[str, Link]] = field(default_factory=list)
    claims: list[dict[str, Link]] = field(default_factory=list)
    terms: list[dict[str, Link]] = field(default_factory=list)
    referrers: list[Fact] = field(default_factory=list)


@cache
def _query(name: str) -> str:
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def query_about(name: str, iri: str) -> str:
    """The text of one of the queries in `queries`, about an IRI (one that is valid, so that nothing else gets in)."""
    return _query(name).replace("?thing", f"<{iri}>")


async def read_thing(service: Service, iri: str) -> Thing | None:
    """What the graph says of a thing, none if it says nothing. Raises RefusalError as `Service.ask_rows` does."""
    facts = await service.ask_rows(query_about("facts", iri), _MOST_FACTS)
    if not facts:
        return None
    iris = service.iris
    thing = _begin_thing(iri, facts, iris)
    kinds = {row["o"].value for row in facts if row["p"].value == _bare(RDF["type"])}
    if _bare(SEM["Event"]) in kinds or _bare(SCHEMA["NewsArticle"]) in kinds or _bare(iris.ns["Claim"]) in kinds:
        thing.claims = [_links(row, iris) for row in await service.ask_rows(query_about("claims", iri), _MOST_CLAIMS)]
    elif iri.startswith(f"{iris.base}id/"):
        thing.offices = [_links(row, iris) for row in await service.ask_rows(query_about("offices", iri), _MOST_EVENTS)]
        thing.events = [_links(row, iris) for row in await service.ask_rows(query_about("events", iri), _MOST_EVENTS)]
    elif iri == _bare(iris.ontology()):
        thing.terms = [_links(row, iris) for row in await service.ask_rows(query_about("terms", iri))]
    if not (thing.claims or thing.events or thing.offices or thing.terms):
        rows = await service.ask_rows(query_about("referrers", iri))
        thing.referrers = list(_group(rows, "subject", "label", iris))
    return thing


def local_path(iri: str, iris: Iris) -> str:
    """Where an IRI can be read: on this server below its base, at itself elsewhere; nowhere if it is no web address."""
    if iri.startswith(iris.base) and not iri.startswith(f"{iris.base}/"):  # // would lead to another host
        return f"/{iri.removeprefix(iris.base)}"
    return iri if urlsplit(iri).scheme in ("http", "https") else ""


def _begin_thing(iri: str, rows: list[Row], iris: Iris) -> Thing:
    title = next((row["o"].value for row in rows if row["p"].value in _titles()), "") or _last_part(iri)
    own = [row for row in rows if row["p"].value == _bare(RDF["type"]) and row["o"].value.startswith(iris.ns.prefix)]
    other = [row for row in rows if row["p"].value == _bare(RDF["type"])]
    kind = next((_text(row, "o", "value") for row in (*own, *other)), "")
    status = next((_text(row, "o", "value") for row in rows if row["p"].value == _bare(iris.ns["status"])), "")
    hidden = {_bare(RDF["type"]), _bare(DCTERMS["identifier"]), _bare(iris.ns["status"]), *_titles()}
    shown = [row for row in rows if row["p"].value not in hidden and row["o"].value != iri]
    return Thing(
        iri,
        title,
        kind,
        status,
        facts=list(_group([row for row in shown if "direct" not in row], "o", "value", iris)),
        undisputed=list(_group([row for row in shown if "direct" in row], "o", "value", iris)),
    )


def _group(rows: list[Row], node: str, label: str, iris: Iris) -> Iterator[Fact]:
    """The values of each predicate."""
    grouped: dict[str, dict[Link, None]] = {}
    for row in sorted(rows, key=_rank):
        local = _local_name(row["p"].value)
        name = row["predicate"].value if "predicate" in row else _NAMES.get(local) or _last_part(row["p"].value)
        link = Link(_text(row, node, label), local_path(row[node].value, iris) if row[node].is_iri else "")
        grouped.setdefault(name, {})[link] = None
    for name, links in grouped.items():
        yield Fact(name, tuple(links))


def _links(row: Row, iris: Iris) -> dict[str, Link]:
    """The columns of a row, each as something to read; IRIs lead where they can be read."""
    return {
        name: Link(_last_part(node.value), local_path(node.value, iris)) if node.is_iri else Link(node.value)
        for name, node in row.items()
    }


def _text(row: Row, node: str, label: str) -> str:
    """The label of a node, else its own text, else the last part of its IRI in words."""
    if label in row:
        return row[label].value
    return _last_part(row[node].value) if row[node].is_iri else row[node].value


def _rank(row: Row) -> int:
    local = _local_name(row["p"].value)
    return _FIRST.index(local) if local in _FIRST else len(_FIRST)


def _local_name(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2]


def _last_part(iri: str) -> str:
    """The last part of an IRI in words: `hasPlace` as `has place`."""
    part = _local_name(iri) or iri
    words = "".join(
        f" {letter.lower()}" if letter.isupper() and before.islower() else letter
        for before, letter in zip(f" {part}", part, strict=False)
    )
    return words.replace("_", " ")


@cache
def _titles() -> frozenset[str]:
    return frozenset({_bare(RDFS["label"]), _bare(SCHEMA["headline"]), "http://www.w3.org/2004/02/skos/core#prefLabel"})


def _bare(term: str) -> str:
    """The IRI of a term without its brackets."""
    return term[1:-1]
