"""What somebody opposes, favours, fears or debates is not told as done; what he condemns or hails is."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extraction.reader import default_reader
from kg.types import Article

TABLE: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("unasserted_nouns.yaml").read_text("utf-8"))
PUBLISHED = datetime.date(2024, 3, 14)
PARTIES = {"a": "South Korea", "a_adj": "South Korean", "b": "Japan", "b_adj": "Japanese", "c": "Peru"}
LIKELY = 0.85  # of the acts that are stated, what is asserted: the parser misses some


def sentences(pattern: str) -> list[str]:
    texts = [pattern.format(act=act, c=PARTIES["c"]).format(**PARTIES) for act in TABLE["acts"]]
    return [text[0].upper() + text[1:] for text in texts]


def asserted(texts: list[str]) -> list[str]:
    """Which of the sentences assert an act between others than those who hold an opinion of it."""
    articles = [Article.make(text, published=PUBLISHED) for text in texts]
    found = []
    for article, reading in default_reader().read_all(articles):
        names = {entity.id: entity.name for entity in reading.entities}
        for claim in reading.claims:
            sides = {names[mention.entity] for mention in (*claim.source, *claim.target)}
            if claim.factuality == "asserted" and PARTIES["c"] not in sides and claim.type not in ("meet", "threaten"):
                found.append(article.text)
    return sorted(set(found))


def marked(item: str | dict[str, str]) -> object:
    if isinstance(item, str):
        return pytest.param(item, id=item)
    return pytest.param(item["text"], id=item["text"], marks=pytest.mark.xfail(strict=True, reason=item["fails"]))


@pytest.mark.parametrize("pattern", [marked(item) for item in TABLE["unreal"]])
def test_what_is_only_thought_of_is_not_asserted(pattern: str) -> None:
    assert asserted(sentences(pattern)) == []


def test_what_is_taken_for_granted_is_asserted() -> None:
    texts = [text for pattern in TABLE["real"] for text in sentences(pattern)]
    assert len(asserted(texts)) >= LIKELY * len(texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru resisted South Korea's invasion of Japan.", True),
        ("Peru opposed a South Korean invasion of Japan.", False),
        ("Peru described the recognition of Japan by South Korea as a mistake.", True),
        ("Peru is considering the recognition of Japan by South Korea.", False),
    ],
)
def test_force_that_is_there_is_no_idea(text: str, expected: bool) -> None:
    assert bool(asserted([text])) is expected
