"""The pages: a front page, the editor of queries, and a page for each thing of the graph, also as RDF."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from pyoxigraph import NamedNode
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from kg import __version__
from kg.rdf.sparql import named_queries
from kg.server.frames import Request
from kg.server.media import HTML, RDF, choose_form
from kg.server.protocol import RefusalError
from kg.server.responses import make_tag, not_modified, respond
from kg.server.service import SPARQL, Service, service_of
from kg.server.things import query_about, read_thing

_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_MOST_TRIPLES = 1_000_000  # of one thing: the events of the most connected actor of a large graph, and more
# The page to browse is one file with scripts of its own, whose hashes it names itself; here it is only kept to itself.
_PAGE_POLICY = "base-uri 'none'; connect-src 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"


@cache
def _environment() -> Environment:
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def render(template: str, service: Service, **values: object) -> str:
    """The HTML of a template."""
    edition = service.edition
    common = {"base": edition.iris.base, "has_page": edition.page is not None, "version": __version__}
    return _environment().get_template(template).render(**common, **values)


async def home(http: HttpRequest) -> Response:
    """The front page: what the graph holds, and the ways in."""
    service = service_of(http)
    counts = service.edition.counts
    return HTMLResponse(render("home.html", service, counts=counts, queries=named_queries().values()))


async def editor(http: HttpRequest) -> Response:
    """The page on which queries are written, with the named queries to click."""
    service = service_of(http)
    setup = {
        "endpoint": SPARQL,
        "base": service.iris.base,
        "prefixes": service.iris.prefixes(),
        "queries": {query.name: query.text for query in named_queries().values()},
    }
    return HTMLResponse(render("query.html", service, setup=setup, queries=named_queries().values()))


async def browse(http: HttpRequest) -> Response:
    """The page of the graph, or of one of its actors where it is too large for one page. Raises RefusalError."""
    page = service_of(http).edition.page
    name = http.path_params.get("name")
    if page is None:
        raise RefusalError(404, "the graph has no page; `kg page DIR` writes one")
    path = page if name is None else page.with_name(f"{page.stem}_actors") / name
    if "/" in (name or "") or "\\" in (name or "") or not path.is_file():
        raise RefusalError(404, "there is no such page")
    headers = {"content-security-policy": _PAGE_POLICY, "cache-control": "no-cache"}
    return FileResponse(path, headers=headers, media_type="text/html")


async def redirect_to_page(http: HttpRequest) -> Response:
    """The page to browse, by a shorter name."""
    return RedirectResponse("/graph.html", 307)


async def thing(http: HttpRequest) -> Response:
    """A thing of the graph at its own address, as a page or as RDF. Raises RefusalError."""
    service = service_of(http)
    iri = _requested_iri(http, service)
    form = choose_form(http.headers.get("accept"), (HTML, *RDF), http.query_params.get("format"))
    if form is None:
        types = ", ".join(form.media_type for form in (HTML, *RDF))
        raise RefusalError(406, f"no such format here; there are {types}")
    tag = make_tag(service, iri, form.name)
    found = not_modified(http, tag)
    if found is not None:
        return found
    alternates = ", ".join(
        f'<{quote(http.url.path)}?format={form.name}>; rel="alternate"; type="{form.media_type}"' for form in RDF
    )
    headers = {"link": alternates, "vary": "Accept"}
    if form != HTML:
        if not await service.ask_rows(query_about("known", iri)):
            raise RefusalError(404, f"the graph says nothing of <{iri}>")
        query = query_about("description", iri)
        request: Request = {"query": query, "results": None, "rdf": form.name, "most": _MOST_TRIPLES}
        return await respond(http, service, request, tag=tag, headers=headers)
    gathered = await read_thing(service, iri)
    if gathered is None:
        raise RefusalError(404, f"the graph says nothing of <{iri}>")
    page = render("thing.html", service, thing=gathered, forms=RDF, path=quote(http.url.path))
    return HTMLResponse(page, headers={**headers, "etag": tag, "cache-control": "no-cache"})


def _requested_iri(http: HttpRequest, service: Service) -> str:
    """The IRI below the graph's base that a request is for; its escapes count where it could not be without them."""
    path = http.url.path
    if _NOT_IN_IRIS.search(path):
        path = http.scope["raw_path"].decode("ascii", "replace")
    iri = service.iris.base + path.removeprefix("/")
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise RefusalError(404, "the address is that of no thing") from error
