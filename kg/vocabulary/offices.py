"""Reads the kinds of office that news names ("foreign minister", "spokesperson"); who holds one stands in `persons`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from kg.errors import VocabularyError
from kg.types import Sector
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings

Gender = Literal["male", "female"]

_PATH = FOLDER / "offices.yaml"
_REQUIRED = {"title", "forms", "sector", "speaks_for"}
_OPTIONAL = {"gender", "unique", "broader"}


@dataclass(frozen=True, slots=True)
class OfficeTitle:
    """A kind of office. `forms` are all ways to write it, the title first; matching ignores case.

    `speaks_for` tells whether the holder's word counts as the state's or body's; `unique` that there is one holder at a
    time, so that title and state name a person; `broader` is the title that this one is a kind of.
    """

    title: str
    forms: tuple[str, ...]
    sector: Sector
    speaks_for: bool
    gender: Gender | None = None
    unique: bool = False
    broader: str | None = None


@cache
def load_offices(path: Path = _PATH) -> tuple[OfficeTitle, ...]:
    """All kinds of office in the order of the file.

    Raises VocabularyError for a malformed entry, for a form (whatever its case) that two titles claim, and for a
    `broader` that is no title.

    >>> load_offices()[0].title
    'president'
    """
    offices = tuple(_read_office(place, row) for place, row in read_rows(path))
    owners: dict[str, str] = {}
    for office in offices:
        for form in office.forms:
            owner = owners.setdefault(form.casefold(), office.title)
            if owner != office.title:
                raise VocabularyError(f"{path.name}: form {form!r} belongs to both {owner!r} and {office.title!r}")
    titles = {office.title for office in offices}
    if len(titles) < len(offices):
        raise VocabularyError(f"{path.name}: a title stands twice")
    for office in offices:
        if office.broader is not None and office.broader not in titles:
            raise VocabularyError(f"{path.name}: {office.title!r} has a broader title {office.broader!r} that is none")
    return offices


def _read_office(place: str, row: Mapping[str, object]) -> OfficeTitle:
    check_keys(place, row, required=_REQUIRED, allowed=_OPTIONAL)
    title, sector, gender, broader = row["title"], row["sector"], row.get("gender"), row.get("broader")
    if not isinstance(title, str) or not title:
        raise VocabularyError(f"{place}: title must be a string, found {title!r}")
    if sector not in get_args(Sector):
        raise VocabularyError(f"{place}: sector must be one of {get_args(Sector)}, found {sector!r}")
    if gender is not None and gender not in get_args(Gender):
        raise VocabularyError(f"{place}: gender must be one of {get_args(Gender)}, found {gender!r}")
    if broader is not None and not isinstance(broader, str):
        raise VocabularyError(f"{place}: broader must be a title, found {broader!r}")
    return OfficeTitle(
        title=title,
        forms=tuple(dict.fromkeys((title, *strings(place, row, "forms")))),
        sector=cast(Sector, sector),
        speaks_for=_flag(place, row, "speaks_for"),
        gender=cast(Gender | None, gender),
        unique=_flag(place, row, "unique"),
        broader=broader,
    )


def _flag(place: str, row: Mapping[str, object], key: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise VocabularyError(f"{place}: {key} must be true or false, found {value!r}")
    return value
