"""Gives the plain text of a piece of HTML all of which is to be read: a feed's entry, a field, rendered Markdown."""

import re
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
    | {"figure", "figcaption", "header", "footer", "hr"}
)
_LINES = frozenset({"br", "li", "tr", "dt", "dd"})
_HIDDEN = frozenset({"script", "style", "template", "noscript", "head"})


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _HIDDEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")


def fragment_text(html: str) -> str:
    r"""The text of a fragment: paragraphs parted by an empty line, no scripts, entities resolved.

    >>> fragment_text("<p>Talks in <b>Doha</b></p><p>Qatar &amp; Egypt<br>mediate</p>")
    'Talks in Doha\n\nQatar & Egypt\nmediate'
    """
    parser = _TextParser()
    parser.feed(html)
    parser.close()
    text = re.sub(r" *\n *", "\n", "".join(parser.parts))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" {2,}", " ", text)).strip()
