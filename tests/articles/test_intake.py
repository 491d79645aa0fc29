import datetime
import gzip
import io
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import kg.articles
from kg.articles import Skipped, read_articles
from kg.articles.streams import SUFFIXES
from kg.errors import InputError

TEXT = "The foreign ministers of the two countries met in Doha on Monday and agreed to exchange prisoners."
DAY = datetime.date(2024, 1, 14)
ONE_OF_EACH = {
    "a.txt": TEXT,
    "a.md": f"# Talks\n\n{TEXT}",
    "a.html": f"<html><body><article><h1>Talks</h1><p>{TEXT}</p></article></body></html>",
    "a.json": json.dumps({"text": TEXT}),
    "a.jsonl": json.dumps({"text": TEXT}) + "\n",
    "a.csv": f"text\n{TEXT}\n",
    "a.tsv": f"text\turl\n{TEXT}\t\n",
    "a.rss": f"<rss version='2.0'><channel><item><description>{TEXT}</description></item></channel></rss>",
}


def reasons(skipped: list[Skipped]) -> list[str]:
    return [each.reason for each in skipped]


@pytest.mark.parametrize("name", ONE_OF_EACH)
@pytest.mark.parametrize(
    ("suffix", "compress"),
    [("", bytes), (".gz", gzip.compress), (".zst", zstandard.compress)],
    ids=["plain", "gz", "zst"],
)
def test_every_format_is_read_plain_and_compressed(read, name: str, suffix: str, compress) -> None:
    (article,), skipped = read(name + suffix, compress(ONE_OF_EACH[name].encode()))
    assert TEXT in article.text
    assert skipped == []


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.rss"])
def test_the_format_of_standard_input_and_of_a_nameless_file_is_recognised(read, name: str) -> None:
    data = ONE_OF_EACH[name].encode()
    stream = io.BytesIO(data)
    (article,) = read_articles("-", stdin=stream)
    assert TEXT in article.text
    assert article.path.startswith("stdin")
    assert not stream.closed
    assert len(read("nameless", data)[0]) == len(read("a.download.gz", gzip.compress(data))[0]) == 1


def test_an_article_with_all_its_fields_comes_out_whole(read, tmp_path: Path) -> None:
    row = {"text": TEXT, "title": "Talks", "url": "https://x.org/a", "source": "X", "published": "2024-01-14"}
    (article,), _ = read("a.jsonl", json.dumps(row))
    assert article == kg.types.Article.make(
        TEXT, title="Talks", url="https://x.org/a", source="X", published=DAY, path=str(tmp_path / "a.jsonl:1")
    )


def test_a_missing_date_comes_from_the_argument_or_the_file_name(read) -> None:
    name = "2024-01-14-talks.txt"
    assert read(name, TEXT)[0][0].published == DAY
    assert read(name, TEXT, published=datetime.date(2024, 1, 15))[0][0].published == datetime.date(2024, 1, 15)
    assert read(name, f"---\ndate: 2024-01-16\n---\n{TEXT}")[0][0].published == datetime.date(2024, 1, 16)
    assert read("2024-01-14.jsonl", json.dumps({"text": TEXT}))[0][0].published is None
    assert read("talks.txt", TEXT)[0][0].published is None


def test_a_bad_date_is_noted_and_the_article_kept_even_when_strict(read) -> None:
    (article,), (note,) = read("a.jsonl", json.dumps({"text": TEXT, "date": "last week"}), strict=True)
    assert article.published is None
    assert (note.reason, note.kept, note.place) == ("bad date", True, ":1")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt.gz", gzip.compress(b""), "empty"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.csv", b"PK\x03\x04" + bytes(100), "binary"),
        ("a.txt", b"a" * 5_000_001, "huge"),
        ("a.txt", b"a" * 20_000_001, "huge"),
        ("a.html", b"<html>" * 4_000_000, "huge"),
        (
            "a.txt",
            "Die Minister haben sich in Doha getroffen und über die Gefangenen gesprochen.".encode(),
            "non-English",
        ),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-10], "truncated"),
        ("a.txt.zst", zstandard.compress(TEXT.encode())[:-3], "truncated"),
        ("a.txt.gz", gzip.compress(TEXT.encode() * 50)[:40] + b"\xff" * 60, "broken"),
        ("a.txt.zst", zstandard.compress(TEXT.encode())[:8] + b"\xff" * 60, "broken"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "unknown format"),
    ],
)
def test_what_gives_no_article_is_reported_with_its_reason(read, tmp_path, name: str, data: bytes, reason: str) -> None:
    articles, skipped = read(name, data)
    assert articles == []
    assert [(each.path, each.reason, each.kept) for each in skipped] == [(str(tmp_path / name), reason, False)]


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").write_text(TEXT)
    skipped: list[Skipped] = []
    assert len(list(read_articles(tmp_path, on_skip=skipped.append))) == 1
    assert reasons(skipped) == ["unreadable"]


