"""Which claims of small corpora become one event, and what the event says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from corpora import event_labels, known, make_corpus

from kg.consolidation import consolidate, consolidate_files, corpus
from kg.graph.readings import to_table
from kg.types import Content, Event

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_bytes())


def _run(case: Mapping[str, Any]) -> tuple[Content, dict[str, str]]:
    articles, readings, labels = make_corpus(case["articles"], case.get("told", {}))
    return consolidate(articles, readings), labels


def _event(content: Content, claim: str) -> Event:
    return next(event for event in content.events if claim in event.claims)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hard_case(case: Mapping[str, Any]) -> None:
    content, labels = _run(case)
    why = {merge.merged: (merge.score, merge.why) for merge in content.merges}
    assert event_labels(content, labels) == set(map(frozenset, case["events"])), why
    for label, status in case.get("status", {}).items():
        assert _event(content, labels[label]).status == status
    for label, expected in case.get("check", {}).items():
        event = _event(content, labels[label])
        for key, value in expected.items():
            if key in ("source", "target"):
                assert event.roles[key] == tuple(known(name).id for name in value)
            elif key in ("holders", "deniers"):
                assert getattr(event, key) == tuple(sorted(known(name).id for name in value))
            elif key == "quantity":
                assert event.quantity is not None
                assert event.quantity.value == value
            else:
                assert getattr(event, key) == value


def test_every_merge_says_why() -> None:
    merges = [merge for case in CASES for merge in _run(case)[0].merges]
    assert len(merges) > 15
    assert all(merge.why and merge.score > 0 for merge in merges)


def test_a_reading_is_taken_from_one_file_though_another_has_it_too(tmp_path: Path) -> None:
    articles, readings, _ = make_corpus(CASES[0]["articles"], CASES[0].get("told", {}))
    for name in ("one", "other"):
        pq.write_table(to_table(readings), tmp_path / f"{name}.parquet")
    files = {article.id: tmp_path / ("other.parquet" if n else "one.parquet") for n, article in enumerate(articles)}
    assert consolidate_files(articles, files, tmp_path) == consolidate(articles, readings)


@pytest.mark.parametrize("fewest", [1, 10])
def test_events_are_the_same_however_the_work_is_cut(fewest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row for case in CASES for row in case["articles"]]
    told = {name: row for case in CASES for name, row in case.get("told", {}).items()}
    articles, readings, _ = make_corpus(rows, told)
    whole = consolidate(articles, readings)
    monkeypatch.setattr(corpus, "FEWEST", fewest)
    monkeypatch.setattr(corpus, "ARTICLES", 7)
    assert consolidate(articles, readings) == whole
