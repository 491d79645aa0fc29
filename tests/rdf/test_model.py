from collections import Counter
from dataclasses import replace

import pytest
from contents import ARTICLE, CONTENT
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import is_ncname
from strategies import contents

from kg.graph.graph import Graph
from kg.rdf.model import make_model
from kg.rdf.quads import quad_lines
from kg.rdf.store import read_texts
from kg.rdf.turtle import trig_text, turtle_text
from kg.types import Content
from kg.vocabulary.relations import load_relations

BASE = "https://kg.example/"


def quads_of(content: Content) -> list[Quad]:
    return list(parse(read_texts(make_model(content, load_relations(), BASE).quads()), RdfFormat.N_QUADS))


QUADS = quads_of(CONTENT)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(CONTENT)


def ask(graph: Graph, pattern: str) -> bool:
    return bool(graph.query(f"ASK {{ {pattern} }}")["answer"][0])


@given(contents())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_content_is_valid_rdf_with_each_triple_in_one_graph(content):
    quads = quads_of(content)
    assert max(Counter(quad.triple for quad in quads).values()) == 1
    for quad in quads:
        assert not isinstance(quad.graph_name, DefaultGraph)
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)


@given(contents())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_turtle_and_trig_of_any_content_hold_the_same(content):
    model = make_model(content, load_relations(), BASE)
    prefixes = model.iris.prefixes()
    quads = quads_of(content)
    turtle = parse("".join(turtle_text(model.nodes(), prefixes)), RdfFormat.TURTLE)
    trig = parse("".join(trig_text(model.nodes(), prefixes)), RdfFormat.TRIG)
    assert {quad.triple for quad in turtle} == {quad.triple for quad in quads}
    assert set(trig) == set(quads)


