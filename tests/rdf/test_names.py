from dataclasses import replace

from contents import ARTICLE, CONTENT

from kg.graph.graph import Graph
from kg.rdf.iris import Iris
from kg.rdf.names import name_all
from kg.types import Content, Entity

GEORGIA = Entity("Q230", "state", "Georgia", (), "GEO")
IRIS = Iris()


def test_a_state_keeps_its_name_before_a_place_of_the_same_name():
    place = Entity("Q1428", "place", "Georgia")
    for entities in ((place, GEORGIA), (GEORGIA, place)):
        names = name_all(Content(entities=entities), IRIS)
        assert names.entity("Q230") == "<https://kg.example/id/Georgia>"
        assert names.entity("Q1428") == "<https://kg.example/id/Georgia_Q1428>"


def test_names_that_differ_in_case_alone_do_not_fall_together():
    other = Entity("georgia", "group", "GEORGIA")
    names = name_all(Content(entities=(GEORGIA, other)), IRIS)
    assert names.entity("georgia") == "<https://kg.example/id/GEORGIA_georgia>"


def test_an_outlet_that_is_an_entity_has_its_iri():
    assert name_all(CONTENT, IRIS).outlet(ARTICLE) == "<https://kg.example/id/Example_News>"
    assert (
        name_all(CONTENT, IRIS).outlet(replace(ARTICLE, source="example.org"))
        == "<https://kg.example/outlet/example.org>"
    )


def test_an_entity_that_is_not_described_is_named_by_its_id():
    content = replace(CONTENT, entities=tuple(entity for entity in CONTENT.entities if entity.id != "Q30"))
    assert name_all(content, IRIS).entity("Q30") == "<https://kg.example/id/Q30>"
    assert Graph(content).query("SELECT ?by { cl:cc-attack prov:wasAttributedTo/rdfs:label ?by }")["by"].tolist() == [
        "Q30"
    ]
