"""Turns answers of workers into responses: whole where they are short, else as they come."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from hashlib import sha256

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg import __version__
from kg.server.frames import Request
from kg.server.media import RDF, RESULTS, Form
from kg.server.pool import Answer
from kg.server.protocol import RefusalError
from kg.server.service import Service

_HELD = 1 << 20  # bytes of an answer that are held back, so that what fails in them still gets a status of its own
_GRACE = 0.5  # seconds past the limit of a query in which the last of its answer may still go out
_GONE = 499  # what servers log for a client that left; nobody receives it
_FORMS: Mapping[str, Form] = {form.name: form for form in (*RESULTS, *RDF)}


async def respond(
    http: HttpRequest, service: Service, request: Request, *, tag: str | None, headers: Mapping[str, str]
) -> Response:
    """The response with a worker's answer; `tag` is its ETag. Raises RefusalError if it fails in time."""
    stack = AsyncExitStack()
    try:
        answer, chunks, held = await _while_connected(http, _begin(stack, service, request))
    except BaseException:
        await stack.aclose()
        raise
    form = _FORMS[answer.format]
    said = {"content-type": form.content_type, "vary": "Accept", **headers}
    if "most" in request:
        said["x-max-rows"] = str(request["most"])
    if tag is not None:
        said |= {"etag": tag, "cache-control": "no-cache"}
    else:
        said["cache-control"] = "no-store"
    if answer.end is None:
        return _StreamedResponse(stack, held, chunks, answer.deadline, said)
    await stack.aclose()
    if answer.end["cut"]:
        said["x-truncated"] = "true"
    response = Response(b"".join(held), headers=said)
    if http.method == "HEAD":  # the length of what GET would send is not known
        del response.headers["content-length"]
    return response


def make_tag(service: Service, *parts: object) -> str:
    """The ETag of an answer: the same as long as the graph and all that the answer depends on are the same.

    It is a weak one, as the same answer is sent compressed or not.
    """
    text = repr((service.edition.stamp, service.pool.limits, __version__, parts))
    return f'W/"{sha256(text.encode()).hexdigest()[:32]}"'


def not_modified(http: HttpRequest, tag: str | None) -> Response | None:
    """The response 304 where the client has this answer already."""
    known = [entry.strip() for entry in http.headers.get("if-none-match", "").split(",")]
    if tag is None or tag not in known:
        return None
    return Response(status_code=304, headers={"etag": tag, "vary": "Accept", "cache-control": "no-cache"})


def refuse(error: RefusalError) -> Response:
    """The response that tells why there is no answer, as RFC 9457 has it."""
    headers = {"cache-control": "no-store"}
    if error.status == 503:
        headers["retry-after"] = "1"
    problem = {"title": str(error), "status": error.status}
    return JSONResponse(problem, error.status, headers, media_type="application/problem+json")


async def _begin(
    stack: AsyncExitStack, service: Service, request: Request
) -> tuple[Answer, AsyncIterator[bytes], list[bytes]]:
    """The answer, its chunks, and those of them that were read already."""
    answer = await stack.enter_async_context(service.pool.ask(request))
    chunks = answer.chunks()
    held: list[bytes] = []
    size = 0
    async for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size >= _HELD:
            break
    return answer, chunks, held


async def _while_connected[T](http: HttpRequest, work: Coroutine[None, None, T]) -> T:
    """What some work gives; it is cancelled if the client leaves before."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_disconnection(http))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise RefusalError(_GONE, "the client left")
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _disconnection(http: HttpRequest) -> None:
    while (await http.receive())["type"] != "http.disconnect":
        pass


class _StreamedResponse(StreamingResponse):
    """An answer as it comes. If it fails half-way the connection is broken off, so that nobody takes it for whole."""

    def __init__(
        self,
        stack: AsyncExitStack,
        held: Sequence[bytes],
        rest: AsyncIterator[bytes],
        deadline: float,
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(self._join(held, rest), headers=headers)
        self._stack, self._deadline = stack, deadline

    @staticmethod
    async def _join(held: Sequence[bytes], rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        for chunk in held:
            yield chunk
        async for chunk in rest:
            yield chunk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; the worker is free or dead afterwards, also where the client does not take the answer."""
        try:
            async with asyncio.timeout_at(self._deadline + _GRACE):
                await super().__call__(scope, receive, send)
        except TimeoutError as error:
            raise RefusalError(504, "the client did not take the answer in time") from error
        finally:
            await self._stack.aclose()
