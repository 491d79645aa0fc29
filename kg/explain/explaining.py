"""Explains how a text is read: who is mentioned, what is claimed and why, which words tell nothing and why not.

In: a text and its date of publication. Out: an `Explanation`. It reads with the same reader as a build, and asks what
each step found; it decides nothing itself.
"""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.explain.causes import (
    explain_factuality,
    explain_holder,
    explain_lender,
    find_conditions,
    find_date_words,
    find_slot,
)
from kg.explain.explanation import (
    DenialFound,
    DeniedClaim,
    ExplainedClaim,
    ExplainedSentence,
    Explanation,
    Filler,
    NamedActor,
    Words,
)
from kg.explain.quiet import Outcomes, find_frame
from kg.extraction.claims import Reader
from kg.extraction.frames import Frame
from kg.extraction.reader import default_reader
from kg.extraction.triggers import TriggerIndex
from kg.language.layout import blank_unread, find_unread
from kg.language.pipeline import describe_model
from kg.language.tokens import Span
from kg.types import Article, Claim, Entity, Mention
from kg.vocabulary.relations import load_relations


def explain(
    text: str, published: datetime.date | None = None, model: str | None = None, *, relations: Iterable[Path] = ()
) -> Explanation:
    """The reading of a text, with the reason for each part of it.

    `published` is the date that "last week" counts from, `model` the name or path of a spaCy pipeline (the bundled one
    where none is named), `relations` a user's own files of relation types. Raises ModelError and VocabularyError as
    their loaders do.
    """
    files = tuple(relations)
    articles = default_reader(model, files)
    article = Article.make(text, published=published)
    reader = articles.analyse(articles.nlp(blank_unread(text)), article)
    named = str(describe_model(articles.nlp))
    return explain_reading(reader, TriggerIndex(load_relations(*files)), named)


def explain_reading(reader: Reader, index: TriggerIndex, model: str = "") -> Explanation:
    """The explanation of an article that has been read."""
    explainer = _Explainer(reader, index)
    return Explanation(explainer.text, reader.published, model, tuple(explainer.sentences()))


class _Explainer:
    """Explains one document; holds what all its sentences share."""

    def __init__(self, reader: Reader, index: TriggerIndex) -> None:
        reading = reader.reading()
        self.reader = reader
        self.index = index
        self.text = text = reader.article.text
        self.mentions = reading.mentions
        self.entities: dict[str, Entity] = {entity.id: entity for entity in reading.entities}
        self.outcomes = Outcomes.of(reader, index)
        self.unread = [self._words(start, end) for start, end in find_unread(text)]

    def sentences(self) -> Iterator[ExplainedSentence]:
        """Each sentence that holds more than blanks, explained."""
        for span in self.reader.doc.sents:
            start, end = self._trim(span)
            if start >= end:
                continue
            claims = [claim for claim in self.reader.claims if start <= claim.trigger[0] < end]
            claims.sort(key=lambda claim: claim.inferred)  # what follows comes after what it follows from
            yield ExplainedSentence(
                words=self._words(start, end),
                actors=tuple(self._actor(mention) for mention in self.mentions if start <= mention.start < end),
                claims=tuple(self._claim(claim) for claim in claims),
                quiet=tuple(self.outcomes.quiet_words(span)),
                denies=tuple(self._denied(start, end)),
                unread=tuple(words for words in self.unread if start <= words.start < end),
            )

    def _denied(self, start: int, end: int) -> Iterator[DeniedClaim]:
        for claim in self.reader.claims:
            if any(start <= denial.start < end or denial.start < start < denial.end for denial in claim.denials):
                label = self.index.relations[claim.type].label
                yield DeniedClaim(claim.id, label, self._words(*claim.trigger))

    def _trim(self, span: Span) -> tuple[int, int]:
        """The offsets of a sentence in the text as published, without blanks around it."""
        start, end = span.start_char, span.end_char
        text = self.text[start:end]
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())

    def _words(self, start: int, end: int) -> Words:
        return Words(start, end, self.text[start:end])

    def _actor(self, mention: Mention) -> NamedActor:
        entity = self.entities.get(mention.entity) or self.reader.actors.entities[mention.entity]
        words = Words(mention.start, mention.end, mention.text)
        acting = self.reader.actors.actor(mention).entity
        stands_for = self.reader.actors.entities[acting].name if acting != mention.entity else ""
        return NamedActor(
            words, mention.kind, mention.entity, entity.name, mention.via, mention.sector, entity.country, stands_for
        )

    # ------------------------------------------------------------------ claims

    def _claim(self, claim: Claim) -> ExplainedClaim:
        reader = self.reader
        frame = find_frame(claim, reader)
        stance = reader.stances[frame.token.i]
        relation = self.index.relations[claim.type]
        date_words = find_date_words(claim.date, frame.token, reader.timing, reader.doc)
        return ExplainedClaim(
            id=claim.id,
            type=claim.type,
            label=relation.label,
            symmetric=relation.symmetric,
            trigger=self._words(*claim.trigger),
            pattern=frame.trigger.pos,
            conditions=() if claim.inferred else find_conditions(frame, reader.arguments),
            roles={
                role: tuple(self._filler(mention, role, claim, frame) for mention in fillers)
                for role, fillers in claim.roles.items()
            },
            factuality=claim.factuality,
            factuality_why=explain_factuality(claim, stance, frame.token, date_words, reader.published),
            holder=tuple(self._actor(mention) for mention in claim.holder),
            holder_why=explain_holder(stance, reader.grammar),
            denials=tuple(
                DenialFound(
                    tuple(self._actor(mention) for mention in denial.holder), self._words(denial.start, denial.end)
                )
                for denial in claim.denials
            ),
            date=claim.date,
            date_words=date_words,
            quantity=claim.quantity.text if claim.quantity else "",
            about=claim.about or "",
            confidence=claim.confidence,
            follows_from=frame.relation.name if claim.inferred else None,
            lent_by=None if claim.inferred else explain_lender(frame),
            alternatives=() if claim.inferred else self.outcomes.alternatives(frame.token),
        )

    def _filler(self, mention: Mention, role: str, claim: Claim, frame: Frame) -> Filler:
        actor = self._actor(mention)
        if claim.inferred or role not in ("source", "target"):
            return Filler(actor)
        found = frame.source if role == "source" else frame.target
        # a claim names the actor that a pronoun stands for; the frame still has the pronoun
        standing = next((other for other in found if other.entity == mention.entity), mention)
        slot, token = find_slot(standing, role, frame, self.reader.arguments)
        within = token is None or standing.start <= token.idx < standing.end
        return Filler(
            actor,
            slot,
            "" if within or token is None else token.text,
            standing.text if standing.via == "pronoun" and standing != mention else "",
        )
