"""The application: which route answers what, and how the server is run."""

import json
import socket
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg import __version__
from kg.errors import GraphError
from kg.server import graphs, pages
from kg.server.connections import PromptProtocol
from kg.server.media import HTML, Form, choose_form
from kg.server.middleware import HostCheck, SafeHeaders, TokenCheck
from kg.server.pool import Limits, Pool
from kg.server.protocol import RefusalError
from kg.server.responses import refuse
from kg.server.service import GRAPHS, SPARQL, Service, service_of
from kg.server.source import Source, open_source
from kg.server.sparql import sparql

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HERE = Path(__file__).parent
_PROBLEM = Form("problem", "application/problem+json", ("application/json",))
# The first parts of the paths below the base at which things of the graph stand.
THINGS = ("id", "article", "outlet", "scheme", "run", "version")


def make_app(
    source: Source,
    limits: Limits,
    token: str | None = None,
    names: Collection[str] | None = None,
    on_ready: Callable[[], None] = lambda: None,
) -> Starlette:
    """The application that serves a graph; `on_ready` is called once it answers.

    `names` are those by which it may be asked, besides addresses; none means any. Raises GraphError without a graph.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pool = Pool(limits)
        app.state.service = Service(source, pool, token)
        try:
            await pool.start()
            on_ready()
            yield
        finally:
            await pool.close()

    reading = ["GET", "HEAD"]
    routes = [
        Route("/", pages.home, methods=reading),
        *(Route(path, sparql, methods=[*reading, "POST"]) for path in (SPARQL, f"{SPARQL}/")),
        *(Route(path, graphs.graph_store, methods=reading) for path in (GRAPHS, f"{GRAPHS}/")),
        Route(f"{GRAPHS}/{{path:path}}", graphs.named_graph, methods=reading),
        Route("/graph/{path:path}", _graph_at_its_address, methods=reading),
        Route("/query", pages.editor, methods=reading),
        Route("/browse", pages.redirect_to_page, methods=reading),
        Route("/graph.html", pages.browse, methods=reading),
        Route("/graph_actors/{name}", pages.browse, methods=reading),
        Route("/ns", pages.thing, methods=reading),
        *(Route(f"/{part}/{{path:path}}", pages.thing, methods=reading) for part in THINGS),
        Route("/openapi.json", _openapi, methods=reading),
        Route("/health", _health, methods=reading),
        Mount("/static", StaticFiles(directory=_HERE / "static")),
    ]
    middleware = [Middleware(SafeHeaders), Middleware(HostCheck, names=names)]
    if token is not None:
        middleware.append(Middleware(TokenCheck, token=token))
    middleware.append(Middleware(GZipMiddleware, minimum_size=500, compresslevel=6))
    return Starlette(
        routes=routes,
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={RefusalError: _refuse, HTTPException: _refuse},
    )


def serve(  # noqa: PLR0913  (one parameter an option)
    place: Path,
    *,
    host: str,
    port: int,
    limits: Limits,
    token: str | None = None,
    names: Collection[str] = (),
    tell: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a graph until Ctrl-C; `tell` is called with the address once it answers. Port 0 is any that is free.

    On loopback without a token, only requests are answered that name an address, localhost, the host of the base IRI
    or one of `names`.

    Raises GraphError where there is no graph, the address cannot be had, or the limits are too narrow for a worker.
    """
    with open_source(place) as source:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            listening = socket.create_server((host, port), family=family, backlog=128)
        except OSError as error:
            raise GraphError(f"{host}:{port}: cannot listen there: {error.strerror or error}") from error
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        known = names if host in LOOPBACK and token is None else None
        app = make_app(source, limits, token, known, lambda: tell(address))
        config = uvicorn.Config(
            app, http=PromptProtocol, ws="none", log_level="critical", server_header=False, lifespan="on"
        )
        server = uvicorn.Server(config)
        with listening:
            server.run(sockets=[listening])
        if not server.started:
            raise GraphError(f"{place}: no worker could open the store in {limits.memory >> 20} MiB of memory")


async def _graph_at_its_address(http: HttpRequest) -> Response:
    """A named graph below the base IRI: `/graph/events`."""
    base = service_of(http).iris.base
    return await graphs.read_graph(http, [f"{base}graph/{http.path_params['path']}"])


async def _openapi(http: HttpRequest) -> Response:
    """The description of the routes for programs."""
    described = json.loads((_HERE / "openapi.json").read_text(encoding="utf-8"))
    described["info"]["version"] = __version__
    return JSONResponse(described)


async def _health(http: HttpRequest) -> Response:
    """Whether the server answers, and from what."""
    edition = service_of(http).edition
    body: dict[str, object] = {"status": "ok"}
    if service_of(http).token is None:  # with a token, what there is to know is for those who show it
        body |= {"version": __version__, "base": edition.iris.base, "counts": dict(edition.counts)}
    return JSONResponse(body, headers={"cache-control": "no-store"})


def _refuse(http: HttpRequest, error: Exception) -> Response:
    """The response to a request that is refused: a page for a browser, else as `refuse` has it."""
    if isinstance(error, HTTPException):
        headers = error.headers
        error = RefusalError(error.status_code, error.detail.lower())
    elif isinstance(error, RefusalError):
        headers = None
    else:
        raise error
    if choose_form(http.headers.get("accept"), (_PROBLEM, HTML)) == HTML:
        page = pages.render("error.html", service_of(http), status=error.status, message=str(error))
        response: Response = HTMLResponse(page, error.status)
    else:
        response = refuse(error)
    response.headers.update(headers or {})
    return response
