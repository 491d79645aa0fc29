"""The words of dates, from dates.yaml: names of months and days, units, holidays, and the small words between them.

What the kinds mean to each other is the grammar's matter (`kg.language.date_grammar`).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.vocabulary.fields import Row, flag, optional_text, pattern_text, text
from kg.vocabulary.files import FOLDER, check_keys, read_rows

TENSE_KINDS = frozenset({"future", "past_tense", "auxiliary"})
KNOWN_KINDS = frozenset({"known_day"})


@dataclass(frozen=True, slots=True)
class DateWord:
    """A word or phrase of a date: its kind, and what it stands for as far as the kind has use for it.

    `value` is the number of a month, weekday or rank, the days from today, or the multiple of the unit; `day` is the
    (month, day) of a holiday, `year` the year of a day known by its date alone.
    """

    kind: str
    value: int = 1
    unit: str = ""
    day: tuple[int, int] | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DateWords:
    """All words of dates: `words` for the grammar, `tenses` for the tense, `known` for days known by their date.

    `words` and `tenses` hold each word in every shape in which it counts; `known` maps (month, day) to its year and
    the words that must stand beside it.
    """

    words: Mapping[str, DateWord]
    tenses: Mapping[str, str]
    known: Mapping[tuple[int, int], tuple[int, frozenset[str]]]


@cache
def load_date_words(path: Path = FOLDER / "dates.yaml") -> DateWords:
    """The words of dates. Raises VocabularyError for a word that stands twice or a value of the wrong kind."""
    words: dict[str, DateWord] = {}
    tenses: dict[str, str] = {}
    known: dict[tuple[int, int], tuple[int, frozenset[str]]] = {}
    for place, row in read_rows(path):
        check_keys(place, row, required={"kind", "words"}, allowed={"value", "unit", "capital", "day", "year"})
        entry = _read_word(place, row)
        names = [name.strip() for name in text(place, row, "words").replace("\n", " ").split(",")]
        if entry.kind in TENSE_KINDS:
            tenses |= dict.fromkeys(names, entry.kind)
        elif entry.kind in KNOWN_KINDS:
            if entry.day is None or entry.year is None:
                raise VocabularyError(f"{place}: a known day needs day and year, found {dict(row)!r}")
            known[entry.day] = (entry.year, frozenset(names))
        else:
            for shape in _shapes(names, capital=bool(flag(place, row, "capital"))):
                if words.setdefault(shape, entry) != entry:
                    raise VocabularyError(f"{place}: {shape!r} is already of kind {words[shape].kind!r}")
    return DateWords(words, tenses, known)


def _read_word(place: str, row: Row) -> DateWord:
    value, year = row.get("value", 1), row.get("year")
    if not isinstance(value, int) or not isinstance(year, int | None):
        raise VocabularyError(f"{place}: value and year must be whole numbers, found {value!r} and {year!r}")
    day = pattern_text(place, row, "day", r"\d\d-\d\d")
    if day is None:
        month_day = None
    else:
        month_day = (int(day[:2]), int(day[3:]))
        try:
            datetime.date(2000, *month_day)
        except ValueError as error:
            raise VocabularyError(f"{place}: day {day!r}: {error}") from None
    return DateWord(text(place, row, "kind"), value, optional_text(place, row, "unit") or "", month_day, year)


def _shapes(names: list[str], *, capital: bool) -> set[str]:
    shapes: set[str] = set()
    for name in names:
        shapes |= {name, name.upper()} if capital else {name, name.lower(), name.upper(), name[:1].upper() + name[1:]}
    return shapes | {shape.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for shape in shapes if "'" in shape}
