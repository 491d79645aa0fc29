"""The plain copy of a parse: every value as spaCy has it, on the sample corpus and on trees built by hand."""

from itertools import combinations, islice

import pytest
from spacy.tokens import Doc as SpacyDoc
from spacy.vocab import Vocab

from kg.articles import read_articles
from kg.extraction.reader import ArticleReader
from kg.language.tokens import Doc

STRINGS = ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_", "text_with_ws")
NUMBERS = ("i", "idx", "is_alpha", "is_space", "is_punct")
EVERY = 5  # articles of which one is compared


@pytest.fixture(scope="module")
def pairs(reader: ArticleReader) -> list[tuple[Doc, SpacyDoc]]:
    texts = [article.text for article in islice(read_articles("data/articles"), 0, None, EVERY)]
    return [(Doc(parse), parse) for parse in reader.nlp.pipe(["", *texts])]


def test_a_token_has_the_values_of_spacys(pairs: list[tuple[Doc, SpacyDoc]]) -> None:
    for doc, parse in pairs:
        assert len(doc) == len(parse)
        for token, original in zip(doc, parse, strict=True):
            for name in (*STRINGS, *NUMBERS):
                assert getattr(token, name) == getattr(original, name), (original, name)
            assert len(token) == len(original)


def test_a_token_has_the_tree_of_spacys(pairs: list[tuple[Doc, SpacyDoc]]) -> None:
    for doc, parse in pairs:
        for token, original in zip(doc, parse, strict=True):
            assert (token.head.i, token.left_edge.i, token.right_edge.i) == (
                original.head.i, original.left_edge.i, original.right_edge.i,
            )  # fmt: skip
            for name in ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts"):
                found = [other.i for other in getattr(token, name)]
                assert found == [other.i for other in getattr(original, name)], (original, name)


def test_sentences_and_names_are_spacys(pairs: list[tuple[Doc, SpacyDoc]]) -> None:
    for doc, parse in pairs:
        for own, theirs in ((doc.sents, parse.sents), (doc.ents, parse.ents)):
            found = [(span.start, span.end, span.start_char, span.end_char, span.text, span.label_) for span in own]
            assert found == [(s.start, s.end, s.start_char, s.end_char, s.text, s.label_) for s in theirs]
        for token, original in zip(doc, parse, strict=True):
            assert token.sent.start == original.sent.start


def test_a_span_has_the_root_sentence_and_names_of_spacys(pairs: list[tuple[Doc, SpacyDoc]]) -> None:
    for doc, parse in pairs:
        for start, length in zip(range(len(doc)), [1, 2, 3, 5, 8, 13] * len(doc), strict=False):
            span, original = doc[start : start + length], parse[start : start + length]
            assert (span.root.i, span.text, len(span)) == (original.root.i, original.text, len(original))
            assert span.sent.start == original.sent.start
            assert [(name.start, name.end) for name in span.ents] == [(name.start, name.end) for name in original.ents]


def test_characters_lead_to_the_tokens_that_they_touch() -> None:
    parse = SpacyDoc(Vocab(), words=["Chad", "met", " ", "Mali", "."], spaces=[True, True, False, False, False])
    doc = Doc(parse)
    for start, end in combinations(range(-2, len(parse.text) + 3), 2):
        span, original = doc.char_span(start, end), parse.char_span(start, end, alignment_mode="expand")
        found = None if span is None else (span.start, span.end)
        assert found == (None if original is None else (original.start, original.end)), (start, end)


def test_slices_are_spans_and_those_alike_are_equal() -> None:
    doc = Doc(SpacyDoc(Vocab(), words=["Chad", "met", "Mali"]))
    assert [span.text for span in (doc[1:], doc[:-1], doc[1:9], doc[2:1])] == ["met Mali", "Chad met", "met Mali", ""]
    assert doc[0:3][1:][0] is doc[1]
    assert doc[0:3][-1] is doc[2]
    assert (doc[1].following, doc[2].following) == (doc[2], None)
    assert (doc[0:2] == doc[0:2], doc[0:2] == doc[0:1], doc[0:2] == "Chad met") == (True, False, False)
    with pytest.raises(IndexError):
        doc[0:2][2]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)


def test_a_token_that_is_hung_on_another_stands_among_its_children() -> None:
    words, deps = ["Chad", "met", "Mali", "and", "Niger"], ["nsubj", "ROOT", "dobj", "cc", "conj"]
    doc = Doc(SpacyDoc(Vocab(), words=words, heads=[1, 1, 1, 2, 2], deps=deps))
    doc[3].hang_on(doc[1])
    assert doc[3].head is doc[1]
    assert [child.text for child in doc[1].children] == ["Chad", "Mali", "and"]
    assert [child.text for child in doc[2].children] == ["Niger"]
