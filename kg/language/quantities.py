"""Finds the quantities of a text: value, bound, unit and the words that name what is counted; no model needed.

Conventions. A number of things has the plural noun of the text as its unit, people have "persons", money its ISO 4217
code. "hundreds" is more than its conventional lower bound of two hundred, "dozens" more than two dozen; a range ("10
to 12") is about its lower end. What only looks like an amount is left out: dates, durations and ages, scores, ordinals,
numbers in names ("Leopard 2", "Group of 20"), small numbers that refer back ("the two sides"), and a bare "one".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.language.dates import find_date_spans
from kg.language.quantity_numbers import bound_after_pattern, number_pattern, plain, qualifier_of, value_of
from kg.language.quantity_traps import bound_is_particle, counts_nothing, refers_back
from kg.language.quantity_units import Unit, find_unit
from kg.types import Qualifier
from kg.vocabulary.quantities import load_quantity_words

_NEARBY = 25
"""Characters on either side of a number in which a word tells that it counts casualties."""


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """An amount in a text; `text == article[start:end]`, from the bound to the head of the noun.

    `unit_text` is the normalised unit, empty where the text names none; `noun_start` and `noun_end` are the offsets of
    the words for what is counted, equal where there are none. The qualifiers are those of `kg.types.Quantity`.
    """

    start: int
    end: int
    text: str
    value: float
    unit_text: str
    qualifier: Qualifier
    noun_start: int
    noun_end: int


def find_quantities(text: str, dates: Sequence[tuple[int, int]] | None = None) -> list[QuantityMention]:
    """The quantities of a text, in text order; no two overlap.

    `dates` are the offsets of its dates and durations, whose numbers count nothing; they are looked for if not given.

    >>> [mention] = find_quantities("It sent more than 5,000 shipping containers by sea.")
    >>> mention.value, mention.unit_text, mention.qualifier, mention.text
    (5000.0, 'containers', '>', 'more than 5,000 shipping containers')
    """
    mentions: list[QuantityMention] = []
    for match in _undated_numbers(text, dates):
        if mentions and match.start() < mentions[-1].end:
            continue
        mention = _read(text, match, mentions[-1] if mentions else None)
        if mention is not None:
            mentions.append(mention)
    return mentions


@cache
def measured_units() -> frozenset[str]:
    """The units of rates and sums: percent, and the codes of currencies."""
    units = load_quantity_words().units
    return frozenset({"percent", *units["currency"].values(), *units["currency_sign"].values()})


def _undated_numbers(text: str, dates: Sequence[tuple[int, int]] | None) -> Iterator[re.Match[str]]:
    """The numbers of a text that are no part of a date or duration."""
    numbers = list(number_pattern().finditer(text))
    if dates is None:
        dates = find_date_spans(text) if numbers else []
    for match in numbers:
        begin, stop = match.span("number")
        if all(end <= begin or stop <= start for start, end in dates):
            yield match


def _read(text: str, match: re.Match[str], previous: QuantityMention | None) -> QuantityMention | None:
    words = load_quantity_words()
    amount_start, amount_end = match.span("amount")
    value, qualifier = value_of(match), qualifier_of(match, particle=bound_is_particle(text, match))
    if match.group("sign"):
        unit = Unit(words.units["currency_sign"][" ".join(match.group("sign").split())], amount_start, amount_end)
    else:
        if counts_nothing(text, match):
            return None
        unit = find_unit(text, match.end(), after_of=match.group("of") is not None)
        if unit.name in words.lists["no_thing"]:
            return None
        if match.group("bound") is None and refers_back(text, match, value, unit):
            return None
    name, noun_start, stop = unit.name, unit.start, unit.end
    if not name:
        known = _unit_from_context(text, match, unit, previous)
        if known is None:
            return None
        name, noun_start, stop = known, amount_end, amount_end
    noun_end = stop
    if after := bound_after_pattern().match(text, stop):
        qualifier, stop = words.bounds["qualifier_after"][plain(after.group("bound"))], after.end()
        if noun_start == noun_end and (noun := find_unit(text, stop)).name:
            name, noun_start, noun_end, stop = noun.name, noun.start, noun.end, noun.end
    start = match.start() if match.group("bound") or match.group("upper") else amount_start
    return QuantityMention(start, stop, text[start:stop], value, name, qualifier, noun_start, noun_end)


def _unit_from_context(text: str, match: re.Match[str], unit: Unit, previous: QuantityMention | None) -> str | None:
    """The unit of a number without a noun; None where nothing shows that it counts at all.

    "42 more" are what was counted before, casualties and plain "thousands" are persons.
    """
    if unit.more and previous is not None:
        return previous.unit_text
    before = re.findall(r"[^\W\d_]+", text[max(0, match.start() - _NEARBY) : match.start()])
    after = re.findall(r"[^\W\d_]+", text[match.end() : match.end() + _NEARBY])
    casualty = load_quantity_words().lists["casualty"]
    if match.group("plural") or any(word.lower() in casualty for word in (*before[-2:], *after[:2])):
        return "persons"
    if bound_after_pattern().match(text, match.end()):
        return ""
    return "" if match.group("bound") else None
