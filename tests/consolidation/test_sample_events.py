"""How well the claims of the sample corpus are merged, against its gold clusters."""

from pathlib import Path

import pytest
from event_scoring import EventScores, score_b_cubed, score_events, score_pairs

from kg.articles import read_articles
from kg.consolidation import consolidate
from kg.extraction.reader import default_reader
from kg.types import Content

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def content() -> Content:
    read = list(default_reader().read_all(read_articles(DATA / "articles", on_skip=lambda _: None)))
    return consolidate([article for article, _ in read], [reading for _, reading in read])


@pytest.fixture(scope="module")
def scores(content: Content) -> EventScores:
    return score_events(content, DATA / "gold" / "events.jsonl")


def test_gold_clusters_are_found_again(scores: EventScores) -> None:
    assert scores.found > 150, "too few gold mentions were read for the figures to mean anything"
    assert scores.b_cubed.f1 >= 0.93, scores.wrong
    assert scores.pairs.f1 >= 0.85, scores.wrong


def test_different_events_of_the_gold_clusters_are_not_merged(scores: EventScores) -> None:
    assert scores.b_cubed.precision >= 0.97, scores.wrong


def test_status_is_mostly_that_of_the_gold_clusters(scores: EventScores) -> None:
    assert scores.status_right / scores.status_of >= 0.8


def test_all_reprints_of_the_sample_corpus_count_with_their_originals(content: Content) -> None:
    merged = [merge for merge in content.merges if merge.kind == "article"]
    assert len(merged) == 6
    paths = {article.id: article.path for article in content.articles}
    assert sum("reprint" in paths[merge.merged] for merge in merged) == 3


def test_scores_of_clusters_worked_by_hand() -> None:
    labels = [
        ("a", 1),
        ("a", 1),
        ("a", 2),
        ("b", 2),
    ]  # precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4
    b_cubed, pairs = score_b_cubed(labels), score_pairs(labels)
    assert (b_cubed.precision, b_cubed.recall) == (pytest.approx(0.75), pytest.approx(2 / 3))
    assert (pairs.precision, pairs.recall) == (pytest.approx(1 / 2), pytest.approx(1 / 3))
