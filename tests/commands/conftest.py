"""The program run in this process, and the folder of a small hand-made graph."""

from collections.abc import Callable
from pathlib import Path

import pytest
from contents import CONTENT
from typer.testing import CliRunner, Result

from kg.commands import app
from kg.graph.graph import Graph

type Run = Callable[..., Result]


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "graph"
    Graph(CONTENT).save(folder, report={})
    return folder


@pytest.fixture
def run() -> Run:
    """Runs `kg` with some arguments and, as `stdin`, some text; errors that it does not handle are raised."""

    def run(*arguments: object, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
