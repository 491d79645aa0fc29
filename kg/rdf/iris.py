"""Every IRI of the project: the namespaces it borrows, its own below a base that can be set, and their prefixes.

Terms come out as N-Triples writes them, in angle brackets, ready to stand in a line of N-Quads. The last part of every
IRI starts with a letter or an underscore: writers such as rdflib's split an IRI there, and an IRI with a number at its
end would give each node a prefix of its own.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from kg.errors import GraphError
from kg.types import content_hash

DEFAULT_BASE = "https://kg.example/"
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#]+/")
# All but the letters and digits that SPARQL and Turtle allow in a prefixed name without an escape (PN_CHARS).
_NOT_IN_NAMES = re.compile(
    r"(?:[^\w.-]|[^A-Za-z0-9_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff-])+"
)
Kind = Literal[
    "entity",
    "event",
    "claim",
    "denial",
    "quantity",
    "office",
    "tie",
    "merge",
    "article",
    "passage",
    "position",
    "quote",
    "mention",
    "relation",
    "plover",
    "stance",
    "status",
]
# What follows the base in the IRIs of each kind. The holes take an id that `safe_part` made, a local name, a number, or
# for what stands in an article two offsets with a hyphen between; mentions have a hash besides, as the same words may
# name several entities. The quantity of an event or claim is named by the last part of the IRI of its owner.
_PATTERNS: Mapping[Kind, str] = {
    "entity": "id/%s",
    "event": "id/event/e%s",
    "claim": "id/claim/c%s",
    "denial": "id/claim/c%s-denial%s",
    "quantity": "id/quantity/%s",
    "office": "id/office/%s-office%s",
    "tie": "id/tie/t%s",
    "merge": "id/merge/m%s",
    "article": "article/a%s",
    "passage": "article/a%s/p%s",
    "position": "article/a%s/p%s-position",
    "quote": "article/a%s/p%s-quote",
    "mention": "article/a%s/m%s",
    "relation": "scheme/relation/%s",
    "plover": "scheme/plover/%s",
    "stance": "scheme/stance/%s",
    "status": "scheme/status/%s",
}


class Namespace(dict[str, str]):
    """The terms below a prefix, by name: `SEM["Event"]` is the term in angle brackets."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def __missing__(self, name: str) -> str:
        term = self[name] = f"<{self.prefix}{name}>"
        return term


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

BORROWED: Mapping[str, Namespace] = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "sem": SEM,
    "prov": PROV,
    "oa": OA,
    "schema": SCHEMA,
    "dcterms": DCTERMS,
    "wd": WIKIDATA,
}


def local_name(name: str) -> str:
    """The last part of an IRI made from a name: letters, digits and `_`, not starting with a digit.

    Latin letters lose their accents; other scripts stay as they are.

    >>> local_name("Côte d'Ivoire"), local_name("38 North"), local_name("Sergei Lavrov")
    ('Cote_d_Ivoire', '_38_North', 'Sergei_Lavrov')
    """
    plain = unicodedata.normalize("NFKD", name)
    # What is left of accents, and signs for numbers that Python takes for digits, but names do not.
    plain = "".join(character for character in plain if unicodedata.category(character) not in ("Mn", "No"))
    words = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", plain)).strip("_.-")
    if not words:
        return f"n{content_hash(name)}"
    return words if words[0].isalpha() else f"_{words}"


@dataclass(frozen=True, slots=True)
class Iris:
    """The project's own IRIs below a base such as `https://kg.example/`.

    Raises GraphError for a base that is no absolute http IRI ending in `/`.
    """

    base: str = DEFAULT_BASE
    ns: Namespace = field(init=False, compare=False)
    relation: Namespace = field(init=False, compare=False)
    plover: Namespace = field(init=False, compare=False)
    cameo: Namespace = field(init=False, compare=False)
    stance: Namespace = field(init=False, compare=False)
    status: Namespace = field(init=False, compare=False)
    scheme: Namespace = field(init=False, compare=False)
    graph: Namespace = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise GraphError(f"base IRI: expected an absolute http(s) IRI that ends in /, found {self.base!r}")
        own = {
            "ns": "ns#",
            "relation": "scheme/relation/",
            "plover": "scheme/plover/",
            "cameo": "scheme/cameo/",
            "stance": "scheme/stance/",
            "status": "scheme/status/",
            "scheme": "scheme/",
            "graph": "graph/",
        }
        for name, path in own.items():
            object.__setattr__(self, name, Namespace(self.base + path))

    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace, for queries and files: the borrowed ones and the project's own."""
        own = {
            "kg": self.ns.prefix,
            "id": f"{self.base}id/",
            "ev": f"{self.base}id/event/",
            "cl": f"{self.base}id/claim/",
            "office": f"{self.base}id/office/",
            "tie": f"{self.base}id/tie/",
            "merge": f"{self.base}id/merge/",
            "qty": f"{self.base}id/quantity/",
            "outlet": f"{self.base}outlet/",
            "article": f"{self.base}article/",
            "run": f"{self.base}run/",
            "graph": self.graph.prefix,
            "scheme": self.scheme.prefix,
            "rel": self.relation.prefix,
            "plv": self.plover.prefix,
            "cameo": self.cameo.prefix,
            "st": self.stance.prefix,
            "status": self.status.prefix,
        }
        return own | {prefix: namespace.prefix for prefix, namespace in BORROWED.items()}

    def pattern(self, kind: Kind) -> str:
        """The IRIs of a kind of thing, with `%s` for what tells one from another (see `_PATTERNS`), and `%` doubled."""
        return f"<{self.base.replace('%', '%%')}{_PATTERNS[kind]}>"

    def entity(self, local: str) -> str:
        """The entity of a local name (see `local_name`)."""
        return self.pattern("entity") % local

    def event(self, event_id: str) -> str:
        """The event of an id."""
        return self.pattern("event") % safe_part(event_id)

    def office(self, holder: str, number: int) -> str:
        """One holding of an office by the entity of a local name, numbered from 1."""
        return self.pattern("office") % (holder, number)

    def outlet(self, local: str) -> str:
        """The outlet of a local name, where it is none of the entities."""
        return f"<{self.base}outlet/{local}>"

    def article(self, article_id: str) -> str:
        """The article of an id; its named graph has the same IRI."""
        return self.pattern("article") % safe_part(article_id)

    def run(self, name: str) -> str:
        """The run of a name."""
        return f"<{self.base}run/{name}>"

    def version(self, part: str, version: str) -> str:
        """A part that a run used (the program, the model, a vocabulary) in one version."""
        return f"<{self.base}version/{local_name(part)}-{safe_part(version)}>"

    def ontology(self) -> str:
        """The ontology itself."""
        return f"<{self.base}ns>"


def safe_part(part: str) -> str:
    """A part of an IRI made from a text of any characters, escaped where it has others than letters and digits."""
    return part if part.isascii() and part.isalnum() else quote(part, safe="").replace("~", "%7E").replace(".", "%2E")
