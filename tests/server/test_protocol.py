import pytest

from kg.rdf.sparql import Dataset
from kg.server.protocol import FORM_TYPE, QUERY_TYPE, UPDATE_TYPE, RefusalError, read_get, read_post

REFUSED_POSTS = [
    ("", None, b"ASK {}", 415),
    ("", "text/plain", b"ASK {}", 415),
    ("", f"{QUERY_TYPE}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
    ("", QUERY_TYPE, b"ASK {} # \xff", 400),
    ("query=ASK%20{}", QUERY_TYPE, b"ASK {}", 400),
    ("", FORM_TYPE, b"query=ASK+%7B%7D&query=ASK+%7B%7D", 400),
    ("", FORM_TYPE, b"format=json", 400),
    ("", FORM_TYPE, b"query=%ff", 400),
    ("", FORM_TYPE, b"update=CLEAR+ALL", 403),
    ("", UPDATE_TYPE, b"CLEAR ALL", 403),
    ("using-graph-uri=http://example.org/", FORM_TYPE, b"query=ASK+%7B%7D", 403),
]


def test_a_query_may_stand_in_the_address_a_form_or_the_body() -> None:
    by_get = read_get(
        "query=ASK%20%7B%7D&named-graph-uri=http://a/&default-graph-uri=http://b/&named-graph-uri=http://c/"
    )
    by_form = read_post("default-graph-uri=http://b/", FORM_TYPE, b"query=ASK+%7B%7D&named-graph-uri=http%3A%2F%2Fa%2F")
    by_body = read_post("named-graph-uri=http%3A%2F%2Fa%2F", f"{QUERY_TYPE}; charset=UTF-8", b"ASK {}")
    assert by_get is not None
    assert by_get.query == by_form.query == by_body.query == "ASK {}"
    assert by_get.dataset == Dataset(("http://b/",), ("http://a/", "http://c/"))
    assert by_form.dataset == Dataset(("http://b/",), ("http://a/",))
    assert by_body.dataset == Dataset((), ("http://a/",))


def test_a_graph_is_decoded_once() -> None:
    request = read_get("query=ASK%7B%7D&default-graph-uri=http://a/%2531")
    assert request is not None
    assert request.dataset == Dataset(("http://a/%31",))


def test_without_a_query_nothing_is_asked() -> None:
    assert read_get("") is None
    assert read_get("format=ttl") is None


@pytest.mark.parametrize(
    "query_string", ["update=CLEAR%20ALL", "query=ASK{}&query=ASK{}", "default-graph-uri=http://a/"]
)
def test_a_get_that_breaks_the_rules_is_refused(query_string: str) -> None:
    with pytest.raises(RefusalError):
        read_get(query_string)


@pytest.mark.parametrize(("query_string", "content_type", "body", "status"), REFUSED_POSTS)
def test_a_post_that_breaks_the_rules_is_refused(query_string, content_type, body, status) -> None:
    with pytest.raises(RefusalError) as refused:
        read_post(query_string, content_type, body)
    assert refused.value.status == status
