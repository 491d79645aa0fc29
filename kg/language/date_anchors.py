"""Reads drafts of dates against publication, tense and each other: what "two days later" counts from."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg import edtf
from kg.language.date_calendar import complete, shift
from kg.language.date_grammar import Context, Draft, is_kind, never, pattern
from kg.language.date_mention import DateMention
from kg.language.date_tense import TenseAt, tense_near
from kg.language.date_tokens import Tokens

ANCHOR_REACH = 3
"""How many sentences back the date may stand from which "two days later" is counted."""
_YEARS_TO_HISTORY, _YEARS_OF_HISTORY = 2, 2
"""A text tells a history if its newest year is so long before publication, and it names so many years, or a month."""
_DAYS_TO_PRINT = 31
"""So many days after its dateline a text may appear for its "Friday" to be counted from the dateline."""
_LEAD_IN = 2
"""Tokens that may stand between the start of a sentence and its opening "a day after" ("But just a day after")."""
_PLACE = re.compile(r"[^\W\d_]{2,}[\w .,'/\u2019-]{0,60}[,.] ?")
_DASH = re.compile(r"\.?(?:,? ?\d{4})?\s*(?:\([^()\n]{2,40}\))?\s*(?:-{1,2}|[\u2013\u2014:])(?=\s|$)")
_AGENCY = re.compile(r"\.?(?:,? ?\d{4})?\s*\([A-Z][\w ./-]{1,30}\)")


def read_drafts(
    tokens: Tokens, drafts: Sequence[Draft], published: datetime.date | None, tense_at: TenseAt | None
) -> list[DateMention]:
    """Read the drafts of a text, in text order: first those that look back, then those that look to both sides."""
    breaks = [match.end() for match in pattern("(?:end|newline)(?:end|newline)*").finditer(tokens.kinds)]
    places = [bisect_right(breaks, draft.first) for draft in drafts]
    published = _written_on(tokens, drafts, published)
    history = _is_history(tokens, drafts, published)
    mentions: list[DateMention] = []
    for index, draft in enumerate(drafts):
        start, end = _span(tokens, draft)
        date = None
        if not _looks_around(draft):
            look_ahead = draft.bound not in ("until", "by")
            tense = (tense_at(start, end) if tense_at else None) or tense_near(
                tokens.text, start, end, look_ahead=look_ahead
            )
            anchor = _date_before(mentions, places, index) if draft.anchor else None
            date = draft.when(Context(published, tense, anchor))
            if history and _lacks_year(tokens, draft):
                date = _month_after(draft, mentions)
        mentions.append(_mention(tokens, draft, date))
    for index, draft in enumerate(drafts):
        if not _looks_around(draft):
            continue
        sentence = [at for at in range(len(drafts)) if places[at] == places[index] and at != index]
        if draft.kind == "anniversary":
            anchor = _nearest((mentions[at] for at in sentence), mentions[index])
            mentions[index] = replace(mentions[index], edtf=draft.when(Context(published, None, anchor)))
        else:
            opens = draft.first - (breaks[places[index] - 1] if places[index] else 0) <= _LEAD_IN
            dates = [mentions[at] for at in sentence if _is_anchor(mentions[at])]
            mentions[index] = _read_event(draft, mentions[index], tokens.text, dates, opens=opens)
        if mentions[index].edtf is None and draft.kind == "relative_event":
            mentions[index] = _read_definite_event(tokens, draft, mentions, places, index)
    return mentions


def _written_on(tokens: Tokens, drafts: Sequence[Draft], published: datetime.date | None) -> datetime.date | None:
    """The day that a dateline gives, where an outlet has published the text within a month of it, else that of that."""
    if published is None:
        return None
    for draft in drafts:
        if draft.partial and draft.partial.day and _is_dateline(tokens.text, *_span(tokens, draft)):
            date = draft.when(Context(published, "past", None))
            if date and 0 <= (published - edtf.first_day(date)).days <= _DAYS_TO_PRINT:
                return edtf.first_day(date)
    return published


def _span(tokens: Tokens, draft: Draft) -> tuple[int, int]:
    return tokens.starts[draft.first], tokens.ends[draft.stop - 1]


def _is_history(tokens: Tokens, drafts: Sequence[Draft], published: datetime.date | None) -> bool:
    """Whether a text dates what it tells to years long past, and nothing to the days around its publication."""
    dated = [draft.partial for draft in drafts if draft.partial and draft.partial.year]
    if len(dated) < _YEARS_OF_HISTORY and not any(partial.month for partial in dated):
        return False
    limit = published.year - _YEARS_TO_HISTORY if published else datetime.MAXYEAR
    told = (draft for draft in drafts if draft.kind in ("point", "interval") and not _lacks_year(tokens, draft))
    dates = (draft.when(Context(published, "past", None)) for draft in told)
    return all(date is None or edtf.last_day(date).year <= limit for date in dates)


def _lacks_year(tokens: Tokens, draft: Draft) -> bool:
    """Whether a draft tells a month, and neither a year nor which ("8 May this year")."""
    if draft.partial is None or draft.partial.year is not None or draft.partial.month is None:
        return False
    return not any(is_kind(tokens, index, "year_unit") for index in range(draft.first, draft.stop))


def _month_after(draft: Draft, mentions: Sequence[DateMention]) -> str | None:
    """The first such month or day from the date before on: "By March 1994 ... In May" is May 1994."""
    before = next((mention.edtf for mention in reversed(mentions) if _is_anchor(mention)), None)
    if before is None or draft.partial is None:
        return None
    start = edtf.first_day(before).replace(day=1)
    partials = (replace(draft.partial, year=start.year + years) for years in (0, 1))
    dates = (complete(partial, None, None) for partial in partials)
    return next((date for date in dates if date and edtf.first_day(date) >= start), None)


def _looks_around(draft: Draft) -> bool:
    return draft.anchor == "following" or draft.kind == "anniversary"


def _is_anchor(mention: DateMention) -> bool:
    return mention.edtf is not None and not mention.dateline and mention.kind in ("point", "interval", "relative_event")


def _date_before(mentions: Sequence[DateMention], places: Sequence[int], index: int) -> str | None:
    for at in range(index - 1, -1, -1):
        if places[index] - places[at] > ANCHOR_REACH:
            return None
        if _is_anchor(mentions[at]):
            return mentions[at].edtf
    return None


def _nearest(mentions: Iterable[DateMention], centre: DateMention) -> str | None:
    """The date nearest to a mention, the earlier one of two as near."""
    dates = [mention for mention in mentions if _is_anchor(mention)]
    return min(dates, key=lambda mention: abs(mention.start - centre.start)).edtf if dates else None


def _read_event(
    draft: Draft, mention: DateMention, text: str, dates: Sequence[DateMention], *, opens: bool
) -> DateMention:
    """Read "N days after X" from the dates of its sentence; `opens` says that the sentence begins with it.

    "A day after X, Y on Wednesday" and "Y on Wednesday, a day after X" date X; "Y came a day after X on Wednesday"
    dates Y.
    """
    earlier = [date for date in dates if date.start < mention.start]
    later = [date for date in dates if date.start > mention.start]
    of_anchor = False
    if later and opens:
        of_anchor = ", " in text[mention.end : later[0].start]
    elif earlier:
        of_anchor = not later or text[: mention.start].rstrip().endswith(",")
    if not later and not of_anchor:
        return mention
    anchor = earlier[-1] if of_anchor and not opens else later[0] if later else earlier[-1]
    date = _opposite(draft, anchor.edtf) if of_anchor else draft.when(Context(None, None, anchor.edtf))
    side = "previous" if anchor.start < mention.start else "following"
    return replace(mention, edtf=date, of_anchor=of_anchor, anchor=side)


def _opposite(draft: Draft, anchor: str | None) -> str | None:
    """The date of X, given that of what came so long after (or before) it."""
    if anchor is None or draft.when is never:
        return None
    if draft.amount is not None and draft.unit is not None:
        return shift(anchor, -draft.amount, draft.unit)
    return shift(anchor, 0, "day") if draft.unit in ("minute", "hour") else None


def _read_definite_event(
    tokens: Tokens, draft: Draft, mentions: Sequence[DateMention], places: Sequence[int], index: int
) -> DateMention:
    """Read "a day after the launch" from the sentence before, which told of the launch and its date."""
    mention = mentions[index]
    earlier = [at for at in range(index) if places[at] == places[index] - 1 and _is_anchor(mentions[at])]
    if not earlier or not is_kind(tokens, draft.stop, "the|that|this"):
        return mention
    return replace(mention, edtf=draft.when(Context(None, None, mentions[earlier[-1]].edtf)), anchor="previous")


def _mention(tokens: Tokens, draft: Draft, date: str | None) -> DateMention:
    start, end = _span(tokens, draft)
    return DateMention(
        start,
        end,
        tokens.text[start:end],
        date,
        draft.kind,
        amount=draft.amount,
        unit=draft.unit,
        anchor=draft.anchor,
        relation=draft.relation,
        bound=draft.bound,
        dateline=draft.partial is not None and draft.partial.day is not None and _is_dateline(tokens.text, start, end),
    )


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date stands in a dateline: "KYIV, Aug 14 -", "Moscow, March 16 (TASS) --"."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    agency = _AGENCY.match(text, end)
    if not before.strip():
        return agency is not None and _DASH.match(text, end) is not None
    if not _PLACE.fullmatch(before.lstrip()):
        return False
    in_capitals = before.split()[0].strip(",.").isupper()
    return (agency is not None and (in_capitals or _DASH.match(text, end) is not None)) or (
        in_capitals and _DASH.match(text, end) is not None
    )
