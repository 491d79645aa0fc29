import datetime
import subprocess
import sys
from dataclasses import replace

import pytest
import rdflib
from contents import CONTENT, ENTITIES, TEXT

import kg
from kg.errors import GraphError, QueryError
from kg.graph.graph import Graph
from kg.types import Content, Entity, Tie
from kg.vocabulary.relations import load_relations


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(CONTENT)


def test_events_come_as_a_frame_with_names_ids_and_days(graph):
    visit = graph.events.set_index("id").loc["0a"]
    assert visit["label"] == "Sergei Lavrov visited North Korea"
    assert (visit["source"], visit["target"], visit["source_ids"]) == ("Sergei Lavrov", "North Korea", ("Q58217",))
    assert visit["date"] == "2023-10"
    assert visit["latest"].date() == datetime.date(2023, 10, 31)
    assert graph.events["earliest"].dtype == "datetime64[s]"
    assert graph.events["sources"].dtype == "Int64"
    assert graph.events.loc[2, "deniers"] == "Russia; North Korea"
    assert graph.events.loc[2, "value"] == 5000


def test_claims_come_as_a_frame_with_their_sentences(graph):
    transfer = graph.claims.set_index("id").loc["c-transfer"]
    assert transfer["sentence"] == TEXT.split(". ")[1] + "."
    assert (transfer["holder"], transfer["deniers"]) == ("United States", "Russia; North Korea")
    assert bool(transfer["inferred"])


def test_entities_count_the_events_that_they_take_part_in(graph):
    counts = graph.entities.set_index("name")["events"]
    assert counts["Sergei Lavrov"] == 2
    assert counts["ballistic missile"] == 0


def test_articles_come_as_a_frame(graph):
    assert graph.articles.set_index("source").loc["Example News", "published"].date() == datetime.date(2024, 1, 11)


def test_merges_come_as_a_frame_with_their_reasons(graph):
    merge = graph.merges.set_index("merged").loc["c-visit"]
    assert (merge["kind"], merge["kept"], merge["score"]) == ("claim", "0a", 1.62)
    assert merge["why"].startswith("the same person; ")


def test_ties_come_as_a_frame_with_their_validity(graph):
    lavrov = graph.ties.set_index("source").loc["Sergei Lavrov"]
    assert (lavrov["title"], lavrov["target"], lavrov["start"]) == ("foreign minister", "Russia", "2004-03-09")
    assert lavrov["earliest"].date() == datetime.date(2004, 3, 9)
    assert graph.ties["contradicts"].isna().all()


def test_ties_that_contradict_each_other_name_each_other():
    other = Tie("holds_office", "kim-jong-un", "Q159", "foreign minister", seen="2023-10-20/2024-01-11")
    ties = tuple(sorted((*CONTENT.ties, other), key=lambda tie: tie.order))
    frame = Graph(replace(CONTENT, ties=ties)).ties.dropna(subset=["contradicts"])
    assert sorted(zip(frame["source"], frame["contradicts"], strict=True)) == [
        ("Kim Jong Un", "Sergei Lavrov"),
        ("Sergei Lavrov", "Kim Jong Un"),
    ]


def test_an_empty_graph_has_frames_of_the_same_types(graph):
    empty = Graph(Content())
    for name in ("articles", "entities", "claims", "events", "merges", "ties"):
        full, none = getattr(graph, name), getattr(empty, name)
        assert list(full.columns) == list(none.columns)
        numbers = [(a, b) for a, b in zip(full.dtypes, none.dtypes, strict=True) if str(a) != "category"]
        assert all(a == b for a, b in numbers)


def test_a_summary_counts_the_parts(graph):
    summary = graph.summary()
    assert (summary.articles, summary.claims, summary.entities, summary.events) == (2, 5, 8, 4)
    assert summary.statuses == {"asserted": 1, "disputed": 1, "planned": 1, "reported": 1}
    assert summary.top[0] == ("North Korea", 2)
    assert summary.merges == {"claim": 1, "entity": 1}
    assert (summary.ties, summary.contradictions) == ({"holds_office": 2, "member_of": 1}, 0)
    assert (summary.earliest, summary.latest) == (datetime.date(2023, 10, 1), datetime.date(2025, 12, 31))


