"""Cuts a text into the tokens of its dates: each word, number or sign with its kind, one character a token.

The kinds of a text stand in one string, so that the grammar's patterns (`kg.language.date_grammar`) run over it as
regular expressions: "since last October" is three characters. Words that mean nothing to dates are of the kinds
`word` and `capital`, so that a pattern never reaches over them.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg.language.numbers import number_words_pattern
from kg.vocabulary.dates import DateWord, load_date_words
from kg.vocabulary.quantities import load_quantity_words

_LEXER_KINDS = (
    *("word", "capital", "small", "year", "number", "number_word", "ordinal", "decade_name", "iso", "slashed", "span"),
    *("clock", "quarter_name", "hyphen", "dash", "comma", "dot", "end", "newline", "poss", "open", "close", "sign"),
)
_SIGNS = {
    "-": "hyphen",
    "\N{HYPHEN}": "hyphen",
    "\N{NON-BREAKING HYPHEN}": "hyphen",
    "\N{EN DASH}": "dash",
    "\N{EM DASH}": "dash",
    ",": "comma",
    "(": "open",
    ")": "close",
}
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
"""A number of four digits between these may be a year."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: `kinds` has one character for each, `starts` and `ends` its offsets."""

    text: str
    kinds: str
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The text of a token, empty for an index past either end."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""

    def entry(self, index: int) -> DateWord:
        """The vocabulary's entry for a token that is one of its words."""
        return load_date_words().words[self.word(index)]


@cache
def kind_codes() -> dict[str, str]:
    """The character that stands for each kind, from a private range, so that patterns and text cannot be confused."""
    named = {entry.kind for entry in load_date_words().words.values()}
    return {kind: chr(0xE000 + number) for number, kind in enumerate(sorted({*_LEXER_KINDS, *named}))}


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens."""
    codes, words = kind_codes(), _word_codes()
    word, capital = codes["word"], codes["capital"]
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _lexer().finditer(text):
        kind = match.lastgroup or "other"
        token = match[kind]
        if kind == "plain":
            code = words.get(token) or (capital if token[0].isupper() else word)
        elif kind == "number":
            code = codes[_number_kind(token)]
        elif kind == "other":
            code = words.get(token) or codes[_SIGNS.get(token, "sign")]
        else:
            code = words.get(token) or codes[kind]
        kinds.append(code)
        start, end = match.span(kind)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(kinds), starts, ends)


def _number_kind(token: str) -> str:
    if token.isdigit():
        if len(token) <= 2 and 1 <= int(token) <= 31:
            return "small"
        if len(token) == 4 and _FIRST_YEAR <= int(token) <= _LAST_YEAR:
            return "year"
    return "number"


@cache
def _word_codes() -> dict[str, str]:
    codes = kind_codes()
    return {word: codes[entry.kind] for word, entry in load_date_words().words.items()}


@cache
def _lexer() -> re.Pattern[str]:
    phrases = sorted(
        (word for word in load_date_words().words if re.search(r"[^\w£$€¥₹₽]", word)), key=lambda w: (-len(w), w)
    )
    phrase = "|".join(map(re.escape, phrases))
    first = "".join(sorted({word[0] for word in phrases}))
    spelt = load_quantity_words().values["number"]
    numbers = "".join(sorted({letter for word in spelt for letter in (word[0], word[0].upper())}))
    return re.compile(
        rf"""
        [ ]?  # taken along, as nothing else begins with a blank
        (?:
          (?P<phrase>(?=[{re.escape(first)}])(?:{phrase})(?!\w))
        | (?P<number_word>(?=[{numbers}])(?i:{number_words_pattern()})(?!\w))
        | (?P<poss>['\u2019]s(?!\w))
        | (?P<quarter_name>Q[1-4]\b)
        | (?P<plain>[^\W\d_]+(?:['\u2019](?!s\b)[^\W\d_]+)?[0-9]*[^\W\d_]*)
        | (?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))
        | (?P<slashed>[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}(?![0-9])|[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{4}}(?![0-9]))
        | (?P<span>[12][0-9]{{3}}[/\u2013-][0-9]{{2}}(?![0-9-]))
        | (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?
            |[0-9]{{1,2}}(?:\.[0-9]{{2}})?[ ]?[ap]\.?m\b\.?|[0-9]{{3,4}}[ ]?(?:GMT|UTC|hrs)\b)
        | (?P<decade_name>[12][0-9]{{2}}0s\b)
        | (?P<ordinal>[0-9]+(?:st|nd|rd|th)\b)
        | (?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?)
        | (?P<end>[.!?](?=["'\u201d\u2019)\]]*\s+["'\u201c\u2018(\[]*[A-Z]|\s*\Z))
        | (?P<dot>\.)
        | (?P<newline>\n)
        | (?P<other>[^\s\w]|_)
        )
        """,
        re.VERBOSE,
    )
