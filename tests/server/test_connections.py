import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from kg.server import connections

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server whose patience ends after half a second."""
    monkeypatch.setattr(connections, "HEADER_LIMIT", 0.5)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(PlainTextResponse("hello"), http=connections.PromptProtocol, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.mark.parametrize("begun", [b"", REQUEST[:-4], REQUEST + REQUEST[:9]])
def test_a_connection_without_a_whole_request_is_given_up(begun: bytes, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall(begun)
        began = time.monotonic()
        received = b"".join(iter(lambda: raw.recv(1000), b""))
        assert time.monotonic() - began < 8  # uvicorn itself waits 5 s for the next request of a connection
    assert received.count(b"hello") == begun.count(REQUEST)


def test_a_request_is_answered_however_its_headers_are_cut(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        for _ in range(3):
            for part in (REQUEST[:16], REQUEST[16:24], REQUEST[24:]):
                raw.sendall(part)
                time.sleep(0.05)
            assert b"hello" in raw.recv(1000)
