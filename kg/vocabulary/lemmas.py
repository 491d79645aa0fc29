"""Forms that pipelines read wrongly, from lemmas.yaml: each with its part of speech and the lemma that it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.vocabulary.fields import text
from kg.vocabulary.files import FOLDER, check_keys, read_rows

POS = ("verb", "noun")


@dataclass(frozen=True, slots=True)
class Wordform:
    """One form of a word, in lower case: "staged", a verb, of "stage"."""

    form: str
    pos: str
    lemma: str


@cache
def load_wordforms(path: Path = FOLDER / "lemmas.yaml") -> tuple[Wordform, ...]:
    """All forms in the order of the file. Raises VocabularyError for an unknown pos or a form that stands twice."""
    return tuple(_read(path))


def _read(path: Path) -> Iterator[Wordform]:
    seen: set[tuple[str, str]] = set()
    for place, row in read_rows(path):
        check_keys(place, row, required={"pos", "lemma", "forms"}, allowed=set())
        pos, lemma = text(place, row, "pos"), text(place, row, "lemma")
        if pos not in POS:
            raise VocabularyError(f"{place}: pos must be one of {POS}, found {pos!r}")
        for form in text(place, row, "forms").split(","):
            if (pos, form.strip()) in seen:
                raise VocabularyError(f"{place}: {form.strip()!r} stands twice")
            seen.add((pos, form.strip()))
            yield Wordform(form.strip(), pos, lemma)
