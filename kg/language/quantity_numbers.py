"""Finds the numbers of a text with their bounds and currency signs ("more than $2.5bn", "hundreds of thousands")."""

import re
from collections.abc import Iterable
from functools import cache

from kg.language.numbers import DIGITS, number_words_pattern, read_number
from kg.types import Qualifier
from kg.vocabulary.quantities import load_quantity_words


@cache
def number_pattern() -> re.Pattern[str]:
    """A pattern of a number; its groups name the parts.

    `bound`, `between`, `amount` (all from an ordinal or currency sign on), `sign`, `number` with either `plural` or
    `lower` and, for a range, `upper`; `article` where "a" or "half a" stands for one, `of` where "of" follows.
    """
    words = load_quantity_words()
    number = rf"(?:{DIGITS}|(?i:{number_words_pattern()}))"
    sign = one_of(words.units["currency_sign"])
    plural = rf"(?i:{one_of(words.values['plural'])})"
    scale = rf"(?i:{one_of(words.values['scale'])})"
    suffix = one_of(words.values["suffix"])
    bound = one_of(words.bounds["qualifier"])
    return re.compile(
        rf"""(?<![\w.,$£€])
        (?:(?P<bound>(?i:{bound}))\s+)?
        (?P<between>(?i:between)\s+)?
        (?P<amount>
          (?:(?i:the\s+)?(?i:first|last|another|further|additional)\s+)?
          (?:(?P<sign>{sign})\s?)?
          (?P<number>
            (?P<plural>{plural}(?:\s+of\s+{plural})?)(?!\w)
          | (?P<lower>{number}|(?P<article>(?i:(?P<half>half\s+)?an?)(?=\s+{scale}\b)))
            (?:(?P<lower_suffix>{suffix})(?!\w))?
            (?:[\s-](?P<lower_scale>{scale})\b)?
            (?:
              (?:(?(between)\s+and\s+|(?:\s+to\s+|\s+or\s+|\s?[-\u2013]\s?)))
              (?:{sign}\s?)?
              (?P<upper>{number})(?![\w-]*[^\W\d_]{{3}}-|\s?(?:st|nd|rd|th)\b|[\d-])
              (?:(?P<suffix>{suffix})(?!\w))?
              (?:[\s-](?P<scale>{scale})\b)?
            )?
          )
        )
        (?P<of>\s+of\b)?""",
        re.VERBOSE,
    )


@cache
def bound_after_pattern() -> re.Pattern[str]:
    """A pattern of a bound that stands after what is counted ("100 tanks or more"), in its group `bound`."""
    return re.compile(rf",?\s*(?P<bound>(?i:{one_of(load_quantity_words().bounds['qualifier_after'])}))(?!\w)")


def value_of(match: re.Match[str]) -> float:
    """The value of a match of `number_pattern`: for a range its lower end, for a plural its conventional lower bound.

    "hundreds of thousands" is two hundred times one thousand, for only the first word is in doubt.
    """
    values = load_quantity_words().values
    if match.group("plural"):
        first, *others = re.findall(r"[a-z]+", match.group("plural").lower())
        value = values["plural"][first]
        for other in others:
            value *= values["plural"].get(other, 2.0) / 2
        return value
    value = 1.0 if match.group("article") else read_number(match.group("lower"))
    if suffix := match.group("lower_suffix") or match.group("suffix"):
        value *= values["suffix"][suffix]
    if scale := match.group("lower_scale") or match.group("scale"):
        value *= values["scale"][scale.lower()]
    return value * 0.5 if match.group("half") else value


def qualifier_of(match: re.Match[str], *, particle: bool = False) -> Qualifier:
    """The bound of a match of `number_pattern`; a range is about its lower end, a plural more than its value.

    `particle` says that what looks like a bound is a word of the verb before it.
    """
    bound = None if particle else match.group("bound")
    qualifier = load_quantity_words().bounds["qualifier"][plain(bound)] if bound else "="
    if match.group("plural") and qualifier != "<":
        return ">"
    return "~" if match.group("upper") and qualifier == "=" else qualifier


def plain(words: str) -> str:
    """Words as the vocabulary writes them: in lower case, with single spaces."""
    return " ".join(words.split()).lower()


def one_of(words: Iterable[str]) -> str:
    """A pattern, in a group of its own, of any of the words or phrases, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"
