import datetime
import gzip
import json

import pytest
import zstandard

from kg.errors import InputError

ONE = {"id": "a1", "text": "The ministers of the two countries met in Doha on Monday.", "published": "None"}
TWO = {"id": "a2", "text": "The president of the country spoke to the press in Accra.", "published": "2024-01-14"}


def lines(*values: object) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def test_lines_are_read_with_their_numbers(read) -> None:
    articles, skipped = read("a.jsonl", lines(ONE) + "\n" + lines(TWO))
    assert [article.text for article in articles] == [ONE["text"], TWO["text"]]
    assert [article.path.rpartition(":")[2] for article in articles] == ["1", "3"]
    assert [article.published for article in articles] == [None, datetime.date(2024, 1, 14)]
    assert skipped == []


def test_a_broken_line_is_reported_and_the_rest_is_read(read) -> None:
    articles, skipped = read("a.ndjson", lines(ONE) + '{"text": "The min\n[1, 2]\n' + lines(TWO))
    assert len(articles) == 2
    assert [(each.place, each.reason) for each in skipped] == [(":2", "broken"), (":3", "broken")]
    assert "expected an object, found list" in skipped[1].detail


def test_a_line_without_text_is_reported(read) -> None:
    articles, skipped = read("a.jsonl", lines({"version": 1}, ONE, {"title": "x"}))
    assert len(articles) == 1
    assert [(each.place, each.reason) for each in skipped] == [(":1", "no text"), (":3", "no text")]


@pytest.mark.parametrize("count", [1, 50])
def test_a_file_without_a_text_column_is_an_error_that_names_the_columns(read, count: int) -> None:
    with pytest.raises(InputError, match=r"a\.jsonl: no column holds the text; found \['id', 'prose'\], looked for"):
        read("a.jsonl", lines(*[{"id": 1, "prose": "They met."}] * count))


def test_the_text_column_can_be_named(read) -> None:
    articles, _ = read("a.jsonl", lines({"prose": ONE["text"]}), columns={"text": "prose"})
    assert articles[0].text == ONE["text"]


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (ONE, [""]),
        ([ONE, TWO], ["#1", "#2"]),
        ({"status": "ok", "articles": [ONE, TWO]}, ["#1", "#2"]),
        ({"response": 1, "data": {"results": [TWO]}}, ["#1"]),
    ],
)
def test_one_object_a_list_and_a_wrapped_list_are_read(read, value: object, places: list[str]) -> None:
    articles, skipped = read("a.json", json.dumps(value, indent=1))
    assert [article.path.rpartition("a.json")[2] for article in articles] == places
    assert skipped == []


def test_lines_in_a_file_called_json_are_read(read) -> None:
    articles, skipped = read("a.json", lines(ONE, TWO) + "{broken\n")
    assert len(articles) == 2
    assert [(each.place, each.reason) for each in skipped] == [(":3", "broken")]


def test_a_wrapped_list_on_one_line_is_read(read) -> None:
    articles, _ = read("a.jsonl", lines({"articles": [ONE, TWO]}))
    assert [article.path.rpartition("a.jsonl")[2] for article in articles] == [":1#1", ":1#2"]


def test_lines_before_a_cut_are_kept(read) -> None:
    many = [{"text": f"The ministers of the two countries met for the {n}th time."} for n in range(5000)]
    data = lines(*many).encode()
    for name, compress in (("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstandard.compress)):
        packed = compress(data)
        articles, skipped = read(name, packed[: len(packed) * 3 // 4])
        assert 100 < len(articles) < 5000
        assert skipped[-1].reason == "truncated"


def test_a_record_that_is_no_object_is_reported(read) -> None:
    articles, skipped = read("a.json", json.dumps([None, ONE, "text"]))
    assert len(articles) == 1
    assert [str(each).rpartition("a.json")[2] for each in skipped] == [
        "#1: broken: expected an object, found null",
        "#3: broken: expected an object, found str",
    ]


@pytest.mark.parametrize("text", ["{", "3", '{"text": "cut of', "[" * 100_000, "[1" + "0" * 5000 + "]"])
def test_what_is_no_json_or_no_record_is_broken(read, text: str) -> None:
    articles, skipped = read("a.json", text)
    assert articles == []
    assert [each.reason for each in skipped] == ["broken"]


def test_half_of_a_surrogate_pair_is_dropped(read) -> None:
    articles, _ = read("a.jsonl", '{"text": "The ministers of the two countries met\\ud83d in Doha."}\n')
    assert articles[0].text == "The ministers of the two countries met in Doha."
