"""Small corpora written down as data: articles and readings made of short rows, without a model."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from kg.language.gazetteer import load_gazetteer
from kg.types import (
    Article,
    Claim,
    Content,
    Denial,
    Entity,
    Factuality,
    Mention,
    Office,
    Quantity,
    Reading,
    content_hash,
)
from kg.vocabulary.fields import slug

type Row = Mapping[str, Any]

FILLER = "Nothing else in this text is like any other: {0} {0}a {0}b {0}c {0}d {0}e {0}f {0}g."


def known(name: str) -> Entity:
    """The entity that a vocabulary knows by this name."""
    entities = load_gazetteer().entities
    readings = load_gazetteer().names.get(name) or load_gazetteer().lower_names[name.lower()]
    return entities[readings[0].entity]


def make_corpus(rows: Sequence[Row], told: Mapping[str, Row]) -> tuple[list[Article], list[Reading], dict[str, str]]:
    """Articles, readings, and the id of each claim by its label.

    A row is an article: `published`, `claims` and perhaps `title` and `mentions` (further entities that it names). A
    claim has a label, `type`, `source`, `target` and whatever else it says. `told` describes the entities that no
    vocabulary knows, by name: kind, country, office.
    """
    articles, readings, labels = [], [], {}
    for number, row in enumerate(rows):
        maker = _Maker(row, f"w{number}", told)
        articles.append(maker.article)
        reading = maker.reading()
        readings.append(reading)
        labels |= {claim_row["label"]: claim.id for claim_row, claim in zip(row["claims"], reading.claims, strict=True)}
    return articles, readings, labels


class _Maker:
    """Makes one article and its reading."""

    def __init__(self, row: Row, word: str, told: Mapping[str, Row]) -> None:
        self._told = told
        self._row = row
        self._entities: dict[str, Entity] = {}
        sentences = [self._sentence(claim) for claim in row["claims"]]
        text = "\n".join([*sentences, row.get("filler", FILLER.format(word))])
        published = row.get("published")
        assert published is None or isinstance(published, datetime.date)
        self.article = Article.make(text, title=row.get("title", word), published=published)
        self._starts = [text.index(sentence) for sentence in sentences]
        self._ends = [start + len(sentence) for start, sentence in zip(self._starts, sentences, strict=True)]

    def reading(self) -> Reading:
        claims = tuple(map(self._claim, self._row["claims"], self._starts, self._ends))
        mentions = [self._mention(name, 0) for name in self._row.get("mentions", ())]
        found = {m for c in claims for fillers in (*c.roles.values(), c.holder) for m in fillers}
        entities = tuple(self._entities[entity] for entity in sorted(self._entities))
        return Reading(self.article.id, tuple(sorted({*found, *mentions}, key=repr)), entities, claims)

    @staticmethod
    def _sentence(row: Row) -> str:
        names = lambda key: " and ".join(row.get(key, ()))  # noqa: E731
        return str(row.get("says") or f"{names('source')} {row['type']} {names('target')} {row['label']}.")

    def _entity(self, name: str) -> Entity:
        row = self._told.get(name)
        if row is None:
            return known(name)
        kind, country = row["kind"], row.get("country")
        offices = tuple(Office(title, known(of).id) for title, of in row.get("offices", ()))
        entity = row.get("id") or f"{kind}-{slug(row.get('name', name))}"
        if kind == "group":
            entity += f"-{(country or content_hash(self.article.text, length=6)).lower()}"
        return Entity(entity, kind, row.get("name", name), (), country, None, offices)

    def _mention(self, name: str, start: int) -> Mention:
        entity = self._entity(name)
        self._entities[entity.id] = entity
        for office in entity.offices:
            body = load_gazetteer().entities.get(office.of)
            if body is not None:
                self._entities.setdefault(body.id, body)
        return Mention(start, start + len(name), entity.name, entity.kind, entity.id)

    def _claim(self, row: Row, start: int, end: int) -> Claim:
        def mentions(key: str) -> tuple[Mention, ...]:
            return tuple(self._mention(name, start) for name in row.get(key, ()))

        factuality: Factuality = row.get("factuality", "asserted")
        quantity = row.get("quantity")
        roles = {role: mentions(role) for role in ("source", "target", "place", "instrument") if role in row}
        return Claim(
            id=content_hash(self.article.id, row["label"]),
            article=self.article.id,
            type=row["type"],
            roles=roles,
            factuality=factuality,
            start=start,
            end=end,
            trigger=(start, start + 3),
            holder=mentions("holder"),
            denials=tuple(Denial((self._mention(name, start),), start, end) for name in row.get("denied_by", ())),
            date=row.get("date"),
            quantity=Quantity(float(quantity[0]), quantity[1]) if quantity else None,
            about=row.get("about"),
        )


def event_labels(content: Content, labels: Mapping[str, str]) -> set[frozenset[str]]:
    """The events of a content as sets of labels of claims."""
    names = {claim: label for label, claim in labels.items()}
    return {frozenset(names[claim] for claim in event.claims) for event in content.events}
