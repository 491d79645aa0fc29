"""Reads RDF of the model back into a content: the way to tell that nothing is lost in it.

The text and path of articles are not in the RDF, so articles come back without; fillers of one role come back in the
order of their places or ids, as triples have no order.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast
from urllib.parse import unquote

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import GraphError
from kg.rdf.entities import CLASSES
from kg.rdf.iris import DCTERMS, OA, PROV, RDF, SCHEMA, SEM, SKOS, Iris
from kg.rdf.roles import PLAIN_ROLES
from kg.types import (
    Article,
    Claim,
    Content,
    Denial,
    Entity,
    EntityKind,
    Event,
    Factuality,
    Mention,
    Merge,
    Office,
    Qualifier,
    Quantity,
    Sector,
    Status,
    Tie,
    Via,
)

_KIND_OF = {own: kind for kind, (own, _) in CLASSES.items()}
type Node = Mapping[str, list[str]]  # the values of a node by property, both without brackets


def read_rdf(path: Path, iris: Iris) -> Content:
    """The content of a file of N-Quads that this package wrote. Raises GraphError where it cannot be read."""
    try:
        return read_quads(parse(path=path, format=RdfFormat.N_QUADS), iris)
    except (OSError, SyntaxError) as error:
        raise GraphError(f"{path}: cannot be read as N-Quads: {' '.join(str(error).split())}") from error


def read_quads(quads: Iterable[Quad], iris: Iris) -> Content:
    """The content of quads of the model. Raises GraphError for a node that lacks what the model asks of it."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        nodes[str(quad.subject)][str(quad.predicate)].append(getattr(quad.object, "value", ""))
    try:
        return _Reader(nodes, iris).content()
    except (KeyError, IndexError, ValueError) as error:
        raise GraphError(f"the RDF is not whole: {error!r}") from error


