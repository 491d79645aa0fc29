"""Who speaks in a quotation: the subject of the verb of saying around it, also where it runs over several sentences.

In: a parsed Doc. Out: for a token, the tokens that name the speaker whose words it belongs to.
"""

import re
from collections.abc import Iterator

from kg.extraction.syntax import Grammar
from kg.language.tokens import Doc, Token
from kg.vocabulary.words import words_of

_SPEAKERS = frozenset({"he", "she", "they"})
_CURLY = re.compile(r"“[^“”]{2,3000}”")
_STRAIGHT = re.compile(r'"[^"\n]{2,3000}"')


class Quotations:
    """The quotations of one document and their speakers."""

    def __init__(self, doc: Doc, grammar: Grammar) -> None:
        self._spans = [
            (start, end, tuple(_find_speakers(doc, grammar, start, end))) for start, end in find_quotations(doc.text)
        ]

    def speakers(self, token: Token) -> tuple[Token, ...]:
        """The speakers of the quotation that the token stands in, none if it stands in none."""
        return next((speakers for start, end, speakers in self._spans if speakers and start < token.idx < end), ())

    def is_somebodys(self, token: Token) -> bool:
        """Whether the token stands in a quoted sentence, so that its words are somebody's, even if not said whose."""
        text = token.doc.text
        return any(
            start < token.idx < end and text[start + 1].isupper() and text[end - 2] in ".,!?"
            for start, end, _ in self._spans
        )


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """The character spans of quotations, in text order.

    >>> list(find_quotations("“We will answer,” he said."))
    [(0, 17)]
    """
    pattern = _CURLY if "“" in text else _STRAIGHT
    yield from (match.span() for match in pattern.finditer(text))


def _find_speakers(doc: Doc, grammar: Grammar, start: int, end: int) -> list[Token]:
    """The subject of a verb of saying outside the quotation, where it begins or ends, or in the sentence before."""
    first = doc.char_span(start, start + 1)
    last = doc.char_span(end - 1, end)
    if first is None or last is None:
        return []
    sentences = [first[0].sent, last[0].sent]
    if first[0].sent.start > 0:
        sentences.append(doc[first[0].sent.start - 1].sent)
    for sentence in sentences:
        for token in sentence:
            outside = not start < token.idx < end
            if outside and token.pos_ == "VERB" and token.lemma_ in words_of("say_verbs"):
                found = grammar.slot(token, "subj")
                if found:
                    return found
    return _speaks_before_colon(doc, first[0].i)


def _speaks_before_colon(doc: Doc, opening: int) -> list[Token]:
    """Who is named last before the colon that a quotation stands behind, or else who acts there.

    "The raid was condemned by Lea Ba: “They ...", "She was angry: “They ...".
    """
    if opening < 2 or doc[opening - 1].text != ":":
        return []
    last = doc[opening - 2]
    if last.dep_ == "pobj" and last.pos_ == "PROPN" and last.head.lower_ in ("by", "from"):
        return [last]
    before = (token for token in doc[last.sent.start : opening - 1] if token.dep_ == "nsubj")
    return [noun for noun in before if noun.pos_ == "PROPN" or noun.lower_ in _SPEAKERS][:1]
