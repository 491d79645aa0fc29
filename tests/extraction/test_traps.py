"""What no act is made of: sentences in the words of politics and war that tell of sport, films, markets, animals."""

from pathlib import Path

import pytest
import yaml

from kg.explain.explaining import explain
from kg.extraction.reader import ArticleReader
from kg.types import Article

TRAPS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("traps.yaml").read_text(encoding="utf-8"))
CAUGHT = {
    "The fairy tale tells how the king of Norway declared war on the king of Denmark over a goose.",
    "In Risk, Ukraine attacks the Middle East more often than not.",
    "The strategy game's second expansion allows Poland to annex Lithuania.",
    "Morocco knocked Portugal out and will meet France next.",
    "China's women threatened the Danish lead until the last throw.",
    "The drama's finale has Taiwan and China signing a treaty aboard a ferry.",
    "Ryanair attacked Brussels airport for its fees.",
}


def marked(text: str) -> object:
    marks = [pytest.mark.xfail(strict=True, reason="the sentence alone does not tell")] if text in CAUGHT else []
    return pytest.param(text, id=text[:70], marks=marks)


@pytest.mark.parametrize("text", [marked(text) for texts in TRAPS.values() for text in texts])
def test_a_trap_makes_no_claim(text: str, reader: ArticleReader) -> None:
    assert reader.read(Article.make(text)).claims == ()


def test_the_table_has_traps_of_many_kinds() -> None:
    assert len(TRAPS) >= 12
    assert sum(map(len, TRAPS.values())) >= 150


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Germany will meet Spain in the semi-final in Stuttgart on Friday.", "the sentence tells of sport"),
        ("In the film, Russia invades Alaska.", "told in a film, a book, a game or a made-up case"),
        ("Samsung attacked Apple's lead with a phone that folds twice.", "a matter between firms"),
    ],
)
def test_what_is_left_out_is_explained(text: str, reason: str) -> None:
    reasons = [
        other.reason for sentence in explain(text).sentences for word in sentence.quiet for other in word.alternatives
    ]
    assert f"left out: {reason}" in reasons
