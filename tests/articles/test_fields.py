import datetime

import pytest

from kg.articles.drafts import Draft
from kg.articles.fields import check_columns, columns_used, has_text_column, make_draft
from kg.errors import InputError


def test_keys_of_news_collections_are_known() -> None:
    row = {"maintext": "They met.", "title": "Talks", "date_publish": "2024-01-14 10:00:00", "url": "https://x.org/a",
           "source_domain": "x.org", "language": "en"}  # fmt: skip
    assert make_draft(row, {}) == Draft(
        "They met.", "Talks", url="https://x.org/a", source="x.org", published=datetime.date(2024, 1, 14), language="en"
    )


def test_keys_of_a_news_service_are_known() -> None:
    row = {
        "source": {"id": None, "name": "Example Times"},
        "Content": "They met.",
        "publishedAt": "2024-01-14T10:00:00Z",
    }
    draft = make_draft(row, {})
    assert (draft.text, draft.source, draft.published) == ("They met.", "Example Times", datetime.date(2024, 1, 14))


def test_keys_of_schema_org_are_known() -> None:
    draft = make_draft({"articleBody": "They met.", "headline": "Talks", "datePublished": "2024-01-14"}, {})
    assert (draft.text, draft.title, draft.published) == ("They met.", "Talks", datetime.date(2024, 1, 14))


def test_the_full_text_is_preferred_to_the_summary() -> None:
    assert make_draft({"description": "Short.", "content": "Long."}, {}).text == "Long."
    assert make_draft({"description": "Short.", "content": None}, {}).text == "Short."


def test_words_for_no_value_count_as_missing() -> None:
    draft = make_draft({"text": "They met.", "published": "None", "url": "null", "title": None}, {})
    assert draft == Draft("They met.")


def test_paragraphs_in_a_list_are_joined() -> None:
    assert make_draft({"text": ["One.", "", "Two."]}, {}).text == "One.\n\nTwo."


def test_markup_in_a_text_is_taken_out() -> None:
    assert make_draft({"content": "<p>One &amp; two.</p><p>Three.</p>"}, {}).text == "One & two.\n\nThree."
    assert make_draft({"content": "Prices < 5 and > 3."}, {}).text == "Prices < 5 and > 3."


def test_a_date_that_is_not_understood_is_kept_for_the_report() -> None:
    draft = make_draft({"text": "They met.", "date": "last week"}, {})
    assert draft.published is None
    assert draft.bad_date is not None
    assert "last week" in draft.bad_date


def test_named_columns_go_before_the_usual_ones() -> None:
    row = {"text": "wrong", "story": "right", "when": "2024-01-14"}
    draft = make_draft(row, {"text": "Story", "published": "when"})
    assert (draft.text, draft.published) == ("right", datetime.date(2024, 1, 14))
    assert not has_text_column(["text"], {"text": "story"})


def test_only_columns_of_articles_are_used() -> None:
    assert columns_used(["id", "Source_Name", "TEXT", "views", "lang"], {}) == ["Source_Name", "TEXT", "lang"]


def test_a_field_that_articles_lack_is_an_error() -> None:
    with pytest.raises(InputError, match=r"\['author'\] are no fields"):
        check_columns({"author": "by"})
