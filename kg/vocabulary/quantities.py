"""The words of quantities, from quantities.yaml: numbers, bounds, currencies, units and lists that guide the search."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from kg.errors import VocabularyError
from kg.types import Qualifier
from kg.vocabulary.fields import Row, choice, pattern_text, text
from kg.vocabulary.files import FOLDER, check_keys, read_rows

VALUED = ("number", "scale", "suffix", "plural")
NAMED = ("currency_sign", "currency", "unit")
QUALIFYING = ("qualifier", "qualifier_after")
LISTED = (
    *("person", "person_ending", "person_name", "plural_noun", "not_plural", "no_thing", "stop"),
    *("designator", "definite", "with_over", "give", "casualty"),
)


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """The words of each kind: with a value (numbers), a unit (currencies, units), a bound, or as a plain list."""

    values: Mapping[str, Mapping[str, float]]
    units: Mapping[str, Mapping[str, str]]
    bounds: Mapping[str, Mapping[str, Qualifier]]
    lists: Mapping[str, frozenset[str]]


@cache
def load_quantity_words(path: Path = FOLDER / "quantities.yaml") -> QuantityWords:
    """The words of quantities. Raises VocabularyError for an unknown kind or a value of the wrong kind."""
    values: dict[str, dict[str, float]] = {kind: {} for kind in VALUED}
    units: dict[str, dict[str, str]] = {kind: {} for kind in NAMED}
    bounds: dict[str, dict[str, Qualifier]] = {kind: {} for kind in QUALIFYING}
    lists: dict[str, set[str]] = {kind: set() for kind in LISTED}
    for place, row in read_rows(path):
        check_keys(place, row, required={"kind", "words"}, allowed={"value", "unit"})
        kind = text(place, row, "kind")
        words = [word.strip() for word in text(place, row, "words").replace("\n", " ").split(",")]
        if kind in values:
            values[kind] |= dict.fromkeys(words, _read_value(place, row))
        elif kind in units:
            units[kind] |= dict.fromkeys(words, _read_unit(place, row))
        elif kind in bounds:
            bound = choice(place, row, "value", get_args(Qualifier))
            bounds[kind] |= dict.fromkeys(words, bound or "=")
        elif kind in lists:
            lists[kind].update(words)
        else:
            known = sorted((*VALUED, *NAMED, *QUALIFYING, *LISTED))
            raise VocabularyError(f"{place}: unknown kind {kind!r}; allowed are {known}")
    return QuantityWords(values, units, bounds, {kind: frozenset(words) for kind, words in lists.items()})


def _read_unit(place: str, row: Row) -> str:
    unit = pattern_text(place, row, "unit", r"[A-Z]{3}|[a-z ]+")
    if unit is None:
        raise VocabularyError(f"{place}: unit must be a currency code or the name of a unit, found none")
    return unit


def _read_value(place: str, row: Row) -> float:
    value = row.get("value")
    if not isinstance(value, int):
        raise VocabularyError(f"{place}: value must be a whole number, found {value!r}")
    return float(value)
