import datetime
import gzip
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.articles import read_articles
from kg.errors import InputError

WHEN = datetime.datetime(2024, 1, 14, 10, tzinfo=datetime.UTC)


def table(**columns: list[object]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def news(count: int = 2) -> bytes:
    texts = [f"The ministers of the two countries met for the {number}th time." for number in range(count)]
    return table(text=texts, publishedAt=[WHEN] * count, source=[{"name": "Example Times"}] * count, views=[1] * count)


def test_rows_are_read_with_their_numbers(read) -> None:
    articles, skipped = read("a.parquet", news(600))
    assert len(articles) == 600
    assert articles[599].path.endswith("a.parquet#600")
    assert {(article.published, article.source) for article in articles} == {(WHEN.date(), "Example Times")}
    assert skipped == []


def test_a_compressed_table_and_one_from_standard_input_are_read(read) -> None:
    assert len(read("a.parquet.gz", gzip.compress(news()))[0]) == 2
    assert [article.path for article in read_articles("-", stdin=io.BytesIO(news()))] == ["stdin#1", "stdin#2"]


def test_an_empty_text_is_reported_with_its_row(read) -> None:
    articles, skipped = read("a.parquet", table(text=["The two ministers met.", None, ""]))
    assert len(articles) == 1
    assert [(each.place, each.reason) for each in skipped] == [("#2", "empty"), ("#3", "empty")]


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-20], lambda data: b"PAR1" + b"\x00" * 50, lambda data: data[:4] + b"\xff" * 200 + data[204:]],
)
def test_a_damaged_table_is_reported(read, damage) -> None:
    articles, skipped = read("a.parquet", damage(news()))
    assert articles == []
    assert [each.reason for each in skipped] == ["broken"]


def test_a_table_without_a_text_column_is_an_error(read) -> None:
    with pytest.raises(InputError, match=r"a\.parquet: no column holds the text; found \['prose'\]"):
        read("a.parquet", table(prose=["x"]))
