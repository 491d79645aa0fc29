"""Literals as N-Triples writes them, and the forms of literals into which values are filled (see `kg.rdf.nodes`)."""

import datetime
from decimal import Decimal
from functools import lru_cache

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
TRUE = f'"true"^^{XSD["boolean"]}'
TEXT, ENGLISH = '"%s"', f'"%s"{LANGUAGE}'
DATE, INTEGER, DECIMAL = (f'"%s"^^{XSD[name]}' for name in ("date", "integer", "decimal"))
URI = f'"%s"^^{XSD["anyURI"]}'  # an address kept as text: addresses found in the wild need not be valid IRIs


def escape(value: str) -> str:
    r"""A text as it stands between the quotes of a literal.

    >>> escape('a "historic" visit')
    'a \\"historic\\" visit'
    """
    if value.isprintable() and '"' not in value and "\\" not in value:  # nearly always, and far faster
        return value
    return value.translate(_ESCAPES)


def text(value: str) -> str:
    """A string without a language: ids, codes, quotes as they stand in an article."""
    return f'"{escape(value)}"'


def english(value: str) -> str:
    """An English label, comment or name."""
    return f'"{escape(value)}"{LANGUAGE}'


def date(value: datetime.date) -> str:
    """A day, without a time zone: engines differ on how a day with a zone compares with one without."""
    return DATE % value.isoformat()


def integer(value: int) -> str:
    """A whole number."""
    return INTEGER % value


def decimal(value: float) -> str:
    """A decimal in its canonical form (see `digits`)."""
    return DECIMAL % digits(value)


@lru_cache(1 << 10)
def digits(value: float) -> str:
    """A decimal in the one form that stores keep: no exponent, no zeros at the end, no point without digits after.

    >>> digits(0.90), digits(5000.0)
    ('0.9', '5000')
    """
    written = format(Decimal(repr(float(value))), "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
