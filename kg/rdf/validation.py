"""Validates a graph with pyshacl, the reference for what the checks of each build find; needs the extra `shacl`."""

from collections.abc import Iterable

import rdflib

from kg.errors import GraphError
from kg.rdf.checks import Fault
from kg.rdf.iris import Iris
from kg.rdf.shapes import shapes_text

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def validate_graph(triples: Iterable[str], iris: Iris) -> tuple[Fault, ...]:
    """The faults that pyshacl finds in N-Triples, as `kg.rdf.checks.check_graph` gives them.

    Raises GraphError where pyshacl is not installed.
    """
    try:
        import pyshacl  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise GraphError("validation with SHACL needs pyshacl: pip install 'kg[shacl]'") from error
    data = rdflib.Graph()
    data.parse(data="".join(triples), format="nt")
    shapes = rdflib.Graph().parse(data=shapes_text(iris), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"pyshacl failed on the graph: {report!r}")
    faults = set()
    for result in report.subjects(_SH.resultSeverity, None):
        # A rule in SPARQL is named as the constraint, any other as the shape itself.
        rule = report.value(result, _SH.sourceConstraint) or report.value(result, _SH.sourceShape)
        name = str(rule).rpartition("/")[2]
        message = str(shapes.value(rule, _SH.message))
        faults.add(Fault(name, str(report.value(result, _SH.focusNode)), message))
    return tuple(sorted(faults))
