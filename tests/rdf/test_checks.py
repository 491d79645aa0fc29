import sys

import pytest
from contents import CONTENT, synthetic
from pyoxigraph import RdfFormat, Store

from kg.errors import GraphError
from kg.graph.graph import Graph
from kg.rdf.checks import check_graph, rule_queries
from kg.rdf.iris import Iris
from kg.rdf.shapes import Rule, read_rules, shapes_text
from kg.rdf.store import load_store
from kg.rdf.validation import validate_graph
from kg.types import content_hash

IRIS = Iris()
EVENTS = "GRAPH graph:events"
TIE = f"tie:t{content_hash(*CONTENT.ties[2].order)}"
CLAIM_MERGE, ENTITY_MERGE = (f"merge:m{content_hash(*merge.order)}" for merge in CONTENT.merges)
# Each fault, planted by an update: the rule that it breaks, the node that breaks it, the update.
PLANTED = [
    ("event-label", "ev:e0a", "DELETE WHERE { GRAPH ?g { ev:e0a rdfs:label ?x } }"),
    ("event-type", "ev:e0a", f"INSERT DATA {{ {EVENTS} {{ ev:e0a sem:eventType id:Russia }} }}"),
    ("event-relation", "ev:e0a", "DELETE WHERE { GRAPH ?g { ev:e0a kg:relation ?x } }"),
    ("event-status", "ev:e3d", "DELETE WHERE { GRAPH ?g { ev:e3d kg:status ?x } }"),
    ("event-status", "ev:e1b", f"INSERT DATA {{ {EVENTS} {{ ev:e1b kg:status status:plausible }} }}"),
    ("event-sources", "ev:e3d", f"INSERT DATA {{ {EVENTS} {{ ev:e3d kg:independentSources 'many' }} }}"),
    ("event-claims", "ev:e3d", "DELETE WHERE { GRAPH ?g { ?claim kg:about ev:e3d } }"),
    ("event-latest", "ev:e0a", f"INSERT DATA {{ {EVENTS} {{ ev:e0a sem:hasLatestEndTimeStamp '2023-10-31' }} }}"),
    (
        "event-days",
        "ev:e1b",
        """DELETE { GRAPH ?g { ev:e1b sem:hasLatestEndTimeStamp ?x } }
        INSERT { GRAPH ?g { ev:e1b sem:hasLatestEndTimeStamp '1999-01-01'^^xsd:date } }
        WHERE { GRAPH ?g { ev:e1b sem:hasLatestEndTimeStamp ?x } }""",
    ),
    ("event-actors", "ev:e1b", f"INSERT DATA {{ {EVENTS} {{ ev:e1b kg:target id:Nobody }} }}"),
    ("event-target", "ev:e2c", f"INSERT DATA {{ {EVENTS} {{ ev:e2c kg:target 'Russia' }} }}"),
    ("event-quantity", "ev:e1b", f"INSERT DATA {{ {EVENTS} {{ ev:e1b kg:quantity qty:nothing }} }}"),
    (
        "event-disputed",
        "ev:e2c",
        "DELETE WHERE { GRAPH ?g { ev:e2c kg:deniedBy ?x } } ; DELETE WHERE { GRAPH ?h { ?d kg:stance st:denied } }",
    ),
    (
        "event-asserted",
        "ev:e0a",
        """DELETE { GRAPH ?g { ?c kg:stance ?s } } INSERT { GRAPH ?g { ?c kg:stance st:planned } }
        WHERE { GRAPH ?g { ?c kg:about ev:e0a ; kg:stance ?s } }""",
    ),
    ("entity-fact", "id:Ukraine", f"INSERT DATA {{ {EVENTS} {{ id:Ukraine kg:transferredArmsTo id:Russia }} }}"),
    ("entity-label", "id:Russia", "INSERT DATA { GRAPH graph:entities { id:Russia rdfs:label 'Rossiya'@en } }"),
    ("entity-code", "id:Russia", "INSERT DATA { GRAPH graph:entities { id:Russia kg:countryCode 'ru' } }"),
    ("entity-country", "id:Ukraine", "INSERT DATA { GRAPH graph:entities { id:Ukraine kg:country id:Kim_Jong_Un } }"),
    ("entity-wikidata", "id:Ukraine", "INSERT DATA { GRAPH graph:entities { id:Ukraine skos:exactMatch id:Ukraine } }"),
    ("claim-stance", "cl:cc-visit", "DELETE WHERE { GRAPH ?g { cl:cc-visit kg:stance ?x } }"),
    ("claim-holder", "cl:cc-visit", "DELETE WHERE { GRAPH ?g { cl:cc-visit prov:wasAttributedTo ?x } }"),
    ("claim-passage", "cl:cc-meet", "DELETE WHERE { GRAPH ?g { cl:cc-meet prov:wasDerivedFrom ?x } }"),
    ("claim-confidence", "cl:cc-meet", "INSERT DATA { GRAPH graph:events { cl:cc-meet kg:confidence 1.5 } }"),
    ("claim-denial", "cl:cc-attack", "INSERT DATA { GRAPH graph:events { cl:cc-attack kg:denies cl:cc-transfer } }"),
    ("office-title", "office:Kim_Jong_Un-office1", "DELETE WHERE { GRAPH ?g { ?x schema:roleName 'leader'@en } }"),
    ("tie-source", "office:Kim_Jong_Un-office1", "DELETE WHERE { GRAPH ?g { ?x kg:tieSource id:Kim_Jong_Un } }"),
    ("tie-ends", TIE, f"INSERT DATA {{ {EVENTS} {{ {TIE} kg:tieTarget id:Nobody }} }}"),
    (
        "tie-days",
        TIE,
        """DELETE { GRAPH ?g { ?t kg:lastSeen ?x } } INSERT { GRAPH ?g { ?t kg:lastSeen '1999-01-01'^^xsd:date } }
        WHERE { GRAPH ?g { ?t kg:lastSeen ?x } }""",
    ),
    ("merge-why", CLAIM_MERGE, "DELETE WHERE { GRAPH ?g { ?m kg:why ?x ; kg:kept ev:e0a } }"),
    ("merge-merged", ENTITY_MERGE, "DELETE WHERE { GRAPH ?g { ?m kg:readAs ?x } }"),
    ("quantity-qualifier", "qty:e2c", "INSERT DATA { GRAPH graph:events { qty:e2c kg:qualifier '!' } }"),
    ("concept-scheme", "rel:visit", "DELETE WHERE { GRAPH ?g { rel:visit skos:inScheme ?x } }"),
]  # fmt: skip


