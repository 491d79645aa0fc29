import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import is_ncname

from kg.errors import GraphError
from kg.rdf.iris import Iris, local_name


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_last_part_of_an_iri_is_a_name(name):
    local = local_name(name)
    assert is_ncname(local)
    assert "/" not in local
    assert "#" not in local


def test_a_base_is_taken_as_it_stands():
    assert Iris("https://data.example/kg/").entity("Russia") == "<https://data.example/kg/id/Russia>"


@pytest.mark.parametrize(
    "base",
    ["kg.example/", "https://kg.example", "https://kg.example/ns#", "https://kg.example/a b/", "ftp://kg.example/", ""],
)
def test_a_base_that_is_no_address_is_refused(base):
    with pytest.raises(GraphError, match="base IRI"):
        Iris(base)


def test_prefixes_and_terms_agree():
    iris = Iris("https://data.example/")
    prefixes = iris.prefixes()
    assert iris.event("0a") == f"<{prefixes['ev']}e0a>"
    assert iris.pattern("claim") % "0a" == f"<{prefixes['cl']}c0a>"
    assert iris.entity("Russia") == f"<{prefixes['id']}Russia>"
    assert iris.article("0a") == f"<{prefixes['article']}a0a>"
    assert iris.ns["about"] == f"<{prefixes['kg']}about>"
    assert iris.stance["denied"] == f"<{prefixes['st']}denied>"
