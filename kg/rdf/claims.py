"""The named graph of one article: the article, its claims and denials, the mentions and the passages they rest on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.rdf import terms
from kg.rdf.iris import DCTERMS, OA, PROV, RDF, SCHEMA, Iris, safe_part
from kg.rdf.names import Names
from kg.rdf.nodes import Draft, Layout, Node, column, fixed
from kg.rdf.roles import SharedColumns, mention_property, quantity_nodes
from kg.types import Article, Claim, Denial, Mention, content_hash

# How many characters before and after a quote tell it apart from the same words elsewhere in the text.
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class _Place:
    """Where nodes of an article stand: its named graph, the safe form of its id, its outlet, the mentions so far."""

    graph: str
    key: str
    outlet: str
    mentions: dict[str, Mention] = field(default_factory=dict)

    def fillers(self, mentions: Iterable[Mention]) -> list[tuple[str, str]]:
        """What fills the IRIs of some mentions, which are noted."""
        fillers = []
        for mention in mentions:
            what = _mention_hash(mention.text, mention.kind, mention.entity, mention.via, mention.sector)
            name = f"{mention.start}-{mention.end}-{what}"
            self.mentions[name] = mention
            fillers.append((self.key, name))
        return fillers


class ArticleNodes:
    """Makes the nodes of articles, one article after another.

    `events` maps the id of a claim to the ids of the events that rest on it; `run` is the run that made the claims.
    """

    def __init__(self, names: Names, events: Mapping[str, Sequence[str]], run: str) -> None:
        self._names, self._iris = names, names.iris
        self._events = events
        self._columns = _Columns(names.iris, run)

    def nodes(self, article: Article, claims: Iterable[Claim]) -> Iterator[Node]:
        """The nodes of one article and its claims."""
        graph = self._iris.article(article.id)
        place = _Place(graph, safe_part(article.id), self._names.outlet(article))
        yield self._article(article, place)
        passages: set[tuple[int, int]] = set()
        for claim in claims:
            yield self._claim(claim, place)
            if claim.quantity is not None:
                yield from quantity_nodes(claim.quantity, f"c{safe_part(claim.id)}", graph, self._iris)
            passages.add((claim.start, claim.end))
            for number, denial in enumerate(claim.denials, 1):
                yield self._denial(claim, number, denial, place)
                passages.add((denial.start, denial.end))
        for start, end in sorted(passages):
            yield from self._passage(article.text, start, end, place)
        for name, mention in sorted(place.mentions.items()):
            yield self._mention(name, mention, place)

    def _article(self, article: Article, place: _Place) -> Node:
        columns = self._columns
        article_id, language, sha256 = (
            terms.escape(text) for text in (article.id, article.language, content_hash(article.text, length=64))
        )
        draft = Draft(columns.article, (place.key, article_id, place.outlet, language, sha256))
        if article.source is not None:
            draft.add(columns.outlet_name, terms.escape(article.source))
        if article.title:
            draft.add(columns.headline, terms.escape(article.title))
        if article.published is not None:
            draft.add(columns.published, article.published.isoformat())
        if article.url is not None:
            draft.add(columns.url, terms.escape(article.url))
        return draft.node(place.graph)

    def _claim(self, claim: Claim, place: _Place) -> Node:
        columns = self._columns
        name, sure = safe_part(claim.id), terms.digits(claim.confidence)
        passage = f"{claim.start}-{claim.end}"
        values = (name, claim.type, claim.factuality, *claim.trigger, sure, place.key, passage)
        draft = Draft(columns.claim, values)
        if claim.plover:
            draft.add(columns.plover, claim.plover)
        if claim.inferred:
            draft.add(columns.inferred)
        self._attribute(draft, claim, claim.holder, place)
        for role, fillers in sorted(claim.roles.items()):
            draft.add_each(columns.role(role), place.fillers(fillers))
        columns.shared.fill(claim, f"c{name}", draft)
        return draft.node(place.graph)

    def _denial(self, claim: Claim, number: int, denial: Denial, place: _Place) -> Node:
        name, sure = safe_part(claim.id), terms.digits(claim.confidence)
        passage = f"{denial.start}-{denial.end}"
        draft = Draft(self._columns.denial, (name, number, name, claim.type, sure, place.key, passage))
        self._attribute(draft, claim, denial.holder, place)
        return draft.node(place.graph)

    def _attribute(self, draft: Draft, claim: Claim, holder: Sequence[Mention], place: _Place) -> None:
        """Say whose a claim or denial is, and which events it is about."""
        columns = self._columns
        if holder:
            draft.add_each(columns.holder, [(self._names.locals[mention.entity],) for mention in holder])
            draft.add_each(columns.role("holder"), place.fillers(holder))
        else:
            draft.add(columns.outlet, place.outlet)
        draft.add_each(columns.about, [(safe_part(event),) for event in self._events.get(claim.id, ())])

    def _passage(self, text: str, start: int, end: int, place: _Place) -> Iterator[Node]:
        """A passage as a resource of the Web Annotation model, by position and by quote."""
        columns, graph = self._columns, place.graph
        spot = (place.key, f"{start}-{end}")
        yield graph, columns.passage, (*spot, place.key, *spot, *spot)
        yield graph, columns.position, (*spot, start, end)
        parts = (text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])
        yield graph, columns.quote, (*spot, *map(terms.escape, parts))

    def _mention(self, name: str, mention: Mention, place: _Place) -> Node:
        columns = self._columns
        entity, words = self._names.locals[mention.entity], terms.escape(mention.text)
        layout: Layout = columns.mention
        values: tuple[str | int, ...] = (place.key, name, entity, mention.start, words)
        if mention.via != "name":
            layout, values = layout + columns.via, (*values, mention.via)
        if mention.kind != self._names.kinds.get(mention.entity):
            layout, values = layout + columns.kind, (*values, mention.kind)
        if mention.sector is not None:
            layout, values = layout + columns.sector, (*values, mention.sector)
        return place.graph, layout, values


class _Columns:
    """The layouts of what stands in articles, and the columns that are added to them (see `kg.rdf.nodes`)."""

    def __init__(self, iris: Iris, run: str) -> None:
        kg, pattern = iris.ns, iris.pattern
        self._iris = iris
        self._roles: dict[str, str] = {}
        self.shared = SharedColumns(iris)
        self.article = (
            pattern("article"),
            fixed(RDF["type"], PROV["Entity"]),
            fixed(RDF["type"], SCHEMA["NewsArticle"]),
            column(DCTERMS["identifier"], terms.TEXT),
            column(SCHEMA["publisher"]),
            *(column(SCHEMA[name], terms.TEXT) for name in ("inLanguage", "sha256")),
        )
        self.outlet_name = (column(kg["outletName"], terms.TEXT),)
        self.headline = (column(SCHEMA["headline"], terms.ENGLISH),)
        self.published = (column(SCHEMA["datePublished"], terms.DATE),)
        self.url = (column(SCHEMA["url"], terms.URI),)
        made = (fixed(RDF["type"], kg["Claim"]), fixed(PROV["wasGeneratedBy"], run))
        relation = column(kg["relation"], pattern("relation"))
        evidence = (column(kg["confidence"], terms.DECIMAL), column(PROV["wasDerivedFrom"], pattern("passage")))
        self.claim = (
            pattern("claim"),
            *made,
            relation,
            column(kg["stance"], pattern("stance")),
            *(column(kg[name], terms.INTEGER) for name in ("triggerStart", "triggerEnd")),
            *evidence,
        )
        denied = fixed(kg["stance"], iris.stance["denied"])
        self.denial = (pattern("denial"), *made, column(kg["denies"], pattern("claim")), relation, denied, *evidence)
        self.plover = (column(kg["ploverType"], pattern("plover")),)
        self.inferred = (fixed(kg["inferred"], terms.TRUE),)
        self.holder = column(PROV["wasAttributedTo"], pattern("entity"))
        self.outlet = (column(PROV["wasAttributedTo"]),)
        self.about = column(kg["about"], pattern("event"))
        self.passage = (
            pattern("passage"),
            fixed(RDF["type"], OA["SpecificResource"]),
            column(OA["hasSource"], pattern("article")),
            column(OA["hasSelector"], pattern("position")),
            column(OA["hasSelector"], pattern("quote")),
        )
        self.position = (
            pattern("position"),
            fixed(RDF["type"], OA["TextPositionSelector"]),
            *(column(OA[name], terms.INTEGER) for name in ("start", "end")),
        )
        self.quote = (
            pattern("quote"),
            fixed(RDF["type"], OA["TextQuoteSelector"]),
            *(column(OA[name], terms.TEXT) for name in ("prefix", "exact", "suffix")),
        )
        self.mention = (
            pattern("mention"),
            fixed(RDF["type"], kg["Mention"]),
            column(kg["names"], pattern("entity")),
            column(kg["start"], terms.INTEGER),
            column(kg["words"], terms.TEXT),
        )
        self.via, self.kind, self.sector = ((column(kg[name], terms.TEXT),) for name in ("via", "kind", "sector"))

    def role(self, role: str) -> str:
        """The column of the mentions that fill a role."""
        if role not in self._roles:
            self._roles[role] = column(mention_property(self._iris, role), self._iris.pattern("mention"))
        return self._roles[role]


@lru_cache(1 << 14)  # the same words name the same entities again and again
def _mention_hash(*parts: str | None) -> str:
    return content_hash(*parts, length=6)
