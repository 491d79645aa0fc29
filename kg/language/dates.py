"""Finds the dates of a text and reads them as EDTF against publication, tense and the dates before them.

A small grammar of our own over raw text: no model needed. What cannot be told from the text stays without a date; the
mention is reported all the same. Which date belongs to which event is left to the reader of the sentence.

The conventions are those of the news. A bare weekday is the last one up to publication in the past tense, the next
one from it on otherwise. "since X" runs to publication at the precision of X. Distances are as precise as their unit
(`kg.language.date_calendar`). The date of a dateline is marked, for it is the date of no event.
"""

import datetime
from functools import cache

from kg import edtf
from kg.language.date_absolute import absolute_rules
from kg.language.date_anchors import read_drafts
from kg.language.date_grammar import Draft, Rule, scan
from kg.language.date_mention import DateMention
from kg.language.date_ranges import attach_parts, attach_prefixes, merge_ranges
from kg.language.date_relative import relative_rules
from kg.language.date_tense import TenseAt
from kg.language.date_tokens import Tokens, tokenize
from kg.language.date_weekdays import weekday_rules

__all__ = ["DateMention", "extend", "find_date_spans", "find_dates"]


def find_dates(text: str, published: datetime.date | None, *, tense_at: TenseAt | None = None) -> list[DateMention]:
    """The dates of a text, with durations, frequencies and anniversaries, in text order; no two overlap.

    `tense_at(start, end)` may tell the tense of the clause around a span, as `kg.language.date_tense.tense_from_parse`
    does; where it gives None the words around the date decide.

    >>> [mention] = find_dates("Both ministers met last October.", datetime.date(2024, 1, 14))
    >>> mention.text, mention.edtf
    ('last October', '2023-10')
    """
    tokens = tokenize(text)
    return read_drafts(tokens, _find_drafts(tokens), published, tense_at)


def find_date_spans(text: str) -> list[tuple[int, int]]:
    """The offsets of the same dates, unread.

    >>> find_date_spans("Both ministers met last October.")
    [(19, 31)]
    """
    tokens = tokenize(text)
    return [(tokens.starts[draft.first], tokens.ends[draft.stop - 1]) for draft in _find_drafts(tokens)]


def _find_drafts(tokens: Tokens) -> list[Draft]:
    return list(attach_prefixes(tokens, merge_ranges(tokens, attach_parts(tokens, scan(tokens, _rules())))))


def extend(start: str, days: int) -> str:
    """The interval of so many days that begins on the first day of `start`. Raises ValueError for less than one day.

    >>> extend("2024-01-15", 3)
    '2024-01-15/2024-01-17'
    """
    if days < 1:
        raise ValueError(f"a duration has at least one day, found {days}")
    first = edtf.first_day(start)
    return edtf.interval(first, first + datetime.timedelta(days=days - 1))


@cache
def _rules() -> tuple[Rule, ...]:
    return (*absolute_rules(), *weekday_rules(), *relative_rules())
