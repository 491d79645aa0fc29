import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pyoxigraph
import pytest
from typer.testing import Result

from kg.commands.export import FORMATS, choose_format
from kg.errors import GraphError

type Run = Callable[..., Result]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_to_standard_output_as_to_a_file(name: str, run: Run, graph: Path, tmp_path: Path) -> None:
    shown = run("export", graph, "--format", name)
    assert shown.exit_code == 0
    run("export", graph, "--format", name, "-o", tmp_path / "file")
    assert shown.stdout_bytes == (tmp_path / "file").read_bytes() != b""


def test_rdf_can_be_read_back(run: Run, graph: Path, tmp_path: Path) -> None:
    run("export", graph, "-o", tmp_path / "graph.nq.gz")
    with gzip.open(tmp_path / "graph.nq.gz") as stream:
        quads = list(pyoxigraph.parse(stream, pyoxigraph.RdfFormat.N_QUADS))
    assert any(quad.predicate.value.endswith("deniedBy") for quad in quads)


def test_graphml_opens_in_networkx(run: Run, graph: Path, tmp_path: Path) -> None:
    run("export", graph, "-o", tmp_path / "graph.graphml")
    assert "Q159" in nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)


def test_tables_hold_one_row_for_each_part(run: Run, graph: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(run("export", graph, "--format", "csv").stdout.splitlines()))
    assert {row["status"] for row in rows} == {"asserted", "reported", "disputed", "planned"}
    assert {row["target_ids"] for row in rows} == {"Q159", "Q212", "Q423", ""}
    claims = run("export", graph, "--format", "jsonl", "--table", "claims").stdout.splitlines()
    assert {json.loads(line)["factuality"] for line in claims} == {"asserted", "reported", "alleged", "planned"}
    run("export", graph, "-o", tmp_path / "entities.parquet", "--table", "entities")
    assert "Ukraine" in pq.read_table(tmp_path / "entities.parquet").column("name").to_pylist()


def test_short_names_and_endings_mean_the_same() -> None:
    assert choose_format("ttl", None) == choose_format(None, Path("a/graph.ttl.gz")) == "turtle"


def test_an_unknown_format_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(GraphError, match="unknown format 'doc'; allowed are turtle"):
        choose_format(None, Path("graph.doc"))


def test_neither_format_nor_file_is_wrong_usage(run: Run, graph: Path) -> None:
    assert run("export", graph).exit_code == 2


def test_a_file_that_cannot_be_written_is_named(run: Run, graph: Path) -> None:
    result = run("export", graph, "-o", "/no/such/folder/graph.gexf")
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: /no/such/folder/graph.gexf: cannot be written")


def test_parts_for_bulk_loading_are_written_to_a_folder(
    run: Callable[..., Result], graph: Path, tmp_path: Path
) -> None:
    assert run("export", graph, "-o", tmp_path / "parts", "--parts", "500").exit_code == 0
    assert len(list((tmp_path / "parts").glob("part-*.nq.gz"))) > 1
    assert run("export", graph, "-o", tmp_path / "parts", "--parts", "500").exit_code == 1
    assert run("export", graph, "--parts", "500").exit_code == 2
