"""Results of SPARQL queries as pandas DataFrames with proper dtypes."""

from collections.abc import Sequence

import pandas as pd
from pyoxigraph import Literal, Triple

from kg.rdf.iris import XSD
from kg.rdf.results import Table, Term

_XSD = XSD.prefix
_WHOLE = {_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")}
_NUMBERS = {_XSD + name for name in ("decimal", "double", "float")}
_DAY, _TIME, _BOOLEAN = _XSD + "date", _XSD + "dateTime", _XSD + "boolean"


def to_frame(table: Table) -> pd.DataFrame:
    """A table as a DataFrame.

    Columns of integers are Int64, of other numbers Float64, of booleans boolean, of days and times datetime64[s];
    all others hold text: the IRI of a node, the words of a literal.
    """
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    return pd.DataFrame({name: _series(column) for name, column in zip(table.columns, columns, strict=True)})


def _series(terms: Sequence[Term | None]) -> pd.Series:
    datatypes = {term.datatype.value if isinstance(term, Literal) else None for term in terms if term is not None}
    values = [None if term is None else _text(term) for term in terms]
    if datatypes and datatypes <= _WHOLE:
        return pd.Series([None if value is None else int(value) for value in values], dtype="Int64")
    if datatypes and datatypes <= _WHOLE | _NUMBERS:
        return pd.Series([None if value is None else float(value) for value in values], dtype="Float64")
    if datatypes == {_BOOLEAN}:
        return pd.Series([None if value is None else value in ("true", "1") for value in values], dtype="boolean")
    if datatypes and datatypes <= {_DAY, _TIME}:
        days = pd.to_datetime(
            pd.Series(values, dtype="object"), format="ISO8601", utc=_TIME in datatypes, errors="coerce"
        )
        return days.dt.as_unit("s")
    return pd.Series(values, dtype="str")


def _text(term: Term) -> str:
    return str(term) if isinstance(term, Triple) else term.value
