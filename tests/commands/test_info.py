import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result


def test_the_graph_is_told_in_a_few_lines_with_what_to_try_next(run: Callable[..., Result], graph: Path) -> None:
    lines = run("info", graph).stdout.splitlines()
    assert lines[0] == f"{graph}: 4 events between 8 entities, read from 2 articles"
    told = {line.split()[0]: " ".join(line.split()[1:]) for line in lines[1:9]}
    assert told["status"] == "asserted 1, disputed 1, planned 1, reported 1"
    assert told["actors"].startswith("North Korea 2, Russia 2, ")
    assert told["page"] == str(graph / "graph.html")
    assert told["merged"] == "1 claim, 1 entity"
    assert told["ties"] == "holds office 2, member of 1"
    assert lines[9] == "Try next:"
    assert len(lines) == 13


def test_the_commands_to_try_work(run: Callable[..., Result], graph: Path, tmp_path: Path) -> None:
    for line in run("info", graph).stdout.splitlines()[-3:]:
        program, *arguments = shlex.split(line)
        arguments = [str(tmp_path / a) if b == "-o" else a for b, a in zip(["", *arguments], arguments, strict=False)]
        assert program == "kg"
        assert run(*arguments).exit_code == 0


def test_a_program_that_the_shell_does_not_find_is_named_by_its_path(graph: Path) -> None:
    program = Path(sys.executable).with_name("kg")
    shown = subprocess.run(
        [program, "info", graph], capture_output=True, text=True, check=True, env={"PATH": "/nowhere"}
    )
    assert f"\n  {os.path.relpath(program)} query {graph} contested\n" in shown.stdout
