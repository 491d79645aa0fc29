"""The page's data: what the graph holds, as rows of numbers and strings that refer to each other by position.

Content goes in, a mapping for JSON comes out. Rows instead of objects and one table of sentences keep a page of 1,500
events near half a megabyte; `static/data.js` gives the rows their names back.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import get_args

from kg.edtf import is_valid
from kg.page.palette import KIND_LABELS, KIND_SHAPES, OTHER_CLASS, RELATION_CLASSES, STANDINGS, STATUS_LABELS
from kg.page.palette import relation_class as class_of
from kg.page.text import clean, safe_url, safe_wikidata, shorten, utf16_offset
from kg.types import Article, Claim, Content, Entity, Event, Factuality, Mention
from kg.vocabulary.relations import RelationType

LONGEST_SENTENCE = 1200  # a longer "sentence" is a list or a table; it is cut around the words that name the act
CLASSES = (*RELATION_CLASSES, OTHER_CLASS)
MOST_ALIASES = 12  # as many as a card has room for, and as a search by name needs
MAIN_ROLES = ("source", "target")
FACTUALITIES = get_args(Factuality)

type Row = list[object]


class _Table:
    """Distinct values in the order in which they first came, and the position of each."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self._positions: dict[str, int] = {}

    def position(self, value: str) -> int:
        if value not in self._positions:
            self._positions[value] = len(self.rows)
            self.rows.append(value)
        return self._positions[value]


def make_records(
    content: Content, relations: Mapping[str, RelationType], *, evidence: bool = True
) -> dict[str, object]:
    """The rows of a graph's page; without `evidence`, no claims and sentences, for graphs too large to hold them."""
    entities = {entity.id: position for position, entity in enumerate(content.entities)}
    types = sorted({event.type for event in content.events})
    outlets, sentences = _Table(), _Table()
    articles = {article.id: position for position, article in enumerate(content.articles)}
    claims = {claim.id: position for position, claim in enumerate(content.claims)}
    article_rows = [_article_row(article, outlets) for article in content.articles]
    by_id = {article.id: article for article in content.articles}
    claim_rows: list[Row] = []
    if evidence:
        claim_rows = [
            _claim_row(claim, by_id[claim.article], articles[claim.article], entities, sentences)
            for claim in content.claims
        ]
    outlets_of = {claim.id: outlets.position(_outlet(by_id[claim.article])) for claim in content.claims}
    return {
        "classes": [[c.name, c.label, c.glyph, c.light, c.dark] for c in CLASSES],
        "statuses": [[name, label, STANDINGS[name]] for name, label in STATUS_LABELS.items()],
        "kinds": [[name, label, KIND_SHAPES[name]] for name, label in KIND_LABELS.items()],
        "factualities": list(FACTUALITIES),
        "types": [_type_row(name, relations.get(name)) for name in types],
        "outlets": outlets.rows,
        "articles": article_rows if evidence else [],
        "entities": [_entity_row(entity, entities) for entity in content.entities],
        "events": [
            _event_row(
                event,
                types.index(event.type),
                entities,
                [claims[claim] for claim in event.claims] if evidence else [],
                # With the claims at hand the page finds the outlets itself.
                [] if evidence else sorted({outlets_of[claim] for claim in event.claims}),
            )
            for event in content.events
        ],
        "claims": claim_rows,
        "sentences": sentences.rows,
    }


def _type_row(name: str, relation: RelationType | None) -> Row:
    if relation is None:
        label = name.replace("_", " ").capitalize()
        return [name, label, CLASSES.index(OTHER_CLASS), 0, 0, name.replace("_", " "), ""]
    return [
        name,
        relation.label,
        CLASSES.index(class_of(relation.family)),
        relation.intensity,
        int(relation.symmetric),
        relation.past,
        " ".join(relation.definition.split()),
    ]


def _article_row(article: Article, outlets: _Table) -> Row:
    return [
        shorten(article.title),
        outlets.position(_outlet(article)),
        article.published.isoformat() if article.published else "",
        safe_url(article.url),
    ]


def _outlet(article: Article) -> str:
    return shorten(article.source or "") or "unnamed source"


