"""What surrounds every request: the token, where one is asked for, and headers that keep pages to themselves."""

import base64
import binascii
import hmac
import ipaddress
import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST = re.compile(r"([\w.-]{1,255}|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?", re.ASCII)
OPEN_PATHS = frozenset({"/health"})
# Scripts, styles and requests of this server alone. The editor puts styles into elements that it makes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class SafeHeaders:
    """Adds the headers to every response that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class HostCheck:
    """Lets only requests through that name this server as it is known: by an address, as localhost, or by a given name.

    A page of a stranger could otherwise have its own name lead here, and read as its own what this machine alone may.
    The host of the graph's base IRI is known too; where `names` is none, any host is that could be one.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] | None) -> None:
        self._app = app
        self._names = None if names is None else {"localhost", *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 400 or 421."""
        host = Headers(scope=scope).get("host") if scope["type"] == "http" else None
        found = None if host is None else _HOST.fullmatch(host)
        if host is None or (found and self._is_known(found[1].lower(), scope)):
            await self._app(scope, receive, send)
        elif found is None:
            await PlainTextResponse("Host: expected a name or an address\n", 400)(scope, receive, send)
        else:
            message = f"{found[1]}: not a name of this server; kg serve --allow-host makes it one\n"
            await PlainTextResponse(message, 421, {"cache-control": "no-store"})(scope, receive, send)

    def _is_known(self, host: str, scope: Scope) -> bool:
        if self._names is None or host in self._names:
            return True
        try:
            ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            base: str = scope["app"].state.service.iris.base
            return host == urlsplit(base).hostname
        return True


class TokenCheck:
    """Lets only requests with the token through: as a Bearer token or, for browsers, as a password of any name."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 401."""
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        shown = _read_token(Headers(scope=scope).get("authorization", ""))
        if hmac.compare_digest(shown, self._token):
            await self._app(scope, receive, send)
            return
        response = PlainTextResponse("a token is needed\n", 401, {"cache-control": "no-store"})
        response.headers.append("www-authenticate", 'Bearer realm="kg"')
        response.headers.append("www-authenticate", 'Basic realm="kg", charset="UTF-8"')
        await response(scope, receive, send)


def _read_token(authorization: str) -> bytes:
    scheme, _, credentials = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip().encode("latin-1")  # the bytes as they came
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(credentials.strip(), validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""
