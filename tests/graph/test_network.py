import datetime
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
import pytest
from contents import CONTENT, EVENTS, SECOND, TEXT

from kg.graph.graph import Graph
from kg.types import Content, Event, Quantity


def network(*events: Event) -> nx.MultiDiGraph:
    return Graph(replace(CONTENT, events=events or EVENTS)).to_networkx()


def test_edges_run_from_source_to_target_under_the_id_of_their_event():
    assert sorted(network().edges(keys=True)) == [
        ("Q159", "Q212", "1b"),
        ("Q423", "Q159", "2c"),
        ("Q58217", "Q423", "0a"),
        ("Q58217", "kim-jong-un", "3d"),
    ]


def test_an_edge_carries_all_that_is_known_of_its_event():
    edge = network().edges["Q423", "Q159", "2c"]
    assert edge == {
        "type": "arms_transfer",
        "label": "North Korea transferred arms to Russia (disputed)",
        "status": "disputed",
        "date": None,
        "earliest": None,
        "latest": None,
        "place": (),
        "instrument": ("ballistic missile",),
        "quantity": Quantity(5000, "containers", ">", "more than 5,000 containers"),
        "about": "missiles",
        "holders": ("United States",),
        "deniers": ("Russia", "North Korea"),
        "sources": 1,
        "claims": ("c-transfer",),
        "plover": "AID",
        "intensity": 8.3,
        "symmetric": False,
        "quotes": tuple(TEXT.split(". ")[n] + "." for n in (1, 2)),
    }
    visit = network().edges["Q58217", "Q423", "0a"]
    assert visit["earliest"] == datetime.date(2023, 10, 1)
    assert visit["quotes"][0] == SECOND.text[:51]


def test_a_node_carries_its_entity():
    node = network().nodes["Q58217"]
    assert (node["name"], node["kind"], node["country"]) == ("Sergei Lavrov", "person", "RUS")
    assert node["offices"][0].title == "foreign minister"


def test_an_event_of_several_actors_makes_an_edge_for_each_pair():
    event = replace(EVENTS[0], roles={"source": ("Q159", "Q423"), "target": ("Q212", "Q30")})
    assert {key for _, _, key in network(event).edges(keys=True)} == {"0a"}
    assert network(event).number_of_edges() == 4


def test_an_event_of_one_actor_stays_on_its_node():
    graph = network(replace(EVENTS[0], roles={"source": ("Q423",)}))
    assert graph.number_of_edges() == 0
    assert graph.nodes["Q423"]["events"] == ("0a",)
    assert graph.nodes["Q159"]["events"] == ()


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_files_for_other_programs_keep_every_event(tmp_path, ending):
    event = replace(EVENTS[0], roles={"source": ("Q159", "Q423"), "target": ("Q212", "Q30")}, about="a\x00b\x0b")
    path = tmp_path / f"graph.{ending}"
    Graph(replace(CONTENT, events=(event, *EVENTS[1:]))).export(path)
    read = nx.read_graphml(path, force_multigraph=True) if ending == "graphml" else nx.read_gexf(path)
    assert read.number_of_edges() == 7
    assert read.number_of_nodes() == 8
    edges = [data for *_, data in read.edges(data=True)]
    assert sorted(data["event"] for data in edges) == ["0a", "0a", "0a", "0a", "1b", "2c", "3d"]
    disputed = next(data for data in edges if data["event"] == "2c")
    assert disputed["relation"] == "arms_transfer"
    assert disputed["status"] == "disputed"
    assert disputed["quantity"] == "more than 5,000 containers"
    assert next(data for data in edges if data["event"] == "0a")["about"] == "ab"
    identifiers = [element.get("id") for element in ET.parse(path).iter() if element.tag.endswith("}edge")]
    assert len(set(identifiers)) == 7


def test_gexf_holds_no_clock(tmp_path):
    Graph(CONTENT).export(tmp_path / "g.gexf")
    assert "lastmodified" not in (tmp_path / "g.gexf").read_text()
    assert re.search(r"<meta[^>]*>", (tmp_path / "g.gexf").read_text())


def test_an_empty_graph_makes_an_empty_network(tmp_path):
    empty = Graph(Content())
    assert empty.to_networkx().number_of_nodes() == 0
    empty.export(tmp_path / "g.graphml")
    assert nx.read_graphml(tmp_path / "g.graphml").number_of_nodes() == 0
