"""Media types: which ones each kind of answer has, and which of them a request prefers (RFC 9110, 12.5.1)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Form(NamedTuple):
    """A format in which something is sent: its name here, its media type, others by which it may be asked for."""

    name: str
    media_type: str
    others: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type as a response states it; the text formats with their charset."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


HTML = Form("html", "text/html", ("application/xhtml+xml",))
# The first of each kind is what comes where nothing is preferred.
RESULTS = (
    Form("json", "application/sparql-results+json", ("application/json", "text/json")),
    Form("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Form("csv", "text/csv"),
    Form("tsv", "text/tab-separated-values"),
)
RDF = (
    Form("turtle", "text/turtle", ("application/x-turtle",)),
    Form("ntriples", "application/n-triples", ("text/plain",)),
    Form("jsonld", "application/ld+json", ("application/json",)),
    Form("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
)
# Short names that `?format=` takes.
SHORT: Mapping[str, str] = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "srj": "json", "srx": "xml"}


def choose_form(accept: str | None, forms: Sequence[Form], wanted: str | None = None) -> Form | None:
    """The form that an Accept header prefers, none where it takes none of them; `wanted` names one past the header.

    Of forms that are wanted equally, the first is chosen.

    >>> choose_form("text/csv, application/xml;q=0.9, */*;q=0.1", RESULTS).name
    'csv'
    >>> choose_form("image/png", RESULTS)
    """
    if wanted is not None:
        name = SHORT.get(wanted.lower(), wanted.lower())
        return next((form for form in forms if name == form.name or wanted == form.media_type), None)
    ranges = _parse_accept(accept or "*/*")
    ranked = [(_quality(form, ranges), form) for form in forms]
    quality = max(quality for quality, _ in ranked)
    return next(form for found, form in ranked if found == quality) if quality > 0 else None


def _parse_accept(accept: str) -> Mapping[str, float]:
    """The media ranges of an Accept header with their qualities; parameters other than q are not told apart."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if kind:
            ranges[kind] = max(quality, ranges.get(kind, 0.0))
    return ranges or {"*/*": 1.0}


def _quality(form: Form, ranges: Mapping[str, float]) -> float:
    """What an Accept header gives a form: its own names count before the group of its type, that before `*/*`."""
    own = [ranges[kind] for kind in (form.media_type, *form.others) if kind in ranges]
    if own:
        return max(own)
    return next((ranges[entry] for entry in (f"{form.media_type.partition('/')[0]}/*", "*/*") if entry in ranges), 0.0)
