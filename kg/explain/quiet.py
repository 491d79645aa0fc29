"""What else a word could have told: for a claim's trigger the types that lost, for any other why it tells nothing.

In: a `Reader` that has read a document, and the triggers. Out: alternatives, one a type, the nearest miss first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.explain.candidates import Attempt, try_triggers
from kg.explain.causes import words_at
from kg.explain.explanation import Alternative, QuietWord
from kg.explain.slots import quote
from kg.extraction.claims import Reader
from kg.extraction.denials import find_denials
from kg.extraction.frames import Frame
from kg.extraction.triggers import TriggerIndex
from kg.language.tokens import Token
from kg.types import Claim

AUXILIARIES = ("aux", "auxpass")
DENIAL = "deny"  # the relation type of a denial that stands apart


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the words of one document that could tell an act."""

    reader: Reader
    index: TriggerIndex
    frames: dict[int, Frame]
    claimed: dict[int, Claim]
    denying: frozenset[int]  # verbs that deny what stands elsewhere

    @classmethod
    def of(cls, reader: Reader, index: TriggerIndex) -> "Outcomes":
        """The outcomes of a document that has been read."""
        frames = {frame.token.i: frame for frame in reader.frames}
        claimed = {find_frame(claim, reader).token.i: claim for claim in reader.claims if not claim.inferred}
        denying = frozenset(verb.i for verb, _, _ in find_denials(reader.doc, reader.grammar))
        return cls(reader, index, frames, claimed, denying)

    def alternatives(self, token: Token) -> tuple[Alternative, ...]:
        """The types that the word could have told but does not, each once with its nearest miss."""
        attempts = list(try_triggers(token, self.index, self.reader.arguments))
        frame = self.frames.get(token.i)
        told = frame.relation.name if frame is not None and token.i in self.claimed else None
        nearest: dict[str, Attempt] = {}
        for attempt in attempts:
            name = attempt.trigger.relation
            if name != told and (name not in nearest or _nearness(attempt) > _nearness(nearest[name])):
                nearest[name] = attempt
        ranked = sorted(nearest.values(), key=_nearness, reverse=True)
        attached = self._denied_by(token)
        if attached is not None:
            reason = f"denies what {quote(self._trigger(attached))} tells, and is attached to it"
            others = [attempt for attempt in ranked if attempt.trigger.relation != DENIAL]
            return (Alternative(DENIAL, reason, fits=True), *(self._alternative(token, a, attempts) for a in others))
        return tuple(self._alternative(token, a, attempts) for a in ranked)

    def quiet_words(self, tokens: Iterable[Token]) -> Iterator[QuietWord]:
        """The words among the tokens that could tell an act and made no claim."""
        for token in tokens:
            if token.i in self.claimed or token.i in self.reader.skip or token.dep_ in AUXILIARIES:
                continue
            alternatives = self.alternatives(token)
            if alternatives:
                yield QuietWord(words_at(token), alternatives)

    def _alternative(self, token: Token, attempt: Attempt, attempts: list[Attempt]) -> Alternative:
        if attempt.frame is None:
            return Alternative(attempt.trigger.relation, attempt.reason)
        return Alternative(attempt.trigger.relation, self._fate(token, attempt, attempts), fits=True)

    def _denied_by(self, token: Token) -> Claim | None:
        """The claim that a verb denies, where its denial has been attached to one."""
        if token.i not in self.denying:
            return None
        start = token.sent.start_char
        return next((c for c in self.reader.claims for denial in c.denials if denial.start == start), None)

    def _trigger(self, claim: Claim) -> str:
        return self.reader.doc.text[slice(*claim.trigger)]

    def _fate(self, token: Token, attempt: Attempt, attempts: list[Attempt]) -> str:
        """Why a trigger that fits by itself made no claim in its text."""
        frame = self.frames.get(token.i)
        if frame is not None and frame.relation.name != attempt.trigger.relation:
            return f"fits, but {frame.relation.label} fits more of the words"
        if frame is not None:
            return self._fate_of_frame(frame)
        best = max((a for a in attempts if a.frame is not None), key=lambda a: a.frame.score if a.frame else 0.0)
        if best.trigger.silent:
            return f"its words have another sense here: {best.trigger.relation} without an act"
        taker = self._taker(token)
        if taker is not None:
            return f"is part of {quote(taker.token.text)} ({taker.relation.label})"
        subjects = [t for t in self.reader.grammar.slot(token, "subj") if t.i in self.frames]
        if subjects:
            return f"its subject {quote(subjects[0].text)} is the act already"
        return "fits, but stands within another act"

    def _fate_of_frame(self, frame: Frame) -> str:
        """Why an act that was found made no claim of its own."""
        if frame.token.i in self.reader.left_out:
            return f"left out: {self.reader.left_out[frame.token.i]}"
        if self.reader.stances[frame.token.i].open:
            return "only considered: nothing is said to have been done or decided"
        twins = [
            claim
            for i, claim in self.claimed.items()
            if claim.type == frame.relation.name and self.reader.doc[i].sent == frame.token.sent
        ]
        if twins:
            return f"the sentence tells it already, with {quote(self._trigger(twins[0]))}"
        return "told by another claim of the sentence"

    def _taker(self, token: Token) -> Frame | None:
        """The act that takes a word as part of its own expression ("imposed" of "imposed sanctions")."""
        return next(
            (
                frame
                for frame in self.frames.values()
                if any(token in self.reader.grammar.slot(frame.token, slot) for slot in frame.trigger.when)
            ),
            None,
        )


def find_frame(claim: Claim, reader: Reader) -> Frame:
    """The frame that a claim was made of."""
    start, end = claim.trigger
    return next(frame for frame in reader.frames if start <= frame.token.idx < end)


def _nearness(attempt: Attempt) -> tuple[bool, int]:
    return attempt.frame is not None, attempt.met
