"""Builds of articles whose events are known: what is found, what is merged, and what killing a build costs: nothing."""

import subprocess
import sys
from pathlib import Path

import killed_builds
import pytest
from graph_files import files
from synthetic_articles import count_found, make_articles, write_corpus

from kg.building.builder import build
from kg.graph.graph import Graph

COUNT = 30
KILLS = 3


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(COUNT, folder)
    return folder


@pytest.fixture(scope="module")
def built(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "graph"
    build(corpus / "articles.jsonl", output=folder, workers=1)
    return folder


def test_a_corpus_is_the_beginning_of_a_larger_one() -> None:
    assert list(make_articles(12)) == list(make_articles(30))[:12]


def test_most_known_events_are_found_once_and_on_their_day(corpus: Path, built: Path) -> None:
    known = (corpus / "events.jsonl").read_text().splitlines()
    assert count_found(corpus / "events.jsonl", Graph.open(built)) >= 0.9 * len(known)
    assert len(Graph.open(built).content.events) <= 1.1 * len(known)


def test_a_reprint_is_no_further_source(built: Path) -> None:
    events = Graph.open(built).content.events
    assert max(event.sources for event in events) <= 3
    assert any(len(event.claims) > event.sources for event in events)


def test_a_build_killed_again_and_again_ends_with_the_same_bytes(corpus: Path, built: Path, tmp_path: Path) -> None:
    command = [sys.executable, killed_builds.__file__, corpus / "articles.jsonl", tmp_path / "graph", str(KILLS)]
    ended = subprocess.run([*command, "--shard", "4"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    disturbed, undisturbed = files(tmp_path / "graph"), files(built)
    same = {name for name in undisturbed if not name.startswith(".readings/")}
    assert same == {name for name in disturbed if not name.startswith(".readings/")}
    assert [name for name in sorted(same) if disturbed[name] != undisturbed[name]] == []
