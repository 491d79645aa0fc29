"""Classes of words: what the file holds, and what its loader refuses."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.words import load_word_classes, words_of

type Load = Callable[[str], Mapping[str, frozenset[str]]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads a text as words.yaml, past the cache."""
    monkeypatch.setattr("kg.vocabulary.words.FOLDER", tmp_path)

    def load_text(text: str) -> Mapping[str, frozenset[str]]:
        (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
        return load_word_classes.__wrapped__()

    return load_text


def test_a_class_is_a_set_of_lemmas_without_blanks() -> None:
    classes = load_word_classes()
    assert {"say", "tell"} <= words_of("say_verbs")
    assert all(words for words in classes.values())
    assert all(word == word.strip() for words in classes.values() for word in words)


def test_denying_and_reporting_are_told_apart() -> None:
    assert not words_of("deny_verbs") & words_of("report_verbs")


def test_a_class_takes_in_the_words_of_those_above_it(load: Load) -> None:
    classes = load('- {name: a, words: "x, y z"}\n- {name: b, words: "@a,\n  w, "}')
    assert classes == {"a": {"x", "y z"}, "b": {"x", "y z", "w"}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {name: a, words: x}\n- {name: a, words: y}", r"words.yaml: entry 2: class 'a' stands twice"),
        ('- {name: a, words: "@b"}\n- {name: b, words: x}', r"entry 1: '@b' names no class above; known are \[\]"),
        ("- {name: a, words: [x]}", r"words must be one text, separated by commas, found \['x'\]"),
        ("- {name: a}", r"lacks \['words'\]"),
        ("- {name: a, words: x, tone: b}", r"unknown keys \['tone'\]"),
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(load: Load, text: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        load(text)


def test_a_class_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(VocabularyError, match=r"^words.yaml: no class 'yodel_verbs'; known are .*'say_verbs'"):
        words_of("yodel_verbs")
