"""Reads what a request asks by the SPARQL 1.1 Protocol: the query, its dataset, the format; or says why not."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.rdf.sparql import Dataset

FORM_TYPE, QUERY_TYPE, UPDATE_TYPE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
READ_ONLY = "this endpoint only reads: updates are refused"
_DATASET = ("default-graph-uri", "named-graph-uri")
type Parameters = list[tuple[str, str]]


class RefusalError(Exception):
    """A request that is not answered: the status of the response, and what it says."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query as a request asks it; no dataset means the store's own."""

    query: str
    dataset: Dataset | None = None
    form: str | None = None


def read_get(query_string: str) -> QueryRequest | None:
    """The query of a GET, none where it has no parameter. Raises RefusalError."""
    return _read_parameters(parse_parameters(query_string))


def read_post(query_string: str, content_type: str | None, body: bytes) -> QueryRequest:
    """The query of a POST, url-encoded or direct. Raises RefusalError."""
    kind, charset = parse_content_type(content_type)
    if kind not in (FORM_TYPE, QUERY_TYPE, UPDATE_TYPE):
        found = kind or "none"
        raise RefusalError(415, f"Content-Type: expected {FORM_TYPE} or {QUERY_TYPE}, found {found}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RefusalError(415, f"charset: expected utf-8, found {charset}")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusalError(400, f"the body is no UTF-8: {error.reason} at byte {error.start}") from error
    parameters = parse_parameters(query_string)
    if kind == UPDATE_TYPE:
        raise RefusalError(403, READ_ONLY)
    if kind == QUERY_TYPE:
        if any(name == "query" for name, _ in parameters):
            raise RefusalError(400, "a query in the body and another in the URL: one of them is too many")
        parameters.append(("query", text))
    else:
        parameters.extend(parse_parameters(text))
    request = _read_parameters(parameters)
    if request is None:
        raise RefusalError(400, "the parameter query is missing")
    return request


def parse_content_type(header: str | None) -> tuple[str, str]:
    """The media type and the charset of a Content-Type header, in small letters; utf-8 where it names none."""
    kind, *parameters = (piece.strip().lower() for piece in (header or "").split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip("\"' ") for name, _, value in pairs if name.strip() == "charset"), "utf-8")
    return kind, charset


def parse_parameters(text: str) -> Parameters:
    """The parameters of a URL or a form, decoded. Raises RefusalError for what is no UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise RefusalError(400, f"the parameters cannot be read: {error}") from error


def _read_parameters(parameters: Parameters) -> QueryRequest | None:
    names = {name for name, _ in parameters}
    if "update" in names or names & {"using-graph-uri", "using-named-graph-uri"}:
        raise RefusalError(403, READ_ONLY)
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) > 1:
        raise RefusalError(400, f"one query a request; found {len(queries)}")
    if not queries:
        if names & set(_DATASET):
            raise RefusalError(400, "the parameter query is missing")
        return None
    default, named = (tuple(value for name, value in parameters if name == wanted) for wanted in _DATASET)
    dataset = Dataset(default, named) if default or named else None
    forms = [value for name, value in parameters if name == "format"]
    return QueryRequest(queries[0], dataset, forms[0] if forms else None)
