"""The description of the service in its own vocabulary (SPARQL 1.1 Service Description), and of what it holds."""

import io

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from starlette.responses import Response

from kg.rdf.answers import RDF_FORMATS
from kg.server.media import RDF, RESULTS, Form
from kg.server.protocol import RefusalError
from kg.server.service import Service

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_VOID = "http://rdfs.org/ns/void#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# The names that the W3C's list of formats has for ours.
_KNOWN = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}
_GRAPHS = "SELECT ?graph { GRAPH ?graph {} } ORDER BY ?graph"
_MOST_GRAPHS = 1000  # listed; a large corpus has one for each article


async def describe_service(service: Service, endpoint: str, form: Form | None) -> Response:
    """The description as RDF. Raises RefusalError where no form of it is acceptable."""
    if form is None:
        raise RefusalError(406, f"no such format here; there are {', '.join(form.media_type for form in RDF)}")
    graphs = [row["graph"].value for row in await service.ask_rows(_GRAPHS, _MOST_GRAPHS)]
    output = io.BytesIO()
    prefixes = {"sd": _SD, "formats": _FORMATS, "void": _VOID}
    target: RdfFormat = RDF_FORMATS[form.name]
    serialize(_triples(endpoint, graphs), output, target, prefixes=prefixes)
    return Response(output.getvalue(), headers={"content-type": form.content_type, "vary": "Accept"})


def _triples(endpoint: str, graphs: list[str]) -> list[Triple]:
    node, dataset, default = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    triples = [
        Triple(node, _TYPE, _sd("Service")),
        Triple(node, _sd("endpoint"), NamedNode(endpoint)),
        Triple(node, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(node, _sd("feature"), _sd("UnionDefaultGraph")),
        *(Triple(node, _sd("resultFormat"), NamedNode(_FORMATS + _KNOWN[form.name])) for form in (*RESULTS, *RDF)),
        Triple(node, _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, _TYPE, _sd("Graph")),
    ]
    for number, graph in enumerate(graphs):
        entry = BlankNode(f"graph{number}")
        triples += [
            Triple(dataset, _sd("namedGraph"), entry),
            Triple(entry, _TYPE, _sd("NamedGraph")),
            Triple(entry, _sd("name"), NamedNode(graph)),
        ]
    return triples


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
