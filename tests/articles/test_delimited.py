import datetime

import pytest

from kg.articles import delimited
from kg.errors import InputError

ROW = '"The ministers met in Doha, the capital,\nand said ""no"".",Talks,2024-01-14\n'
TEXT = 'The ministers met in Doha, the capital,\nand said "no".'


def test_rows_are_read_with_the_line_that_they_start_in(read) -> None:
    articles, skipped = read("a.csv", "Body,Headline,Date\n" + ROW + "The president of the country spoke.,Speech,\n")
    assert [(article.text, article.title) for article in articles] == [
        (TEXT, "Talks"),
        ("The president of the country spoke.", "Speech"),
    ]
    assert [article.published for article in articles] == [datetime.date(2024, 1, 14), None]
    assert [article.path.rpartition(":")[2] for article in articles] == ["2", "4"]
    assert skipped == []


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ";"), ("a.csv", "\t"), ("a.csv", "|"), ("a.tsv", "\t")])
def test_other_delimiters_are_recognised(read, name: str, delimiter: str) -> None:
    articles, _ = read(name, delimiter.join(["text", "title"]) + "\n" + delimiter.join(["The two ministers met.", "T"]))
    assert [(article.text, article.title) for article in articles] == [("The two ministers met.", "T")]


def test_a_table_in_the_encoding_of_a_spreadsheet_is_read(read) -> None:
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        articles, skipped = read("a.csv", "text;title\nThe café in the capital is open.;Café\n".encode(encoding))
        assert [(article.title, article.text) for article in articles] == [("Café", "The café in the capital is open.")]
        assert skipped == []


def test_broken_rows_are_reported_and_the_rest_is_read(read) -> None:
    articles, skipped = read(
        "a.csv",
        "text,title\nThe first of the ministers spoke.,A\ntoo,many,cells\nfew\n"
        '"He said "no" to it.",B\n\nThe last of the ministers spoke.,C\n"never closed,D\n',
    )
    assert [article.title for article in articles] == ["A", "C"]
    assert [(each.place, each.reason) for each in skipped] == [
        (":3", "broken"),
        (":4", "broken"),
        (":5", "broken"),
        (":8", "broken"),
    ]
    assert skipped[0].detail == "expected 2 columns, found 3"


def test_a_long_article_is_read_and_a_huge_one_reported(read, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "The ministers of the two countries met. " * 10_000
    articles, skipped = read("a.csv", f'text\n"{long}"\n"{long * 20}"\n')
    assert [article.text for article in articles] == [long]
    assert [each.reason for each in skipped] == ["huge"]


def test_a_line_too_long_to_hold_ends_the_table(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.articles.encoding.MAX_LINE", 100)
    articles, skipped = read("a.csv", "text\nThe two ministers met.\n" + "x" * 200)
    assert len(articles) == 1
    assert [(each.reason, each.detail) for each in skipped] == [("huge", "a line is too long")]


def test_a_table_without_a_text_column_is_an_error_that_names_the_columns(read) -> None:
    with pytest.raises(InputError, match=r"a\.csv: no column holds the text; found \['id', 'prose'\], looked for"):
        read("a.csv", "id,prose\n1,The ministers met.\n")
    articles, _ = read("a.csv", "id,prose\n1,The ministers met.\n", columns={"text": "prose"})
    assert len(articles) == 1


def test_a_table_of_blank_lines_is_empty(read) -> None:
    assert [each.reason for each in read("a.csv", "\n\n")[1]] == ["empty"]


def test_a_broken_line_of_names_is_reported(read) -> None:
    assert [each.reason for each in read("a.csv", '"text"x,title\na,b\n')[1]] == ["broken"]


def test_the_limit_of_the_process_is_only_raised(read) -> None:
    delimited.csv.field_size_limit(50_000_000)
    read("a.csv", "text\nThe two ministers met.\n")
    assert delimited.csv.field_size_limit() == 50_000_000
