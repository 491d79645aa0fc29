"""Finds the quantities of a text: value, bound, unit and the words that name what is counted; no model needed.

Conventions. A number of things has the plural noun of the text as its unit, people have "persons", money its ISO 4217
code. "hundreds" is more than its conventional lower bound of two hundred, "dozens" more than two dozen; a range ("10
to 12") is about its lower end. What only looks like an amount is left out: dates, durations and ages, scores, ordinals,
numbers in names ("Leopard 2", "Group of 20"), small numbers that refer back ("the two sides"), and a bare "one".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.language.dates import find_dates
from kg.language.numbers import DIGITS, number_words_pattern, read_number
from kg.language.quantity_units import Unit, find_unit
from kg.types import Qualifier
from kg.vocabulary.quantities import load_quantity_words

REFERS_BACK = 20
"""Up to this a number after "the" or "its" names things told before ("the two sides")."""
_OPPOSITE_OF_RANGE: Qualifier = "~"
_GIVING_REACH = 3
"""Words before a name among which a verb of giving makes the number after the name an amount ("hand Ukraine 19 ...")."""


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


def find_quantities(text: str) -> list[QuantityMention]:
    """The quantities of a text, in text order; no two overlap.

    >>> [mention] = find_quantities("It sent more than 5,000 shipping containers by sea.")
    >>> mention.value, mention.unit_text, mention.qualifier, mention.text
    (5000.0, 'containers', '>', 'more than 5,000 shipping containers')
    """
    taken = [(date.start, date.end) for date in find_dates(text, None)]
    mentions: list[QuantityMention] = []
    for match in _number().finditer(text):
        start, end = match.span()
        if any(first < match.end("number") and match.start("number") < last for first, last in taken):
            continue
        if mentions and start < mentions[-1].end:
            continue
        mention = _read(text, match, mentions[-1] if mentions else None)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _read(text: str, match: re.Match[str], previous: QuantityMention | None) -> QuantityMention | None:
    words = load_quantity_words()
    number_start, number_end = match.start("amount"), match.end("amount")
    bound = match.group("bound")
    qualifier: Qualifier = words.bounds["qualifier"][_plain(bound)] if bound else "="
    value = _value(match)
    sign, currency = match.group("sign"), words.units["currency_sign"].get(match.group("sign") or "", "")
    if match.group("plural") and qualifier != "<":
        qualifier = ">"
    if match.group("upper"):
        qualifier = _OPPOSITE_OF_RANGE if qualifier == "=" else qualifier
    if currency:
        unit = Unit(currency, number_start, number_end, number_end)
    elif sign is None and _is_name_or_score(text, match):
        return None
    else:
        unit = find_unit(text, match.end(), after_of=bool(match.group("of")))
    if not currency and not bound and _refers_back(text, match, value, unit):
        return None
    name, noun_start, noun_end = unit.name, unit.start, unit.end
    if not name:
        name = _unit_from_context(text, match, unit, previous)
        if name is None:
            return None
        noun_start = noun_end = number_end
    stop = max(unit.stop, number_end)
    if after := _bound_after().match(text, stop):
        qualifier, stop = words.bounds["qualifier_after"][_plain(after.group("bound"))], after.end()
    return QuantityMention(
        match.start(), stop, text[match.start() : stop], value, name, qualifier, noun_start, noun_end
    )


def _value(match: re.Match[str]) -> float:
    values = load_quantity_words().values
    if match.group("plural"):
        parts = [values["plural"].get(part, 1.0) for part in re.findall(r"[a-z]+", match.group("plural").lower())]
        product = 1.0
        for place, part in enumerate(parts):
            # "hundreds of thousands": two hundred times one thousand
            product *= part / 2 if place and part >= 200 else part
        return product
    value = 1.0 if match.group("article") else read_number(match.group("lower"))
    for scale, table in ((match.group("suffix"), "suffix"), (match.group("scale"), "scale")):
        if scale:
            value *= values[table].get(scale, values[table].get(scale.lower(), 1.0))
    return value * 0.5 if match.group("half") else value


def _is_name_or_score(text: str, match: re.Match[str]) -> bool:
    """Whether a number belongs to a name ("Leopard 2", "Five Eyes"), a score ("3-2"), an age or a numbered thing."""
    start, end = match.start("number"), match.end("number")
    if re.match(r"-?[^\W\d_]*\d|[-\u2013/]\w|(?:st|nd|rd|th)\b|['\u2019]?s\b|:\d|[^\W\d_]", text[end : end + 12]):
        return True
    before = text[:start].rstrip()
    if before[-1:] in "-/:#." and before[-1:] and (before[-1:] != "." or len(before) == start):
        return True
    number = match.group("number")
    opens = not before or before[-1] in ".!?\n\u201c\"'" or match.group("bound") is not None
    if number[0].isupper() and not number.isupper() and not opens:
        return True
    if before.endswith(",") and re.match(r"\s*,", text[end:]) and re.search(r"[A-Z][\w-]+,$", before):
        return True  # an age: "Ivan Petrov, 45, said"
    words = load_quantity_words().lists
    last = re.search(r"([^\W\d_][\w.-]*)(?: (of))?\s*$", text[max(0, start - 40) : start])
    if match.group("bound") or last is None:
        return False
    name, of = last.groups()
    if name in words["designator"]:
        return not of or name == "Group"
    if of or not name[0].isupper() or (name.isupper() and len(name) > 5):
        return False
    earlier = re.findall(r"[^\W\d_]+", text[max(0, start - 60) : start])
    return match.start("number") - len(name) - 1 > 0 and not _gives(earlier) and not _opens_sentence(text, start, name)


def _gives(earlier: list[str]) -> bool:
    giving = load_quantity_words().lists["give"]
    return any(word.lower() in giving for word in earlier[-_GIVING_REACH - 1 :])


def _opens_sentence(text: str, start: int, name: str) -> bool:
    before = text[: text.rfind(name, 0, start)].rstrip()
    return not before or before[-1] in ".!?\n:;\u201c\"'"


def _refers_back(text: str, match: re.Match[str], value: float, unit: Unit) -> bool:
    before = re.search(r"([^\W\d_]+)\s+$", text[max(0, match.start() - 20) : match.start()])
    definite = before is not None and before.group(1).lower() in load_quantity_words().lists["definite"]
    if match.group("number").lower() == "one" and not match.group("scale"):
        return True
    return definite and value <= REFERS_BACK and unit.name not in load_quantity_words().units["unit"].values()


def _unit_from_context(text: str, match: re.Match[str], unit: Unit, previous: QuantityMention | None) -> str | None:
    """The unit of a number without a noun: casualties are persons, "42 more" are what was counted before."""
    nearby = re.findall(r"[^\W\d_]+", text[max(0, match.start() - 25) : match.start()])[-2:]
    nearby += re.findall(r"[^\W\d_]+", text[match.end() : match.end() + 25])[:2]
    if unit.more and previous is not None:
        return previous.unit_text
    if any(word.lower() in load_quantity_words().lists["casualty"] for word in nearby):
        return "persons"
    if match.group("plural"):
        return "persons"
    return "" if match.group("bound") else None


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).lower()


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


@cache
def _number() -> re.Pattern[str]:
    words = load_quantity_words()
    number = rf"{DIGITS}|(?i:{number_words_pattern()})"
    return re.compile(
        rf"""(?<![\w.,$£€])
        (?:(?P<bound>(?i:{_alternatives(words.bounds["qualifier"])}))\s+)?
        (?P<between>(?i:between)\s+)?
        (?P<amount>
          (?:(?i:the\s+)?(?i:first|last|another|further|additional)\s+)?
          (?:(?P<sign>{_alternatives(words.units["currency_sign"])})\s?)?
          (?P<number>
            (?P<plural>(?i:(?:{_alternatives(words.values["plural"])})(?:\s+of\s+(?:{_alternatives(words.values["plural"])}))?))(?!\w)
          | (?P<lower>{number}|(?P<article>(?i:(?P<half>half\s+)?an?)(?=\s+(?:{_alternatives(words.values["scale"])})\b)))
            (?:(?(between)\s+and\s+|(?:\s+to\s+|\s+or\s+|\s?[-\u2013]\s?))(?P<upper>{number})(?![\w-]|\s?(?:st|nd|rd|th)\b))?
            (?:(?P<suffix>{_alternatives(words.values["suffix"])})(?!\w))?
            (?:[\s-](?P<scale>(?i:{_alternatives(words.values["scale"])}))\b)?
          )
        )
        (?P<of>\s+of\b)?""",
        re.VERBOSE,
    )


@cache
def _bound_after() -> re.Pattern[str]:
    return re.compile(rf",?\s*(?P<bound>(?i:{_alternatives(load_quantity_words().bounds['qualifier_after'])}))(?!\w)")