class _Reader:
    """Nodes by IRI, and what each kind of node becomes."""

    def __init__(self, nodes: Mapping[str, Node], iris: Iris) -> None:
        self.nodes = nodes
        self.iris = iris
        self.ns = iris.ns
        self.ids = {iri: node[DCTERMS["identifier"]][0] for iri, node in nodes.items() if DCTERMS["identifier"] in node}
        for kind in (SEM["Event"], self.ns["Claim"]):  # whose IRIs end in their ids
            self.ids |= {iri: unquote(iri.rpartition("/")[2][1:-1]) for iri in self._of_class(kind)}

    def content(self) -> Content:
        articles = self._of_class(SCHEMA["NewsArticle"])
        claims = [iri for iri in self._of_class(self.ns["Claim"]) if self.ns["denies"] not in self.nodes[iri]]
        denials: dict[str, list[str]] = defaultdict(list)
        for iri in self._of_class(self.ns["Claim"]):
            for denied in self.nodes[iri].get(self.ns["denies"], ()):
                denials[f"<{denied}>"].append(iri)
        claims_of: dict[str, list[str]] = defaultdict(list)
        for iri in claims:
            for event in self.nodes[iri].get(self.ns["about"], ()):
                claims_of[f"<{event}>"].append(self.ids[iri])
        events = self._of_class(SEM["Event"])
        entities = [iri for own in _KIND_OF for iri in self._of_class(self.ns[own])]
        return Content(
            articles=_by_id(self._article(iri) for iri in articles),
            entities=_by_id(self._entity(iri) for iri in entities),
            claims=_by_id(self._claim(iri, sorted(denials[iri], key=_number)) for iri in claims),
            events=_by_id(self._event(iri, tuple(sorted(claims_of[iri]))) for iri in events),
            versions=self._versions(),
            merges=_in_order(self._merge(self.nodes[iri]) for iri in self._of_class(self.ns["Merge"])),
            ties=_in_order(self._tie(self.nodes[iri]) for iri in self._of_class(self.ns["Tie"])),
        )

    def _of_class(self, term: str) -> list[str]:
        kind = term[1:-1]
        return [iri for iri, node in self.nodes.items() if kind in node.get(RDF["type"], ())]

    def _one(self, node: Node, name: str) -> str | None:
        return next(iter(node.get(name, ())), None)

    def _ids(self, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self.ids[f"<{value}>"] for value in values))

    def _article(self, iri: str) -> Article:
        node = self.nodes[iri]
        published = self._one(node, SCHEMA["datePublished"])
        return Article(
            id=self.ids[iri],
            title=self._one(node, SCHEMA["headline"]) or "",
            text="",
            url=self._one(node, SCHEMA["url"]),
            source=self._one(node, self.ns["outletName"]),
            published=datetime.date.fromisoformat(published) if published else None,
            language=node[SCHEMA["inLanguage"]][0],
        )

    def _entity(self, iri: str) -> Entity:
        node = self.nodes[iri]
        own = next(kind for own, kind in _KIND_OF.items() if self.ns[own][1:-1] in node[RDF["type"]])
        wikidata = self._one(node, SKOS["exactMatch"])
        offices = sorted(node.get(self.ns["holdsOffice"], ()), key=_number)
        return Entity(
            id=self.ids[iri],
            kind=own,
            name=node["<http://www.w3.org/2000/01/rdf-schema#label>"][0],
            aliases=tuple(sorted(node.get(SKOS["altLabel"], ()))),
            country=self._one(node, self.ns["countryCode"]),
            wikidata=wikidata.rpartition("/")[2] if wikidata else None,
            offices=tuple(self._office(self.nodes[f"<{office}>"]) for office in offices),
        )

    def _office(self, node: Node) -> Office:
        (of,) = self._ids(node[self.ns["officeOf"]])
        start, end = self._one(node, SCHEMA["startDate"]), self._one(node, SCHEMA["endDate"])
        return Office(node[SCHEMA["roleName"]][0], of, start, end)

    def _merge(self, node: Node) -> Merge:
        kept, merged = node[self.ns["kept"]][0], self._one(node, self.ns["merged"])
        kind: Literal["article", "entity", "claim"] = "entity"
        if merged is not None:
            is_article = SCHEMA["NewsArticle"][1:-1] in self.nodes[f"<{merged}>"][RDF["type"]]
            kind = "article" if is_article else "claim"
        article = self._one(node, self.ns["inArticle"])
        return Merge(
            kind=kind,
            kept=self.ids[f"<{kept}>"],
            merged=node[self.ns["readAs"]][0] if merged is None else self.ids[f"<{merged}>"],
            score=float(node[self.ns["score"]][0]),
            why=node[self.ns["why"]][0],
            article=None if article is None else self.ids[f"<{article}>"],
        )

    def _tie(self, node: Node) -> Tie:
        (source,), (target,) = (self._ids(node[self.ns[end]]) for end in ("tieSource", "tieTarget"))
        return Tie(
            type=cast(
                Literal["holds_office", "member_of", "part_of", "based_in"], self._last(node, self.ns["relation"])
            ),
            source=source,
            target=target,
            title=self._one(node, SCHEMA["roleName"]) or "",
            start=self._one(node, SCHEMA["startDate"]),
            end=self._one(node, SCHEMA["endDate"]),
            seen=self._one(node, self.ns["seen"]),
        )

    def _claim(self, iri: str, denials: Iterable[str]) -> Claim:
        node, ns = self.nodes[iri], self.ns
        article, start, end = self._passage(node)
        roles = {
            predicate[len(ns.prefix) + 1 : -len("Mention>")]: self._mentions(values)
            for predicate, values in node.items()
            if predicate.startswith(f"<{ns.prefix}") and predicate.endswith("Mention>")
        }
        holder = roles.pop("holder", ())
        return Claim(
            id=self.ids[iri],
            article=article,
            type=self._last(node, ns["relation"]),
            roles=roles,
            factuality=cast(Factuality, self._last(node, ns["stance"])),
            start=start,
            end=end,
            trigger=(int(node[ns["triggerStart"]][0]), int(node[ns["triggerEnd"]][0])),
            holder=holder,
            denials=tuple(self._denial(self.nodes[denial]) for denial in denials),
            date=self._one(node, ns["date"]),
            quantity=self._quantity(node),
            about=self._one(node, ns["topic"]),
            plover=self._last(node, ns["ploverType"]) if ns["ploverType"] in node else "",
            inferred=ns["inferred"] in node,
            confidence=float(node[ns["confidence"]][0]),
        )

    def _denial(self, node: Node) -> Denial:
        _, start, end = self._passage(node)
        return Denial(self._mentions(node.get(self.ns["holderMention"], ())), start, end)

    def _event(self, iri: str, claims: tuple[str, ...]) -> Event:
        node, ns = self.nodes[iri], self.ns
        properties = {SEM["hasPlace"]: "place"} | {ns[name]: role for role, name in PLAIN_ROLES.items()}
        properties |= {
            predicate: predicate[len(ns.prefix) + 1 : -len("Role>")]
            for predicate in node
            if predicate.startswith(f"<{ns.prefix}") and predicate.endswith("Role>")
        }
        return Event(
            id=self.ids[iri],
            type=self._last(node, ns["relation"]),
            roles={role: self._ids(node[term]) for term, role in properties.items() if term in node},
            status=cast(Status, self._last(node, ns["status"])),
            claims=claims,
            date=self._one(node, ns["date"]),
            quantity=self._quantity(node),
            about=self._one(node, ns["topic"]),
            holders=self._ids(node.get(ns["claimedBy"], ())),
            deniers=self._ids(node.get(ns["deniedBy"], ())),
            sources=int(node[ns["independentSources"]][0]),
        )

    def _passage(self, node: Node) -> tuple[str, int, int]:
        passage = self.nodes[f"<{node[PROV['wasDerivedFrom']][0]}>"]
        position = next(
            self.nodes[f"<{selector}>"] for selector in passage[OA["hasSelector"]] if selector.endswith("-position")
        )
        article = self.ids[f"<{passage[OA['hasSource']][0]}>"]
        return article, int(position[OA["start"]][0]), int(position[OA["end"]][0])

    def _mentions(self, values: Iterable[str]) -> tuple[Mention, ...]:
        mentions = [self._mention(self.nodes[f"<{value}>"]) for value in values]
        return tuple(sorted(mentions, key=mention_order))

    def _mention(self, node: Node) -> Mention:
        ns = self.ns
        entity = f"<{node[ns['names']][0]}>"
        kind = self._one(node, ns["kind"])
        if kind is None:
            types = self.nodes[entity][RDF["type"]]
            kind = next(kind for own, kind in _KIND_OF.items() if ns[own][1:-1] in types)
        start, words = int(node[ns["start"]][0]), node[ns["words"]][0]
        return Mention(
            start=start,
            end=start + len(words),
            text=words,
            kind=cast(EntityKind, kind),
            entity=self.ids[entity],
            via=cast(Via, self._one(node, ns["via"]) or "name"),
            sector=cast(Sector | None, self._one(node, ns["sector"])),
        )

    def _quantity(self, owner: Node) -> Quantity | None:
        values = owner.get(self.ns["quantity"])
        if not values:
            return None
        node = self.nodes[f"<{values[0]}>"]
        return Quantity(
            float(node[SCHEMA["value"]][0]),
            node[SCHEMA["unitText"]][0],
            cast(Qualifier, node[self.ns["qualifier"]][0]),
            self._one(node, self.ns["words"]) or "",
        )

    def _last(self, node: Node, name: str) -> str:
        """The last part of the IRI that is the value of a property."""
        return node[name][0].rpartition("/")[2]

    def _versions(self) -> dict[str, str]:
        return {
            node[SCHEMA["name"]][0]: node[SCHEMA["softwareVersion"]][0]
            for node in self.nodes.values()
            if SCHEMA["softwareVersion"] in node
        }


