"""Grammar of dates that name a day, month, season, year or holiday; those without a year take it from publication."""

import re
from collections.abc import Callable

from kg import edtf
from kg.language.date_calendar import (
    Partial,
    month_of,
    nearest_season,
    season_from,
)
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
from kg.vocabulary.dates import load_date_words

_MONTH = "(?P<month>month|may|abbr)dot?"
_WEEKDAY = "(?:(?P<weekday>weekday|wabbr)dot? morning? (?:comma|open)? the?)?"
_OF_YEAR = "(?:comma? of? (?P<year>year) | comma? of? (?P<which>this|last|next) year_unit)"
_TO = "(?:hyphen|dash|to|until)"
_PREPOSITION = (
    "in|of|since|by|until|from|to|between|before|after|during|for|and|or|on|part|early|the|a|last|this|next|poss|owner"
)
_FIRST_BARE_YEAR = 1700
"""A number below is a year only after a preposition ("in 1648")."""


def _year(tokens: Tokens, match: Match, context: Context) -> int | None:
    if has(match, "year"):
        return int(tokens.word(match.start("year")))
    if has(match, "which") and context.published:
        return context.published.year + steps_of(tokens, match)
    return None


def _day_draft(tokens: Tokens, match: Match, day: int | None, first: int, stop: int) -> Draft:
    """The draft of a day of a month, whose year may stand beside it, be known, or be that of publication."""
    month, weekday = value_of(tokens, match, "month"), value_of(tokens, match, "weekday")
    if has(match, "which"):
        partial = Partial(month=month, day=day)
        return Draft(
            first,
            stop,
            "point",
            lambda context: _written(_year(tokens, match, context), month, day),
            partial,
        )
    year = int(tokens.word(match.start("year"))) if has(match, "year") else None
    if year is None and month and day:
        year = _known_year(tokens, match, month, day)
    partial = Partial(year, month, day, weekday)
    return Draft(first, stop, "point", partial_draft(match, partial).when, partial)


def _written(year: int | None, month: int | None, day: int | None) -> str | None:
    if year is None:
        return None
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)]
    return text if edtf.is_valid(text := "-".join(parts)) else None


def _known_year(tokens: Tokens, match: Match, month: int, day: int) -> int | None:
    """The year of a day that is known by its date ("the Sept. 11 attacks"), if one of its words stands beside it."""
    year, words = load_date_words().known.get((month, day), (None, frozenset[str]()))
    beside = {tokens.word(match.end()), tokens.word(match.end() + 1), *(tokens.word(match.start() - n) for n in (1, 2))}
    return year if beside & words else None


def _day_of_month(tokens: Tokens, match: Match) -> list[Draft] | None:
    if has(match, "day") and is_kind(tokens, match.start() - 1, "in") and is_kind(tokens, match.end(), "word"):
        return None  # "In March 20 soldiers ..."
    return [_day_draft(tokens, match, value_of(tokens, match, "day"), match.start(), match.end())]


def _day_range(tokens: Tokens, match: Match) -> list[Draft] | None:
    """Days of one month: "3-5 March", "between 3 and 5 March" are one interval, "3 and 5 March" are two dates."""
    days = [value_of(tokens, match, "first"), value_of(tokens, match, "day")]
    if not all(days):
        return None
    if is_kind(tokens, match.end("first"), "and|or|comma") and not is_kind(tokens, match.start(), "between"):
        return [
            _day_draft(tokens, match, days[0], match.start(), match.end("first")),
            _day_draft(tokens, match, days[1], match.end("first") + 1, match.end()),
        ]
    begin, end = (_day_draft(tokens, match, day, match.start(), match.end()) for day in days)

    def when(context: Context) -> str | None:
        last = end.when(context)
        first = last and f"{last[:8]}{days[0]:02d}"
        return f"{first}/{last}" if first and edtf.is_valid(f"{first}/{last}") else None

    return [Draft(begin.first, begin.stop, "interval", when)]


