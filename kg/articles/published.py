"""Reads a publication date, as feeds, tables, pages and file names write it.

The date is the one written, in the time zone it is written in; only numbers of seconds are counted in UTC. What does
not say one day for sure (03/04/2024, "January 2024", "yesterday") is refused, never guessed.
"""

import datetime
import re

# English month names by their first three letters.
_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split("|"), 1)}
_MONTH = rf"(?P<month>(?:{_MONTH_NAMES})[a-z]*)\.?"
_YEAR, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>\d{1,2})"
_REST = r"(?!\d)"
_ISO = re.compile(rf"{_YEAR}(?P<sep>[-/.]?)(?P<month>\d\d?)(?P=sep){_DAY}(?:(?!\d)|(?=\d{{6}}(?!\d)))")
_WRITTEN = (
    re.compile(rf"\b{_DAY}(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?{_MONTH}[\s,.-]+{_YEAR}{_REST}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[\s-]+{_DAY}(?:st|nd|rd|th)?[\s,-]+{_YEAR}{_REST}", re.IGNORECASE),
    # C's asctime, as social media write it: "Sun Jan 14 10:00:00 +0000 2024"
    re.compile(
        rf"\b{_MONTH}\s+{_DAY}\s+\d\d:\d\d(?::\d\d)?\s+(?:[+-]\d{{4}}\s+|[a-z]+\s+)?{_YEAR}{_REST}", re.IGNORECASE
    ),
)
_NUMERIC = re.compile(rf"(?P<one>\d{{1,2}})[/.-](?P<two>\d{{1,2}})[/.-]{_YEAR}{_REST}")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d*)?|\d{13}|\d{16}|\d{19}")
_FILE_DATE = re.compile(rf"(?<!\d){_YEAR}(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)")
_MISSING = frozenset({"", "none", "null", "nan", "nat", "n/a", "na", "-", "unknown"})


def is_missing(value: object) -> bool:
    """Whether a field's value is none: None, NaN, an empty string, or a word for it ("None", "null" ...)."""
    return value is None or value != value or (isinstance(value, str) and value.strip().lower() in _MISSING)  # noqa: PLR0124


def parse_date(value: object) -> datetime.date | None:
    """The date that a field's value gives, None where the field is empty.

    Raises ValueError for a value that gives no single day between 1900 and 2099.

    >>> parse_date("Sun, 14 Jan 2024 23:30:00 -0500")
    datetime.date(2024, 1, 14)
    >>> parse_date("None") is None
    True
    """
    if is_missing(value):
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if match := _ISO.match(text):
        return _date(match["year"], match["month"], match["day"])
    if _SECONDS.fullmatch(text):
        return _from_seconds(text)
    for pattern in _WRITTEN:
        if match := pattern.search(text):
            return _date(match["year"], str(_MONTHS[match["month"][:3].lower()]), match["day"])
    if match := _NUMERIC.match(text):
        return _from_numbers(match)
    raise ValueError(f"{text[:60]!r} is no date that is understood")


def date_in_name(name: str) -> datetime.date | None:
    """The date in a file's name ("2024-01-14-talks.txt", "talks_20240114.md"), None if it has none."""
    for match in _FILE_DATE.finditer(name):
        try:
            return _date(match["year"], match["month"], match["day"])
        except ValueError:
            continue
    return None


def _date(year: str, month: str, day: str) -> datetime.date:
    return datetime.date(int(year), int(month), int(day))


def _from_seconds(text: str) -> datetime.date:
    digits = text.partition(".")[0]
    seconds = int(digits) // 10 ** max(0, len(digits) - 10)  # milli-, micro- and nanoseconds have 3, 6, 9 digits more
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()


def _from_numbers(match: re.Match[str]) -> datetime.date:
    one, two = int(match["one"]), int(match["two"])
    if one != two and one <= 12 and two <= 12:
        raise ValueError(f"{match[0]!r} may be day/month or month/day")
    day, month = (two, one) if two > 12 else (one, two)
    return datetime.date(int(match["year"]), month, day)