def test_a_duplicate_is_reported_across_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT + "\n"}) + "\n")
    skipped: list[Skipped] = []
    (article,) = read_articles(tmp_path, on_skip=skipped.append)
    assert article.path.endswith("a.txt")
    assert [str(each) for each in skipped] == [
        f"{tmp_path}/b.jsonl:1: duplicate: title and text are those of an earlier article"
    ]


def test_strict_reading_stops_at_the_first_skip(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    articles = read_articles(tmp_path, strict=True)
    assert next(articles).text == TEXT
    with pytest.raises(InputError, match=r"b\.txt: empty"):
        next(articles)


def test_without_a_listener_skips_are_logged(read, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text("")
    with caplog.at_level(logging.WARNING, "kg.articles"):
        assert list(read_articles(tmp_path)) == []
    assert "a.txt: empty" in caplog.text


def test_wrong_arguments_are_errors_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_articles(tmp_path / "missing")
    with pytest.raises(InputError, match="are no fields"):
        read_articles(tmp_path, columns={"author": "by"})


def test_the_order_of_inputs_does_not_change_what_comes_out(tmp_path: Path) -> None:
    paths = []
    for number in range(4):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(TEXT if number % 2 else TEXT + f" It was round {number} of the talks.")
    forward = list(read_articles(*paths, on_skip=lambda _: None))
    assert list(read_articles(*reversed(paths), on_skip=lambda _: None)) == forward
    assert len(forward) == 3


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            line = (json.dumps({"text": TEXT}) + "\n").encode()[: len(buffer)]
            buffer[: len(line)] = line
            return len(line)

    articles = read_articles("-", stdin=io.BufferedReader(Endless()), on_skip=lambda _: None)
    assert next(articles).path == "stdin:1"


def test_importing_the_package_loads_no_library_of_a_format() -> None:
    heavy = ["trafilatura", "feedparser", "pyarrow", "warcio", "markdown_it", "charset_normalizer"]
    code = f"import sys, kg.articles; sys.exit(', '.join(set(sys.modules) & set({heavy})) or 0)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.parametrize("suffix", sorted({kind: suffix for suffix, kind in SUFFIXES.items()}.values()))
@pytest.mark.parametrize("compress", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gz", "zst"])
def test_no_bytes_make_a_reader_fail(tmp_path: Path, suffix: str, compress) -> None:
    path = tmp_path / f"a{suffix}"
    texts = st.text(alphabet='abc {}[]":,<>&;/\\\n\t-#*`|!é\x00', max_size=200).map(str.encode)
    starts = st.sampled_from(
        [
            b"",
            b"---\n",
            b"PAR1",
            b"WARC/1.0\r\n",
            b"text\n",
            b'{"text":',
            b"<rss version='2.0'>",
            b"\xff\xfe",
            b"<html><p>",
        ]
    )

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(starts, st.one_of(st.binary(max_size=300), texts))
    @example(b"", ONE_OF_EACH["a.rss"].encode()[:-30])
    def check(start: bytes, rest: bytes) -> None:
        path.write_bytes(compress(start + rest))
        skipped: list[Skipped] = []
        try:
            articles = list(read_articles(path, on_skip=skipped.append))
        except InputError as error:
            assert "no column holds the text" in str(error)  # noqa: PT017
        else:
            assert (
                articles or skipped or suffix in {".csv", ".tab", ".jsonl", ".ndjson", ".json", ".warc", ".rdf", ".xml"}
            )

    check()
