"""Reads articles from the entries of an RSS or Atom feed: the full text where the feed has it, else the summary."""

import io
from collections.abc import Iterator, Mapping
from typing import cast
from xml.sax import SAXException

import feedparser

from kg.articles.drafts import MAX_FILE, Document, Outcome, Refused
from kg.articles.fields import make_draft
from kg.articles.markup import fragment_text


def read(document: Document) -> Iterator[Outcome]:
    """The articles of a feed; what can be read of a damaged one, and a report."""
    feed = feedparser.parse(io.BytesIO(document.read(MAX_FILE)), resolve_relative_uris=False)
    error = feed.get("bozo_exception")
    if not feed.version:
        raise Refused("unknown format", "XML, but no RSS or Atom feed")
    for number, entry in enumerate(feed.entries, 1):
        yield make_draft(_fields(entry, feed.feed), {}, f"#{number}")
    if isinstance(error, SAXException):
        yield document.skip("broken", f"{error.getMessage()}; {len(feed.entries)} entries were read")


def _fields(entry: Mapping[str, object], channel: Mapping[str, object]) -> dict[str, object]:
    contents = cast(list[Mapping[str, str]], entry.get("content") or [entry.get("summary_detail") or {}])
    text = max((_text(content) for content in contents), key=len)
    return {
        "text": text,
        "title": fragment_text(str(entry.get("title") or "")),
        "url": entry.get("link"),
        "source": entry.get("source") or channel.get("title"),
        "published": entry.get("published") or entry.get("updated"),
        "language": channel.get("language"),
    }


def _text(content: Mapping[str, str]) -> str:
    value = content.get("value", "")
    return value if content.get("type") == "text/plain" else fragment_text(value)
