import gzip
from pathlib import Path

import pytest
from contents import CONTENT, synthetic
from hypothesis import HealthCheck, given, settings
from pyoxigraph import RdfFormat, parse
from strategies import contents

from kg.errors import GraphError
from kg.graph.graph import Graph
from kg.rdf.iris import Iris
from kg.rdf.reading import read_quads, read_rdf, without_order
from kg.types import Content


def round_trip(content: Content) -> Content:
    graph = Graph(content)
    return read_quads(graph.store, Iris(graph.base))


@pytest.mark.parametrize("content", [CONTENT, synthetic(60), Content()])
def test_a_graph_comes_back_equal_from_its_rdf(content):
    assert round_trip(content) == without_order(content)


@given(contents())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_content_comes_back_equal_from_its_rdf(content):
    assert round_trip(content) == without_order(content)


def test_the_quads_of_a_folder_are_read_back(tmp_path: Path):
    Graph(CONTENT).save(tmp_path / "g", page=False)
    quads = parse(gzip.decompress((tmp_path / "g" / "rdf" / "graph.nq.gz").read_bytes()), RdfFormat.N_QUADS)
    assert read_quads(quads, Iris()) == without_order(CONTENT)
    Graph(CONTENT).export(tmp_path / "g.nq")
    assert read_rdf(tmp_path / "g.nq", Iris()) == without_order(CONTENT)


def test_rdf_that_is_not_whole_is_a_graph_error(tmp_path: Path):
    quads = [quad for quad in Graph(CONTENT).store if not quad.predicate.value.endswith("stance")]
    with pytest.raises(GraphError, match="not whole"):
        read_quads(quads, Iris())
    (tmp_path / "bad.nq").write_text("nonsense")
    with pytest.raises(GraphError, match=r"bad\.nq: cannot be read"):
        read_rdf(tmp_path / "bad.nq", Iris())