def _month(tokens: Tokens, match: Match) -> list[Draft] | None:
    """A month on its own, where it cannot be a verb, a person or a protest march."""
    index = match.start()
    in_part = is_kind(tokens, index - 1, "hyphen") and is_kind(tokens, index - 2, "early")
    word_before = in_part or is_kind(tokens, index - 1, _PREPOSITION)
    if is_kind(tokens, index + 1, "capital") and (not word_before or is_kind(tokens, index - 1, "and|or|to|on|for")):
        return None
    if is_kind(tokens, index - 1, "capital") or (is_kind(tokens, index - 1, "hyphen") and not in_part):
        return None
    if is_kind(tokens, index, "may"):
        if not word_before or (is_kind(tokens, index - 1, "and|or|to|on|for") and not _beside_month(tokens, index)):
            return None
        if is_kind(tokens, index - 1, "the|a|poss") and is_kind(
            tokens, index + 1, "on|for|of|in|to|from|by|function|owner"
        ):
            return None
    return [partial_draft(match, Partial(month=value_of(tokens, match, "month")))]


def _beside_month(tokens: Tokens, index: int) -> bool:
    return is_kind(tokens, index - 2, "month|may|year|small") or is_kind(tokens, index - 2, "from")


def _relative_month(tokens: Tokens, match: Match) -> list[Draft]:
    """ "last October" is the one before the month of publication, "this October" that of the year of publication."""
    month, step = value_of(tokens, match, "month") or 1, steps_of(tokens, match)

    def when(context: Context) -> str | None:
        if context.published is None:
            return None
        year = context.published.year
        if step < 0:
            year -= month >= context.published.month
        elif step > 0:
            year += month <= context.published.month
        return f"{year:04d}-{month:02d}"

    return [Draft(match.start(), match.end(), "point", when)]


def _year_alone(tokens: Tokens, match: Match) -> list[Draft] | None:
    """A number of four digits, where nothing says that it counts or numbers something else."""
    index, year = match.start(), int(tokens.word(match.start()))
    prepositions = "in|of|since|by|until|from|between|before|after|during|early|part"
    after_preposition = is_kind(tokens, index - 1, prepositions)
    if is_kind(tokens, index - 1, "money|capital|numbered|about|more|less|number|number_word"):
        return None
    if is_kind(tokens, index - 1, "hyphen|dot") and not is_kind(tokens, index - 2, "early|year"):
        return None
    if (
        is_kind(tokens, index + 1, "minutes|hours|days|weeks|months|years|sign|number_word")
        and tokens.word(index + 1) in "%°"
    ):
        return None
    if year < _FIRST_BARE_YEAR and not after_preposition:
        return None
    following = tokens.word(index + 1)
    counts = is_kind(tokens, index + 1, "word") and (following.endswith("s") or following == "people")
    definite = is_kind(tokens, index - 1, "the|a|poss|owner|this|last|and|comma|newline|end") or index == 0
    if counts and (year % 50 == 0 or not (after_preposition or definite)):
        return None
    return [partial_draft(match, Partial(year))]


def _short_years(tokens: Tokens, match: Match) -> list[Draft] | None:
    """2022/23 is two years; 2022-03 can only be a month."""
    word = tokens.word(match.start())
    year, second = int(word[:4]), int(word[5:])
    if second > year % 100:
        text = f"{year}/{year - year % 100 + second}"
    elif word[4] == "-" and edtf.is_valid(word):
        text = word
    else:
        return None
    return [Draft(match.start(), match.end(), "interval" if "/" in text else "point", lambda _context: text)]


def _numeric(tokens: Tokens, match: Match) -> list[Draft] | None:
    """An ISO date, or day, month and year in numbers; the month stands first only where the day could not."""
    word = tokens.word(match.start())
    parts = [int(part) for part in re.split(r"[-/.]", word)]
    year, month, day = parts if has(match, "iso") else parts[::-1]
    if month > 12 >= day:
        month, day = day, month
    text = _written(year, month, day)
    return (text and [partial_draft(match, Partial(year, month, day))]) or None


