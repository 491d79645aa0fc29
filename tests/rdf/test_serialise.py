import gzip
import io
from pathlib import Path

import pytest
import rdflib
from contents import CONTENT
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from kg.errors import GraphError
from kg.graph.graph import Graph
from kg.rdf.serialise import FORMATS, guess_format, write_rdf, write_stream

GRAPH = Graph(CONTENT)
NODES = list(GRAPH.model.nodes())


def quads_in(path: Path) -> set[Quad | Triple]:
    rdf_format = getattr(RdfFormat, FORMATS[guess_format(path)][1])
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    dataset = Dataset(parse(data, rdf_format))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


@pytest.mark.parametrize("name", ["g.trig", "g.nq", "g.jsonld", "g.nq.gz", "g.trig.gz"])
def test_files_of_datasets_hold_the_same_quads(tmp_path, name):
    GRAPH.export(tmp_path / name)
    assert quads_in(tmp_path / name) == set(GRAPH.store)


@pytest.mark.parametrize("name", ["g.ttl", "g.nt", "g.rdf", "g.ttl.gz"])
def test_files_of_one_graph_hold_the_same_triples(tmp_path, name):
    GRAPH.export(tmp_path / name)
    assert {quad.triple for quad in quads_in(tmp_path / name)} == {quad.triple for quad in GRAPH.store}


def test_rdflib_reads_the_same_graph_from_every_format(tmp_path):
    graphs = []
    for name, rdflib_format in (("g.ttl", "turtle"), ("g.nt", "nt"), ("g.rdf", "xml")):
        GRAPH.export(tmp_path / name)
        graphs.append(rdflib.Graph().parse(tmp_path / name, format=rdflib_format))
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])


@pytest.mark.parametrize("rdf_format", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(rdf_format):
    def written() -> bytes:
        buffer = io.BytesIO()
        write_stream(Graph(CONTENT).model.nodes(), buffer, GRAPH.prefixes, rdf_format)
        return buffer.getvalue()

    assert written() == written()


def test_a_compressed_file_holds_no_clock(tmp_path):
    write_rdf(NODES, tmp_path / "a.nq.gz", {})
    assert (tmp_path / "a.nq.gz").read_bytes()[4:8] == bytes(4)


def test_turtle_writes_prefixed_names(tmp_path):
    GRAPH.export(tmp_path / "g.ttl")
    assert "\nid:Sergei_Lavrov" in (tmp_path / "g.ttl").read_text()


def test_rdf_1_2_is_written_and_read(tmp_path):
    GRAPH.export(tmp_path / "g.trig", reifiers=True)
    assert len(quads_in(tmp_path / "g.trig")) == len(GRAPH.store) + 5


def test_unknown_formats_are_refused(tmp_path):
    with pytest.raises(GraphError, match="no RDF format has this ending"):
        guess_format(Path("graph.doc"))
    with pytest.raises(GraphError, match="unknown RDF format"):
        write_rdf(NODES, tmp_path / "g.ttl", {}, "doc")
    assert not (tmp_path / "g.ttl").exists()
