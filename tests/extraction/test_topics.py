"""What acts are about, from a table of sentences."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extraction.reader import ArticleReader
from kg.types import Article

ITEMS = yaml.safe_load((Path(__file__).parent / "topics.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("item", ITEMS, ids=[item["text"][:60] for item in ITEMS])
def test_an_act_has_the_topic_that_its_sentence_tells(item: dict[str, Any], reader: ArticleReader) -> None:
    reading = reader.read(Article.make(item["text"], published=datetime.date(2024, 9, 5)))
    topics = [claim.about for claim in reading.claims if claim.type == item["type"]]
    assert topics == [item["about"]]
