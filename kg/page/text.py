"""Makes text from anywhere safe to show: no control characters, no hidden reordering, no lone surrogates.

Lengths never change, so that offsets of marked words stay true; markup needs no care here, as the page puts all text
into text nodes.
"""

import re
from urllib.parse import urlsplit

# C0 and C1 controls but tab and line feed; bidirectional marks, embeddings, overrides and isolates; surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_WIKIDATA = re.compile(r"Q[1-9][0-9]*", re.ASCII)
LONGEST_NAME = 300  # a longer one is no name; what is cut off is marked by an ellipsis


def clean(text: str) -> str:
    """The text with each unsafe character replaced by U+FFFD.

    >>> clean("a\\u202eb")
    'a\\ufffdb'
    """
    return _UNSAFE.sub("\ufffd", text)


def shorten(text: str, longest: int = LONGEST_NAME) -> str:
    """A safe text of at most `longest` characters, on one line.

    >>> shorten("International  Atomic Energy Agency", 16)
    'International A…'
    """
    line = " ".join(clean(text[: 4 * longest]).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def safe_url(url: str | None) -> str:
    """The URL if it is an absolute http or https one, else nothing.

    >>> safe_url("javascript:alert(1)"), safe_url("https://example.org/a")
    ('', 'https://example.org/a')
    """
    if not url or _UNSAFE.search(url) or len(url) > 2000:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", url) else ""


def safe_wikidata(item: str | None) -> str:
    """The id if it is a Wikidata item's, else nothing."""
    return item if item and _WIKIDATA.fullmatch(item) else ""


def utf16_offset(text: str, offset: int) -> int:
    """The offset in UTF-16 units, as JavaScript counts, of an offset in characters.

    >>> utf16_offset("a😀b", 2)
    3
    """
    return offset + sum(character > "\uffff" for character in text[:offset])
