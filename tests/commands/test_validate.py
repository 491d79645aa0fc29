from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from contents import CONTENT
from typer.testing import Result

from kg.graph.graph import Graph

type Run = Callable[..., Result]


@pytest.mark.parametrize("options", [[], ["--shacl"]])
def test_a_sound_graph_has_no_faults(options: list[str], run: Run, graph: Path) -> None:
    result = run("validate", graph, *options)
    assert (result.exit_code, result.stdout) == (0, f"{graph}: no faults\n")


def test_a_denied_act_told_as_a_fact_is_a_fault(run: Run, tmp_path: Path) -> None:
    events = tuple(replace(e, status="asserted") if e.status == "planned" else e for e in CONTENT.events)
    Graph(replace(CONTENT, events=events)).save(tmp_path / "graph")
    result = run("validate", tmp_path / "graph")
    assert result.exit_code == 1
    assert "event/" in result.stdout
    assert result.stderr.startswith(f"kg: {tmp_path / 'graph'}: ")
