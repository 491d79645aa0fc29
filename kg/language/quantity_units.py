"""Finds what a number counts: the unit or the head of the noun phrase to its right, by a scan over plain words."""

import re
from dataclasses import dataclass
from functools import cache

from kg.language.quantity_numbers import one_of
from kg.vocabulary.quantities import load_quantity_words

NOUN_REACH = 7
"""Words after the number among which the head noun is sought: "19 second-hand Dutch F-16 fighter jets"."""
_WORD = re.compile(r"[^\S\n]+(?P<word>[^\W_][\w'\u2019]*(?:[.\u2010\u2011-][\w'\u2019]+)*)")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: its normalised name (empty if none is told) and its offsets.

    `more` says that the number adds to one told before ("42 more").
    """

    name: str
    start: int
    end: int
    more: bool = False


def find_unit(text: str, start: int, *, after_of: bool = False) -> Unit:
    """The unit of the number that ends at `start`; with `after_of` the word "of" stands between them.

    >>> find_unit("10,000 North Korean soldiers to the east", 6).name
    'soldiers'
    """
    if match := _fixed_unit().match(text, start):
        units = load_quantity_words().units
        word = " ".join(match.group("unit").split())
        return Unit(units["unit"].get(word) or units["currency"][word], match.start("unit"), match.end())
    return _head_noun(text, start, after_of=after_of)


def _head_noun(text: str, start: int, *, after_of: bool) -> Unit:
    """The first plural noun after the number, or the one right behind it if it qualifies that ("Guards officers").

    A people's name without an s ("five Chinese") counts only where no other plural noun follows ("fishing boats").
    """
    lists = load_quantity_words().lists
    position, more, in_phrase = start, False, False
    people: Unit | None = None
    for _count in range(NOUN_REACH):
        match = _WORD.match(text, position)
        if match is None:
            break
        word = match.group("word")
        if not in_phrase and word == "more":
            more = True
        elif not in_phrase and (word == "of" or (after_of and word.lower() in lists["definite"])):
            after_of = True
        elif word in lists["stop"] and word not in lists["person"]:
            break  # a capital tells "North Koreans" from "north of"
        elif _is_plural(word):
            following = _WORD.match(text, match.end())
            if word[0].isupper() and following and _is_plural(noun := following.group("word")) and noun[0].islower():
                word, match = noun, following
            if _is_people(word) and not word.endswith("s"):
                people, in_phrase, position = Unit("persons", match.start("word"), match.end(), more), True, match.end()
                continue
            name = "persons" if word.lower() in lists["person"] or _is_people(word) else word
            return Unit(name, match.start("word"), match.end(), more)
        elif word.endswith(("'s", "\u2019s")):
            break
        else:
            in_phrase = True
        position = match.end()
    return people or Unit("", start, start, more)


def _is_plural(word: str) -> bool:
    lists = load_quantity_words().lists
    lower = word.lower()
    if lower in lists["not_plural"] or lower in lists["stop"]:
        return False
    if lower in lists["plural_noun"] or lower in lists["person"] or _is_people(word):
        return True
    return len(word) > 2 and word.endswith("s") and not lower.endswith(("ss", "'s", "\u2019s", "ous", "us"))


def _is_people(word: str) -> bool:
    lists = load_quantity_words().lists
    return word[0].isupper() and (word in lists["person_name"] or word.endswith(tuple(lists["person_ending"])))


@cache
def _fixed_unit() -> re.Pattern[str]:
    units = load_quantity_words().units
    return re.compile(rf"\s*(?P<unit>{one_of((*units['unit'], *units['currency']))})(?!\w)")
