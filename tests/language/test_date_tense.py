"""The tense around a date, by the words beside it and by a parse built by hand."""

import pytest
from spacy.tokens import Doc as SpacyDoc
from spacy.vocab import Vocab

from kg.language.date_tense import tense_from_parse, tense_near
from kg.language.tokens import Doc


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("They met on X.", "past"),
        ("The accord was signed on X.", "past"),
        ("The accord will be signed on X.", "future"),
        ("The accord is due to be signed on X.", "future"),
        ("The tour, which begins on X, is long.", "future"),
        ("It could take effect on X, he warned.", "future"),
        ("On X they won't meet.", "future"),
        ("They will meet soon. On X: nothing.", None),
        ("Envoys at odds on X", None),
        ("He visited the disputed border on X.", "past"),
        ("The disputed border on X", None),
        ("In May envoys on X", None),
    ],
)
def test_the_nearest_telling_word_gives_the_tense(text: str, tense: str | None) -> None:
    start = text.index("X")
    assert tense_near(text, start, start + 1) == tense


def test_without_looking_ahead_only_the_words_before_count() -> None:
    assert tense_near("Until X, he warned.", 6, 7) == "past"
    assert tense_near("Until X, he warned.", 6, 7, look_ahead=False) is None


def parse(words: str, tags: str, heads: list[int], deps: str) -> Doc:
    tokens = words.split()
    parts = ["VERB" if tag.startswith("V") else "AUX" if tag == "MD" else "NOUN" for tag in tags.split()]
    return Doc(SpacyDoc(Vocab(), words=tokens, tags=tags.split(), pos=parts, heads=heads, deps=deps.split()))


@pytest.mark.parametrize(
    ("words", "tags", "heads", "deps", "tense"),
    [
        ("They met on Monday", "PRP VBD IN NNP", [1, 1, 1, 2], "nsubj ROOT prep pobj", "past"),
        ("They will meet Monday", "PRP MD VB NNP", [2, 2, 2, 2], "nsubj aux ROOT npadvmod", "future"),
        ("They arrive on Monday", "PRP VBP IN NNP", [1, 1, 1, 2], "nsubj ROOT prep pobj", "present"),
        ("They have met Monday", "PRP VBP VBN NNP", [2, 2, 2, 2], "nsubj aux ROOT npadvmod", "past"),
        ("They plan to meet Monday", "PRP VBP TO VB NNP", [1, 1, 3, 1, 3], "nsubj ROOT aux xcomp npadvmod", "future"),
        ("Talks held Monday show", "NNS VBN NNP VBP", [3, 0, 1, 3], "nsubj acl npadvmod ROOT", "past"),
        ("Talks on Monday", "NNS IN NNP", [0, 0, 1], "ROOT prep pobj", None),
    ],
)
def test_the_governing_verb_gives_the_tense(
    words: str, tags: str, heads: list[int], deps: str, tense: str | None
) -> None:
    doc = parse(words, tags, heads, deps)
    start = words.index("Monday")
    assert tense_from_parse(doc)(start, start + len("Monday")) == tense


def test_offsets_outside_the_document_have_no_tense() -> None:
    doc = parse("They met", "PRP VBD", [1, 1], "nsubj ROOT")
    assert tense_from_parse(doc)(50, 60) is None
