"""Reads a text or Markdown file as one article, with the fields of its front matter if it has some.

Front matter is a block of "key: value" lines between two lines of "---" at the top of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.articles.drafts import MAX_TEXT, Document, Draft, Outcome
from kg.articles.encoding import decode
from kg.articles.fields import make_draft
from kg.articles.markup import fragment_text

_FENCE = re.compile(r"---[ \t]*\r?\n")
_PAIR = re.compile(r"([A-Za-z][\w -]*?)\s*:(?:\s+(.*))?$")
_MAX_BYTES = 4 * MAX_TEXT  # a character has at most four bytes
# A headline is short, ends like no sentence, and is neither a dateline nor a byline.
_MAX_HEADLINE = 160
_NO_HEADLINE = re.compile(r"[.,;:\u2014\u2013-]$|\((?:AP|AFP|Reuters|UPI)\)|^by\s", re.IGNORECASE)
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_text(document: Document) -> Iterator[Outcome]:
    """The article in a text file. A headline at its top gives the title, and stays in the text."""
    text, draft = _read(document)
    yield replace(draft, text=text, title=draft.title or find_headline(text))


def read_markdown(document: Document) -> Iterator[Outcome]:
    """The article in a Markdown file, as plain text. A heading at its top gives the title, and stays in the text."""
    markdown, draft = _read(document)
    tokens = _MARKDOWN.parse(markdown)
    text = fragment_text(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    yield replace(draft, text=text, title=draft.title or _first_heading(tokens) or find_headline(text))


def find_headline(text: str) -> str:
    """The first line of a text if it looks like a headline and an empty line follows, else nothing.

    >>> find_headline("Ministers sign grain deal in Istanbul\\n\\nISTANBUL (AP) - Ministers of ...")
    'Ministers sign grain deal in Istanbul'
    """
    lines = text.lstrip().splitlines()
    if len(lines) < 3 or lines[1].strip():
        return ""
    line = lines[0].strip()
    is_headline = len(line) <= _MAX_HEADLINE and len(line.split()) >= 2 and not _NO_HEADLINE.search(line)
    return line if is_headline else ""


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""The fields of a text's front matter, and the text below it; no fields where there is no front matter.

    >>> split_front_matter("---\ntitle: Talks: day two\n---\nThey met.")
    ({'title': 'Talks: day two'}, 'They met.')
    """
    opening = _FENCE.match(text)
    closing = re.compile(_FENCE.pattern + r"|---[ \t]*\Z", re.MULTILINE) if opening else None
    end = _find_line(closing, text, opening.end()) if opening and closing else None
    if opening is None or end is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in text[opening.end() : end.start()].splitlines():
        if not line.strip() or line.startswith((" ", "\t", "-", "#")):  # nested values and comments
            continue
        pair = _PAIR.match(line.rstrip())
        if pair is None:
            return {}, text
        fields[pair[1]] = _unquote(pair[2] or "")
    return (fields, text[end.end() :].lstrip("\r\n")) if fields else ({}, text)


def _read(document: Document) -> tuple[str, Draft]:
    fields, text = split_front_matter(decode(document.read(_MAX_BYTES)))
    return text, replace(make_draft(fields, document.columns), text="")


def _find_line(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The first match at the start of a line."""
    while start < len(text):
        if match := pattern.match(text, start):
            return match
        start = text.find("\n", start) + 1 or len(text)
    return None


def _unquote(value: str) -> str:
    quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _first_heading(tokens: list[Token]) -> str:
    if len(tokens) < 2 or tokens[0].type != "heading_open":
        return ""
    return fragment_text(_MARKDOWN.renderInline(tokens[1].content))
