import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from graph_files import files

from kg.building import builder, reading
from kg.building.builder import build
from kg.building.progress import Progress
from kg.errors import GraphError, InputError, ModelError, VocabularyError
from kg.graph.graph import Graph
from kg.types import Article


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_SMALLEST", 2)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """The articles that are read in this process, as they come."""
    seen: list[Article] = []
    real = reading.read_shard

    def note(articles: Sequence[Article], **options: object) -> object:
        seen.extend(articles)
        return real(articles, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_shard", note)
    return seen


def test_a_graph_is_built_in_memory(articles: Path) -> None:
    graph = build(articles)
    assert len(graph.articles) == 6
    assert {"visit", "membership", "diplomatic_break"} <= set(graph.events["type"])
    assert dict(graph.content.versions).keys() == {"kg", "model", "vocabulary"}
    assert [path.name for path in articles.parent.iterdir()] == ["articles"]


def test_workers_and_the_order_of_inputs_change_no_byte(articles: Path, tmp_path: Path) -> None:
    paths = sorted(articles.iterdir())
    build(*paths, output=tmp_path / "one", workers=1)
    build(*reversed(paths), output=tmp_path / "two", workers=2)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_only_new_articles_are_read(articles: Path, tmp_path: Path, read: list[Article]) -> None:
    build(*sorted(articles.iterdir())[:4], output=tmp_path / "graph")
    assert len(read) == 4
    build(articles, output=tmp_path / "graph")
    assert len(read) == 6
    build(articles, output=tmp_path / "graph")
    assert len(read) == 6


def test_a_graph_that_grew_equals_one_built_at_once(articles: Path, tmp_path: Path) -> None:
    build(*sorted(articles.iterdir())[:4], output=tmp_path / "grown")
    for output in ("grown", "whole"):
        build(articles, output=tmp_path / output)
    build(articles, output=tmp_path / "again", rebuild=True)
    grown, whole, again = (
        {n: b for n, b in files(tmp_path / o).items() if not n.startswith(".readings")}
        for o in ("grown", "whole", "again")
    )
    assert grown == whole == again


def test_a_removed_article_takes_its_claims_with_it(articles: Path, tmp_path: Path) -> None:
    build(articles, output=tmp_path / "graph")
    (articles / "2024-04-11-quito.txt").unlink()
    graph = build(articles, output=tmp_path / "graph")
    assert len(graph.articles) == 5
    assert "diplomatic_break" not in set(graph.events["type"])
    assert set(graph.claims["article"]) <= set(graph.articles["id"])


def test_rebuild_reads_everything_again(articles: Path, tmp_path: Path, read: list[Article]) -> None:
    build(articles, output=tmp_path / "graph")
    build(articles, output=tmp_path / "graph", rebuild=True)
    assert len(read) == 12


def test_another_vocabulary_reads_everything_again_and_drops_the_old(
    articles: Path, tmp_path: Path, read: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(articles, output=tmp_path / "graph")
    (old,) = (tmp_path / "graph" / ".readings").iterdir()
    monkeypatch.setattr(builder, "hash_vocabulary", lambda relations: "another")
    build(articles, output=tmp_path / "graph")
    assert len(read) == 12
    assert [folder for folder in (tmp_path / "graph" / ".readings").iterdir() if folder == old] == []


def test_a_stopped_build_goes_on_where_it_was(articles: Path, tmp_path: Path, read: list[Article]) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles, output=tmp_path / "graph", progress=stop)
    done = len(read)
    assert 2 <= done < 6
    build(articles, output=tmp_path / "graph")
    assert len(read) == 6


def test_a_stopped_build_leaves_the_last_good_graph(articles: Path, tmp_path: Path) -> None:
    first = build(*sorted(articles.iterdir())[:3], output=tmp_path / "graph")

    def stop(progress: Progress) -> None:
        if progress.stage == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles, output=tmp_path / "graph", progress=stop)
    assert Graph.open(tmp_path / "graph").content == first.content


def test_a_save_that_was_killed_between_two_renames_loses_neither_graph_nor_readings(
    articles: Path, tmp_path: Path, read: list[Article]
) -> None:
    build(articles, output=tmp_path / "graph")
    (tmp_path / "graph").rename(tmp_path / ".graph.old")
    build(articles, output=tmp_path / "graph")
    assert len(read) == 6
    assert not (tmp_path / ".graph.old").exists()


def test_damaged_readings_are_read_again(articles: Path, tmp_path: Path, read: list[Article]) -> None:
    before = build(articles, output=tmp_path / "graph").content
    next((tmp_path / "graph" / ".readings").rglob("*.parquet")).write_bytes(b"PAR1")
    assert build(articles, output=tmp_path / "graph").content == before
    assert len(read) == 8


def test_the_report_tells_what_was_read_and_with_what(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").touch()
    build(articles, output=tmp_path / "graph")
    report = json.loads((tmp_path / "graph" / "report.json").read_text())
    assert report["model"]["name"] == "core_web_md"
    assert report["model"]["version"].startswith("3.8")
    assert {"tagger", "parser", "ner"} <= set(report["model"]["components"])
    assert report["counts"]["articles"] == 6
    assert report["reasons"] == {"empty": 1}
    assert [Path(skip["path"]).name for skip in report["skipped"]] == ["empty.txt"]


def test_progress_goes_through_the_stages_to_the_end(articles: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    build(articles, output=tmp_path / "graph", progress=seen.append)
    assert list(dict.fromkeys(progress.stage for progress in seen)) == [
        "collecting",
        "reading",
        "consolidating",
        "writing",
    ]
    done = [progress.done for progress in seen if progress.stage == "reading"]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 6)


def test_a_file_without_a_date_gets_the_one_named(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Wang Yi will visit Paris on Friday.")
    graph = build(tmp_path / "letter.txt", published="2024-01-17")
    assert [(visit.type, visit.date, visit.status) for visit in graph.content.events] == [
        ("visit", "2024-01-19", "planned")
    ]


def test_wrong_arguments_are_named(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "bad.yaml").write_text("- name: only")
    with pytest.raises(InputError, match="workers: expected a number from 1 up, found 0"):
        build(articles, workers=0)
    with pytest.raises(InputError, match="published: expected a day such as 2024-01-14, found '14 January'"):
        build(articles, published="14 January")
    with pytest.raises(GraphError, match="a graph is a folder"):
        build(articles, output=tmp_path / "file")
    with pytest.raises(ModelError, match="no_such_model"):
        build(articles, model="no_such_model")
    with pytest.raises(VocabularyError, match=r"bad\.yaml"):
        build(articles, relations=[tmp_path / "bad.yaml"])


def test_claims_of_the_users_own_types_merge_by_the_habits_of_their_family(tmp_path: Path) -> None:
    """Two days of diplomacy without a date are one event; of a type of no known family they would be two."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for day in (1, 2):
        (articles / f"2024-05-0{day}-song.txt").write_text(f"Song {day}\n\nJapan serenaded Mongolia.")
    graph = build(articles, relations=[Path(__file__).with_name("own_relation.yaml")], workers=1)
    assert [len(event.claims) for event in graph.content.events if event.type == "serenade"] == [2]


def test_a_relation_type_of_the_users_own_is_found_and_opened_again(articles: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    shutil.copy(Path(__file__).with_name("own_relation.yaml"), own)
    (articles / "2024-05-01-cranes.txt").write_text("On Wednesday Japan serenaded Mongolia in Ulaanbaatar.")
    graph = build(articles, output=tmp_path / "graph", relations=[own], workers=1)
    assert "serenade" in set(graph.events["type"])
