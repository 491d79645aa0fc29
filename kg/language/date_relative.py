"""Grammar of dates told from publication or from another date, and of durations, frequencies and anniversaries."""

from collections.abc import Callable
from dataclasses import replace

from kg import edtf
from kg.language.date_calendar import join, month_of, shift, week_of, window
from kg.language.date_grammar import (
    Context,
    DateKind,
    Draft,
    Match,
    Relation,
    Rule,
    When,
    amount_of,
    from_anchor,
    from_publication,
    has,
    is_kind,
    never,
    pattern,
    steps_of,
    unit_of,
    value_of,
)
from kg.language.date_tokens import Tokens

_ONE = "minute|hour|day_unit|week|fortnight|month_unit|year_unit|decade|century"
_MANY = "minutes|hours|days|weeks|months|years|decades"
_NUMBER = "(?P<amount>(?:small|number|number_word)|a)"
_UNIT = f"(?P<unit>{_ONE}|{_MANY})"
_CALENDAR = "(?P<unit>week|month_unit|year_unit)"
_PERIOD = "(?P<unit>day_unit|week|month_unit|year_unit)"
_VAGUELY = "(?:(?P<vague>more|less)|about)?"
VAGUE_DAYS = 10
"""The longest stretch that "days later" is taken to mean when its months are told."""


def _draft(match: Match, kind: DateKind, when: When = never) -> Draft:
    return Draft(match.start(), match.end(), kind, when)


def _relative_day(tokens: Tokens, match: Match) -> list[Draft]:
    days = value_of(tokens, match, "day") or 0
    if has(match, "beside"):
        days += 1 if is_kind(tokens, match.start("beside"), "after") else -1
    return [_draft(match, "point", from_publication(lambda day: shift(day.isoformat(), days, "day")))]


def _this_morning(tokens: Tokens, match: Match) -> list[Draft]:
    days = steps_of(tokens, match)
    return [_draft(match, "point", from_publication(lambda day: shift(day.isoformat(), days, "day")))]


def _overnight(tokens: Tokens, match: Match) -> list[Draft] | None:
    if is_kind(tokens, match.start() - 1, "a|the"):
        return None  # "an overnight train"
    return [_draft(match, "point", from_publication(lambda day: day.isoformat()))]


def _relative_unit(tokens: Tokens, match: Match) -> list[Draft] | None:
    """ "last week", "this month", "next year", "the year before last", "the end of the year"."""
    step = steps_of(tokens, match)
    if has(match, "before_last") or has(match, "after_next"):
        step = 2 if has(match, "after_next") else -2
    kind: DateKind = "point"
    if is_kind(tokens, match.start("unit"), "week"):
        kind = "interval"
        when = from_publication(lambda day: week_of(day, step))
    elif is_kind(tokens, match.start("unit"), "month_unit"):
        when = from_publication(lambda day: month_of(day, step))
    else:
        when = from_publication(lambda day: f"{day.year + step:04d}")
    return [_draft(match, kind, when)]


def _ago(tokens: Tokens, match: Match) -> list[Draft]:
    """ "three days ago"; vague where the text is: "a few weeks ago", "more than two years ago", "a decade ago"."""
    return [_draft(match, "point", from_publication(_distance(tokens, match, -1)))]


def _in_time(tokens: Tokens, match: Match) -> list[Draft]:
    """ "in two weeks' time"."""
    return [_draft(match, "point", from_publication(_distance(tokens, match, 1)))]


def _distance(tokens: Tokens, match: Match, sign: int) -> Callable[..., str | None]:
    amount = amount_of(tokens, match)
    multiple, unit = unit_of(tokens, match)
    if amount is None or has(match, "vague") or multiple > 2:
        return lambda _day: None
    return lambda day: shift(day.isoformat(), sign * amount * multiple, unit)


def _window(tokens: Tokens, match: Match) -> list[Draft]:
    """ "the past two years", "the next ten days"; no date where the number is left out ("the coming days")."""
    multiple, unit = unit_of(tokens, match)
    amount = amount_of(tokens, match)
    if amount is None and is_kind(tokens, match.start("unit"), _ONE):
        amount = 1.0
    if amount is None or has(match, "few") or is_kind(tokens, match.start("which"), "previous"):
        return [_draft(match, "interval")]
    length = amount * multiple * (-1 if is_kind(tokens, match.start("which"), "past|last") else 1)
    return [
        replace(
            _draft(match, "interval", from_publication(lambda day: window(day, length, unit))),
            amount=amount * multiple,
            unit=unit,
        )
    ]


