"""Reads the fields that the rows of several vocabularies share: names, codes, flags, and names that need context.

Each reader takes the place of the row (for its message), the row and a key, and raises VocabularyError for a value of
the wrong kind. What a vocabulary's own fields mean is left to its module.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.errors import VocabularyError
from kg.vocabulary.files import strings

Row = Mapping[str, object]
WIKIDATA_ID = r"Q[1-9]\d*"


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A name that names its entry only where the text also holds one of the words in `needs` ("IS": "caliphate")."""

    name: str
    needs: tuple[str, ...]


class Named(Protocol):
    """An entry with an id, names that are safe in running text, and names that need context."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def names(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def ambiguous(self) -> tuple[AmbiguousName, ...]: ...  # noqa: D102


def slug(name: str) -> str:
    """The id of an entry without a Wikidata id: its name in lower-case ASCII letters, digits and hyphens.

    >>> slug("Médecins Sans Frontières")
    'medecins-sans-frontieres'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9+]+", "-", plain.lower()).strip("-")


def text(place: str, row: Row, key: str) -> str:
    """The string under `key`, which must be there."""
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise VocabularyError(f"{place}: {key} must be a text, found {value!r}")
    return value


def optional_text(place: str, row: Row, key: str) -> str | None:
    """The string under `key`, or None where there is none."""
    return None if row.get(key) is None else text(place, row, key)


def pattern_text(place: str, row: Row, key: str, pattern: str) -> str | None:
    """The string under `key`, which must match `pattern` as a whole, or None where there is none."""
    value = optional_text(place, row, key)
    if value is not None and not re.fullmatch(pattern, value):
        raise VocabularyError(f"{place}: {key} must match {pattern}, found {value!r}")
    return value


def flag(place: str, row: Row, key: str) -> bool | None:
    """The truth value under `key`, or None where there is none."""
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        raise VocabularyError(f"{place}: {key} must be true or false, found {value!r}")
    return value


def choice[Option: str](place: str, row: Row, key: str, options: Sequence[Option]) -> Option | None:
    """The value under `key`, which must be one of `options`, or None where there is none."""
    value = row.get(key)
    if value is None:
        return None
    for option in options:
        if option == value:
            return option
    raise VocabularyError(f"{place}: {key} must be one of {list(options)}, found {value!r}")


def country(place: str, row: Row, key: str = "country") -> str | None:
    """The ISO 3166-1 alpha-3 code under `key` (XKX for Kosovo), or None where there is none."""
    return pattern_text(place, row, key, r"[A-Z]{3}")


def countries(place: str, row: Row, key: str) -> tuple[str, ...]:
    """The ISO 3166-1 alpha-3 codes listed under `key`, none twice."""
    codes = strings(place, row, key)
    if len(set(codes)) < len(codes) or not all(re.fullmatch(r"[A-Z]{3}", code) for code in codes):
        raise VocabularyError(f"{place}: {key} must be a list of different three-letter codes, found {list(codes)}")
    return codes


def wikidata(place: str, row: Row) -> str | None:
    """The Wikidata id under `wikidata`, or None where there is none."""
    return pattern_text(place, row, "wikidata", WIKIDATA_ID)


def ambiguous_names(place: str, row: Row) -> tuple[AmbiguousName, ...]:
    """The names under `ambiguous`, a mapping from each name to the words of which the text must hold one."""
    value = row.get("ambiguous") or {}
    if not isinstance(value, dict):
        raise VocabularyError(f"{place}: ambiguous must map names to lists of words, found {value!r}")
    names = tuple(AmbiguousName(str(name), strings(place, value, name)) for name in value)
    if bare := [name.name for name in names if not name.needs]:
        raise VocabularyError(f"{place}: ambiguous names {bare} lack the words that they need")
    return names


def check_distinct(file: str, entries: Sequence[Named]) -> None:
    """Raise VocabularyError if an id or a name stands twice; only names that need context may be shared."""
    owners: dict[str, str] = {}
    ids: set[str] = set()
    for entry in entries:
        if entry.id in ids:
            raise VocabularyError(f"{file}: id {entry.id!r} stands twice")
        ids.add(entry.id)
        for name in (entry.name, *entry.names):
            if name in owners:
                raise VocabularyError(f"{file}: name {name!r} stands twice: in {owners[name]!r} and in {entry.id!r}")
            owners[name] = entry.id
    for entry in entries:
        for ambiguous in entry.ambiguous:
            if ambiguous.name in owners:
                owner = owners[ambiguous.name]
                raise VocabularyError(
                    f"{file}: name {ambiguous.name!r} of {entry.id!r} is ambiguous, but a plain name of {owner!r}"
                )
