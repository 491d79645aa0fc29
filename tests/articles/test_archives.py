import gzip

import pytest
from web_archives import PAGE, archive

RESPONSES = [
    ("200 OK", "text/html; charset=utf-8", PAGE),
    ("404 Not Found", "text/html", PAGE.replace(b"Doha", b"Oslo")),
    ("200 OK", "image/png", b"\x89PNG"),
    ("200 OK", "text/html", PAGE.replace(b"Doha", b"Bern")),
    ("200 OK", "text/html", b"<html><body></body></html>"),
]


@pytest.mark.parametrize(("name", "compressed"), [("a.warc.gz", True), ("a.warc", False)])
def test_the_pages_of_an_archive_are_read(read, name: str, compressed: bool) -> None:
    articles, skipped = read(name, archive(*RESPONSES, compressed=compressed))
    assert [article.path.rpartition("#")[2] for article in articles] == ["2", "5"]
    assert [article.url for article in articles] == ["https://www.example.org/0", "https://www.example.org/3"]
    assert articles[0].source == "example.org"
    assert "agreed to exchange all" in articles[0].text
    assert [(each.place, each.reason) for each in skipped] == [("#6", "empty")]


def test_a_page_sent_compressed_is_read(read) -> None:
    articles, _ = read(
        "a.warc", archive(("200 OK", "text/html", gzip.compress(PAGE)), compressed=False, encoding="gzip")
    )
    assert len(articles) == 1


def test_a_cut_off_archive_gives_what_it_has_and_a_report(read) -> None:
    data = archive(*RESPONSES)
    articles, skipped = read("a.warc.gz", data[: len(data) - 100])
    assert len(articles) == 2
    assert skipped[-1].reason == "truncated"


def test_a_cut_off_page_is_reported_and_not_read(read) -> None:
    data = archive(*RESPONSES[:1], compressed=False)
    articles, skipped = read("a.warc", data[:-60])
    assert articles == []
    assert [(each.place, each.reason) for each in skipped] == [("#2", "truncated")]


def test_what_is_no_archive_is_broken(read) -> None:
    assert [each.reason for each in read("a.warc", b"no archive at all\r\n" * 20)[1]] == ["broken"]


def test_a_record_of_false_length_is_reported_once_and_not_on_the_screen(
    read, capfd: pytest.CaptureFixture[str]
) -> None:
    data = archive(RESPONSES[0], RESPONSES[3], compressed=False)
    articles, skipped = read("a.warc", data.replace(b"</article>", b"</article>!!!!", 1))
    assert len(articles) == 2
    assert [each.reason for each in skipped] == ["broken"]
    assert capfd.readouterr().err == ""


def test_a_page_over_the_limit_is_huge(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.articles.archives.MAX_PAGE", 100)
    assert [each.reason for each in read("a.warc.gz", archive(RESPONSES[0]))[1]] == ["huge"]
