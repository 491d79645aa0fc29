"""The SPARQL endpoint: queries by GET and POST, and the description of the service."""

import asyncio

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from kg.rdf.guard import find_words
from kg.server.description import describe_service
from kg.server.frames import Request
from kg.server.media import HTML, RDF, RESULTS, choose_form
from kg.server.protocol import QueryRequest, RefusalError, read_get, read_post
from kg.server.responses import make_tag, not_modified, respond
from kg.server.service import service_of

_MOST_BODY = 1 << 20  # bytes of a query
# Functions that give another value each time; an answer of theirs is not to be kept.
_CHANGING = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}


async def sparql(http: HttpRequest) -> Response:
    """Answer a query, or describe the service where there is none. Raises RefusalError."""
    if http.method == "POST":
        body = await _read_body(http)
        query = read_post(http.url.query, http.headers.get("content-type"), body)
        return await _answer(http, query)
    found = read_get(http.url.query)
    if found is not None:
        return await _answer(http, found)
    form = choose_form(http.headers.get("accept"), (*RDF, HTML), http.query_params.get("format"))
    if form == HTML:
        return RedirectResponse("/query", 303, {"vary": "Accept"})
    return await describe_service(service_of(http), str(http.url.replace(query="")), form)


async def _answer(http: HttpRequest, query: QueryRequest) -> Response:
    service = service_of(http)
    accept = http.headers.get("accept")
    results, rdf = (choose_form(accept, forms, query.form) for forms in (RESULTS, RDF))
    if results is None and rdf is None:
        types = ", ".join(form.media_type for form in (*RESULTS, *RDF))
        raise RefusalError(406, f"no such format here; there are {types}")
    request: Request = {
        "query": query.query,
        "base": str(http.url.replace(query="")),
        "results": results.name if results else None,
        "rdf": rdf.name if rdf else None,
        "most": service.pool.limits.rows,
    }
    if query.dataset is not None:
        request["default"], request["named"] = list(query.dataset.default), list(query.dataset.named)
    tag = None
    if http.method != "POST" and not find_words(query.query) & _CHANGING:
        tag = make_tag(service, request)
    return not_modified(http, tag) or await respond(http, service, request, tag=tag, headers={})


async def _read_body(http: HttpRequest) -> bytes:
    body = bytearray()
    limit = service_of(http).pool.limits.timeout
    try:
        async with asyncio.timeout(limit):
            async for chunk in http.stream():
                body += chunk
                if len(body) > _MOST_BODY:
                    raise RefusalError(413, f"a query of more than {_MOST_BODY:,} bytes")
    except TimeoutError as error:
        raise RefusalError(408, f"the query had not come whole within {limit:g} s") from error
    except ClientDisconnect as error:
        raise RefusalError(400, "the request was cut short") from error
    return bytes(body)
