import datetime

import pandas as pd
import pytest
import rdflib
from contents import CONTENT, synthetic

from kg.errors import QueryError
from kg.graph.graph import Graph
from kg.rdf.sparql import named_queries

GRAPH = Graph(CONTENT)
# rdflib's own reader of N-Quads and its own engine use what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")


@pytest.fixture(scope="module")
def rdflib_memory() -> rdflib.Dataset:
    """A graph of some size in rdflib's own store, for its own query engine."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="".join(Graph(synthetic(60)).model.quads()), format="nquads")
    return dataset


@pytest.mark.parametrize("name", named_queries())
def test_rdflib_and_oxigraph_answer_alike(name, rdflib_memory):
    graph = Graph(synthetic(60))
    ours = [tuple(None if t is None else t.value for t in row) for row in graph.query_table(name).rows]
    theirs = rdflib_memory.query(named_queries()[name].text, initNs=graph.prefixes)
    assert sorted(ours, key=str) == sorted(
        (tuple(None if t is None else str(t) for t in row) for row in theirs), key=str
    )
    assert ours or name in ("chains", "offices")


def test_visits_come_with_their_evidence():
    frame = GRAPH.query("visits")
    assert frame["visitor"].tolist() == ["Sergei Lavrov"] * 2
    assert frame["from"].dt.date.tolist() == [datetime.date(2023, 10, 1)] * 2
    assert frame["quote"].str.contains("Lavrov").all()
    assert frame["start"].dtype == "Int64"


def test_contested_events_come_with_both_sides():
    frame = GRAPH.query("contested")
    assert set(frame["label"]) == {"North Korea transferred arms to Russia (disputed)"}
    assert set(zip(frame["said_by"], frame["denied_by"], strict=True)) == {
        ("United States", "Russia"),
        ("United States", "North Korea"),
    }


def test_what_somebody_denies_is_no_undenied_edge():
    assert [tuple(row)[:4] for row in GRAPH.query("undenied").itertuples(index=False)] == [
        ("Russia", "attack", "Ukraine", 1),
        ("Russia", "visit", "North Korea", 1),
    ]


def test_events_are_counted_by_month():
    assert GRAPH.query("months")["month"].tolist() == ["2023-10", "2024-01", "2025-12"]


def test_a_chain_of_arms_says_that_it_is_denied():
    (row,) = GRAPH.query("chains").itertuples(index=False)
    assert tuple(row) == ("North Korea", "Russia", "Ukraine", "ballistic missile", True)


def test_a_timeline_can_be_of_one_actor():
    assert set(GRAPH.query("timeline", bindings={"actor": "id:Russia"})["name"]) == {"Russia"}
    assert len(GRAPH.query("timeline")) == 8
    iri = "<https://kg.example/id/Russia>"
    assert len(GRAPH.query("timeline", bindings={"actor": iri})) == 2


def test_columns_have_their_dtypes():
    frame = GRAPH.query("""SELECT * { VALUES (?n ?x ?yes ?day ?text ?node ?none) {
        (1 1.5 true "2024-02-29"^^xsd:date "a" id:Russia UNDEF) (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF) } }""")
    dtypes = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    assert dtypes == {
        "n": "Int64",
        "x": "Float64",
        "yes": "boolean",
        "day": "datetime64[s]",
        "text": "str",
        "node": "str",
        "none": "str",
    }
    assert frame.loc[0, "day"] == pd.Timestamp("2024-02-29")
    assert frame.loc[1].isna().all()


def test_construct_and_empty_answers_have_columns():
    assert list(GRAPH.query("CONSTRUCT { ?a kg:x ?b } { ?a kg:visited ?b }")) == ["subject", "predicate", "object"]
    assert list(GRAPH.query("SELECT ?a ?b { ?a kg:nothing ?b }")) == ["a", "b"]


def test_named_queries_say_what_they_answer():
    assert len(named_queries()) >= 10
    assert all(query.text.startswith("# ") and query.description for query in named_queries().values())


def test_no_named_query_uses_what_is_slow_or_differs_between_engines():
    for query in named_queries().values():
        assert "NOT EXISTS" not in query.text
        assert "GROUP_CONCAT" not in query.text
        assert "PREFIX" not in query.text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x { ", "cannot be parsed: error at 1:1"),
        ("SELECT ?x { ?x nope:y ?z }", "cannot be parsed"),
        ("INSERT DATA { id:a id:b id:c }", "cannot be parsed"),
        ("nothing-of-that-name", "no query is named"),
    ],
)
def test_a_query_that_cannot_be_parsed_is_a_query_error(query, message):
    with pytest.raises(QueryError, match=message) as caught:
        GRAPH.query(query)
    assert len(str(caught.value)) < 600


def test_bad_bindings_and_limits_are_query_errors():
    with pytest.raises(QueryError, match=r"binding of \?actor"):
        GRAPH.query("timeline", bindings={"actor": "<no iri>"})
    with pytest.raises(QueryError, match="limit"):
        GRAPH.query("timeline", limit=0)
