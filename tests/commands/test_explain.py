import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

DOCUMENT = Path(__file__).parents[2] / "docs" / "explain.md"
EXAMPLES = re.findall(r"```console\n\$ kg (explain .*)\n([^`]*)```", DOCUMENT.read_text(encoding="utf-8"))
TEXT = "Spain imposed sanctions on Belarus."


def tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_examples_of_the_documentation_show_what_the_command_shows(
    command: str, shown: str, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    result = run(*shlex.split(command))
    assert result.exit_code == 0
    assert tidy(result.stdout) == tidy(shown)


def test_python_of_the_documentation_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    [(program, printed)] = re.findall(
        r"```python\n(.*?)```\n\n```text\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL
    )
    exec(program, {})
    assert capsys.readouterr().out == printed


def test_a_file_is_explained_as_it_is_read(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tmp_path / "2024-01-17.txt"
    path.write_text("Spain imposed sanctions on Belarus last month.", encoding="utf-8")
    found = json.loads(run("explain", str(path), "--json").stdout)
    assert found["published"] == "2024-01-17"
    assert found["sentences"][0]["claims"][0]["date"] == "2023-12"


def test_standard_input_is_explained(run: Callable[..., Result]) -> None:
    result = run("explain", "-", stdin=TEXT)
    assert result.exit_code == 0
    assert "Spain → Belarus" in result.stdout


def test_a_page_is_written_where_asked(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tmp_path / "page.html"
    result = run("explain", TEXT, "--html", str(path))
    assert result.exit_code == 0
    assert "1 claim" in result.stdout
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_one_word_that_names_no_file_is_an_error(run: Callable[..., Result]) -> None:
    result = run("explain", "artcle.txt")
    assert result.exit_code == 1
    assert "'artcle.txt': no such file" in result.stderr


def test_a_file_without_an_article_is_an_error(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("\n", encoding="utf-8")
    result = run("explain", str(path))
    assert result.exit_code == 1
    assert "no article in it" in result.stderr
    assert "empty" in result.stderr


def test_a_page_that_cannot_be_written_is_an_error(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run("explain", TEXT, "--html", str(tmp_path / "nowhere" / "page.html"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_long_text_is_no_path(run: Callable[..., Result]) -> None:
    assert run("explain", TEXT + " It rained in the east." * 400).exit_code == 0


def test_a_type_of_the_user_is_explained(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- {name: toast, label: toast, definition: A state toasts another., family: diplomacy, intensity: 1.0,\n"
        "   past: toasted, triggers: [{verb: toast}]}\n",
        encoding="utf-8",
    )
    shown = run("explain", "Peru toasted Chile.", "--relations", str(path)).stdout
    assert " toast  Peru → Chile" in shown