def _decade(tokens: Tokens, match: Match) -> list[Draft]:
    year = int(tokens.word(match.start("decade"))[:4])
    return [Draft(match.start(), match.end(), "interval", lambda _context: f"{year}/{year + 9}")]


def _century(tokens: Tokens, match: Match) -> list[Draft] | None:
    number = value_of(tokens, match, "rank") or 0
    text = f"{number * 100 - 99:04d}/{number * 100:04d}"
    return [Draft(match.start(), match.end(), "interval", lambda _context: text)] if edtf.is_valid(text) else None


def _holiday(tokens: Tokens, match: Match) -> list[Draft] | None:
    entry = tokens.entry(match.start("holiday"))
    if entry.day is None:
        return None
    month, day = entry.day
    if has(match, "which_year"):
        step = steps_of(tokens, match, "which_year")
        when = from_publication(lambda published: _written(published.year + step, month, day))
        return [Draft(match.start(), match.end(), "point", when)]
    year = value_of(tokens, match, "year") if has(match, "year") else entry.year
    return [partial_draft(match, Partial(year, month, day))]


def _season(tokens: Tokens, match: Match) -> list[Draft] | None:
    """A season with its year, or told by "last", "next", "this", or alone after a preposition."""
    month, step = value_of(tokens, match, "season") or 1, steps_of(tokens, match)
    if has(match, "year"):
        year = int(tokens.word(match.start("year"))[:4])
        return [Draft(match.start(), match.end(), "interval", lambda _context: season_from(month, year))]
    if has(match, "which"):

        def when(context: Context) -> str | None:
            if context.published is None:
                return None
            year = context.published.year
            if step == 0:
                return nearest_season(month, context.published, context.tense or "past")
            seasons = [season_from(month, year + years) for years in (-2, -1, 0, 1, 2)]
            if step < 0:
                return max(season for season in seasons if edtf.last_day(season) < context.published)
            return min(season for season in seasons if edtf.first_day(season) > context.published)

        return [Draft(match.start(), match.end(), "interval", when)]
    if is_kind(tokens, match.end(), "word|capital|hyphen|months"):
        return None  # "during the winter drill", "in winter months"

    def nearest(context: Context) -> str | None:
        if context.published is None:
            return None
        return nearest_season(month, context.published, context.tense or "past")

    return [Draft(match.start(), match.end(), "interval", nearest)]


def _part_of_year(tokens: Tokens, match: Match) -> list[Draft] | None:
    """A quarter or half of a year."""
    number = value_of(tokens, match, "rank") if has(match, "rank") else int(tokens.word(match.start())[1:])
    months = 6 if has(match, "half") else 3
    if not number or not 1 <= number <= 12 // months:
        return None
    last_month = number * months

    def when(context: Context) -> str | None:
        year = _year(tokens, match, context)
        return (year and f"{year:04d}-{last_month - months + 1:02d}/{year:04d}-{last_month:02d}") or None

    return [Draft(match.start(), match.end(), "interval", when)]


def _week_of_month(tokens: Tokens, match: Match) -> list[Draft] | None:
    """ "the first week of March" is its first seven days, "the last week" its last seven."""
    draft = _day_draft(tokens, match, None, match.start(), match.end())
    rank = value_of(tokens, match, "rank")
    if rank is not None and rank > 4:
        return None

    def when(context: Context) -> str | None:
        month = draft.when(context)
        if month is None:
            return None
        last = edtf.last_day(month).day
        start = last - 6 if rank is None else 7 * rank - 6
        return f"{month}-{start:02d}/{month}-{start + 6:02d}"

    return [Draft(match.start(), match.end(), "interval", when)]


