"""Reads the persons of politics with the offices that they hold, and tells who held an office on a day.

The entries stand in `persons/`, one file a region. Titles are those of `offices.yaml`.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from kg import edtf
from kg.errors import VocabularyError
from kg.types import Office
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings
from kg.vocabulary.offices import load_offices

Gender = Literal["m", "f"]

_FOLDER = FOLDER / "persons"
_REQUIRED = {"id", "name", "surname", "gender"}
_OPTIONAL = {"names", "country", "weak", "offices"}
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{3}")
_OPEN = ".."  # EDTF: the interval has no end yet


@dataclass(frozen=True, slots=True)
class Person:
    """A person of politics.

    `id` is the Wikidata id, else a slug of the name; `names` are other spellings and short names that name the person
    on their own, `surname` what a text uses after the full name. `country` is the state that the person acts for or
    lives under; None for those whose office is in no state (an organisation, an armed group). `weak`: even the full
    name is shared by others, so that it needs an office or country beside it.
    """

    id: str
    name: str
    names: tuple[str, ...]
    surname: tuple[str, ...]
    gender: Gender
    country: str | None = None
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    weak: bool = False


@cache
def load_persons(folder: Path = _FOLDER) -> tuple[Person, ...]:
    """All persons in the order of the files' names and lines.

    Raises VocabularyError for a malformed entry, an unknown title, a malformed date, a start after its end, and an id
    that stands twice.
    """
    titles = frozenset(office.title for office in load_offices())
    persons: dict[str, Person] = {}
    for path in sorted(folder.glob("*.yaml")):
        for place, row in read_rows(path):
            person = _read_person(place, row, titles)
            if person.id in persons:
                raise VocabularyError(f"{place}: id {person.id!r} stands twice: {persons[person.id].name!r} has it")
            persons[person.id] = person
    return tuple(persons.values())


def holders(title: str, of: str, day: datetime.date) -> tuple[Person, ...]:
    """Who holds the office `title` (or a narrower one) of a state or body on a day, the latest to take it first.

    A date known to the year or month is read as widely as it can be, and an unknown one as any; where the dates of
    some holders put the day beyond doubt inside their time, only those are given. On the day of a handover both hold
    the office. Raises VocabularyError if there is no such title.

    >>> [person.name for person in holders("foreign minister", "RUS", datetime.date(2024, 1, 14))]
    ['Sergey Lavrov']
    """
    if title not in _narrower():
        raise VocabularyError(f"there is no office {title!r}; allowed are the titles in offices.yaml")
    held = [
        (_first_day(office.start), person.id, person, _surely_holds(office, day))
        for narrow in _narrower()[title]
        for person, office in _by_office().get((narrow, of), ())
        if _first_day(office.start) <= day <= _last_day(office.end)
    ]
    sure = [entry for entry in held if entry[-1]]
    newest_first = sorted(sure or held, key=lambda entry: (-entry[0].toordinal(), entry[1]))
    return tuple({identifier: person for _, identifier, person, _ in newest_first}.values())


@cache
def _by_office() -> Mapping[tuple[str, str], tuple[tuple[Person, Office], ...]]:
    found = defaultdict(list)
    for person in load_persons():
        for office in person.offices:
            found[office.title, office.of].append((person, office))
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _narrower() -> Mapping[str, tuple[str, ...]]:
    """Each title with itself and the titles that name it as their broader one."""
    offices = load_offices()
    return {
        office.title: (office.title, *(narrow.title for narrow in offices if narrow.broader == office.title))
        for office in offices
    }


def _read_person(place: str, row: Mapping[str, object], titles: frozenset[str]) -> Person:
    check_keys(place, row, required=_REQUIRED, allowed=_OPTIONAL)
    identifier, name, gender, country = row["id"], row["name"], row["gender"], row.get("country")
    if not isinstance(identifier, str) or not (_WIKIDATA.fullmatch(identifier) or _SLUG.fullmatch(identifier)):
        raise VocabularyError(f"{place}: id must be a Wikidata id or a slug of the name, found {identifier!r}")
    if not isinstance(name, str) or not name:
        raise VocabularyError(f"{place}: name must be a string, found {name!r}")
    if gender not in get_args(Gender):
        raise VocabularyError(f"{place}: gender must be one of {get_args(Gender)}, found {gender!r}")
    if country is not None and not (isinstance(country, str) and _COUNTRY.fullmatch(country)):
        raise VocabularyError(f"{place}: country must be an ISO 3166-1 alpha-3 code, found {country!r}")
    weak = row.get("weak", False)
    if not isinstance(weak, bool):
        raise VocabularyError(f"{place}: weak must be true or false, found {weak!r}")
    return Person(
        id=identifier,
        name=name,
        names=strings(place, row, "names"),
        surname=strings(place, row, "surname"),
        gender=cast(Gender, gender),
        country=country,
        offices=tuple(_read_offices(place, row.get("offices") or [], titles)),
        wikidata=identifier if _WIKIDATA.fullmatch(identifier) else None,
        weak=weak,
    )


def _read_offices(place: str, entries: object, titles: frozenset[str]) -> Iterator[Office]:
    if not isinstance(entries, list):
        raise VocabularyError(f"{place}: offices must be a list, found {entries!r}")
    for entry in entries:
        match entry:
            case [str(title), str(of)]:
                interval = "/"
            case [str(title), str(of), str(interval)]:
                pass
            case _:
                raise VocabularyError(f"{place}: an office must be [title, of, from/to], found {entry!r}")
        if title not in titles:
            raise VocabularyError(f"{place}: there is no office {title!r}; allowed are the titles in offices.yaml")
        yield Office(title, of, *_read_interval(place, interval))


def _read_interval(place: str, interval: str) -> tuple[str | None, str | None]:
    start, slash, end = interval.partition("/")
    if not slash:
        raise VocabularyError(f"{place}: a time in office must be written from/to, found {interval!r}")
    if end == _OPEN:
        end = ""
    for date in (start, end):
        if date and ("/" in date or not edtf.is_valid(date)):
            raise VocabularyError(f"{place}: expected YYYY, YYYY-MM or YYYY-MM-DD, found {date!r}")
    if start and end and edtf.first_day(start) > edtf.last_day(end):
        raise VocabularyError(f"{place}: the time in office {interval!r} starts after it ends")
    return start or None, end or None


def _first_day(date: str | None) -> datetime.date:
    return datetime.date.min if date is None else edtf.first_day(date)


def _last_day(date: str | None) -> datetime.date:
    return datetime.date.max if date is None else edtf.last_day(date)


def _surely_holds(office: Office, day: datetime.date) -> bool:
    """Whether the day lies in the time in office however its dates are read; an open end counts as still in office."""
    if office.start is None or day < _last_day(office.start):
        return False
    return office.end is None or day <= _first_day(office.end)
