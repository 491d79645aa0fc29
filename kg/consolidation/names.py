"""Compares the names of persons by their parts, and folds names of organisations; what varies is data: names.yaml.

Two names may be one person's if the surnames agree and the given names do not contradict each other. A comparison says
how well they agree and why; that the names alone prove nothing is for `persons` and `organisations` to respect.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.vocabulary.files import read_rows

_PATH = Path(__file__).with_name("names.yaml")
_KEYS = frozenset({"particles", "titles", "legal_forms", "general", "spellings", "endings", "short_forms"})
_LEAST = 3  # letters that a part keeps: endings are cut from longer parts only


@dataclass(frozen=True, slots=True)
class NameRules:
    """What names.yaml says; `short_forms` gives for a given name the numbers of the lists that it stands in."""

    particles: frozenset[str]
    titles: frozenset[str]
    legal_forms: frozenset[str]
    general: frozenset[str]
    spellings: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]
    short_forms: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well two names agree, from 0 to 1, and the words for it."""

    score: float
    why: str


@cache
def load_name_rules(path: Path = _PATH) -> NameRules:
    """The rules of names.yaml. Raises VocabularyError for an unknown key or a list of another shape."""
    found: dict[str, list[object]] = {}
    for place, row in read_rows(path):
        for key, value in row.items():
            if key not in _KEYS or not isinstance(value, list):
                raise VocabularyError(f"{place}: expected a list under one of {sorted(_KEYS)}, found {key!r}")
            found[key] = value
    if missing := _KEYS - found.keys():
        raise VocabularyError(f"{path.name}: lacks {sorted(missing)}")
    short_forms: dict[str, frozenset[int]] = {}
    for number, forms in enumerate(found["short_forms"]):
        for form in _texts(path, forms):
            short_forms[form] = short_forms.get(form, frozenset()) | {number}
    return NameRules(
        particles=frozenset(_texts(path, found["particles"])),
        titles=frozenset(_texts(path, found["titles"])),
        legal_forms=frozenset(_texts(path, found["legal_forms"])),
        general=frozenset(_texts(path, found["general"])),
        spellings=tuple(_pair(path, pair) for pair in found["spellings"]),
        endings=tuple(_pair(path, pair) for pair in found["endings"]),
        short_forms=short_forms,
    )


def _texts(path: Path, values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise VocabularyError(f"{path.name}: expected a list of texts, found {values!r} (quote them?)")
    return tuple(values)


def _pair(path: Path, value: object) -> tuple[str, str]:
    pair = _texts(path, value)
    if len(pair) != 2:
        raise VocabularyError(f"{path.name}: expected [from, to], found {value!r}")
    return pair[0], pair[1]


@cache
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name in lower-case ASCII, without titles and particles; hyphens part.

    >>> name_parts("Gen. Abdel-Fattah al-Burhan")
    ('abdel', 'fattah', 'burhan')
    """
    rules = load_name_rules()
    words = [word for word in re.findall(r"[a-z]+", _plain(name).replace("'", "")) if word not in rules.titles]
    return tuple(word for word in words if word not in rules.particles) or tuple(words)


def _plain(name: str) -> str:
    """A name in lower-case ASCII, with one kind of apostrophe."""
    name = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


@cache
def fold_part(part: str) -> str:
    """A part of a name with the ways to write one sound made one; parts that agree may be one name.

    >>> fold_part("sergey") == fold_part("sergei"), fold_part("choe") == fold_part("choi")
    (True, True)
    """
    rules = load_name_rules()
    for old, new in rules.spellings:
        part = part.replace(old, new)
    for old, new in rules.endings:
        if part.endswith(old) and len(part) - len(old) + len(new) >= _LEAST:
            part = part[: len(part) - len(old)] + new
    return part


@cache
def name_keys(name: str) -> frozenset[str]:
    """The folded surname, and all folded parts in a fixed order: names without a key in common are not compared."""
    folded = [fold_part(part) for part in name_parts(name)]
    return frozenset({folded[-1], " ".join(sorted(folded))}) if folded else frozenset()


@cache
def is_general(name: str) -> bool:
    """Whether an organisation's name is made of words that bodies of many countries share.

    >>> is_general("Supreme Court"), is_general("Ukrhydroenergo")
    (True, False)
    """
    return load_name_rules().general.issuperset(fold_organisation(name))


@cache
def fold_organisation(name: str) -> tuple[str, ...]:
    """The words of an organisation's name in lower-case ASCII, without legal forms; all words if nothing else is left.

    >>> fold_organisation("The Rosneft Oil Company, PJSC")
    ('rosneft', 'oil')
    """
    words = re.findall(r"[a-z0-9]+", _plain(name).replace("'s", ""))
    forms = load_name_rules().legal_forms
    return tuple(word for word in words if word not in forms) or tuple(words)


def compare_persons(a: str, b: str) -> Likeness | None:
    """How well two names of persons agree; None where they cannot be one person's.

    >>> compare_persons("Choe Son Hui", "Choi Son-hui").why
    "'Choe Son Hui' and 'Choi Son-hui' are spellings of one name"
    >>> compare_persons("Li Qiang", "Li Keqiang") is None
    True
    """
    parts_a, parts_b = name_parts(a), name_parts(b)
    if not parts_a or not parts_b:
        return None
    if parts_a == parts_b:
        return Likeness(1.0, f"both are named {a!r}" if a == b else f"{a!r} and {b!r} have the same parts")
    folded_a, folded_b = tuple(map(fold_part, parts_a)), tuple(map(fold_part, parts_b))
    if folded_a == folded_b:
        return Likeness(0.9, f"{a!r} and {b!r} are spellings of one name")
    if "".join(folded_a) == "".join(folded_b):
        return Likeness(0.9, f"{a!r} and {b!r} are one name, written together and apart")
    if len(parts_a) > 2 and sorted(folded_a) == sorted(folded_b):
        return Likeness(0.85, f"{a!r} and {b!r} have the same parts in another order")
    short, long = sorted((folded_a, folded_b), key=len)
    if len(short) < len(long) and long[-len(short) :] == short and len(short) > 1:
        return Likeness(0.7, f"{a!r} and {b!r} end in the same {len(short)} parts")
    if folded_a[-1] != folded_b[-1]:
        return None
    if len(short) == 1:
        return Likeness(0.15, f"{a!r} and {b!r} share the surname")
    return _compare_given(a, b, parts_a, parts_b)


def _compare_given(a: str, b: str, parts_a: tuple[str, ...], parts_b: tuple[str, ...]) -> Likeness | None:
    first_a, first_b = parts_a[0], parts_b[0]
    if not _middle_agrees(parts_a[1:-1], parts_b[1:-1]):
        return None
    rules = load_name_rules()
    if fold_part(first_a) == fold_part(first_b):
        return Likeness(0.8, f"{a!r} and {b!r} share given name and surname")
    if rules.short_forms.get(first_a, frozenset()) & rules.short_forms.get(first_b, frozenset()):
        return Likeness(0.75, f"{a!r} and {b!r} share the surname, and {first_a!r} and {first_b!r} are one given name")
    if 1 in (len(first_a), len(first_b)) and first_a[0] == first_b[0]:
        return Likeness(0.2, f"{a!r} and {b!r} share the surname, and an initial agrees with the given name")
    return None


def _middle_agrees(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names may be the same; a name may leave them out, but not some of them."""
    if not a or not b:
        return True
    return len(a) == len(b) and all(
        fold_part(x) == fold_part(y) or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=True)
    )
