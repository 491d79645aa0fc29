import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.drafts import MAX_TEXT, Draft, Refused
from kg.articles.screen import Screen, clean_text

TEXT = "The foreign ministers of the two countries met in Doha on Monday and agreed to exchange prisoners."


def refusal(draft: Draft, screen: Screen | None = None) -> str:
    with pytest.raises(Refused) as caught:
        (screen or Screen()).admit(draft, path="a.txt", published=None)
    return caught.value.reason


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_clean_text_can_be_written_and_is_normal(text: str) -> None:
    clean = clean_text(text)
    clean.encode()
    assert "\r" not in clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean_text(clean) == clean
    assert not any(unicodedata.category(each) == "Cc" and each not in "\n\t" for each in clean)


def test_nothing_but_controls_and_line_ends_changes() -> None:
    text = "  A\u00a0b\u200b \u2026\t\u201cc\u201d \n\n\n d  "
    assert clean_text(text) == text
    assert clean_text("a\r\nb\rc\x0cd\x00e\x85f\ud800") == "a\nb\nc\nde\nf"


def test_an_article_keeps_what_its_draft_says() -> None:
    draft = Draft(TEXT, " Talks \n in Doha ", ":3", "https://www.example.org/a", None, datetime.date(2024, 1, 14))
    article = Screen().admit(draft, path="a.jsonl:3", published=datetime.date(2000, 1, 1))
    assert (article.text, article.title, article.path) == (TEXT, "Talks in Doha", "a.jsonl:3")
    assert (article.source, article.published, article.language) == ("example.org", datetime.date(2024, 1, 14), "en")


def test_a_missing_date_is_filled_in() -> None:
    assert Screen().admit(Draft(TEXT), path="a", published=datetime.date(2024, 1, 14)).published == datetime.date(
        2024, 1, 14
    )


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "123 - 456"])
def test_a_text_without_a_letter_is_empty(text: str) -> None:
    assert refusal(Draft(text)) == "empty"


def test_a_text_over_the_limit_is_huge() -> None:
    assert refusal(Draft("a" * (MAX_TEXT + 1))) == "huge"


def test_another_language_is_refused() -> None:
    assert (
        refusal(
            Draft("Die Minister der beiden Länder haben sich in Doha getroffen und über die Gefangenen gesprochen.")
        )
        == "non-English"
    )


def test_the_same_title_and_text_is_a_duplicate_whatever_its_case_and_spaces() -> None:
    screen = Screen()
    screen.admit(Draft(TEXT, "Talks"), path="a", published=None)
    assert refusal(Draft(TEXT.replace(" ", " \n").upper(), "TALKS"), screen) == "duplicate"
    screen.admit(Draft(TEXT, "Other title"), path="b", published=None)


def test_an_address_that_is_none_gives_no_source() -> None:
    assert Screen().admit(Draft(TEXT, url="http://[bad"), path="a", published=None).source is None