def _day_of_this_month(tokens: Tokens, match: Match) -> list[Draft] | None:
    """ "on the 24th": the last such day up to publication."""
    day = value_of(tokens, match, "day") or 0

    def when(context: Context) -> str | None:
        if context.published is None or context.tense in ("future", "present"):
            return None
        dates = (
            _written(int(month[:4]), int(month[5:]), day)
            for step in (0, -1)
            if (month := month_of(context.published, step))
        )
        return next((date for date in dates if date and edtf.first_day(date) <= context.published), None)

    return [Draft(match.start("day"), match.end(), "point", when)]


def _no_date(_tokens: Tokens, _match: Match) -> list[Draft]:
    return []


_TABLE: list[tuple[str, Callable[[Tokens, Match], list[Draft] | None]]] = [
    ("name|fiscal (?:year_unit)? (?:year|span)?|numbered dot? (?:year|small|number)", _no_date),
    ("capital hyphen (?:year|small)", _no_date),
    ("(?P<iso>iso)|slashed", _numeric),
    (f"{_WEEKDAY} (?:the? (?P<day>small|ordinal) of?) {_MONTH} {_OF_YEAR}?", _day_of_month),
    (f"{_WEEKDAY} (?:the? (?P<day>rank) of) {_MONTH} {_OF_YEAR}?", _day_of_month),
    (f"{_WEEKDAY} {_MONTH} the? (?P<day>small|ordinal) {_OF_YEAR}?", _day_of_month),
    (f"{_MONTH} {_OF_YEAR}", _day_of_month),
    (
        f"(?:from|between)? {_WEEKDAY} the? (?P<first>small|ordinal) (?:{_TO}|and|or|comma)"
        f" the? (?P<day>small|ordinal) of? {_MONTH} {_OF_YEAR}?",
        _day_range,
    ),
    (f"between? {_WEEKDAY} {_MONTH} (?P<first>small|ordinal) {_TO} (?P<day>small|ordinal) {_OF_YEAR}?", _day_range),
    (
        f"between? {_WEEKDAY} {_MONTH} (?P<first>small|ordinal) (?:and|or) (?P<day>small|ordinal)"
        f" (?:{_OF_YEAR}|(?!word|capital|month|may|abbr|number|hyphen))",
        _day_range,
    ),
    ("(?P<month>month|may)", _month),
    ("this? (?P<which>last|next|this|coming|past) (?P<month>month|may)", _relative_month),
    ("year", _year_alone),
    ("span", _short_years),
    ("the? (?:early|part of the)? hyphen? (?P<decade>decade_name)", _decade),
    ("the? (?:early|part of the)? hyphen? (?P<rank>ordinal|rank) hyphen? century", _century),
    ("(?P<which_year>last|this|next)? (?P<holiday>holiday|named_day) (?:comma? of? (?P<year>year))?", _holiday),
    ("(?P<holiday>holiday) (?P<which_year>last|this|next) year_unit", _holiday),
    ("the? (?P<season>season|fall) (?:of|in)? (?P<year>year|span)", _season),
    ("the? (?P<which>last|this|next|coming|past) (?P<season>season|fall)", _season),
    ("(?:(?<=in)|(?<=since)|(?<=during)|(?<=by)|(?<=until)|(?<=for)) the? (?P<season>season)", _season),
    (f"the? (?P<rank>rank|ordinal) (?:quarter|(?P<half>half)) {_OF_YEAR}", _part_of_year),
    (f"quarter_name {_OF_YEAR}", _part_of_year),
    (f"the? (?:(?P<rank>rank)|last) week (?:of|in) {_MONTH} {_OF_YEAR}?", _week_of_month),
    ("on the (?P<day>ordinal) (?=end|comma)", _day_of_this_month),
]


def absolute_rules() -> list[Rule]:
    """The rules of this module, compiled; the first of two that match as much wins."""
    return [(pattern(text), build) for text, build in _TABLE]
