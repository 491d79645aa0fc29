import subprocess
import sys
import textwrap

import pytest

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's own")
SERVICE = """
    import socket, sys, threading
    from pyoxigraph import Store
    from kg.rdf.confinement import confine

    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(1)
    query = "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % listening.getsockname()[1]
    if "confined" in sys.argv:
        assert confine(1 << 32)

    def ask():
        try:
            list(Store().query(query))
        except OSError:
            pass

    threading.Thread(target=ask, daemon=True).start()
    try:
        listening.accept()
        print("reached")
    except TimeoutError:
        print("silent")
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)


@LINUX
def test_a_confined_process_reaches_nobody_even_with_service() -> None:
    assert run(SERVICE).stdout == "reached\n"
    assert run(SERVICE, "confined").stdout == "silent\n"


@LINUX
def test_a_confined_process_opens_no_socket_of_any_kind() -> None:
    program = """
        import socket
        from kg.rdf.confinement import deny_network
        assert deny_network()
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
            try:
                socket.socket(family)
                print("opened", family)
            except PermissionError:
                pass
        open("/dev/null").read()
        print("files open still")
    """
    assert run(program).stdout == "files open still\n"


def test_memory_past_the_limit_is_not_to_be_had() -> None:
    program = """
        from kg.rdf.confinement import limit_memory
        limit_memory(1 << 30)
        try:
            bytearray(2 << 30)
        except MemoryError:
            print("refused")
    """
    assert run(program).stdout == "refused\n"
