"""Forms that pipelines read wrongly: the file, and what it refuses."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.lemmas import Wordform, load_wordforms


def test_each_form_has_its_lemma_and_part_of_speech() -> None:
    forms = load_wordforms()
    assert Wordform("staged", "verb", "stage") in forms
    assert Wordform("co-operation", "noun", "cooperation") in forms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {pos: verb, lemma: wage, forms: 'waged, waged'}", "'waged' stands twice"),
        ("- {pos: adj, lemma: big, forms: bigger}", "pos must be one of .*, found 'adj'"),
        ("- {pos: verb, lemma: wage}", r"lacks \['forms'\]"),
    ],
)
def test_a_form_that_stands_twice_or_of_an_unknown_kind_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "lemmas.yaml"
    path.write_text(text)
    with pytest.raises(VocabularyError, match=f"lemmas.yaml: entry 1: {message}"):
        load_wordforms(path)
