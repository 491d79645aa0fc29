import pytest

from kg.errors import QueryError
from kg.rdf.algebra import algebra_text
from kg.rdf.iris import Iris
from kg.rdf.sparql import named_queries

PREFIXES = Iris().prefixes()


def test_the_algebra_shows_what_is_joined_filtered_and_optional():
    text = algebra_text(
        "SELECT ?a { ?a kg:visited ?b . OPTIONAL { ?b rdfs:label ?c } FILTER (?b != id:Russia) } LIMIT 2", PREFIXES
    )
    assert text.splitlines() == [
        "SelectQuery ?a",
        "  Slice 0 2",
        "    Project ?a",
        "      Filter RelationalExpression(?b, !=, id:Russia)",
        "        LeftJoin TrueFilter()",
        "          BGP",
        "            ?a kg:visited ?b",
        "          BGP",
        "            ?b rdfs:label ?c",
    ]


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_has_an_algebra(name):
    assert algebra_text(name, PREFIXES).startswith("SelectQuery ?")


def test_a_query_that_cannot_be_parsed_is_a_query_error():
    with pytest.raises(QueryError, match="cannot be parsed"):
        algebra_text("SELECT ?x {", PREFIXES)


def test_a_query_with_graphs_of_its_own_can_be_explained() -> None:
    assert algebra_text("SELECT ?s FROM <http://example.org/graph> { ?s ?p ?o }", {}).startswith("SelectQuery")
