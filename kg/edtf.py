"""Dates of events as EDTF strings: reads years, months, days and closed intervals, gives the days that they cover.

The forms in use are a subset of EDTF level 0 (Library of Congress, 2019; ISO 8601-2): `2023`, `2023-10`, `2023-10-12`
and `A/B` of any two of these. A date covers all its days: 2023-10 is 1 to 31 October 2023. Years run from 0001 to 9999.
"""

import calendar
import datetime
import re
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
REMEMBERED = 10_000  # dates of which the days are remembered: most texts tell of a few, over and over


def first_day(edtf: str) -> datetime.date:
    """The first day that a date covers. Raises ValueError for a text of another form or a day that does not exist.

    >>> first_day("2023-06/2024-01").isoformat()
    '2023-06-01'
    """
    return _days(edtf)[0]


def last_day(edtf: str) -> datetime.date:
    """The last day that a date covers. Raises ValueError as `first_day` does.

    >>> last_day("2024-02").isoformat()
    '2024-02-29'
    """
    return _days(edtf)[1]


def is_valid(edtf: str) -> bool:
    """Whether a text is a date in one of the forms in use.

    >>> is_valid("2023-10-12"), is_valid("2023-02-30"), is_valid("2024/2023")
    (True, False, False)
    """
    try:
        _days(edtf)
    except ValueError:
        return False
    return True


def interval(a: datetime.date, b: datetime.date) -> str:
    """The shortest date that covers exactly the days from `a` to `b`. Raises ValueError if `b` is before `a`.

    >>> interval(datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    '2023'
    >>> interval(datetime.date(2023, 6, 1), datetime.date(2024, 1, 31))
    '2023-06/2024-01'
    """
    if b < a:
        raise ValueError(f"an interval cannot end before it starts: {a.isoformat()}/{b.isoformat()}")
    start, end = a.isoformat(), b.isoformat()
    if a.day == 1 and b.day == calendar.monthrange(b.year, b.month)[1]:
        start, end = start[:7], end[:7]
        if a.month == 1 and b.month == 12:
            start, end = start[:4], end[:4]
    return start if start == end else f"{start}/{end}"


def overlap(a: str, b: str) -> bool:
    """Whether two dates share a day.

    >>> overlap("2023-10", "2023-09/2023-10-01"), overlap("2023", "2024")
    (True, False)
    """
    return intersect(a, b) is not None


def intersect(a: str, b: str) -> str | None:
    """The days that two dates share, or None if they share none.

    >>> intersect("2023", "2023-12-20/2024-01-05")
    '2023-12-20/2023-12-31'
    """
    (first_a, last_a), (first_b, last_b) = _days(a), _days(b)
    first, last = max(first_a, first_b), min(last_a, last_b)
    return interval(first, last) if first <= last else None


def more_precise(a: str, b: str) -> str:
    """Of two dates the one that covers fewer days; `a` if they cover as many.

    >>> more_precise("2023", "2023-10")
    '2023-10'
    """
    (first_a, last_a), (first_b, last_b) = _days(a), _days(b)
    return b if last_b - first_b < last_a - first_a else a


@lru_cache(maxsize=REMEMBERED)
def _days(edtf: str) -> tuple[datetime.date, datetime.date]:
    start, slash, end = edtf.partition("/")
    first, last = _part_days(start, edtf)
    if slash:
        end_first, last = _part_days(end, edtf)
        if end_first < first or last < first:
            raise ValueError(f"{edtf!r}: the interval ends before it starts")
    return first, last


def _part_days(part: str, edtf: str) -> tuple[datetime.date, datetime.date]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(f"{edtf!r} is no date: allowed are YYYY, YYYY-MM, YYYY-MM-DD and A/B of these")
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        first = datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"{edtf!r}: {error}") from None
    if day is not None:
        return first, first
    if month is not None:
        return first, first.replace(day=calendar.monthrange(first.year, month)[1])
    return first, first.replace(month=12, day=31)
