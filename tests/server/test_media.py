import pytest

from kg.server.media import HTML, RDF, RESULTS, choose_form

CASES = [
    (None, RESULTS, "json"),
    ("*/*", RESULTS, "json"),
    ("text/csv", RESULTS, "csv"),
    ("application/sparql-results+xml;q=0.5, text/tab-separated-values", RESULTS, "tsv"),
    ("application/json;q=0.2, text/*;q=0.4", RESULTS, "csv"),
    ("text/csv;q=0, */*", (RESULTS[2], RESULTS[3]), "tsv"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", (*RDF, HTML), "html"),
    ("TEXT/TURTLE; charset=utf-8", RDF, "turtle"),
    ("application/ld+json, text/turtle;q=0.9", RDF, "jsonld"),
    ("image/png", RDF, None),
    ("text/turtle;q=nonsense", RDF, None),
]


@pytest.mark.parametrize(("accept", "forms", "expected"), CASES)
def test_the_form_that_is_preferred_is_chosen(accept, forms, expected) -> None:
    chosen = choose_form(accept, forms)
    assert (chosen and chosen.name) == expected


@pytest.mark.parametrize(("wanted", "expected"), [("ttl", "turtle"), ("application/ld+json", "jsonld"), ("png", None)])
def test_a_form_asked_for_by_name_comes_before_the_header(wanted, expected) -> None:
    chosen = choose_form("text/html", (HTML, *RDF), wanted)
    assert (chosen and chosen.name) == expected


def test_text_is_sent_with_its_charset() -> None:
    assert RDF[0].content_type == "text/turtle; charset=utf-8"
    assert RESULTS[0].content_type == "application/sparql-results+json"