def _vague(_tokens: Tokens, match: Match) -> list[Draft]:
    return [_draft(match, "interval")]


def _shifted(tokens: Tokens, match: Match) -> list[Draft]:
    """ "three months later", "a month earlier", counted from the date before it in the text."""
    sign = 1 if is_kind(tokens, match.start("side"), "later") else -1
    multiple, unit = unit_of(tokens, match)
    amount = amount_of(tokens, match)
    if amount is None:
        return [_unnumbered(tokens, match, sign)]
    when = never if has(match, "vague") else from_anchor(lambda anchor: shift(anchor, sign * amount * multiple, unit))
    draft = _draft(match, "relative_event", when)
    return [replace(draft, amount=amount * multiple * sign, unit=unit, anchor="previous")]


def _unnumbered(tokens: Tokens, match: Match, sign: int) -> Draft:
    """ "hours later" is the same day, "days later" the months in which the next days fall, "weeks later" unknown."""
    _multiple, unit = unit_of(tokens, match)

    def when(anchor: str) -> str | None:
        if unit in ("minute", "hour"):
            return shift(anchor, 0, "day")
        far = shift(anchor, sign * VAGUE_DAYS, "day") if unit == "day" else None
        if far is None:
            return None
        months = sorted((month_of(edtf.first_day(anchor)), month_of(edtf.first_day(far))))
        return join(*months)

    return replace(_draft(match, "relative_event", from_anchor(when)), unit=unit, anchor="previous")


def _followed(tokens: Tokens, match: Match) -> list[Draft]:
    return [_unnumbered(tokens, match, 1)]


def _next_unit(tokens: Tokens, match: Match) -> list[Draft]:
    """ "the next day", "the following week", "the previous month", "the same day", counted from the date before it."""
    step = 0 if has(match, "same") else -1 if has(match, "before") else 1
    unit = unit_of(tokens, match)[1] if has(match, "unit") else "day"
    draft = _draft(match, "relative_event", from_anchor(lambda anchor: shift(anchor, step, unit)))
    return [replace(draft, amount=float(step), unit=unit, anchor="previous")]


def _event_offset(tokens: Tokens, match: Match) -> list[Draft] | None:
    """ "nine days after ...", "the day before ...", "hours after ...": a distance from an event that follows."""
    relation: Relation = "after" if is_kind(tokens, match.start("relation"), "after") else "before"
    sign = 1 if relation == "after" else -1
    if not has(match, "unit"):
        return [replace(_draft(match, "relative_event"), relation=relation, anchor="following")]
    multiple, unit = unit_of(tokens, match)
    amount = amount_of(tokens, match)
    if amount is not None and is_kind(tokens, match.start() - 1, "for|the|during"):
        return None  # "for two years before the war" is a duration
    if amount is None and is_kind(tokens, match.start(), "the"):
        amount = 1.0
    if amount is None:
        return [replace(_unnumbered(tokens, match, sign), relation=relation, anchor="following")]
    when = never if has(match, "vague") else from_anchor(lambda anchor: shift(anchor, sign * amount * multiple, unit))
    draft = _draft(match, "relative_event", when)
    return [replace(draft, amount=amount * multiple * sign, unit=unit, relation=relation, anchor="following")]


def _duration(tokens: Tokens, match: Match) -> list[Draft] | None:
    """ "three-day", "for two weeks", "25 years of"; "for weeks" is one without a length."""
    multiple, unit = unit_of(tokens, match)
    amount = amount_of(tokens, match)
    if amount is None and is_kind(tokens, match.start("unit"), "lasting|" + _ONE):
        amount = 1.0
    length = None if amount is None or has(match, "vague") else amount * multiple
    return [replace(_draft(match, "duration"), amount=length, unit=unit)]


def _frequency(_tokens: Tokens, match: Match) -> list[Draft]:
    return [_draft(match, "frequency")]


def _anniversary(tokens: Tokens, match: Match) -> list[Draft]:
    years = value_of(tokens, match, "rank") if has(match, "rank") else amount_of(tokens, match)

    def when(context: Context) -> str | None:
        year = int(context.anchor[:4]) if context.anchor else context.published and context.published.year
        return f"{year - round(years):04d}" if year and years and years < year else None

    draft = _draft(match, "anniversary", when)
    return [replace(draft, amount=float(years) if years else None, unit="year", anchor="previous")]


