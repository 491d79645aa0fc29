import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import terms

G = "<https://kg.example/graph/g>"


def parsed(term: str) -> pyoxigraph.Literal:
    line = f"{G} {G} {term} {G} .\n"
    (quad,) = pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_QUADS)
    return quad.object


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text):
    assert parsed(terms.text(text)).value == text
    assert parsed(terms.english(text)).language == "en"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back(number):
    assert float(parsed(terms.decimal(number)).value) == number


@given(st.decimals(-(10**6), 10**6, places=4).map(float))
def test_a_store_keeps_decimals_as_they_are_written(number):
    store = pyoxigraph.Store()
    quad = next(iter(pyoxigraph.parse(f"{G} {G} {terms.decimal(number)} {G} .", pyoxigraph.RdfFormat.N_QUADS)))
    store.add(quad)
    assert list(store) == [quad]
