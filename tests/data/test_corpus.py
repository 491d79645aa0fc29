"""The sample corpus and its gold clusters say what data/README.md promises; read with the standard library alone."""

import csv
import datetime
import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from kg.vocabulary.files import FOLDER, read_rows

DATA = Path(__file__).parents[2] / "data"
ARTICLES = DATA / "articles"
STATUSES = {"asserted", "reported", "alleged", "disputed", "denied", "planned"}
# A year, month or day, or an interval of these: what the gold dates use of EDTF.
EDTF = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


@dataclass(frozen=True, slots=True)
class Sample:
    """One article of the corpus, as the file gives it; `key` is the name that the gold clusters use."""

    key: str
    form: str
    title: str
    text: str
    published: str
    source: str
    url: str


class Page(HTMLParser):
    """Collects the paragraphs of a page, the headline, the outlet, the address and the date of publication."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.fields: dict[str, str] = {}
        self._open: list[str] | None = None
        self._skipped = 0
        self._headline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"footer", "nav", "aside", "header"}:
            self._skipped += 1
        elif tag == "p" and not self._skipped and values.get("class") != "byline":
            self._open = []
        elif tag == "h1":
            self._headline = True
        elif tag == "div" and values.get("class") == "bottom":
            self._skipped += 1
        elif tag == "time":
            self.fields["published"] = values["datetime"]
        elif tag == "link" and values.get("rel") == "canonical":
            self.fields["url"] = values["href"]
        elif tag == "meta" and values.get("property") == "og:site_name":
            self.fields["source"] = values["content"]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"footer", "nav", "aside", "header"}:
            self._skipped -= 1
        elif tag == "h1":
            self._headline = False
        elif tag == "p" and self._open is not None:
            self.paragraphs.append("".join(self._open))
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._headline:
            self.fields["title"] = self.fields.get("title", "") + data
        elif self._open is not None:
            self._open.append(data)


def read_page(key: str, form: str, markup: str) -> Sample:
    page = Page()
    page.feed(markup)
    return Sample(key, form, text="\n\n".join(page.paragraphs), **page.fields)


def strip_tags(markup: str) -> str:
    page = Page()
    page.feed(markup)
    return "\n\n".join(page.paragraphs)


def read_front_matter(key: str, form: str, raw: str) -> Sample:
    match = re.fullmatch(r"---\n(.*?)\n---\n\n(.*)", raw, re.DOTALL)
    assert match, f"{key} has no front matter"
    fields = dict(line.split(": ", 1) for line in match[1].splitlines())
    assert set(fields) == {"title", "published", "source", "url"}, key
    title = json.loads(fields["title"]) if fields["title"].startswith('"') else fields["title"]
    text = match[2]
    if form == "md":
        text = re.sub(r"\A# .*\n\n", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text))
    return Sample(key, form, title, text, fields["published"], fields["source"], fields["url"])


def read_feed(path: Path) -> Iterator[Sample]:
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    if path.suffix == ".rss":
        outlet = (root.findtext("channel/title") or "").removesuffix(": World")
        for number, item in enumerate(root.iter("item"), 1):
            date = parsedate_to_datetime(item.findtext("pubDate") or "").isoformat()
            text = strip_tags(item.findtext(f"{CONTENT}encoded") or "")
            title, url = item.findtext("title") or "", item.findtext("link") or ""
            yield Sample(f"{path.name}#{number}", "rss", title, text, date, outlet, url)
        return
    for number, entry in enumerate(root.iter(f"{ATOM}entry"), 1):
        outlet, date = root.findtext(f"{ATOM}title") or "", entry.findtext(f"{ATOM}published") or ""
        text = strip_tags(entry.findtext(f"{ATOM}content") or "")
        title, url = entry.findtext(f"{ATOM}title") or "", entry.findtext(f"{ATOM}id") or ""
        yield Sample(f"{path.name}#{number}", "atom", title, text, date, outlet, url)


def read_archive(path: Path) -> Iterator[Sample]:
    rest = path.read_bytes()
    while rest:
        member = zlib.decompressobj(wbits=31)
        head, _, body = member.decompress(rest).partition(b"\r\n\r\n")
        rest = member.unused_data
        if b"WARC-Type: response" in head:
            markup = body.partition(b"\r\n\r\n")[2].decode()
            sample = read_page("", "warc", markup)
            yield read_page(f"{path.name}#{sample.url}", "warc", markup)


def read_file(path: Path) -> Iterator[Sample]:
    match path.suffixes[-2:] if path.suffix == ".gz" else [path.suffix]:
        case [".txt"] | [".md"]:
            yield read_front_matter(path.name, path.suffix[1:], path.read_text(encoding="utf-8"))
        case [".txt", ".gz"]:
            yield read_front_matter(path.name, "txt.gz", gzip.decompress(path.read_bytes()).decode())
        case [".html"]:
            yield read_page(path.name, "html", path.read_text(encoding="utf-8"))
        case [".jsonl"]:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                row = json.loads(line)
                del row["id"]
                yield Sample(f"{path.name}#{number}", "jsonl", **row)
        case [".json"]:
            for number, row in enumerate(json.loads(path.read_text(encoding="utf-8")), 1):
                values = (row[name] for name in ("headline", "body", "date", "publisher", "link"))
                yield Sample(f"{path.name}#{number}", "json", *values)
        case [".csv"]:
            with path.open(encoding="utf-8", newline="") as lines:
                for number, row in enumerate(csv.DictReader(lines), 1):
                    yield Sample(f"{path.name}#{number}", "csv", **row)
        case [".rss"] | [".atom"]:
            yield from read_feed(path)
        case [".warc", ".gz"]:
            yield from read_archive(path)
        case _:
            pytest.fail(f"{path.name}: a format that the corpus does not have")


SAMPLES = [sample for path in sorted(ARTICLES.iterdir()) for sample in read_file(path)]
BY_KEY = {sample.key: sample for sample in SAMPLES}
EVENTS = [json.loads(line) for line in (DATA / "gold" / "events.jsonl").read_text(encoding="utf-8").splitlines()]


def shingles(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[i : i + 4]) for i in range(len(words) - 3)}


def test_each_format_has_the_articles_that_the_readme_counts() -> None:
    counts = Counter(sample.form for sample in SAMPLES)
    assert counts == {
        "txt": 54, "txt.gz": 1, "md": 8, "html": 9, "jsonl": 12, "csv": 8, "json": 3, "rss": 5, "atom": 2, "warc": 3,
    }  # fmt: skip
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert readme.count(f"{sum(counts.values())} short news texts") == 1
    assert sum(int(number) for number in re.findall(r"^\| `.*?\| +(\d+) \|", readme, re.MULTILINE)) == len(SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
def test_article_is_short_and_has_its_metadata(sample: Sample) -> None:
    assert 120 <= len(sample.text.split()) <= 350
    assert sample.title
    assert sample.title not in sample.text
    assert sample.source
    published = datetime.datetime.fromisoformat(sample.published)
    assert 2022 <= published.year <= 2025
    host = urlsplit(sample.url).hostname or ""
    assert host.endswith((".example.org", ".example.com"))
    assert published.strftime("/%Y/%m/%d/") in sample.url


def test_texts_carry_no_markup_and_no_stray_characters() -> None:
    for sample in SAMPLES:
        assert not re.search(r"[<>{}\[\]|\t\ufffd]|  |&\w+;", sample.text), sample.key


def test_addresses_are_unique() -> None:
    assert len({sample.url for sample in SAMPLES}) == len(SAMPLES)


def test_six_texts_are_reprints_in_another_outlet() -> None:
    prints = [(sample, shingles(sample.text)) for sample in SAMPLES]
    pairs = [
        (left, right)
        for index, (left, ours) in enumerate(prints)
        for right, theirs in prints[index + 1 :]
        if len(ours & theirs) > 0.5 * min(len(ours), len(theirs))
    ]
    assert len(pairs) == 6
    assert all(left.source != right.source and left.title != right.title for left, right in pairs)
    assert all(left.form != right.form for left, right in pairs)


def test_many_texts_tell_a_denial() -> None:
    denial = re.compile(r"\b(den(y|ies|ied|ying|ials?)|reject(s|ed)?|dismiss(es|ed)?)\b")
    assert sum(bool(denial.search(sample.text)) for sample in SAMPLES) >= 60


def test_each_quote_stands_in_its_article() -> None:
    for event in EVENTS:
        for mention in event["mentions"]:
            sample = BY_KEY[mention["article"]]
            assert mention["url"] == sample.url, event["event"]
            assert sample.text.count(mention["quote"]) == 1, (event["event"], mention)


def test_quotes_are_whole_sentences() -> None:
    for event in EVENTS:
        for mention in event["mentions"]:
            assert re.fullmatch(r"[A-Z0-9\"].*[.?!\"]", mention["quote"]), mention


def test_gold_events_are_well_formed() -> None:
    types = {row["name"] for _, row in read_rows(FOLDER / "relations.yaml")}
    assert len({event["event"] for event in EVENTS}) == len(EVENTS) >= 300
    for event in EVENTS:
        assert event.keys() == {"event", "type", "source", "target", "date", "status", "mentions"}
        assert event["type"] in types, event["event"]
        assert event["status"] in STATUSES, event["event"]
        assert event["source"], event["event"]
        assert event["mentions"], event["event"]
        assert event["date"] is None or EDTF.fullmatch(event["date"]), event["event"]


def test_gold_events_cover_every_kind_of_status_and_most_types() -> None:
    assert {event["status"] for event in EVENTS} == STATUSES
    assert len({event["type"] for event in EVENTS}) >= 45
    assert sum(event["status"] == "disputed" for event in EVENTS) >= 25


def test_gold_events_have_one_two_and_more_articles_behind_them() -> None:
    sizes = Counter(len({mention["article"] for mention in event["mentions"]}) for event in EVENTS)
    assert sizes[1] >= 70
    assert sizes[2] >= 70
    assert sum(number for size, number in sizes.items() if size >= 3) >= 20


def test_no_event_is_read_from_sport_markets_and_literature() -> None:
    restraint = {
        "2024-06-29-t20-final.txt",
        "2024-02-12-afcon-final.txt",
        "meridian-post.rss#5",
        "continental.atom#2",
    }
    assert restraint <= BY_KEY.keys()
    assert not restraint & {mention["article"] for event in EVENTS for mention in event["mentions"]}


def test_hard_pairs_are_kept_apart() -> None:
    same = Counter(
        (event["type"], tuple(sorted(event["source"] + event["target"])), (event["date"] or "")[:4]) for event in EVENTS
    )
    assert same["meet", ("Ukraine", "United States"), "2025"] == 3
    assert same["attack", ("Russia", "Ukraine"), "2024"] >= 2
    assert same["sanction", ("European Union", "Russia"), "2025"] == 4
    assert sum(number > 1 for number in same.values()) >= 15
