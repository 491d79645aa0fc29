"""What a reader of one format gives: drafts of articles, and reports of what gives none.

A place is what follows the file's name in `Article.path` and in a report: nothing for a file of one article, ":12"
for line 12, "#3" for record 3.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Literal

Reason = Literal[
    "empty",  # no text, or none with a letter in it
    "no text",  # a record without the field that holds the text
    "binary",
    "duplicate",  # the same title and text as an article read before
    "huge",
    "non-English",
    "truncated",  # a compressed file that ends too early
    "broken",  # a record or file that its format does not allow
    "unreadable",  # the system refuses it
    "unknown format",
    "bad date",  # the article is kept, without its date
]

MAX_TEXT = 5_000_000  # characters of one article: longer texts are books or dumps, not news
MAX_FILE = 200_000_000  # bytes of a file that has to be held in memory as a whole (JSON, feeds)
MAX_PAGE = 20_000_000  # bytes of one HTML page, most of it markup; the limit of trafilatura too


@dataclass(frozen=True, slots=True)
class Skipped:
    """One report: what was skipped, where and why; `kept` marks a note about an article that was kept.

    >>> str(Skipped("news.jsonl", ":12", "broken", "Expecting value"))
    'news.jsonl:12: broken: Expecting value'
    """

    path: str
    place: str
    reason: Reason
    detail: str = ""
    kept: bool = False

    def __str__(self) -> str:
        """The report as one line."""
        return f"{self.path}{self.place}: {self.reason}" + (f": {self.detail}" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file gives it, before it is cleaned and checked; `bad_date` is a date not understood."""

    text: str
    title: str = ""
    place: str = ""
    url: str | None = None
    source: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    bad_date: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An opened file: its name for reports, its bytes after decompression, the columns that the user chose."""

    name: str
    stream: BufferedReader
    columns: Mapping[str, str] = field(default_factory=dict)

    def skip(self, reason: Reason, detail: str = "", place: str = "") -> Skipped:
        """A report about this document."""
        return Skipped(self.name, place, reason, detail)

    def read(self, limit: int) -> bytes:
        """The whole content. Raises Refused where it has more than `limit` bytes."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise Refused("huge", f"more than {limit / 1e6:.0f} MB")
        return data


class Refused(Exception):  # noqa: N818  (a signal between readers, never seen by a user)
    """Raised by a reader that can give nothing more of its document; becomes a `Skipped`."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason: Reason = reason
        self.detail = detail


type Outcome = Draft | Skipped
type Reader = Callable[[Document], Iterator[Outcome]]
