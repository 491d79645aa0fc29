"""Literals as N-Triples writes them, and the lines of N-Quads that describe one subject."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.rdf.iris import XSD

LANGUAGE = "@en"
_CONTROLS = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES = _CONTROLS | {
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}
_DATE, _INTEGER, _DECIMAL, _URI = XSD["date"], XSD["integer"], XSD["decimal"], XSD["anyURI"]
TRUE = f'"true"^^{XSD["boolean"]}'


def text(value: str) -> str:
    """A string without a language: ids, codes, quotes as they stand in an article."""
    return f'"{value.translate(_ESCAPES)}"'


def english(value: str) -> str:
    """An English label, comment or name."""
    return f'"{value.translate(_ESCAPES)}"{LANGUAGE}'


def date(value: datetime.date) -> str:
    """A day, without a time zone: engines differ on how a day with a zone compares with one without."""
    return f'"{value.isoformat()}"^^{_DATE}'


def integer(value: int) -> str:
    """A whole number."""
    return f'"{value}"^^{_INTEGER}'


def decimal(value: float) -> str:
    """A decimal in the one form that stores keep: no exponent, no zeros at the end, no point without digits after.

    >>> decimal(0.90), decimal(5000.0)
    ('"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"5000"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    digits = format(Decimal(repr(float(value))), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f'"{"0" if digits == "-0" else digits}"^^{_DECIMAL}'


def uri(value: str) -> str:
    """An address kept as text: addresses found in the wild need not be valid IRIs."""
    return f'"{value.translate(_ESCAPES)}"^^{_URI}'


def describe(subject: str, graph: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The lines of N-Quads that give a subject its (predicate, object) pairs within a graph, sorted, each once."""
    for predicate, value in sorted(set(pairs)):
        yield f"{subject} {predicate} {value} {graph} .\n"
