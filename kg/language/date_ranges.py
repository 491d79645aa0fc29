"""Joins drafts of dates with the words around them: parts ("the end of"), ranges ("from A to B"), bounds ("since")."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg import edtf
from kg.language.date_calendar import Partial, complete, join, since, week_of
from kg.language.date_grammar import (
    Bound,
    Context,
    Draft,
    When,
    completing,
    is_kind,
    pattern,
)
from kg.language.date_tokens import Tokens

_PREFIX_TOKENS = 5
"""The longest prefix of a date: "the beginning of the"."""
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("since (?:about|the|at)?", "since"),
    ("from (?:about|the)?", "from"),
    ("(?:starts|part) (?:on|from|in|at)?", "from"),
    ("until (?:about|the)?", "until"),
    ("by (?:about|the)?", "by"),
    ("before (?:about|the)?", "before"),
    ("after (?:about|the)?", "after"),
)


def attach_parts(tokens: Tokens, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Take "early", "mid-", "the end of" and "the week of" into the dates after them."""
    for draft in drafts:
        if draft.kind not in ("point", "interval"):
            yield draft
        elif draft.partial and draft.partial.day and (length := _prefix(tokens, draft, "the? week of")):
            yield replace(draft, first=draft.first - length, kind="interval", partial=None, when=_week(draft.when))
        else:
            length = _prefix(tokens, draft, "the? part of the?|early (?:hyphen|in|on)?")
            yield replace(draft, first=draft.first - length)


def merge_ranges(tokens: Tokens, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Make one interval of "from A to B", "between A and B" and "A-B"; share the year of "January and March 2023"."""
    merged: list[Draft] = []
    for draft in reversed(list(drafts)):
        following = merged[-1] if merged else None
        between = tokens.kinds[draft.stop : following.first] if following else ""
        if following and len(between) <= 3 and (joined := _range(tokens, draft, following, between)):
            merged[-1] = joined
        elif following and pattern("(?:comma|and|or|comma and|to)").fullmatch(between):
            merged.append(_share_year(draft, following))
        else:
            merged.append(draft)
    yield from reversed(merged)


def attach_prefixes(tokens: Tokens, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Mark the dates that bound a stretch; "since" makes a stretch up to publication of the date after it."""
    for draft in drafts:
        if draft.kind not in ("point", "interval"):
            yield draft
            continue
        found = ((bound, length) for text, bound in _BOUNDS if (length := _prefix(tokens, draft, text)))
        bound, length = next(found, (None, 0))
        if bound == "since":
            starts_year = is_kind(tokens, draft.first, "part|the") and _begins(tokens, draft)
            when = _since(draft.when, starts_year=starts_year)
            yield replace(draft, first=draft.first - length, kind="interval", bound=bound, when=when, partial=None)
        elif bound in ("until", "by"):
            yield replace(draft, bound=bound, when=_ahead(draft.when))
        else:
            yield replace(draft, bound=bound)


def _ahead(when: When) -> When:
    """Read a date as lying ahead where no tense is known: "by Friday"."""
    return lambda context: when(replace(context, tense=context.tense or "future"))


def _prefix(tokens: Tokens, draft: Draft, text: str) -> int:
    """How many tokens right before a draft match a pattern."""
    before = tokens.kinds[max(0, draft.first - _PREFIX_TOKENS) : draft.first]
    match = pattern(f"(?:{text})$").search(before)
    return len(match.group()) if match else 0


def _week(when: When) -> When:
    def read(context: Context) -> str | None:
        day = when(context)
        return day and week_of(edtf.first_day(day))

    return read


def _since(when: When, *, starts_year: bool) -> When:
    def read(context: Context) -> str | None:
        start = when(replace(context, tense="past"))  # what has lasted since then began then
        if not start or context.published is None:
            return None
        return since(f"{start}-01" if starts_year and len(start) == 4 else start, context.published)

    return read


def _begins(tokens: Tokens, draft: Draft) -> bool:
    index = draft.first + (1 if is_kind(tokens, draft.first, "the") else 0)
    return is_kind(tokens, index, "part") and tokens.entry(index).value == 1


def _range(tokens: Tokens, begin: Draft, end: Draft, between: str) -> Draft | None:
    if begin.kind not in ("point", "interval") or end.kind not in ("point", "interval"):
        return None
    opened = is_kind(tokens, begin.first - 1, "from|between")
    if is_kind(tokens, begin.first - 1, "between"):
        is_range = pattern("and the?").fullmatch(between)
    elif opened:
        is_range = pattern("(?:to|until|hyphen|dash) the?").fullmatch(between)
    else:
        alike = begin.partial and end.partial and _shape(begin.partial) == _shape(end.partial)
        is_range = pattern("to|until|hyphen|dash").fullmatch(between) if alike else None
    if not is_range:
        return None
    when = _joined(begin, end)
    return Draft(begin.first - 1 if opened else begin.first, end.stop, "interval", when)


def _shape(partial: Partial) -> tuple[bool, bool, bool]:
    return partial.month is None, partial.day is None, partial.weekday is None or partial.month is not None


def _joined(begin: Draft, end: Draft) -> When:
    first, last = begin.partial, end.partial
    if first and last and first.year is None and last.year is not None:
        first = _with_year(first, last)
        begin = replace(begin, partial=first, when=completing(first))
    if not first or not last or (first.year is not None and last.year is not None):
        return _both(begin.when, end.when)

    def read(context: Context) -> str | None:
        if first.year is None and context.tense in (None, "past"):
            stop = end.when(context)
            start = stop and complete(first, edtf.last_day(stop), "past")
        else:
            start = begin.when(context)
            stop = start and complete(last, edtf.first_day(start), "future")
        return join(start, stop) if start and stop else None

    return read


def _both(begin: When, end: When) -> When:
    def read(context: Context) -> str | None:
        first, last = begin(context), end(context)
        return join(first, last) if first and last else None

    return read


def _with_year(first: Partial, last: Partial) -> Partial:
    """Give the first of two dates the year of the second, or the year before if its month comes later."""
    if first.month is None or last.year is None:
        return first
    return replace(first, year=last.year - (first.month > (last.month or 12)))


def _share_year(draft: Draft, following: Draft) -> Draft:
    first, last = draft.partial, following.partial
    if not first or not last or first.year is not None or _shape(first) != _shape(last):
        return draft
    partial = _with_year(first, last)
    return replace(draft, partial=partial, when=completing(partial)) if partial != first else draft
