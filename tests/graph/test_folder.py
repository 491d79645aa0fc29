import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from contents import CONTENT

from kg.errors import GraphError
from kg.graph.folder import replace_folder
from kg.graph.graph import Graph


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("graphs") / "g"
    Graph(CONTENT, base="https://data.example/kg/").save(folder, report={"read": 2, "skipped": []}, page=False)
    return folder


def copied(saved: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-r", str(saved), str(tmp_path / "g")], check=True)
    return tmp_path / "g"


def test_a_saved_graph_comes_back_equal_with_its_base(saved):
    graph = Graph.open(saved)
    assert graph.content == CONTENT
    assert graph.base == "https://data.example/kg/"
    assert graph.query("ASK { id:Sergei_Lavrov kg:visited id:North_Korea }")["answer"].tolist() == [True]


def test_the_report_is_kept_beside_the_tables_with_what_the_checks_found(saved):
    assert (saved / "report.json").read_text() == '{\n  "read": 2,\n  "skipped": [],\n  "faults": []\n}\n'


def test_faults_of_the_rdf_are_reported_and_logged(tmp_path, caplog):
    events = tuple(replace(event, sources=0) for event in CONTENT.events[:1])
    Graph(replace(CONTENT, events=events)).save(tmp_path / "g", report={}, page=False)
    (fault,) = json.loads((tmp_path / "g" / "report.json").read_text())["faults"]
    assert (fault["rule"], fault["node"]) == ("event-sources", "https://kg.example/id/event/e0a")
    assert "event-sources" in caplog.text


def test_the_same_content_gives_the_same_bytes(saved, tmp_path):
    Graph(CONTENT, base="https://data.example/kg/").save(
        tmp_path / "again", report={"read": 2, "skipped": []}, page=False
    )
    names = [path.relative_to(saved) for path in saved.rglob("*") if path.is_file() and "store" not in path.parts]
    assert len(names) == 9
    for name in names:
        assert (saved / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_a_graph_is_saved_over_an_older_one_and_other_files_stay(saved, tmp_path):
    folder = copied(saved, tmp_path)
    (folder / "notes.txt").write_text("mine")
    fewer = replace(CONTENT, events=CONTENT.events[:1])
    Graph(fewer).save(folder, page=False)
    assert Graph.open(folder).content == fewer
    assert (folder / "notes.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g"]
    assert not (folder / "report.json").exists()


def test_a_save_that_fails_leaves_the_last_good_graph(saved, tmp_path):
    folder = copied(saved, tmp_path)

    def fail(target: Path) -> None:
        (target / "graph.json").write_text("{}")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_folder(folder, fail)
    assert Graph.open(folder).content == CONTENT
    Graph(CONTENT).save(folder, page=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g"]


@pytest.mark.parametrize("moment", [1, 2])
def test_a_save_killed_between_its_renames_leaves_a_readable_graph(saved, tmp_path, moment):
    folder = copied(saved, tmp_path)
    (folder / "notes.txt").write_text("mine")
    script = f"""
import os, pathlib
from kg.graph.folder import replace_folder
rename, calls = pathlib.Path.rename, []
def dying(path, target):
    calls.append(path)
    if len(calls) > {moment}:
        os._exit(9)
    return rename(path, target)
pathlib.Path.rename = dying
def write(target):
    os.system(f"cp -r {folder}/* {{target}}/ && rm {{target}}/notes.txt")
replace_folder(pathlib.Path({str(folder)!r}), write)
"""
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == 9
    assert folder.exists() == (moment == 2)
    assert Graph.open(folder).content == CONTENT
    Graph(CONTENT).save(folder, page=False)
    assert (folder / "notes.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g"]


def test_a_graph_is_no_file(tmp_path):
    (tmp_path / "g").write_text("")
    with pytest.raises(GraphError, match="found a file"):
        Graph(CONTENT).save(tmp_path / "g")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(GraphError, match="nowhere: no such folder"):
        Graph.open(tmp_path / "nowhere")
    with pytest.raises(GraphError, match="no graph here"):
        Graph.open(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("graph.json", '{"format": 99}', r"graph\.json: format 99"),
        ("graph.json", '{"format": 2}', r"graph\.json: damaged"),
        ("graph.json", "nonsense", r"graph\.json: damaged"),
        ("events.parquet", "nonsense", r"events\.parquet: damaged"),
        ("claims.parquet", None, r"claims\.parquet: missing"),
    ],
)
def test_damage_is_named_with_its_file(saved, tmp_path, name, text, message):
    folder = copied(saved, tmp_path)
    (folder / name).unlink() if text is None else (folder / name).write_text(text)
    with pytest.raises(GraphError, match=message):
        _ = Graph.open(folder).content


def test_a_table_of_another_graph_is_noticed(saved, tmp_path):
    folder = copied(saved, tmp_path)
    Graph(replace(CONTENT, events=())).save(tmp_path / "other", page=False, store=False)
    os.replace(tmp_path / "other" / "events.parquet", folder / "events.parquet")
    with pytest.raises(GraphError, match=r"events\.parquet: 0 rows, graph\.json says 4"):
        _ = Graph.open(folder).content
    os.replace(tmp_path / "other" / "entities.parquet", folder / "events.parquet")
    with pytest.raises(GraphError, match=r"events\.parquet: columns"):
        _ = Graph.open(folder).content


def test_a_damaged_store_is_named(saved, tmp_path):
    folder = copied(saved, tmp_path)
    (folder / "rdf" / "store" / "CURRENT").write_text("nonsense")
    with pytest.raises(GraphError, match="store is damaged"):
        Graph.open(folder).query("ASK {}")


def test_a_graph_without_a_store_on_disk_is_queried_in_memory(tmp_path):
    Graph(CONTENT).save(tmp_path / "g", page=False, store=False)
    assert len(Graph.open(tmp_path / "g").query("contested")) == 2
