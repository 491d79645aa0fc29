"""The layout of news texts: what is left unread, and where lines end sentences."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extraction.reader import ArticleReader
from kg.language.layout import blank_unread, find_unread
from kg.types import Article

PIECES = st.sampled_from(
    [
        "KYIV, Aug 14 (Wire) - ",
        "LONDON — ",
        "Read more: ",
        "Photo: ",
        "\n",
        "\n\n",
        "Two bridges fell. ",
        "“A. B. C.”",
        "© ",
        "[12]",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map("".join))


def test_the_mark_of_a_footnote_is_left_unread_and_ends_no_name() -> None:
    assert blank_unread("He sued Halden Networks.[12] They paid.") == "He sued Halden Networks.     They paid."
    assert unread("“[We] left.”") == []


def unread(text: str) -> list[str]:
    return [text[start:end] for start, end in find_unread(text)]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("KYIV, Aug 14 (Wire) - Two bridges fell.", "KYIV, Aug 14 (Wire) - "),
        ("LONDON — The minister left.", "LONDON — "),
        ("Kabul, Jan 9 (Agency): The road is shut.", "Kabul, Jan 9 (Agency): "),
        ("PORT MORESBY, March 16 (Wire) -- The king left.", "PORT MORESBY, March 16 (Wire) -- "),
        ("Riga, 12 August 2025 – The king left.", "Riga, 12 August 2025 – "),
    ],
)
def test_a_dateline_is_left_unread(text: str, dateline: str) -> None:
    assert unread(text) == [dateline]


@pytest.mark.parametrize(
    "text",
    [
        "Russia - Ukraine talks began.",
        "Moscow: The capital of Russia.",
        "The talks - in Geneva - began.",
        "In Oslo, Aug 14 was calm.",
    ],
)
def test_a_dash_or_colon_in_a_sentence_makes_no_dateline(text: str) -> None:
    assert unread(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Chad shuts its border",
        "Follow us on the web",
        "©2024 The Post",
        "© 2024 The Post",
        "Photo credit: A. Stringer",
    ],
)
def test_links_and_credits_are_left_unread(line: str) -> None:
    text = f"The border is shut.\n{line}\nIt will open."
    assert unread(text) == [line]
    assert blank_unread(text) == f"The border is shut.\n{' ' * len(line)}\nIt will open."


def test_a_sentence_that_only_begins_like_a_link_line_is_read() -> None:
    assert unread("The ministers will follow us to Rome.\nHe said: watch the border.") == []


@pytest.mark.parametrize(
    "text",
    ["Source countries met in Doha on Monday.", "Watch towers along the border were shelled by Chad.",
     "Related talks between Chad and Niger failed."],
)  # fmt: skip
def test_a_whole_sentence_is_no_link_line(text: str) -> None:
    assert unread(text) == []


@given(TEXTS)
def test_blanking_keeps_every_offset_and_every_line(text: str) -> None:
    blanked = blank_unread(text)
    assert len(blanked) == len(text)
    assert [i for i, sign in enumerate(blanked) if sign == "\n"] == [i for i, sign in enumerate(text) if sign == "\n"]
    assert all(new in (old, " ") for new, old in zip(blanked, text, strict=True))


def sentences(text: str) -> list[str]:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_lines")
    doc: Doc = nlp(text)
    starts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    return [doc[start:end].text.strip() for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)]


def test_a_headline_without_a_full_stop_is_a_sentence_of_its_own() -> None:
    text = "Chad shuts border\nNiger protested on Monday"
    assert sentences(text) == ["Chad shuts border", "Niger protested on Monday"]


def test_lines_wrapped_at_a_terminals_width_are_joined_and_paragraphs_are_not() -> None:
    line = "The minister of the interior of the republic said on that morning that"
    text = "\n".join([line] * 5) + "\nit was over.\n\nA new paragraph"
    assert [sentence.count("\n") for sentence in sentences(text)] == [5, 0]


def test_an_actor_named_in_a_dateline_alone_takes_no_part(reader: ArticleReader) -> None:
    assert reader.read(Article.make("KYIV, Aug 14 (Wire) - Two bridges fell.")).mentions == ()


def test_a_line_after_a_break_keeps_its_first_words() -> None:
    """A start set behind the break makes the parser cut off "Kenya" and "and", too."""
    text = "A headline stands here\n\nKenya and Uganda have restored ties."
    sentences = [sentence.text.strip() for sentence in ArticleReader().nlp(text).sents]
    assert sentences == ["A headline stands here", "Kenya and Uganda have restored ties."]
