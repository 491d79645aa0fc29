"""Finds what a number counts: the unit or the head of the noun phrase to its right, by a scan over plain words."""

import re
from dataclasses import dataclass
from functools import cache

from kg.vocabulary.quantities import load_quantity_words

NOUN_REACH = 7
"""Words after the number among which the head noun is sought: "19 second-hand Dutch F-16 fighter jets"."""
_WORD = re.compile(r"\s+(?P<word>[^\W_][\w'\u2019]*(?:[.\u2010\u2011-][\w'\u2019]+)*)|(?P<end>\s*[^\w\s]|\s*$|\s*\n)")
_POSSESSIVE = re.compile(r"['\u2019]s?$")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: its normalised name (empty if none is told), its offsets, and where the phrase ends.

    `more` says that the number adds to one told before ("42 more").
    """

    name: str
    start: int
    end: int
    stop: int
    more: bool = False


def find_unit(text: str, start: int, *, after_of: bool = False) -> Unit:
    """The unit of the number that ends at `start`; with `after_of` the word "of" stands between them.

    >>> find_unit("10,000 North Korean soldiers to the east", 6).name
    'soldiers'
    """
    if match := _fixed_unit().match(text, start):
        units = load_quantity_words().units
        word = re.sub(r"\s+", " ", match.group("unit"))
        name = units["unit"].get(word) or units["currency"][word]
        return Unit(name, match.start("unit"), match.end(), match.end())
    return _head_noun(text, start, after_of=after_of)


def _head_noun(text: str, start: int, *, after_of: bool) -> Unit:
    lists = load_quantity_words().lists
    position, more, first = start, False, None
    for count in range(NOUN_REACH):
        match = _WORD.match(text, position)
        word = match.group("word") if match else None
        if match is None or word is None:
            break
        lower = word.lower()
        if lower == "more" and first is None:
            more, position = True, match.end()
            continue
        if (count == 0 and lower == "of") or (after_of and first is None and lower in lists["definite"]):
            after_of, position = True, match.end()
            continue
        # a capital tells "North Koreans" from "north of"
        if word in lists["stop"] and word not in lists["person"]:
            break
        first = match.start("word") if first is None else first
        position = match.end()
        if _is_plural(word):
            end = position
            if lower in lists["person"] or _is_people(word):
                return Unit("persons", match.start("word"), end, end, more)
            return Unit(word, match.start("word"), end, end, more)
        if _POSSESSIVE.search(word):
            break
    return Unit("", start, start, start, more)


def _is_plural(word: str) -> bool:
    lists = load_quantity_words().lists
    lower = word.lower()
    if lower in lists["not_plural"]:
        return False
    if lower in lists["plural_noun"] or lower in lists["person"] or _is_people(word):
        return True
    return len(word) > 2 and word.endswith("s") and not lower.endswith(("ss", "'s", "\u2019s", "ous", "us"))


def _is_people(word: str) -> bool:
    lists = load_quantity_words().lists
    if not word[0].isupper():
        return False
    return word in lists["person_name"] or any(word.endswith(ending) for ending in lists["person_ending"])


@cache
def _fixed_unit() -> re.Pattern[str]:
    units = load_quantity_words().units
    words = sorted((*units["unit"], *units["currency"]), key=lambda word: (-len(word), word))
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\s*(?P<unit>{alternatives})(?!\w)")
