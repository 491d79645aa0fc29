"""The engine of the date grammar: patterns over the kinds of tokens, and the drafts of dates that they give.

A pattern is a regular expression whose letters are kinds: `"the? small of? month comma? year?"` matches "the 3rd of
May, 2023" and its like. Spaces mean nothing; groups are read by name. Where the matches of several rules overlap the
longest wins, then the rule that stands first.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kg.errors import VocabularyError
from kg.language.date_calendar import Partial, Tense, Unit, complete
from kg.language.date_tokens import Tokens, kind_codes
from kg.language.numbers import read_number

DateKind = Literal["point", "interval", "duration", "frequency", "anniversary", "relative_event"]
Bound = Literal["from", "since", "until", "by", "before", "after"]
Relation = Literal["after", "before"]

_NAME = re.compile(r"\?P<\w+>|[a-z_]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against: the publication, the tense around it, and the date before it in the text."""

    published: datetime.date | None
    tense: Tense | None = None
    anchor: str | None = None


When = Callable[[Context], str | None]


def never(_context: Context) -> str | None:
    """The date of an expression that tells none, such as a duration."""
    return None


@dataclass(frozen=True, slots=True)
class Draft:
    """A date found in the tokens from `first` up to `stop`, not yet read against publication and context.

    `when` reads it; `partial` is set where the text gives parts of a plain date, which ranges can share. `amount` and
    `unit` are those of a duration, anniversary or distance; `relation` tells on which side of its `anchor` an event is.
    """

    first: int
    stop: int
    kind: DateKind
    when: When = never
    partial: Partial | None = None
    amount: float | None = None
    unit: Unit | None = None
    relation: Relation | None = None
    anchor: Literal["previous", "following"] | None = None
    bound: Bound | None = None


Match = re.Match[str]
Build = Callable[[Tokens, Match], list[Draft] | None]
Rule = tuple[re.Pattern[str], Build]


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern over kinds. Raises VocabularyError if it names a kind that no word and no token has."""
    codes = kind_codes()

    def code(match: Match) -> str:
        name = match.group()
        if name.startswith("?P"):
            return name
        if name not in codes:
            raise VocabularyError(f"dates.yaml: the grammar needs words of the kind {name!r}, but none has it")
        return codes[name]

    return re.compile(_NAME.sub(code, text).replace(" ", ""))


def scan(tokens: Tokens, rules: Iterable[Rule]) -> Iterator[Draft]:
    """Yield the drafts of all rules that do not overlap, in text order.

    A rule gives None to decline a match, and no drafts to keep its tokens from all other rules.
    """
    found = [
        (match.start() - match.end(), order, match.start(), match.end(), drafts)
        for order, (rule, build) in enumerate(rules)
        for match in rule.finditer(tokens.kinds)
        if (drafts := build(tokens, match)) is not None
    ]
    taken = bytearray(len(tokens.kinds))
    chosen: list[Draft] = []
    for _length, _order, first, stop, drafts in sorted(found, key=lambda row: row[:3]):
        if not any(taken[first:stop]):
            taken[first:stop] = b"\x01" * (stop - first)
            chosen += drafts
    yield from sorted(chosen, key=lambda draft: draft.first)


def is_kind(tokens: Tokens, index: int, kinds: str) -> bool:
    """Whether the token at an index is there and of one of the kinds, given as an alternation ("word|capital")."""
    return 0 <= index < len(tokens.kinds) and pattern(kinds).fullmatch(tokens.kinds[index]) is not None


def has(match: Match, group: str) -> bool:
    """Whether a pattern has such a group and it matched a token."""
    return group in match.re.groupindex and bool(match[group])


def value_of(tokens: Tokens, match: Match, group: str) -> int | None:
    """The number that a group's token stands for (a day, month, weekday, rank), None where the group is empty."""
    if not has(match, group):
        return None
    word = tokens.word(match.start(group))
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else tokens.entry(match.start(group)).value


def steps_of(tokens: Tokens, match: Match, group: str = "which") -> int:
    """How many units from the present one a group's word leads: -1 for "last", 1 for "next", 0 for "this" or none."""
    return value_of(tokens, match, group) or 0


def amount_of(tokens: Tokens, match: Match, group: str = "amount") -> float | None:
    """The number in a group's tokens; an article is one, an empty group none."""
    if not has(match, group):
        return None
    text = tokens.text[tokens.starts[match.start(group)] : tokens.ends[match.end(group) - 1]]
    try:
        return read_number(text)
    except ValueError:
        return 1.0


def unit_of(tokens: Tokens, match: Match, group: str = "unit") -> tuple[float, Unit]:
    """The unit in a group's token, with its multiple ("decade" is ten years)."""
    entry = tokens.entry(match.start(group))
    for unit in get_args(Unit):
        if entry.unit == unit:
            return float(entry.value), unit
    raise VocabularyError(f"dates.yaml: {tokens.word(match.start(group))!r} has the unknown unit {entry.unit!r}")


def partial_draft(match: Match, partial: Partial, *, stop: int | None = None) -> Draft:
    """The draft of a plain date as far as it is given."""
    return Draft(match.start(), stop or match.end(), "point", completing(partial), partial)


def completing(partial: Partial) -> When:
    """Read a partial date against publication and tense."""
    return lambda context: complete(partial, context.published, context.tense)


def from_publication(read: Callable[[datetime.date], str | None]) -> When:
    """Read a date that is counted from publication, and from nothing else."""
    return lambda context: read(context.published) if context.published else None


def from_anchor(read: Callable[[str], str | None]) -> When:
    """Read a date that is counted from the date before it in the text."""
    return lambda context: read(context.anchor) if context.anchor else None
