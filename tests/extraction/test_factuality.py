"""What a speaker takes for granted is his word; what the text takes for granted is told as a fact."""

import datetime
from pathlib import Path

import pytest
import yaml

from kg.extraction.reader import ArticleReader
from kg.types import Article, Claim

TABLE: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("taken_for_granted.yaml").read_text("utf-8"))
PUBLISHED = datetime.date(2024, 10, 14)


def acts(text: str, reader: ArticleReader) -> list[Claim]:
    claims = reader.read(Article.make(text, published=PUBLISHED)).claims
    return [claim for claim in claims if claim.type in ("attack", "arms_transfer", "diplomatic_break")]


@pytest.mark.parametrize("text", TABLE["held"])
def test_what_stands_within_speech_is_held_by_the_speaker(text: str, reader: ArticleReader) -> None:
    found = acts(text, reader)
    assert found
    assert all(claim.factuality != "asserted" and claim.holder for claim in found)


@pytest.mark.parametrize("text", TABLE["told"])
def test_what_stands_outside_speech_is_told_as_a_fact(text: str, reader: ArticleReader) -> None:
    found = acts(text, reader)
    assert found
    assert all(claim.factuality == "asserted" for claim in found)
