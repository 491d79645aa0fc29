"""Grammar of weekdays and weekends, whose date is that of publication, tense and words such as "last" together."""

from collections.abc import Callable

from kg import edtf
from kg.language.date_calendar import Partial, nearest_weekday, shift, week_of, weekend_of
from kg.language.date_grammar import (
    Context,
    Draft,
    Match,
    Rule,
    from_publication,
    has,
    is_kind,
    partial_draft,
    pattern,
    steps_of,
    value_of,
)
from kg.language.date_tokens import Tokens


def _weekday(tokens: Tokens, match: Match) -> list[Draft]:
    return [partial_draft(match, Partial(weekday=value_of(tokens, match, "weekday")))]


def _relative_weekday(tokens: Tokens, match: Match) -> list[Draft]:
    """ "last Friday" is before the day of publication, "next Friday" after it, "this Friday" in either direction."""
    weekday, step = value_of(tokens, match, "weekday") or 0, steps_of(tokens, match)

    def when(context: Context) -> str | None:
        if context.published is None:
            return None
        if step == 0:
            return nearest_weekday(weekday, context.published, context.tense or "future").isoformat()
        beside = shift(context.published.isoformat(), step, "day")
        if beside is None:
            return None
        return nearest_weekday(weekday, edtf.first_day(beside), "past" if step < 0 else "future").isoformat()

    return [Draft(match.start(), match.end(), "point", when)]


def _weekday_of_week(tokens: Tokens, match: Match) -> list[Draft]:
    """ "Friday last week", "Tuesday of next week"."""
    weekday, step = value_of(tokens, match, "weekday") or 0, steps_of(tokens, match)

    def in_week(week: str) -> str | None:
        return shift(edtf.first_day(week).isoformat(), weekday, "day")

    return [Draft(match.start(), match.end(), "point", from_publication(lambda day: in_week(week_of(day, step))))]


def _following_weekday(tokens: Tokens, match: Match) -> list[Draft]:
    """ "the following Monday", counted from the date before it in the text."""
    weekday = value_of(tokens, match, "weekday") or 0
    step = 1 if is_kind(tokens, match.start("which"), "following") else -1

    def when(context: Context) -> str | None:
        beside = context.anchor and shift(context.anchor, step, "day")
        if not beside:
            return None
        return nearest_weekday(weekday, edtf.first_day(beside), "future" if step > 0 else "past").isoformat()

    return [Draft(match.start(), match.end(), "relative_event", when, anchor="previous")]


def _weekend(tokens: Tokens, match: Match) -> list[Draft]:
    step = steps_of(tokens, match)

    def when(context: Context) -> str | None:
        published = context.published
        if published is None:
            return None
        if step:
            return weekend_of(published, step)
        this = weekend_of(published)
        looks_back = context.tense in (None, "past") if not has(match, "which") else context.tense == "past"
        return weekend_of(published, -1) if looks_back and edtf.first_day(this) > published else this

    return [Draft(match.start(), match.end(), "interval", when)]


_TABLE: list[tuple[str, Callable[[Tokens, Match], list[Draft] | None]]] = [
    ("(?P<weekday>weekday) morning?", _weekday),
    ("this? (?P<which>last|next|this|coming|past) (?P<weekday>weekday) morning?", _relative_weekday),
    ("(?P<weekday>weekday) morning? of? (?P<which>last|this|next) week", _weekday_of_week),
    ("the morning to (?P<weekday>weekday)", _weekday),  # "the night to Wednesday"
    ("the (?P<which>following|previous) (?P<weekday>weekday) morning?", _following_weekday),
    ("(?:the|this? (?P<which>last|this|next|coming|past)) weekend", _weekend),
]


def weekday_rules() -> list[Rule]:
    """The rules of this module, compiled; the first of two that match as much wins."""
    return [(pattern(text), build) for text, build in _TABLE]
