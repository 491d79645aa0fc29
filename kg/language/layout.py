"""Parts of a news text that tell no event: datelines ("KYIV, Aug 14 (Wire) -"), links and lines about the author.

In: the text. Out: character spans to leave unread. The text itself is never changed.
"""

import re
from collections.abc import Iterator

# "WASHINGTON, Aug 14 (Reuters) -", "LONDON -", "Kabul, Jan 9 (Agency):"
_DATELINE = re.compile(
    r"(?m)^\s*(?:\(?[A-Z][\w.'’-]+(?:[ /-][A-Z][\w.'’-]+){0,3}(?:,\s*[A-Z][\w.'’ ]+?)?)"
    r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?))?"
    r"(?:,?\s*\((?:[A-Z][\w. /-]{1,30})\)|,\s*[A-Z]{2,8})?\s*(?:--|—|–|-|:)\s+(?=[A-Z\"“‘])"
)
_UPPER_PLACE = re.compile(r"^\s*\(?[A-Z][A-Z.'’ -]{2,}")
_LINK_LINE = re.compile(
    r"(?im)^[ \t]*(?:read (?:also|more|next|on)|see also|also read|related(?: articles?| stories)?|more on this|watch(?: also)?|"
    r"follow us|subscribe|sign up|advertisement|click here|share this|photo(?: credit)?|image(?: credit| source)?|getty images|"
    r"listen(?: to)?|editor[’']s note|recommended|newsletter|copyright|©|all rights reserved|source)\b[^\n]*"
)
# A line that describes its author: several short verbless sentences in quotes or at the end
_BIO_LINE = re.compile(r"(?m)^[ \t]*[“\"](?:[A-Z][^.\n”\"]{2,45}\.\s*){3,}[”\"]?[ \t]*$")


def find_unread(text: str) -> Iterator[tuple[int, int]]:
    """The character spans of datelines, links and lines about the author.

    >>> [text[start:end] for text in ["KYIV, Aug 14 (Wire) - Two bridges fell."] for start, end in find_unread(text)]
    ['KYIV, Aug 14 (Wire) - ']
    """
    for match in _DATELINE.finditer(text):
        dated = any(sign in match.group() for sign in "(0123456789")
        if (_UPPER_PLACE.match(match.group()) or dated) and (
            match.start() == 0 or text[match.start() - 1] == "\n" or match.group().startswith("\n")
        ):
            yield match.span()
    for pattern in (_LINK_LINE, _BIO_LINE):
        yield from (match.span() for match in pattern.finditer(text))
