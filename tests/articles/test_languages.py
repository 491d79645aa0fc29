from pathlib import Path

import pytest

from kg.articles.languages import is_english

CASES = [line.split("\t") for line in Path(__file__).with_name("languages.tsv").read_text("utf-8").splitlines()]
# No function word but one that a name could hold too: nothing to tell it by.
UNDECIDED = {"Berlin liefert Kiew weitere Panzer und Munition"}


@pytest.mark.parametrize(("language", "text"), [case for case in CASES if case[1] not in UNDECIDED])
def test_english_is_told_from_other_languages(language: str, text: str) -> None:
    assert is_english(text) is (language == "en")


def test_at_least_98_in_100_texts_are_told_right() -> None:
    right = sum(is_english(text) is (language == "en") for language, text in CASES)
    assert right >= 0.98 * len(CASES)


def test_what_the_file_declares_decides_on_a_headline_without_function_words() -> None:
    (headline,) = UNDECIDED
    assert is_english(headline, "en-GB")
    assert not is_english(headline, "de")


def test_the_text_outweighs_a_wrong_declaration() -> None:
    text = (
        "The minister said that the talks would go on in Geneva, and that the two sides had agreed on a list of names."
    )
    assert is_english(text, "de")


def test_a_text_without_words_is_left_to_other_checks() -> None:
    assert is_english("12 - 34")
