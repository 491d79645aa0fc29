"""What pronouns, pairs, short forms and descriptions point back to: a table of texts."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extraction.reader import ArticleReader
from kg.types import Article

ITEMS = yaml.safe_load((Path(__file__).parent / "coreference.yaml").read_text(encoding="utf-8"))
PUBLISHED = datetime.date(2024, 11, 14)


def marked(item: Mapping[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=item["fails"])] if "fails" in item else []
    return pytest.param(item, id=item["text"][:70], marks=marks)


@pytest.mark.parametrize("item", [marked(item) for item in ITEMS])
def test_words_point_back_to_the_actors_of_the_table(item: Mapping[str, Any], reader: ArticleReader) -> None:
    text = item["text"]
    reading = reader.read(Article.make(text, published=PUBLISHED))
    names = {entity.id: entity.name for entity in reading.entities}
    for words, expected in item["points"].items():
        start = text.rindex(words)
        span = (start, start + len(words))
        found = [names[mention.entity] for mention in reading.mentions if (mention.start, mention.end) == span]
        assert sorted(found) == sorted(expected), words


def test_an_article_without_a_candidate_leaves_every_pronoun_open(reader: ArticleReader) -> None:
    reading = reader.read(Article.make("He left. They stayed. It snowed. Both slept.", published=PUBLISHED))
    assert reading.mentions == ()


def test_an_antecedent_too_far_up_the_text_is_not_taken(reader: ArticleReader) -> None:
    filler = "The road was wet. The night was cold. The lamps were out. The shops were shut. "
    near = reader.read(Article.make("Penny Wong left. She smiled.", published=PUBLISHED))
    far = reader.read(Article.make(f"Penny Wong left. {filler}She smiled.", published=PUBLISHED))
    assert [mention.text for mention in near.mentions] == ["Penny Wong", "She"]
    assert [mention.text for mention in far.mentions] == ["Penny Wong"]
