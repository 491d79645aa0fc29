import re
import resource
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import Result

from kg import __version__
from kg.building import builder
from kg.commands import app
from kg.commands.app import EPILOG

COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
REFERENCE = Path(__file__).parents[2] / "docs" / "commands.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help_and_the_command_examples(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert [p.name for p in command.params if not p.help] == []
    examples = re.findall(r"`(.+?)`", command.epilog)
    assert examples
    for example in examples:
        parts = shlex.split(re.sub(r"^\w+=\S+ ", "", example.rpartition("| ")[2].partition(" <")[0].partition(" >")[0]))
        assert parts[:2] == ["kg", name]
        with command.make_context(name, parts[2:]):  # its options are those that the command has
            pass


def test_the_reference_is_what_help_says() -> None:
    command = [sys.executable, "-m", "typer", "kg.commands", "utils", "docs", "--name", "kg", "--title", "Commands"]
    expected = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert REFERENCE.read_text(encoding="utf-8").strip() == expected.strip(), "docs/commands.md is old: run `make docs`"


def test_help_costs_little_more_than_the_library_that_prints_it() -> None:
    def cpu(*arguments: str) -> tuple[float, str]:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        shown = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, shown.stdout

    library = min(cpu("-c", "import typer, rich.console, rich.table, rich.markdown")[0] for _ in range(5))
    ours = [cpu("-m", "kg", "--help") for _ in range(5)]
    assert all(name in ours[0][1] for name in COMMANDS)
    assert min(ours)[0] < 2 * library


def test_the_version_is_shown(run: Callable[..., Result]) -> None:
    assert run("--version").stdout == f"kg {__version__}\n"


@pytest.mark.parametrize(
    "line",
    [
        "frobnicate",
        "build",
        "info",
        "info a b",
        "build a -o b --workers 0",
        "build a -o b --master yarn",
        "export a -x",
    ],
)
def test_wrong_usage_ends_with_2(line: str, run: Callable[..., Result]) -> None:
    assert run(*line.split()).exit_code == 2


def test_an_error_is_one_line_that_names_the_place(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("info", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"kg: {tmp_path / 'none'}: no such folder\n"


def test_ctrl_c_says_that_the_build_goes_on(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*inputs: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "build", interrupt)
    result = run("build", tmp_path, "-o", tmp_path / "graph")
    assert result.exit_code == 130
    assert result.stderr == "kg: stopped; what was read is kept, and the same command goes on\n"


def test_exit_statuses_are_told() -> None:
    assert get_command(app).epilog == EPILOG
