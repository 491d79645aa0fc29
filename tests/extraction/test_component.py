"""The spaCy component kg_claims: claims on a Doc, in the bundled pipeline."""

import datetime

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction.reader import ArticleReader
from kg.language.pipeline import load_pipeline
from kg.types import Article

TEXT = "Turkish Foreign Minister Hakan Fidan visited Baghdad last October."


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """A pipeline of its own, so that the shared one stays as it is; loaded again from disk with the component."""
    folder = tmp_path_factory.mktemp("pipeline")
    load_pipeline().to_disk(folder)
    nlp = spacy.load(folder)
    nlp.add_pipe("kg_claims")
    return nlp


def test_the_component_says_what_it_needs_and_assigns(nlp: Language) -> None:
    meta = nlp.get_pipe_meta("kg_claims")
    assert meta.assigns == ["doc._.kg_claims", "doc._.kg_mentions", "doc._.kg_entities"]
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"]["kg_claims"] == []


def test_a_doc_carries_its_claims_mentions_and_entities(nlp: Language) -> None:
    doc = nlp(TEXT)
    [claim] = doc._.kg_claims
    entities = {entity.id: entity for entity in doc._.kg_entities}
    assert (claim.type, claim.factuality) == ("visit", "asserted")
    assert [entities[mention.entity].name for mention in claim.source] == ["Hakan Fidan"]
    assert all(doc.text[mention.start : mention.end] == mention.text for mention in doc._.kg_mentions)
    assert {mention.entity for mention in doc._.kg_mentions} <= entities.keys()


def test_relative_dates_need_the_day_of_publication(nlp: Language) -> None:
    undated, dated = nlp.make_doc(TEXT), nlp.make_doc(TEXT)
    dated._.kg_published = datetime.date(2024, 3, 14)
    assert [nlp(doc)._.kg_claims[0].date for doc in (undated, dated)] == [None, "2023-10"]


def test_a_doc_without_a_relation_has_no_claims(nlp: Language) -> None:
    assert nlp("It snowed in the hills.")._.kg_claims == ()


def test_the_component_and_the_reader_find_the_same(nlp: Language, reader: ArticleReader) -> None:
    published = datetime.date(2024, 3, 14)
    reading = reader.read(Article.make(TEXT, published=published))
    doc: Doc = nlp.make_doc(TEXT)
    doc._.kg_published = published
    found = nlp(doc)._.kg_claims
    assert [(c.type, c.roles, c.date) for c in found] == [(c.type, c.roles, c.date) for c in reading.claims]


def test_docs_of_a_stream_carry_their_own_claims(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, "It snowed.", "Chad condemned Niger."]))
    assert [[claim.type for claim in doc._.kg_claims] for doc in docs] == [["visit"], [], ["condemn"]]
