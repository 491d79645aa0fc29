"""Results of SPARQL queries as tables: variables, rows of terms, and pandas DataFrames with proper dtypes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.errors import QueryError
from kg.rdf.iris import XSD

if TYPE_CHECKING:
    import pandas as pd
    from pyoxigraph import Term

Form = Literal["SELECT", "ASK", "CONSTRUCT"]
_XSD = XSD.prefix
_WHOLE = {_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")}
_NUMBERS = {_XSD + name for name in ("decimal", "double", "float")}
_DAY, _TIME, _BOOLEAN = _XSD + "date", _XSD + "dateTime", _XSD + "boolean"


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: its form, its columns, and rows of RDF terms (None: unbound).

    ASK has one row and the column `answer`; CONSTRUCT and DESCRIBE have subject, predicate and object.
    """

    form: Form
    columns: tuple[str, ...]
    rows: Sequence[tuple["Term | None", ...]]

    def to_frame(self) -> "pd.DataFrame":
        """The table as a DataFrame.

        Columns of integers are Int64, of decimals Float64, of booleans boolean, of days and times datetime64[s];
        all others hold text: the IRI of a node, the words of a literal.
        """
        import pandas as pd

        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        frame = {name: _series(column) for name, column in zip(self.columns, columns, strict=True)}
        return pd.DataFrame(frame, columns=list(self.columns))


def _series(terms: Sequence["Term | None"]) -> "pd.Series[object]":
    import pandas as pd

    datatypes = {_datatype(term) for term in terms if term is not None}
    values = [None if term is None else _text(term) for term in terms]
    if datatypes and datatypes <= _WHOLE:
        return pd.Series([None if value is None else int(value) for value in values], dtype="Int64")
    if datatypes and datatypes <= _WHOLE | _NUMBERS:
        return pd.Series([None if value is None else float(value) for value in values], dtype="Float64")
    if datatypes == {_BOOLEAN}:
        return pd.Series([None if value is None else value in ("true", "1") for value in values], dtype="boolean")
    if datatypes and datatypes <= {_DAY, _TIME}:
        days = pd.to_datetime(pd.Series(values, dtype="object"), format="ISO8601", utc=_TIME in datatypes, errors="coerce")
        return days.dt.as_unit("s")
    return pd.Series(values, dtype="str")


def _datatype(term: "Term") -> str | None:
    from pyoxigraph import Literal as OxigraphLiteral

    return term.datatype.value if isinstance(term, OxigraphLiteral) else None


def _text(term: "Term") -> str:
    from pyoxigraph import Triple

    return str(term) if isinstance(term, Triple) else term.value


def shorten(value: str, prefixes: Mapping[str, str]) -> str:
    """An IRI with its longest known namespace as a prefix, or the IRI itself where none fits.

    >>> shorten("https://kg.example/id/event/e1", {"id": "https://kg.example/id/", "ev": "https://kg.example/id/event/"})
    'ev:e1'
    """
    fitting = [(len(space), prefix) for prefix, space in prefixes.items() if value.startswith(space)]
    if not fitting:
        return value
    length, prefix = max(fitting)
    rest = value[length:]
    return value if "/" in rest or "#" in rest else f"{prefix}:{rest}"


def check_row_limit(limit: int | None) -> None:
    """Raise QueryError for a limit on rows that is no positive number."""
    if limit is not None and limit < 1:
        raise QueryError(f"limit: expected a number of rows from 1 up, found {limit}")
