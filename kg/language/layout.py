"""How a news text is laid out: parts that tell no event, and lines that end sentences.

Datelines ("KYIV, Aug 14 (Wire) -"), links, lines about the author and marks of footnotes are left unread; a headline
without a full stop is a sentence of its own. Offsets stay those of the text as published.
"""

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

# "WASHINGTON, Aug 14 (Wire) -", "LONDON -", "Kabul, Jan 9 (Agency):"
_DATELINE = re.compile(
    r"(?m)^[ \t]*\(?[A-Z][\w.'’-]+(?:[ /-][A-Z][\w.'’-]+){0,3}(?:,\s*[A-Z][\w.'’ ]+?)?"
    r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?))?"
    r"(?:,?\s*\([A-Z][\w. /-]{1,30}\)|,\s*[A-Z]{2,8})?\s*(?:--|—|–|-|:)\s+(?=[A-Z\"“‘])"
)
_UPPER_PLACE = re.compile(r"^\s*\(?[A-Z][A-Z.'’ -]{2,}")
_LINK_LINE = re.compile(
    r"(?im)^[ \t]*(?:(?:read (?:also|more|next|on)|see also|also read|more on this|follow us|subscribe (?:to|now)|"
    r"sign up|"
    r"advertisement|click here|share this|getty images|all rights reserved)\b[^\n]*|©[^\n]*|"
    r"(?:related(?: articles?| stories)?|watch(?: also)?|photo(?: credit)?|image(?: credit| source)?|listen(?: to)?|"
    r"editor[’']s note|recommended|newsletter|copyright|source)(?:[ \t]*[:|–-][^\n]*|[ \t]*$))"
)
# A line that describes its author: several short verbless sentences in quotes or at the end
_BIO_LINE = re.compile(r"(?m)^[ \t]*[“\"](?:[A-Z][^.\n”\"]{2,45}\.\s*){3,}[”\"]?[ \t]*$")
# The mark of a footnote ("the raid.[12]")
_FOOTNOTE = re.compile(r"(?<=\S)\[\d{1,3}\]")
# Who stands where in a photograph ("Prime Minister Lee Nak-yon (R)")
_CAPTION_MARK = re.compile(
    r"(?<=\w) \((?:[LRC]|(?:(?:cent(?:re|er)|front|back|top|bottom|2nd|second)[ -])?(?:left|right)|centre|center)\)"
)
# Texts whose lines are wrapped break within sentences: their lines are about as long as a terminal is wide.
WRAPPED_WIDTHS = range(50, 101)


def find_unread(text: str) -> Iterator[tuple[int, int]]:
    """The character spans of datelines, links, lines about the author, and marks of footnotes and of captions.

    >>> [text[start:end] for text in ["KYIV, Aug 14 (Wire) - Two bridges fell."] for start, end in find_unread(text)]
    ['KYIV, Aug 14 (Wire) - ']
    """
    for match in _DATELINE.finditer(text):
        dated = any(sign in match.group() for sign in "(0123456789")
        if _UPPER_PLACE.match(match.group()) or dated:
            yield match.span()
    for pattern in (_LINK_LINE, _BIO_LINE, _FOOTNOTE, _CAPTION_MARK):
        yield from (match.span() for match in pattern.finditer(text))


def blank_unread(text: str) -> str:
    """The text with what is left unread replaced by spaces, so that every offset stays.

    >>> blank_unread("KYIV, Aug 14 (Wire) - Two bridges fell.")
    '                      Two bridges fell.'
    """
    for start, end in find_unread(text):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _is_wrapped(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    full = [line for line in lines[:-1] if len(line) in WRAPPED_WIDTHS and line[-1] not in '.!?"”']
    return len(lines) >= 5 and len(full) > len(lines) / 2


def _start_line(doc: Doc, start: int) -> None:
    """Let a sentence start at a token, and none at the next, where parsers often cut again ("Chad | and Mali met")."""
    for i, starts in ((start, True), (start + 1, False)):
        if i < len(doc) and not doc[i].is_space:
            doc[i].is_sent_start = starts


@Language.factory("kg_lines", assigns=["token.is_sent_start"])
def make_lines(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that ends a sentence at the end of a line, for the parser to keep to; it stands before it."""

    def break_lines(doc: Doc) -> Doc:
        wrapped = _is_wrapped(doc.text)
        for token in doc[1:]:
            if token.is_space and "\n" in token.text and (not wrapped or token.text.count("\n") > 1):
                _start_line(doc, token.i + 1)
        return doc

    return break_lines