def mention_order(mention: Mention) -> tuple[object, ...]:
    """What mentions are sorted by: their place, then what tells apart mentions of one place."""
    return (mention.start, mention.end, mention.entity, mention.text, mention.kind, mention.via, mention.sector or "")


def without_order(content: Content) -> Content:
    """A content as the RDF knows it: no texts and paths of articles, and what has no order in the order of reading."""

    def mentions(fillers: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(sorted(set(fillers), key=mention_order))

    claims = [
        replace(
            claim,
            roles={role: mentions(fillers) for role, fillers in claim.roles.items()},
            holder=mentions(claim.holder),
            denials=tuple(replace(denial, holder=mentions(denial.holder)) for denial in claim.denials),
        )
        for claim in content.claims
    ]
    events = [
        replace(
            event,
            roles={role: tuple(sorted(set(entities))) for role, entities in event.roles.items()},
            claims=tuple(sorted(event.claims)),
            holders=tuple(sorted(event.holders)),
            deniers=tuple(sorted(event.deniers)),
        )
        for event in content.events
    ]
    return Content(
        articles=_by_id(replace(article, text="", path="") for article in content.articles),
        entities=_by_id(replace(entity, aliases=tuple(sorted(entity.aliases))) for entity in content.entities),
        claims=_by_id(claims),
        events=_by_id(events),
        versions=dict(content.versions),
        merges=_in_order(content.merges),
        ties=_in_order(content.ties),
    )


def _by_id[Record: (Article, Entity, Claim, Event)](records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: record.id))


def _in_order[Record: (Merge, Tie)](records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: record.order))


def _number(iri: str) -> int:
    """The number at the end of the IRI of an office or a denial."""
    digits = iri.rstrip(">")
    return int(digits[len(digits.rstrip("0123456789")) :])
