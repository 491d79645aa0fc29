"""Articles on other file systems, and listings of them."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from web_archives import PAGE, archive

from kg.articles import read_articles
from kg.articles.inputs import Source, find_sources
from kg.articles.listings import resolve_lines
from kg.errors import InputError

TEXT = (
    "The foreign ministers of Iran and Iraq met in Baghdad on Monday and spoke about the border. They will meet again."
)


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def test_folders_globs_and_files_at_addresses_are_read(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe({f"/news/2024/{name}.txt": f"{TEXT} {name}".encode() for name in "ab"})
    memory.pipe("/news/c.txt.gz", gzip.compress(TEXT.encode()))
    memory.pipe("/news/.hidden/d.txt", TEXT.encode())
    names = {
        item: [article.path for article in read_articles(item)]
        for item in ("memory://news", "memory://news/2024/*.txt", "memory://news/c.txt.gz")
    }
    assert names["memory://news"] == [f"memory:///news/{name}" for name in ("2024/a.txt", "2024/b.txt", "c.txt.gz")]
    assert names["memory://news/2024/*.txt"] == names["memory://news"][:2]
    assert names["memory://news/c.txt.gz"] == names["memory://news"][2:]


def test_a_local_file_has_an_address_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (one,) = read_articles(f"file://{tmp_path}/a.txt")
    (other,) = read_articles(tmp_path / "a.txt")
    assert (one.id, one.text) == (other.id, other.text)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nowhere", "no file is there"),
        ("memory://nowhere/*.txt", "no file is there"),
        ("nosuchscheme://bucket/a", "nosuchscheme"),
    ],
)
def test_an_address_without_files_is_named(memory: fsspec.AbstractFileSystem, address: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(read_articles(address))


def test_a_listing_of_archives_is_read_from_its_root(memory: fsspec.AbstractFileSystem) -> None:
    folder = "crawl-data/CC-NEWS/2024/01"
    memory.pipe(f"/cc/{folder}/n1.warc.gz", archive(("200 OK", "text/html", PAGE)))
    memory.pipe(f"/cc/{folder}/warc.paths.gz", gzip.compress(f"{folder}/n1.warc.gz\n".encode()))
    (article,) = read_articles(f"memory://cc/{folder}/warc.paths.gz")
    assert article.path == f"memory:///cc/{folder}/n1.warc.gz#2"
    assert article.url == "https://www.example.org/0"


def test_a_listing_on_this_machine_leads_to_files_here(tmp_path: Path) -> None:
    (tmp_path / "crawl-data").mkdir()
    (tmp_path / "crawl-data" / "a.txt").write_text(TEXT)
    (tmp_path / "warc.paths").write_text("crawl-data/a.txt\n\n")
    assert find_sources([tmp_path / "warc.paths"]) == [
        Source(f"{tmp_path}/crawl-data/a.txt", tmp_path / "crawl-data" / "a.txt")
    ]


@pytest.mark.parametrize(
    ("listing", "line", "file"),
    [
        ("warc.paths.gz", "crawl-data/N/1.warc.gz", "https://data.commoncrawl.org/crawl-data/N/1.warc.gz"),
        (
            "s3://commoncrawl/crawl-data/N/warc.paths",
            "crawl-data/N/1.warc.gz",
            "s3://commoncrawl/crawl-data/N/1.warc.gz",
        ),
        ("https://host/crawl-data/N/warc.paths", "crawl-data/N/1.warc.gz", "https://host/crawl-data/N/1.warc.gz"),
        ("s3://b/lists/warc.paths", "x/1.warc.gz", "s3://b/lists/x/1.warc.gz"),
        ("lists/mine.paths", "s3://b/1.warc.gz", "s3://b/1.warc.gz"),
    ],
)
def test_lines_of_a_listing_lead_to_files(listing: str, line: str, file: str) -> None:
    assert list(resolve_lines(listing, [line, " "])) == [file]


def test_an_empty_listing_is_named(tmp_path: Path) -> None:
    (tmp_path / "warc.paths").write_text("\n")
    with pytest.raises(InputError, match=r"warc\.paths: expected the path"):
        find_sources([tmp_path / "warc.paths"])
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress(b"a")[:-4])
    with pytest.raises(InputError, match="cannot be read as a listing"):
        find_sources([tmp_path / "warc.paths.gz"])
