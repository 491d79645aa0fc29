"""A server for the tests of this folder, on a graph that holds a disputed transfer of arms."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.graph import Graph

sys.path[:0] = [*(str(Path(__file__).parents[1] / name) for name in ("graph", "page")), str(Path(__file__).parent)]


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from contents import CONTENT  # type: ignore[import-not-found]  # noqa: PLC0415

    folder: Path = tmp_path_factory.mktemp("served") / "graph"
    Graph(CONTENT).save(folder)
    return folder


@pytest.fixture(scope="session")
def server(graph_folder: Path) -> Iterator[str]:
    """The address of a server whose limits are narrow: two seconds, 500 rows, a gibibyte."""
    from serving import serving  # type: ignore[import-not-found]  # noqa: PLC0415

    with serving(graph_folder, "--timeout", "2", "--max-rows", "500", "--memory", "1024") as address:
        yield address
