"""The Network is pyvis' own, for people who want to style it, and what it writes is this project's page."""

import json
import locale
from pathlib import Path

import networkx
import pytest
from chromium import Shown
from pyvis.network import Network

from kg.page import to_pyvis
from kg.types import Content


def data_of(html: str) -> dict:
    start = html.index('id="kg-data">') + len('id="kg-data">')
    return json.loads(html[start : html.index("</script>", start)])


def test_it_is_a_pyvis_network_with_every_actor_and_bundle(sample: Content) -> None:
    network = to_pyvis(sample)
    assert isinstance(network, Network)
    assert network.num_nodes() == 41
    assert network.get_node("Q159")["label"] == "Russia"
    assert network.neighbors("Q33") == {"Q7184"}


def test_parallel_bundles_stay_apart(sample: Content) -> None:
    between = [e for e in to_pyvis(sample).edges if (e["from"], e["to"]) == ("Q423", "Q159")]
    assert {(e["relation_class"], e["standing"]) for e in between} == {("military", "contested")}
    assert {e["relation_class"] for e in to_pyvis(sample).edges if {e["from"], e["to"]} == {"Q423", "Q159"}} == {
        "diplomacy", "military", "cooperation",
    }  # fmt: skip


def test_contested_bundles_are_dashed_in_stock_drawings_too(sample: Content) -> None:
    assert {bool(e["dashes"]) for e in to_pyvis(sample).edges if e["standing"] == "contested"} == {True}
    assert {bool(e["dashes"]) for e in to_pyvis(sample).edges if e["standing"] == "fact"} == {False}


def test_styles_and_additions_of_a_user_reach_the_page(sample: Content, tmp_path: Path, show: object) -> None:
    network = to_pyvis(sample)
    network.get_node("Q159")["color"] = "#00ff00"
    network.add_node("mine", label="My own", x=0, y=-900)
    network.add_edge("mine", "Q159", label="my line")
    path = tmp_path / "styled.html"
    network.write_html(str(path))
    drawing = data_of(path.read_text(encoding="utf-8"))["drawing"]
    assert [row[4] for row in drawing["nodes"] if len(row) > 4] == [{"color": "#00ff00"}]
    assert [node["id"] for node in drawing["added"]["nodes"]] == ["mine"]
    shown: Shown = show()
    shown.open(path)


def test_page_is_utf_8_whatever_the_locale(sample: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "getpreferredencoding", lambda *_: "ascii")
    monkeypatch.chdir(tmp_path)
    to_pyvis(sample).show("graph.html")
    assert "Türkiye" in (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


def test_a_graph_that_is_added_stays_as_it_is(sample: Content) -> None:
    graph = networkx.Graph([("x", "y")])
    to_pyvis(sample).from_nx(graph)
    assert list(graph.edges(data=True)) == [("x", "y", {})]
    assert list(graph.nodes(data=True)) == [("x", {}), ("y", {})]
