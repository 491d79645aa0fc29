"""Calendar arithmetic of the news: which day, week, month or season a relative expression means, as EDTF.

Weeks run from Monday to Sunday, seasons are the meteorological ones of the northern hemisphere. The precision of a
result follows the unit: "two days later" is a day, "two weeks later" a calendar week, "six weeks later" and "three
months later" a month, "two years later" a year.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from kg import edtf

Tense = Literal["past", "present", "future"]
Unit = Literal["minute", "hour", "day", "week", "month", "year"]

WEEKS_AS_MONTHS = 4
"""From so many weeks on a distance in weeks is exact to the month only: "six weeks earlier" is rarely 42 days."""
LONG_AGO, SOON = 270, 75
"""In days: a date without year or tense that was longer ago than the first and comes within the second lies ahead."""
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Partial:
    """A date as far as the text gives it: "30 December" has no year, "Tuesday" only a weekday (Monday is 0)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def complete(partial: Partial, published: datetime.date | None, tense: Tense | None) -> str | None:
    """The date that a partial one means when read at publication: the last such day, or the next one in the future.

    In the present tense a day is the nearer of the two. With no tense known it is the last one too, unless that is most
    of a year ago and the next one near. A weekday beside the day decides for the year in which they fall together. None
    where a date without a year has no publication to count from, and for days that do not exist.

    >>> complete(Partial(month=12, day=30), datetime.date(2024, 1, 14), "past")
    '2023-12-30'
    """
    if partial.year is not None:
        return _written(partial.year, partial.month, partial.day)
    if published is None:
        return None
    if partial.month is None:
        if partial.weekday is None or partial.day is not None:
            return None
        return nearest_weekday(partial.weekday, published, tense or "past").isoformat()
    years = range(published.year - 8, published.year + 9)
    candidates = [date for year in years if (date := _written(year, partial.month, partial.day))]
    if partial.weekday is not None:
        matching = [date for date in candidates if edtf.first_day(date).weekday() == partial.weekday]
        if matching and (nearest := min(matching, key=lambda date: _distance(date, published))):
            return nearest
    last = max((date for date in candidates if edtf.first_day(date) <= published), default=None)
    following = min((date for date in candidates if edtf.last_day(date) >= published), default=None)
    if tense == "present" and partial.day is not None and last and following:
        return min(following, last, key=lambda date: _distance(date, published))  # "3 May: rebels take the town"
    if tense in ("future", "present"):
        return following
    if tense is None and last and following and _distance(last, published) > LONG_AGO:
        return following if _distance(following, published) <= SOON else last
    return last


def nearest_weekday(weekday: int, published: datetime.date, tense: Tense) -> datetime.date:
    """The last such weekday up to publication or, for another tense than the past, the next one from it on."""
    if tense == "past":
        return published - _DAY * ((published.weekday() - weekday) % 7)
    return published + _DAY * ((weekday - published.weekday()) % 7)


def week_of(day: datetime.date, weeks: int = 0) -> str:
    """The calendar week of a day, or the one so many weeks later, from Monday to Sunday.

    >>> week_of(datetime.date(2024, 1, 14), -1)
    '2024-01-01/2024-01-07'
    """
    monday = day - _DAY * day.weekday() + _DAY * 7 * weeks
    return edtf.interval(monday, monday + 6 * _DAY)


def weekend_of(day: datetime.date, weeks: int = 0) -> str:
    """The Saturday and Sunday of the calendar week of a day, or of the one so many weeks later."""
    saturday = day - _DAY * day.weekday() + _DAY * (5 + 7 * weeks)
    return edtf.interval(saturday, saturday + _DAY)


def month_of(day: datetime.date, months: int = 0) -> str:
    """The month of a day, or the one so many months later.

    >>> month_of(datetime.date(2024, 1, 14), -3)
    '2023-10'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}"


def season_from(first_month: int, year: int) -> str:
    """The three months from `first_month` of `year` on, so that winter 2023 ends in February 2024."""
    start = datetime.date(year, first_month, 1)
    return f"{month_of(start)}/{month_of(start, 2)}"


def nearest_season(first_month: int, published: datetime.date, tense: Tense) -> str:
    """The last season that has begun by publication or, for another tense than the past, the next not yet over."""
    seasons = [season_from(first_month, year) for year in range(published.year - 2, published.year + 3)]
    if tense == "past":
        return max(season for season in seasons if edtf.first_day(season) <= published)
    return min(season for season in seasons if edtf.last_day(season) >= published)


def shift(anchor: str, amount: float, unit: Unit) -> str | None:
    """The date so many units after another one (before it, for a negative amount), as precise as the unit allows.

    None where the anchor is less precise than the unit (two days after 2023-10), or out of the calendar.

    >>> shift("2018-05-08", 3, "month"), shift("2025-06-30", -6, "week"), shift("2022-08-02", 1, "day")
    ('2018-08', '2025-05', '2022-08-03')
    """
    first, last = edtf.first_day(anchor), edtf.last_day(anchor)
    try:
        if unit == "year":
            return _written(first.year + round(amount), None, None) if first.year == last.year else None
        if unit == "month":
            return month_of(first, round(amount)) if (first.year, first.month) == (last.year, last.month) else None
        if first != last:
            return None
        if unit in ("minute", "hour"):
            return (first + datetime.timedelta(days=int(amount / 24))).isoformat() if unit == "hour" else anchor
        moved = first + datetime.timedelta(days=round(amount * (7 if unit == "week" else 1)))
        if unit == "day":
            return moved.isoformat()
        return month_of(moved) if abs(amount) >= WEEKS_AS_MONTHS else week_of(moved)
    except (OverflowError, ValueError):
        return None


def window(published: datetime.date, amount: float, unit: Unit) -> str | None:
    """The stretch from so many units before publication to it (from it on, for a positive amount), exact to the unit.

    >>> window(datetime.date(2024, 1, 14), -2, "year"), window(datetime.date(2024, 1, 14), -10, "day")
    ('2022/2024', '2024-01-04/2024-01-14')
    """
    days = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
    try:
        if unit in days:
            other = published + datetime.timedelta(days=round(amount * days[unit]))
            return edtf.interval(min(published, other), max(published, other))
        other_end = shift(published.isoformat(), amount, unit)
    except (OverflowError, ValueError):
        return None
    this_end = month_of(published) if unit == "month" else f"{published.year:04d}"
    return other_end and join(*sorted((this_end, other_end)))


def join(first: str, second: str) -> str | None:
    """The interval from the first day of one date to the last day of another, or None if it would run backwards."""
    if edtf.last_day(second) < edtf.first_day(first):
        return None
    return edtf.interval(edtf.first_day(first), edtf.last_day(second))


def since(start: str, published: datetime.date) -> str | None:
    """From a date to publication, at the date's own precision; None for a date after publication.

    >>> since("2023-06/2023-08", datetime.date(2024, 1, 14)), since("2016", datetime.date(2024, 1, 14))
    ('2023-06/2024-01', '2016/2024')
    """
    begin = start.partition("/")[0]
    end = published.isoformat()[: len(begin)]
    if edtf.first_day(begin) > published:
        return None
    return begin if begin == end else f"{begin}/{end}"


def _written(year: int, month: int | None, day: int | None) -> str | None:
    text = "-".join(part for part in (f"{year:04d}", month and f"{month:02d}", day and f"{day:02d}") if part)
    return text if edtf.is_valid(text) else None


def _distance(date: str, published: datetime.date) -> int:
    return min(abs((edtf.first_day(date) - published).days), abs((edtf.last_day(date) - published).days))
