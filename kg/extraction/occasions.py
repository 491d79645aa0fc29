"""Carries a date over to a sentence that goes on about the same occasion ("He flew in on Monday. He met ...").

In: the claims of a document in text order. Out: the same claims, some with the date of the sentence before. It is
carried where that sentence tells a visit or a meeting on one day, and a pronoun for somebody in it opens the next,
which has no date of its own and speaks of the simple past.
"""

from dataclasses import replace

from kg.extraction.timing import Timing
from kg.language.tokens import Doc, Span
from kg.types import Claim

OCCASIONS = frozenset({"visit", "meet"})
HAPPENED = frozenset({"asserted", "reported"})
OPENING = 3  # tokens in which the pronoun must stand


def carry_dates(doc: Doc, claims: list[Claim], timing: Timing) -> list[Claim]:
    """The claims, those that go on about the occasion of the sentence before dated by it."""
    if not any(claim.type in OCCASIONS and claim.date for claim in claims):
        return claims
    found: list[Claim] = []
    previous: Span | None = None
    occasion: dict[int, str | None] = {}  # sentence start -> the date of the occasion in the sentence before
    for sentence in doc.sents:
        if previous is not None and _goes_on(sentence):
            dates = {claim.date for claim in claims if _is_in(claim, previous) and _is_occasion(claim)}
            occasion[sentence.start] = dates.pop() if len(dates) == 1 else None
        previous = sentence
    for claim in claims:
        span = doc.char_span(*claim.trigger)
        date = occasion.get(span[0].sent.start) if span is not None else None
        if date and span is not None and span[0].tag_ == "VBD" and _is_undated(claim, span[0].sent, timing):
            claim = replace(claim, date=date)  # noqa: PLW2901
        found.append(claim)
    return found


def _goes_on(sentence: Span) -> bool:
    opening = sentence[:OPENING]
    return any(token.tag_ == "PRP" and token.dep_ == "nsubj" and token.head == sentence.root for token in opening)


def _is_in(claim: Claim, sentence: Span) -> bool:
    return sentence.start_char <= claim.trigger[0] < sentence.end_char


def _is_occasion(claim: Claim) -> bool:
    return claim.type in OCCASIONS and claim.factuality in HAPPENED


def _is_undated(claim: Claim, sentence: Span, timing: Timing) -> bool:
    return claim.date is None and claim.factuality in HAPPENED and sentence.start not in timing.dates