def _age(_tokens: Tokens, _match: Match) -> list[Draft]:
    return []


_TABLE: list[tuple[str, Callable[[Tokens, Match], list[Draft] | None]]] = [
    (
        f"aged {_NUMBER}|{_NUMBER.replace('amount', 'age')} hyphen? (?:year_unit|month_unit|years|months) hyphen? old",
        _age,
    ),
    (r"(?:the day_unit (?P<beside>before|after))? (?P<day>relative_day) morning?", _relative_day),
    ("(?P<which>last|this) morning", _this_morning),
    ("overnight", _overnight),
    (f"(?P<which>last|this|next) {_CALENDAR}", _relative_unit),
    (f"the {_CALENDAR} (?:(?P<before_last>before last)|(?P<after_next>after next))", _relative_unit),
    (f"the? part of the {_CALENDAR}", _relative_unit),
    (f"{_VAGUELY} {_NUMBER} {_UNIT} ago", _ago),
    (f"a? few? {_UNIT} ago", _ago),
    (f"in {_NUMBER} {_UNIT} (?:poss|sign)? time", _in_time),
    (f"the? (?P<which>past|last|next|coming|previous) (?P<few>few)? {_NUMBER}? (?P<unit>{_MANY})", _window),
    (f"the (?P<which>past|coming) (?P<unit>{_ONE})", _window),
    (f"(?:(?<=in)|(?<=for)|(?<=during)) the (?P<which>last|next) (?P<unit>{_ONE})", _window),
    (f"recent (?:{_MANY})", _vague),
    (f"{_VAGUELY} {_NUMBER} {_UNIT} (?P<side>later|earlier)", _shifted),
    (f"(?P<unit>{_MANY}) (?P<side>later|earlier)", _shifted),
    (f"{_VAGUELY} {_NUMBER} {_UNIT} (?P<side>before) (?=end|comma)", _shifted),
    (f"the {_NUMBER}? few? (?P<unit>{_MANY}) (?:that followed|after (?=comma|end))", _followed),
    ("the? next (?:(?P<unit>day_unit)|morning)", _next_unit),
    (f"the next (?P<unit>{_ONE})", _next_unit),
    (f"the (?:following|(?P<before>previous)) (?:{_PERIOD}|morning)", _next_unit),
    (f"(?:(?:the|that|this) (?P<same>same)) (?:{_PERIOD}|morning)", _next_unit),
    (f"(?P<same>that|same) (?:{_PERIOD}|morning)", _next_unit),
    (f"the {_PERIOD} (?:after|(?P<before>before)) (?=end|comma)", _next_unit),
    (f"{_VAGUELY} {_NUMBER} {_UNIT} (?P<relation>after|before)", _event_offset),
    (f"the {_PERIOD} (?P<relation>after|before)", _event_offset),
    (f"(?P<unit>{_MANY}) (?P<relation>after|before)", _event_offset),
    ("the? morning (?P<relation>after|before)", _event_offset),
    (f"{_VAGUELY} {_NUMBER} hyphen (?P<unit>{_ONE}|{_MANY}) (?:hyphen long)?", _duration),
    (f"(?P<unit>{_ONE}) hyphen long", _duration),
    ("(?P<unit>lasting)", _duration),
    (f"{_VAGUELY} (?P<amount>small|number|number_word) {_UNIT}", _duration),
    (f"(?:(?<=for)|(?<=in)|(?<=during)|(?<=after)) {_VAGUELY} {_NUMBER} {_UNIT}", _duration),
    (f"(?:(?<=for)|(?<=during)|(?<=after)) few? (?P<unit>{_MANY})", _duration),
    (f"every (?:small|number|number_word|rank|few)? (?:{_ONE}|{_MANY}|weekday)", _frequency),
    ("weekdays|often", _frequency),
    (f"(?:once|(?:small|number_word|few) times) (?:a|every) (?:{_ONE})", _frequency),
    ("the? (?P<rank>ordinal|rank) hyphen? anniversary", _anniversary),
    (f"{_NUMBER} hyphen? year_unit hyphen? anniversary", _anniversary),
    ("the anniversary", _anniversary),
]


def relative_rules() -> list[Rule]:
    """The rules of this module, compiled; the first of two that match as much wins."""
    return [(pattern(text), build) for text, build in _TABLE]