def test_a_notebook_shows_the_page(graph):
    assert Graph(CONTENT)._repr_html_().startswith("<iframe srcdoc=")
    assert repr(graph) == "<Graph: 2 articles, 8 entities, 4 events>"


def test_rdflib_holds_the_same_triples_as_the_store(graph):
    dataset = graph.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    assert len(list(dataset.quads())) == len(graph.store)
    rows = dataset.query("SELECT ?who { ?who kg:visited id:North_Korea }")
    assert [str(row.who) for row in rows] == ["https://kg.example/id/Sergei_Lavrov"]


def test_a_query_gives_a_frame(graph):
    frame = graph.query(
        "SELECT ?label ?n { ?e kg:independentSources ?n ; rdfs:label ?label } ORDER BY DESC(?n)", limit=2
    )
    assert frame.loc[0, "label"] == "Sergei Lavrov visited North Korea"
    assert frame["n"].tolist() == [2, 1]


def test_a_query_within_a_time_limit_gives_the_same(graph):
    assert graph.query("contested", timeout=30).equals(graph.query("contested"))


def test_types_of_a_users_own_stay_readable_without_their_file(tmp_path):
    events = (replace(CONTENT.events[0], type="sea_trade"), *CONTENT.events[1:])
    Graph(replace(CONTENT, events=events)).save(tmp_path / "g", page=False)
    graph = Graph.open(tmp_path / "g")
    assert graph.events.loc[0, "label"] == "Sergei Lavrov (sea trade) North Korea"
    assert not graph.query("ASK { ?a kg:sea_trade ?b }")["answer"].any()


def test_a_notebook_shows_a_large_graph_in_numbers_with_names_as_text(monkeypatch):
    monkeypatch.setattr("kg.graph.graph.MOST_INLINE", 3)
    nasty = replace(CONTENT, entities=(Entity("Q159", "state", "<script>alert(1)</script>"), *ENTITIES[1:]))
    shown = Graph(nasty)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_part_is_a_graph_of_its_own(graph):
    whole = graph.part(kg.Selection())
    part = graph.part(kg.Selection(about="North Korea", status="disputed"))
    assert whole.content == graph.content
    assert 0 < len(part.events) < len(graph.events)
    assert {tie.source for tie in part.content.ties} <= {entity.id for entity in part.content.entities}
    assert not part.check()


def test_types_of_a_users_own_reach_the_page_and_pyvis(tmp_path):
    own = replace(load_relations()[0], name="sea_trade", label="trade by sea", family="economy")
    graph = Graph(replace(CONTENT, events=(replace(CONTENT.events[0], type="sea_trade"),)), relations=[own])
    assert "trade by sea" not in Graph(graph.content)._repr_html_()
    graph.page(tmp_path / "own.html")
    for shown in ((tmp_path / "own.html").read_text(encoding="utf-8"), graph._repr_html_()):
        assert "trade by sea" in shown
    assert {edge["relation_class"] for edge in graph.to_pyvis().edges} == {"economy"}


def test_a_page_is_written(graph, tmp_path):
    graph.page(tmp_path / "graph.html", title="Missiles")
    assert "Missiles" in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_an_unknown_format_is_refused_by_name(graph, tmp_path):
    with pytest.raises(GraphError, match="allowed are"):
        graph.export(tmp_path / "g.docx")
    with pytest.raises(GraphError, match="unknown format 'docx'"):
        graph.export(tmp_path / "g.ttl", "docx")
    with pytest.raises(GraphError, match="base IRI"):
        Graph(CONTENT, base="not an iri")
    with pytest.raises(QueryError, match="named queries are"):
        graph.query("nosuchquery")


def test_the_graph_is_imported_without_its_heavy_parts():
    code = (
        "import sys, kg.graph.graph; print([m for m in ('pandas', 'networkx', 'rdflib', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_pyvis_gets_the_entities_and_bundled_relations() -> None:
    network = Graph(CONTENT).to_pyvis()
    assert {node["label"] for node in network.nodes} <= {entity.name for entity in ENTITIES}
    assert network.edges
