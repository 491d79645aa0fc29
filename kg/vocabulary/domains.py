"""Fields of life that tell acts in the words of politics and war, sport first: domains.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kg.errors import VocabularyError
from kg.vocabulary.fields import Row, choice, flag, text
from kg.vocabulary.files import FOLDER, check_keys, read_rows

# Which acts a text tells that is of a field as a whole: those of nobody official, those in which no state has a part,
# and the plot of a work, told in the present tense.
Theme = Literal["unofficial", "stateless", "plot"]
THEMES: tuple[Theme, ...] = get_args(Theme)
TELLS, HINTS = 3, 1  # what a word weighs that says enough by itself, and one that needs two others


@dataclass(frozen=True, slots=True)
class Domain:
    """One field of life: the weight of each word that speaks of it, and what acts need to be taken for its own.

    `weights` are by lemma, or by words as written; `needs` by family of relations. Acts of others than states and armed
    groups are of a field only; where it is `by_police`, what police and courts do is so too. `theme` tells which acts
    are of it in whole texts about it, whatever their sentence says.
    """

    name: str
    label: str
    weights: Mapping[str, int]
    needs: Mapping[str, int]
    by_police: bool = False
    theme: Theme | None = None


def _domain(place: str, row: Row) -> Domain:
    check_keys(place, row, required={"name", "label", "needs", "tells", "hints"}, allowed={"by_police", "theme"})
    theme = choice(place, row, "theme", THEMES)
    needs = row["needs"]
    if not isinstance(needs, dict) or not all(isinstance(weight, int) for weight in needs.values()):
        raise VocabularyError(f"{place}: needs must map families to whole numbers, found {needs!r}")
    tells, hints = (_words(text(place, row, key)) for key in ("tells", "hints"))
    if twice := sorted(set(tells) & set(hints)):
        raise VocabularyError(f"{place}: {twice} stand both in tells and in hints")
    weights = dict.fromkeys(hints, HINTS) | dict.fromkeys(tells, TELLS)
    name, label = text(place, row, "name"), text(place, row, "label")
    return Domain(name, label, weights, needs, bool(flag(place, row, "by_police")), theme)


def _words(listed: str) -> list[str]:
    return [word for part in listed.replace("\n", " ").split(",") if (word := part.strip())]


@cache
def load_domains(path: Path = FOLDER / "domains.yaml") -> tuple[Domain, ...]:
    """All fields, in the order of the file. Raises VocabularyError for a row that breaks the rules."""
    return tuple(_domain(place, row) for place, row in read_rows(path))


@cache
def weights_by_word() -> Mapping[str, Mapping[str, int]]:
    """Each expression of the fields with the names of those that it speaks of, and its weight in each."""
    found: dict[str, dict[str, int]] = {}
    for domain in load_domains():
        for word, weight in domain.weights.items():
            found.setdefault(word, {})[domain.name] = weight
    return found


@cache
def opening_words() -> frozenset[str]:
    """The first words of the expressions of several words; of those with a hyphen what stands before it, too."""
    several = (word for word in weights_by_word() if " " in word or "-" in word)
    return frozenset(opening for word in several for opening in (word.split()[0], re.split("[ -]", word)[0]))
