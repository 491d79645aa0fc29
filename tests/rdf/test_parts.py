"""Sorted parts of N-Quads for bulk loading."""

import gzip
from pathlib import Path

import pytest
from contents import CONTENT, synthetic
from pyoxigraph import RdfFormat, Store

from kg.errors import GraphError
from kg.graph.graph import Graph
from kg.rdf import parts
from kg.rdf.iris import Iris
from kg.rdf.parts import write_parts
from kg.rdf.reading import read_quads, without_order


def read_lines(paths: list[Path]) -> list[bytes]:
    return [line for path in paths for line in gzip.decompress(path.read_bytes()).splitlines()]


def test_the_parts_hold_every_quad_once_in_one_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "RUN", 100)  # many runs to merge
    graph = Graph(synthetic(60))
    paths = write_parts(graph.model.quads(), tmp_path / "parts", 1000)
    lines = read_lines(paths)
    assert lines == sorted({line for text in graph.model.quads() for line in text.encode().splitlines()})
    assert len(paths) == -(-len(lines) // 1000)
    assert [path.name for path in paths[:2]] == ["part-00000.nq.gz", "part-00001.nq.gz"]


def test_the_parts_are_the_graph_again(tmp_path: Path) -> None:
    paths = Graph(CONTENT).export_parts(tmp_path / "parts", lines=200)
    store = Store()
    for path in paths:
        store.bulk_load(gzip.decompress(path.read_bytes()), RdfFormat.N_QUADS)
    assert read_quads(store, Iris()) == without_order(CONTENT)


def test_parts_of_another_graph_are_not_mixed_in(tmp_path: Path) -> None:
    (tmp_path / "part-00009.nq.gz").touch()
    with pytest.raises(GraphError, match="expected an empty or new folder"):
        write_parts([], tmp_path, 10)
