"""Weapon systems and classes of weapons, in one tree from the rifle to the weapon: weapons.yaml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from kg.errors import VocabularyError
from kg.vocabulary import fields
from kg.vocabulary.fields import Row
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings

KindOfUse = Literal["lethal", "nonlethal", "strategic", "nuclear", "dual_use"]


@dataclass(frozen=True, slots=True)
class Weapon:
    """One weapon system (`system`: a proper name, "Iskander") or class of weapons ("ballistic missile").

    `id` is a slug of the name, `weapon_class` the id of the next broader class. `names` are safe in running text,
    `weak_names` only among other words for weapons ("Javelin"), and so is the name itself where `needs_context`
    ("tank"). `forms` and `weak_forms` are the safe and the weak names, each with its plural; `case_sensitive` says
    how they match. `country` is the country of origin (ISO 3166-1 alpha-3).
    """

    id: str
    name: str
    names: tuple[str, ...]
    weak_names: tuple[str, ...]
    forms: tuple[str, ...]
    weak_forms: tuple[str, ...]
    weapon_class: str | None
    kind_of_use: KindOfUse
    system: bool
    needs_context: bool
    case_sensitive: bool
    country: str | None = None


def plural(name: str) -> str:
    """The regular plural of a name, by its last word; acronyms in -S and plurals stay as they are.

    >>> [plural(name) for name in ("battery", "torpedo boat", "F-16", "HIMARS", "light machine gun")]
    ['batteries', 'torpedo boats', 'F-16s', 'HIMARS', 'light machine guns']
    """
    if name.endswith("S") and not name.endswith("SS"):
        return name
    if name.endswith(("s", "x", "z", "ch", "sh")):
        return f"{name}es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def _with_plurals(names: Iterable[str], exceptions: Mapping[str, str]) -> tuple[str, ...]:
    """Each name and its plural, in order, none twice."""
    return tuple(dict.fromkeys(form for name in names for form in (name, exceptions.get(name) or plural(name))))


def _plurals(place: str, row: Row, names: tuple[str, ...]) -> dict[str, str]:
    """The exceptions under `plurals` (a mapping from name to plural) and `invariant` (names that are their plural)."""
    value = row.get("plurals") or {}
    if not isinstance(value, dict) or not all(isinstance(part, str) for pair in value.items() for part in pair):
        raise VocabularyError(f"{place}: plurals must map names to their plurals, found {value!r}")
    exceptions = {**value, **{name: name for name in strings(place, row, "invariant")}}
    if unknown := sorted(exceptions.keys() - set(names)):
        raise VocabularyError(f"{place}: plurals of {unknown}, which are no names of the entry; it has {list(names)}")
    return exceptions


def _weapon(place: str, row: Row, above: Mapping[str, Weapon]) -> Weapon:
    """The weapon of one row; `above` are the weapons that stand further up in the file, by id."""
    optional = {"names", "weak_names", "plurals", "invariant", "weapon_class", "kind_of_use", "system"}
    check_keys(place, row, required={"name"}, allowed=optional | {"needs_context", "case_sensitive", "country"})
    name = fields.text(place, row, "name")
    names, weak_names = strings(place, row, "names"), strings(place, row, "weak_names")
    exceptions = _plurals(place, row, (name, *names, *weak_names))
    needs_context = bool(fields.flag(place, row, "needs_context"))
    strong, weak = (names, (name, *weak_names)) if needs_context else ((name, *names), weak_names)
    weapon_class = fields.optional_text(place, row, "weapon_class")
    if weapon_class is not None and weapon_class not in above:
        raise VocabularyError(f"{place}: weapon_class must be the id of a weapon above, found {weapon_class!r}")
    kind_of_use = fields.choice(place, row, "kind_of_use", get_args(KindOfUse))
    if kind_of_use is None and weapon_class is not None:
        kind_of_use = above[weapon_class].kind_of_use
    if kind_of_use is None:
        raise VocabularyError(f"{place}: needs a kind_of_use, or a weapon_class from which to take it")
    system = bool(fields.flag(place, row, "system"))
    case_sensitive = fields.flag(place, row, "case_sensitive")
    return Weapon(
        id=fields.slug(name),
        name=name,
        names=names,
        weak_names=weak_names,
        forms=_with_plurals(strong, exceptions),
        weak_forms=_with_plurals(weak, exceptions),
        weapon_class=weapon_class,
        kind_of_use=kind_of_use,
        system=system,
        needs_context=needs_context,
        case_sensitive=system if case_sensitive is None else case_sensitive,
        country=fields.country(place, row),
    )


def _check_forms(file: str, weapons: Iterable[Weapon]) -> None:
    """Raise VocabularyError if a form, weak ones and plurals included, stands for two weapons."""
    owners: dict[str, str] = {}
    for weapon in weapons:
        for form in (*weapon.forms, *weapon.weak_forms):
            if owner := owners.get(form):
                raise VocabularyError(f"{file}: form {form!r} stands twice: in {owner!r} and in {weapon.id!r}")
            owners[form] = weapon.id


@cache
def load_weapons(path: Path = FOLDER / "weapons.yaml") -> tuple[Weapon, ...]:
    """All weapons and classes of weapons, in the order of the file: each class before what belongs to it.

    A weapon without a `kind_of_use` takes that of its class. Raises VocabularyError for a malformed row, an id or
    form that stands twice, and a `weapon_class` that does not name a weapon further up (so that there is no cycle).
    """
    weapons: dict[str, Weapon] = {}
    for place, row in read_rows(path):
        weapon = _weapon(place, row, weapons)
        if weapon.id in weapons:
            raise VocabularyError(f"{place}: id {weapon.id!r} stands twice")
        weapons[weapon.id] = weapon
    _check_forms(path.name, weapons.values())
    return tuple(weapons.values())


@cache
def _weapons_by_id() -> Mapping[str, Weapon]:
    return MappingProxyType({weapon.id: weapon for weapon in load_weapons()})


def broader_classes(weapon: str) -> tuple[Weapon, ...]:
    """The classes that a weapon (an id) belongs to, the narrowest first.

    Raises VocabularyError if there is no such weapon.

    >>> [broader.id for broader in broader_classes("iskander")]
    ['short-range-ballistic-missile', 'ballistic-missile', 'missile', 'weapon']
    """
    weapons = _weapons_by_id()
    if weapon not in weapons:
        raise VocabularyError(f"weapons.yaml: no weapon has the id {weapon!r}")
    chain: list[Weapon] = []
    broader = weapons[weapon].weapon_class
    while broader is not None:
        chain.append(weapons[broader])
        broader = weapons[broader].weapon_class
    return tuple(chain)