def planted(*updates: str) -> Store:
    store = load_store(Graph(CONTENT).model.quads())
    for update in updates:
        store.update(update, prefixes=IRIS.prefixes())
    return store


def short(node: str) -> str:
    spaces = {prefix: IRIS.prefixes()[prefix] for prefix in ("id", "ev", "cl", "rel", "qty", "office", "tie", "merge")}
    prefix, space = max(((p, s) for p, s in spaces.items() if node.startswith(s)), key=lambda item: len(item[1]))
    return f"{prefix}:{node.removeprefix(space)}"


@pytest.mark.parametrize("content", [CONTENT, synthetic(60)])
def test_a_sound_graph_has_no_faults(content):
    assert Graph(content).check() == ()
    assert Graph(content, base="https://data.example/kg/").check() == ()


@pytest.mark.parametrize(("rule", "node", "update"), PLANTED)
def test_a_planted_fault_is_found_at_its_node(rule, node, update):
    faults = {(fault.rule, short(fault.node)) for fault in check_graph(planted(update), IRIS)}
    assert (rule, node) in faults


def test_quotes_of_another_length_are_found():
    store = planted(
        """DELETE { GRAPH ?g { ?s oa:exact ?x } } INSERT { GRAPH ?g { ?s oa:exact "short" } }
        WHERE { GRAPH ?g { cl:cc-visit prov:wasDerivedFrom/oa:hasSelector ?s . ?s oa:exact ?x } }""",
    )
    assert [fault.rule for fault in check_graph(store, IRIS)] == ["passage-length"]


def test_pyshacl_finds_the_same_faults():
    pytest.importorskip("pyshacl")
    store = planted(*(update for _, _, update in PLANTED))
    triples = [f"{quad.triple} .\n" for quad in store]
    found = check_graph(store, IRIS)
    assert {rule for rule, _, _ in PLANTED} <= {fault.rule for fault in found}
    assert found == validate_graph(triples, IRIS)


@pytest.mark.parametrize("content", [CONTENT, synthetic(20)])
def test_pyshacl_finds_a_sound_graph_sound(content):
    pytest.importorskip("pyshacl")
    assert Graph(content).validate() == ()


def test_every_rule_has_a_message_and_a_query():
    rules = read_rules(IRIS)
    assert len(rules) > 50
    assert all(rule.message.endswith(".") and list(rule_queries(rule)) for rule in rules)
    assert not any("NOT EXISTS" in query for rule in rules for query in rule_queries(rule))


def test_the_shapes_use_nothing_that_the_checks_would_pass_over():
    store = Store()
    store.load(shapes_text(IRIS), RdfFormat.TURTLE)
    sh = "http://www.w3.org/ns/shacl#"
    used = {quad.predicate.value.removeprefix(sh) for quad in store if quad.predicate.value.startswith(sh)}
    targets = {"targetClass", "property", "sparql", "path", "inversePath"}
    conditions = {
        "minCount",
        "maxCount",
        "nodeKind",
        "class",
        "datatype",
        "in",
        "pattern",
        "minInclusive",
        "maxInclusive",
    }
    texts = {"message", "select", "prefixes", "declare", "prefix", "namespace"}
    assert used == targets | conditions | texts


def test_a_condition_that_no_query_is_known_for_is_no_silent_pass():
    rule = Rule(
        "new",
        "New.",
        ("<https://kg.example/ns#Claim>",),
        "<https://kg.example/ns#about>",
        conditions=(("equals", ("1",)),),
    )
    with pytest.raises(ValueError, match="equals"):
        list(rule_queries(rule))


def test_validation_without_pyshacl_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(GraphError, match=r"kg\[shacl\]"):
        Graph(CONTENT).validate()
