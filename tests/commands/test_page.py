from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

type Run = Callable[..., Result]


def test_a_part_of_the_graph_gets_a_page(run: Run, graph: Path, tmp_path: Path) -> None:
    result = run("page", graph, "--about", "Ukraine", "--since", "2024", "-o", tmp_path / "ukraine.html")
    assert result.stdout.startswith(f"{tmp_path / 'ukraine.html'}: 1 event between ")
    assert "Sergei Lavrov" not in (tmp_path / "ukraine.html").read_text(encoding="utf-8")


def test_a_page_without_a_name_lies_in_the_folder_of_the_graph(run: Run, graph: Path) -> None:
    (graph / "graph.html").unlink()
    assert run("page", graph).exit_code == 0
    assert (graph / "graph.html").exists()
    assert run("page", graph, "--status", "disputed").stdout.startswith(f"{graph / 'part.html'}: 1 event ")


def test_an_actor_that_the_graph_lacks_is_named(run: Run, graph: Path) -> None:
    result = run("page", graph, "--about", "Atlantis")
    assert result.exit_code == 1
    assert "Atlantis" in result.stderr