def _entity_row(entity: Entity, entities: Mapping[str, int]) -> Row:
    offices = [
        [shorten(office.title), entities.get(office.of, shorten(office.of)), _date(office.start), _date(office.end)]
        for office in entity.offices
    ]
    return [
        entity.id,
        shorten(entity.name) or shorten(entity.id) or "(no name)",
        list(KIND_LABELS).index(entity.kind),
        entity.country or "",
        safe_wikidata(entity.wikidata),
        _aliases(entity),
        offices,
    ]


def _aliases(entity: Entity) -> list[str]:
    """The first few other names; spellings that differ in case only are one."""
    distinct = {name.casefold(): name for name in reversed([*map(shorten, entity.aliases), shorten(entity.name)])}
    distinct.pop(shorten(entity.name).casefold())
    return list(reversed(distinct.values()))[:MOST_ALIASES]


def _event_row(event: Event, type_: int, entities: Mapping[str, int], claims: list[int], outlets: list[int]) -> Row:
    quantity = event.quantity
    others = [
        [role, _positions(fillers, entities)] for role, fillers in sorted(event.roles.items()) if role not in MAIN_ROLES
    ]
    row: Row = [
        event.id,
        type_,
        list(STATUS_LABELS).index(event.status),
        _positions(event.roles.get("source", ()), entities),
        _positions(event.roles.get("target", ()), entities),
        _date(event.date),
        event.sources,
        claims,
        [quantity.qualifier, quantity.value, shorten(quantity.unit), shorten(quantity.text)] if quantity else 0,
        shorten(event.about or ""),
        _positions(event.holders, entities),
        _positions(event.deniers, entities),
        others,
        outlets,
    ]
    return _trim(row)


def _date(edtf: str | None) -> str:
    return edtf if edtf and is_valid(edtf) else ""


def _trim(row: Row) -> Row:
    """The row without the empty values at its end."""
    while row and row[-1] in (0, "", []):
        row.pop()
    return row


def _positions(ids: Iterable[str], entities: Mapping[str, int]) -> list[int]:
    return [entities[id_] for id_ in dict.fromkeys(ids) if id_ in entities]


def _claim_row(claim: Claim, article: Article, position: int, entities: Mapping[str, int], sentences: _Table) -> Row:
    start, end = _window(claim.start, claim.end, claim.trigger[0])
    marks = sorted(_marks(claim, article.text, start, end))
    denials = []
    for denial in claim.denials:
        first, last = _window(denial.start, denial.end, denial.start)
        denials.append([_holders(denial.holder, entities), sentences.position(clean(article.text[first:last]).strip())])
    text = article.text[start:end]
    indent = len(text) - len(text.lstrip())
    shift = utf16_offset(text, indent)
    flat = list(chain.from_iterable((max(0, first - shift), last - shift, what) for first, last, what in marks))
    row: Row = [
        position,
        sentences.position(clean(text).strip()),
        FACTUALITIES.index(claim.factuality),
        flat,
        _holders(claim.holder, entities),
        denials,
        int(claim.inferred),
    ]
    return _trim(row)


def _holders(mentions: Iterable[Mention], entities: Mapping[str, int]) -> list[int]:
    return _positions((mention.entity for mention in mentions), entities)


def _window(start: int, end: int, centre: int) -> tuple[int, int]:
    if end - start <= LONGEST_SENTENCE:
        return start, end
    first = min(max(start, centre - LONGEST_SENTENCE // 2), end - LONGEST_SENTENCE)
    return first, first + LONGEST_SENTENCE


def _marks(claim: Claim, text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Spans to mark within the sentence, in UTF-16 units: 1 for the words that name the act, 0 for who takes part."""
    spans = {(claim.trigger[0], claim.trigger[1], 1)}
    spans |= {(m.start, m.end, 0) for fillers in claim.roles.values() for m in fillers}
    done = start
    sentence = text[start:end]
    for first, last, what in sorted(spans, key=lambda span: (span[0], -span[1])):
        if done <= first < last <= end:  # spans elsewhere (a pronoun's antecedent) and inside others are left out
            yield utf16_offset(sentence, first - start), utf16_offset(sentence, last - start), what
            done = last
