"""Reads the vocabulary files that come with the package, or a user's own, into rows of plain data.

Each vocabulary has one YAML file beside this module and one module that turns its rows into typed entries.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from kg.errors import VocabularyError

FOLDER = Path(__file__).parent


def read_rows(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield (place, row) for each entry of a YAML file whose top level is a list of mappings.

    `place` ("weapons.yaml: entry 12") is for error messages. Raises VocabularyError where the file is no such list.
    """
    try:
        rows = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise VocabularyError(f"{path}: cannot be read as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list):
        raise VocabularyError(f"{path}: expected a list of entries, found {type(rows).__name__}")
    for number, row in enumerate(rows, 1):
        place = f"{path.name}: entry {number}"
        if not isinstance(row, dict):
            raise VocabularyError(f"{place}: expected a mapping, found {row!r}")
        yield place, row


def check_keys(place: str, row: Mapping[str, object], *, required: set[str], allowed: set[str]) -> None:
    """Raise VocabularyError if a row lacks a required key or has one that is neither required nor allowed."""
    missing = required - row.keys()
    unknown = row.keys() - required - allowed
    if missing or unknown:
        found = f"lacks {sorted(missing)}" if missing else f"has unknown keys {sorted(map(str, unknown))}"
        raise VocabularyError(f"{place}: {found}; allowed are {sorted(required | allowed)}")


def strings(place: str, row: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The list of strings under `key`, empty if there is none."""
    values = row.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise VocabularyError(f"{place}: {key} must be a list of strings, found {values!r}")
    return tuple(values)