def test_every_iri_of_ours_ends_in_a_name():
    nodes = {node.value for quad in QUADS for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
    ours = [value for value in nodes if value.startswith(BASE) and not value.endswith("/")]
    assert len(ours) > 100
    assert [value for value in ours if not is_ncname(value.replace("#", "/").rpartition("/")[2])] == []


def test_every_term_of_ours_is_defined_with_label_and_comment():
    own = f"{BASE}ns#"
    used = {quad.predicate.value for quad in QUADS} | {
        quad.object.value for quad in QUADS if quad.predicate.value.endswith("#type")
    }
    defined = {
        name: {quad.subject.value for quad in QUADS if quad.predicate.value.endswith(f"rdf-schema#{name}")}
        for name in ("label", "comment")
    }
    ours = {value for value in used if value.startswith(own)}
    assert len(ours) > 30
    assert ours <= defined["label"]
    assert ours <= defined["comment"]


def test_no_name_means_two_things():
    subjects = Counter()
    for quad in QUADS:
        if quad.predicate.value.endswith("#type") and quad.subject.value.startswith(f"{BASE}ns#"):
            subjects[quad.subject.value] += quad.object.value.endswith(("Class", "ObjectProperty", "DatatypeProperty"))
    assert set(subjects.values()) == {1}


def test_named_graphs_are_one_per_article_and_five_more():
    graphs = {quad.graph_name.value.removeprefix(BASE) for quad in QUADS}
    expected = {f"graph/{name}" for name in ("entities", "events", "merges", "vocabulary", "runs")}
    assert graphs == expected | {f"article/a{article.id}" for article in CONTENT.articles}


def test_days_have_no_time_zone():
    days = [
        q.object.value for q in QUADS if isinstance(q.object, Literal) and q.object.datatype.value.endswith("#date")
    ]
    assert days
    assert all(len(day) == 10 for day in days)


def test_a_plain_fact_is_a_direct_triple(graph):
    assert ask(graph, "id:Sergei_Lavrov kg:visited id:North_Korea")


@pytest.mark.parametrize("status", ["reported", "alleged", "disputed", "denied", "planned"])
def test_what_is_no_plain_fact_is_no_direct_triple(status):
    events = tuple(replace(event, status=status) for event in CONTENT.events)
    graph = Graph(replace(CONTENT, events=events))
    assert len(graph.query("edges")) == 0
    assert not ask(graph, "id:Sergei_Lavrov kg:visited ?x")


def test_a_symmetric_fact_goes_both_ways():
    events = tuple(replace(event, status="asserted") for event in CONTENT.events)
    graph = Graph(replace(CONTENT, events=events))
    assert ask(graph, "id:Sergei_Lavrov kg:metWith id:Kim_Jong_Un . id:Kim_Jong_Un kg:metWith id:Sergei_Lavrov")
    assert not ask(graph, "id:North_Korea kg:visited ?x")


def test_a_denial_is_a_claim_of_the_one_who_denies(graph):
    frame = graph.query("""
        SELECT ?who ?quote { ?denial a kg:Claim ; kg:stance st:denied ; kg:denies cl:cc-transfer ; kg:about ev:e2c ;
          prov:wasAttributedTo/rdfs:label ?who ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote } ORDER BY ?who""")
    assert frame["who"].tolist() == ["North Korea", "Russia"]
    assert set(frame["quote"]) == {"Moscow and Pyongyang reject talk of any arms deal."}


def test_a_claim_without_a_holder_is_the_outlets(graph):
    assert ask(graph, "cl:cc-visit prov:wasAttributedTo id:Example_News")
    assert ask(graph, "cl:cc-hosted prov:wasAttributedTo outlet:example.org")
    assert ask(graph, "cl:cc-attack prov:wasAttributedTo id:United_States")


def test_a_passage_is_found_by_position_and_by_quote(graph):
    row = graph.query("""
        SELECT ?start ?end ?exact ?prefix ?suffix { cl:cc-attack prov:wasDerivedFrom ?p . ?p oa:hasSelector ?a , ?b .
          ?a oa:start ?start ; oa:end ?end . ?b oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }""").iloc[0]
    assert ARTICLE.text[row.start : row.end] == row.exact
    assert row.prefix + row.exact + row.suffix in ARTICLE.text


def test_types_hang_on_plover_and_cameo(graph):
    assert ask(graph, "ev:e0a sem:eventType plv:CONSULT-visit ; kg:relation/skos:broader plv:CONSULT-visit")
    assert ask(graph, "ev:e0a sem:eventType/skos:broader* plv:CONSULT")
    assert ask(graph, "ev:e2c sem:eventType plv:AID-military ; kg:item/rdfs:label 'ballistic missile'@en")
    assert ask(graph, "ev:e2c kg:relation/skos:closeMatch/skos:notation '072'")


def test_entities_and_offices_are_described(graph):
    assert ask(graph, "id:Russia a schema:Country, kg:State ; skos:exactMatch wd:Q159 ; skos:altLabel 'Moscow'@en")
    assert ask(
        graph,
        """?holding kg:officeHolder id:Sergei_Lavrov ; kg:officeOf id:Russia ; schema:startDate '2004-03-09' ;
        schema:roleName 'foreign minister'@en ; sem:hasEarliestBeginTimeStamp '2004-03-09'^^xsd:date""",
    )
    assert ask(graph, "id:Kim_Jong_Un kg:country id:North_Korea")


def test_a_tie_is_a_node_with_its_ends_and_the_days_on_which_it_was_seen(graph):
    assert ask(
        graph,
        """?tie a kg:Tie ; kg:relation rel:member_of ; kg:tieSource id:Russia ; kg:tieTarget id:North_Korea ;
        kg:firstSeen '2023-10-20'^^xsd:date ; kg:lastSeen '2024-01-11'^^xsd:date""",
    )


def test_the_holding_of_an_office_is_the_tie(graph):
    assert ask(graph, "?holding a kg:OfficeHolding, kg:Tie ; kg:officeHolder ?who ; kg:tieSource ?who")
    assert graph.query("SELECT (COUNT(?t) AS ?n) { ?t a kg:Tie }")["n"].tolist() == [3]


def test_a_merge_says_why(graph):
    frame = graph.query("SELECT ?why { ?m kg:kept ev:e0a ; kg:merged cl:cc-visit ; kg:inArticle ?a ; kg:why ?why }")
    assert frame["why"].tolist() == [CONTENT.merges[0].why]
    assert ask(graph, "?m kg:kept id:Kim_Jong_Un ; kg:readAs 'person-kim-jong-un'")


def test_a_run_says_what_it_used(graph):
    frame = graph.query(
        "SELECT ?name ?version { ?run a prov:Activity ; prov:used|prov:wasAssociatedWith ?p . "
        "?p schema:name ?name ; schema:softwareVersion ?version } ORDER BY ?name"
    )
    assert dict(zip(frame["name"], frame["version"], strict=True)) == CONTENT.versions


def test_rdf_1_2_ties_direct_triples_to_their_events():
    model = make_model(CONTENT, load_relations(), BASE)
    quads = list(parse(read_texts(quad_lines(model.nodes(reifiers=True))), RdfFormat.N_QUADS))
    plain = set(QUADS)
    extra = {(quad.subject.value, quad.object.predicate.value) for quad in quads if quad not in plain}
    assert (f"{BASE}id/event/e2c", f"{BASE}ns#transferredArmsTo") in extra
    assert (f"{BASE}id/event/e0a", f"{BASE}ns#visited") in extra
    assert len(extra) == 4


def test_another_base_changes_every_iri_of_ours():
    texts = make_model(CONTENT, load_relations(), "https://data.example/x/").quads()
    assert not any("kg.example" in text for text in texts)
