"""States, and all that names them in running text: states.yaml.

A form of a state is its name, a demonym, a capital used as a metonym, or a body or seat of power; two states may share
a form ("Congolese") only where both list it as ambiguous. Places that do not stand for a state are left to
`kg.vocabulary.places`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

from kg.errors import VocabularyError
from kg.types import Sector
from kg.vocabulary import fields
from kg.vocabulary.fields import Row
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings

WIKIDATA_ID_OR_SLUG = r"Q[1-9]\d*|[a-z][a-z0-9-]*"
SECTORS: tuple[Sector, ...] = get_args(Sector)
LISTS = ("names", "adjectives", "people", "prefixes", "capitals", "not_names", "groups")


@dataclass(frozen=True, slots=True)
class AmbiguousForm:
    """A form that is often something else, which a word of `unless` near it tells ("Georgia": "Atlanta").

    Near is within a few words. No words: none is known to tell, or another state shares the form.
    """

    name: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """One state, present or former, or a territory that acts or is named as one.

    `id` is the Wikidata id where it was checked, else a slug. All forms are case-sensitive. `seats` maps the bodies
    and seats of power that stand for the state to their sector; `capitals` are spellings of the cities that do.
    `not_names` hold a form of the state and yet do not name it ("Vietnam War"); another vocabulary may know them.
    `prefixes` stand for the state before a hyphen only ("Sino-Indian").
    `groups` are lower-case descriptions that fit ("former soviet republic", "island nation"). `capital_wikidata` is
    the Wikidata id of the first of the capitals, where it was checked. `short` are names that stand behind "the" in
    texts that hold one of the words given for each ("the North": "Pyongyang").
    """

    id: str
    name: str
    iso3: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: Mapping[str, Sector] = field(default_factory=dict, hash=False)
    ambiguous: tuple[AmbiguousForm, ...] = ()
    not_names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    former: bool = False
    capital_wikidata: str | None = None
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def wikidata(self) -> str | None:
        """The Wikidata id, None where it was not checked."""
        return self.id if self.id.startswith("Q") else None

    @property
    def forms(self) -> frozenset[str]:
        """All that may stand for the state: names, demonyms, capitals, seats."""
        return frozenset((self.name, *self.names, *self.adjectives, *self.people, *self.capitals, *self.seats))


def _mapping(place: str, row: Row, key: str) -> Mapping[str, object]:
    value = row.get(key) or {}
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise VocabularyError(f"{place}: {key} must be a mapping from strings, found {value!r}")
    return value


def _seats(place: str, row: Row) -> Mapping[str, Sector]:
    by_sector = _mapping(place, row, "seats")
    seats: dict[str, Sector] = {}
    check_keys(f"{place}: seats", by_sector, required=set(), allowed=set(SECTORS))
    for sector in SECTORS:
        for seat in strings(place, by_sector, sector):
            if seat in seats:
                raise VocabularyError(f"{place}: seats must be different strings, found {seat!r} twice")
            seats[seat] = sector
    return seats


def _state(place: str, row: Row) -> State:
    optional = {"iso3", "former", "seats", "ambiguous", "capital_wikidata", "short", *LISTS}
    check_keys(place, row, required={"id", "name"}, allowed=optional)
    lists = {key: strings(place, row, key) for key in LISTS}
    for key, values in lists.items():
        if len(set(values)) < len(values):
            raise VocabularyError(f"{place}: {key} must be different strings, found {list(values)}")
    unless, short = _mapping(place, row, "ambiguous"), _mapping(place, row, "short")
    fields.pattern_text(place, row, "id", WIKIDATA_ID_OR_SLUG)
    state = State(
        id=fields.text(place, row, "id"),
        name=fields.text(place, row, "name"),
        iso3=fields.country(place, row, "iso3"),
        seats=_seats(place, row),
        ambiguous=tuple(AmbiguousForm(name, strings(place, unless, name)) for name in unless),
        former=bool(fields.flag(place, row, "former")),
        capital_wikidata=fields.pattern_text(place, row, "capital_wikidata", fields.WIKIDATA_ID),
        short={name: strings(place, short, name) for name in short},
        **lists,
    )
    if state.capital_wikidata and not state.capitals:
        raise VocabularyError(f"{place}: capital_wikidata stands without capitals")
    if unknown := unless.keys() - state.forms:
        raise VocabularyError(f"{place}: ambiguous {sorted(unknown)} are no forms of {state.name}")
    if both := state.forms.intersection(state.not_names):
        raise VocabularyError(f"{place}: {sorted(both)} stand in not_names and are forms of {state.name}")
    return state


def _check_distinct(file: str, states: Sequence[State]) -> None:
    """Raise VocabularyError if two states share an id or a code, or a form that one of them holds to be safe."""
    keys: dict[str, str] = {}
    owners: dict[str, list[State]] = {}
    for state in states:
        for key in filter(None, (state.id, state.iso3, state.capital_wikidata)):
            if key in keys:
                raise VocabularyError(f"{file}: {key} stands for both {keys[key]} and {state.name}")
            keys[key] = state.name
        for form in state.forms:
            owners.setdefault(form, []).append(state)
    for form, sharing in owners.items():
        if len(sharing) > 1 and not all(form in {shared.name for shared in state.ambiguous} for state in sharing):
            names = ", ".join(state.name for state in sharing)
            raise VocabularyError(f"{file}: {form!r} is shared by {names}; each must list it as ambiguous")
    for state in states:
        if taken := [name for name in state.not_names if name in owners]:
            raise VocabularyError(f"{file}: not_names {taken} of {state.name} are forms of another state")


@cache
def load_states(path: Path = FOLDER / "states.yaml") -> tuple[State, ...]:
    """All states, in the order of the file.

    Raises VocabularyError for a malformed row, an id or code that stands twice, and a form that two states share
    without both listing it as ambiguous.
    """
    states = tuple(_state(place, row) for place, row in read_rows(path))
    _check_distinct(path.name, states)
    return states
