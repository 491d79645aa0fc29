"""Places that are no states: cities, regions, waters, bases and sites, by the country they lie in: places.yaml.

Cities that stand for a state ("Moscow announced") are left to `kg.vocabulary.states`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kg.errors import VocabularyError
from kg.vocabulary import fields
from kg.vocabulary.fields import Row, slug
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings

PlaceKind = Literal["city", "region", "sea", "base", "site", "continent"]  # "sea": all waters, rivers and canals too
KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `names` are its further spellings, all case-sensitive.

    `country` is the ISO 3166-1 alpha-3 code of the state in whose recognised borders it lies, None for waters, world
    regions and contested places. `ambiguous` lists those of the name and names that are also a person's name, a
    common word or another place, so that they need context ("Nice", "Tripoli"). `wikidata` is the Wikidata id where
    it was checked; the `id` never depends on it.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None = None
    names: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    wikidata: str | None = None


def _spellings(where: str, row: Row) -> Iterator[tuple[str, ...]]:
    """The spellings of each place of a row, its name first."""
    places = row["names"]
    if not isinstance(places, list):
        raise VocabularyError(f"{where}: names must be a list of places, found {places!r}")
    for place in places:
        names = strings(where, {"names": place if isinstance(place, list) else [place]}, "names")
        if not names or len(set(names)) < len(names):
            raise VocabularyError(f"{where}: a place needs different names, found {list(names)}")
        yield names


def _wikidata_ids(where: str, row: Row) -> dict[str, str]:
    """The Wikidata ids of a row's places, by the name of the place."""
    value = row.get("wikidata") or {}
    if not isinstance(value, dict):
        raise VocabularyError(f"{where}: wikidata must map names of places to ids, found {value!r}")
    ids = {str(name): fields.wikidata(f"{where}: {name}", {"wikidata": value[name]}) for name in value}
    return {name: identifier for name, identifier in ids.items() if identifier is not None}


def _places(where: str, row: Row) -> Iterator[Place]:
    check_keys(where, row, required={"kind", "names"}, allowed={"country", "ambiguous", "wikidata"})
    kind = fields.choice(where, row, "kind", KINDS)
    if kind is None:
        raise VocabularyError(f"{where}: kind must be one of {list(KINDS)}, found None")
    country = fields.country(where, row)
    ambiguous = set(strings(where, row, "ambiguous"))
    wikidata = _wikidata_ids(where, row)
    unknown = set(ambiguous)
    without_place = set(wikidata)
    for name, *others in _spellings(where, row):
        unknown -= {name, *others}
        without_place.discard(name)
        yield Place(
            id="-".join(filter(None, ("place", slug(name), country and country.lower()))),
            name=name,
            kind=kind,
            country=country,
            names=tuple(others),
            ambiguous=tuple(form for form in (name, *others) if form in ambiguous),
            wikidata=wikidata.get(name),
        )
    if unknown:
        raise VocabularyError(f"{where}: ambiguous {sorted(unknown)} are no names of its places")
    if without_place:
        raise VocabularyError(f"{where}: wikidata gives ids to {sorted(without_place)}, which are no places of the row")


def _check_distinct(file: str, places: Sequence[Place]) -> None:
    """Raise VocabularyError if two places share an id, or a name that one of them holds to be safe."""
    ids: set[str] = set()
    owners: dict[str, list[Place]] = {}
    for place in places:
        for identifier in filter(None, (place.id, place.wikidata)):
            if identifier in ids:
                raise VocabularyError(f"{file}: id {identifier} stands twice")
            ids.add(identifier)
        for name in (place.name, *place.names):
            owners.setdefault(name, []).append(place)
    for name, sharing in owners.items():
        if len(sharing) > 1 and not all(name in place.ambiguous for place in sharing):
            found = ", ".join(place.id for place in sharing)
            raise VocabularyError(f"{file}: {name!r} is shared by {found}; each must list it as ambiguous")


@cache
def load_places(path: Path = FOLDER / "places.yaml") -> tuple[Place, ...]:
    """All places, in the order of the file.

    Raises VocabularyError for a malformed row, an id that stands twice, and a name that two places share without both
    listing it as ambiguous.
    """
    places = tuple(place for where, row in read_rows(path) for place in _places(where, row))
    _check_distinct(path.name, places)
    return places
