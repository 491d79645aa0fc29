"""Reads named graphs by the SPARQL 1.1 Graph Store HTTP Protocol: by a parameter, or each by its own address."""

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from kg.server.frames import Request
from kg.server.media import RDF, choose_form
from kg.server.protocol import RefusalError, parse_parameters
from kg.server.responses import make_tag, not_modified, respond
from kg.server.service import GRAPHS, service_of


async def graph_store(http: HttpRequest) -> Response:
    """A graph by `?graph=IRI` or `?default`. Raises RefusalError."""
    parameters = [pair for pair in parse_parameters(http.url.query) if pair[0] in ("graph", "default")]
    if len(parameters) != 1:
        raise RefusalError(400, f"expected one of ?graph=IRI and ?default, found {len(parameters)} of them")
    (name, value) = parameters[0]
    if name == "default":
        return await read_graph(http, None)
    if ":" not in value:
        raise RefusalError(400, f"graph: expected an absolute IRI, found {value!r}")
    return await read_graph(http, [value])


async def named_graph(http: HttpRequest) -> Response:
    """A graph by its own address: the request's, or what follows `/gsp/` below the base IRI of the graph."""
    base = service_of(http).iris.base
    own = str(http.url.replace(query=""))
    rest = http.path_params["path"]
    return await read_graph(http, [own, f"{base}{rest}", f"{base.rstrip('/')}{GRAPHS}/{rest}"])


async def read_graph(http: HttpRequest, candidates: list[str] | None) -> Response:
    """The first of some graphs that the store holds; none means the default graph. Raises RefusalError."""
    service = service_of(http)
    form = choose_form(http.headers.get("accept"), RDF, http.query_params.get("format"))
    request: Request = {"graphs": candidates, "rdf": form.name if form else None, "head": http.method == "HEAD"}
    tag = make_tag(service, {**request, "head": False})
    return not_modified(http, tag) or await respond(http, service, request, tag=tag, headers={})
