import datetime
import io

import pytest

from kg.articles.drafts import Document, Draft
from kg.articles.plain import find_headline, read_markdown, read_text, split_front_matter


def document(text: str) -> Document:
    return Document("a.txt", io.BufferedReader(io.BytesIO(text.encode())))


def text_draft(text: str) -> Draft:
    (draft,) = read_text(document(text))
    assert isinstance(draft, Draft)
    return draft


def markdown_draft(text: str) -> Draft:
    (draft,) = read_markdown(document(text))
    assert isinstance(draft, Draft)
    return draft


def test_front_matter_gives_the_fields_and_the_rest_is_the_text() -> None:
    draft = text_draft(
        '---\ntitle: "Talks: day two"\ndate: 14 January 2024\nsource: Example Times\nurl: https://x.org/a\n'
        "language: en\ntags:\n  - doha\n# note\n---\n\nHeadline\n\nThey met.\n"
    )
    assert draft == Draft(
        "Headline\n\nThey met.\n",
        "Talks: day two",
        url="https://x.org/a",
        source="Example Times",
        published=datetime.date(2024, 1, 14),
        language="en",
    )


@pytest.mark.parametrize(
    "text", ["---\nnot fields\n---\nThey met.", "---\ntitle: a\nnever closed", "---\n---\nThey met.", "title: a\n\nb"]
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_front_matter_may_have_windows_line_ends() -> None:
    assert split_front_matter("---\r\ntitle: a\r\n---\r\n\r\nb") == ({"title": "a"}, "b")


def test_a_headline_gives_the_title_and_stays_in_the_text() -> None:
    text = "Ministers meet in Doha\n\nThey met on Monday."
    draft = text_draft(text)
    assert (draft.title, draft.text) == ("Ministers meet in Doha", text)


@pytest.mark.parametrize(
    "text",
    [
        "They met on Monday.\n\nThey agreed.",
        "They met on Monday\nand agreed.\n\nMore.",
        "Ministers meet in Doha",
        "DOHA, Qatar (AP) -\n\nThey met.",
        "By Jane Example\n\nThey met.",
        "Statement\n\nThey met.",
        "x " * 100 + "\n\nThey met.",
    ],
)
def test_a_first_line_that_is_no_headline_gives_no_title(text: str) -> None:
    assert find_headline(text) == ""


def test_markdown_is_read_as_plain_text() -> None:
    draft = markdown_draft(
        "---\ndate: 2024-01-14\n---\n# Ministers *meet* in Doha\n\nThe **two**\nsides [agreed](https://x.org).\n\n"
        "- one\n- two\n\n> Quote & more\n\n![map](m.png)\n\n| a | b |\n|---|---|\n| c | d |\n<!-- hidden -->\n"
    )
    assert draft.title == "Ministers meet in Doha"
    assert draft.published == datetime.date(2024, 1, 14)
    assert draft.text.startswith("Ministers meet in Doha\n\nThe two sides agreed.\n\none")
    assert "Quote & more" in draft.text
    assert not set("*[]#|<>") & set(draft.text)


def test_markdown_without_a_heading_may_have_a_headline() -> None:
    assert markdown_draft("Ministers meet in Doha\n\nThey met.").title == "Ministers meet in Doha"
    assert markdown_draft("").text == ""
