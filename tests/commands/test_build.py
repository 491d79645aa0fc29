import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

type Run = Callable[..., Result]


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "one.txt").write_text("Wang Yi will visit Paris on Friday.")
    (folder / "two.txt").write_text("Sweden joined NATO on Thursday.")
    (folder / "three.txt").touch()
    return folder


def test_a_build_tells_what_it_found_and_skipped(run: Run, letters: Path, tmp_path: Path) -> None:
    result = run("build", letters, "-o", tmp_path / "graph", "--published", "2024-01-17")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{tmp_path / 'graph'}: 2 events between ")
    assert result.stdout.endswith(f"in 2 articles; 1 skipped (1 empty), see {tmp_path / 'graph' / 'report.json'}\n")
    assert result.stderr == ""


def test_verbose_names_each_text_that_is_skipped(run: Run, letters: Path, tmp_path: Path) -> None:
    result = run("build", letters, "-o", tmp_path / "graph", "-v")
    assert f"kg: skipped {letters / 'three.txt'}: empty" in result.stderr


def test_quiet_says_nothing(run: Run, letters: Path, tmp_path: Path) -> None:
    assert run("build", letters, "-o", tmp_path / "graph", "-q").output == ""


def test_columns_can_be_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("day,report\n2024-01-17,Wang Yi visited Paris on Monday.\n")
    columns = ("--column", "text=report", "--column", "published=day")
    assert run("build", tmp_path / "rows.csv", "-o", tmp_path / "graph", *columns).exit_code == 0
    dates = "SELECT ?date { ?event a sem:Event ; kg:date ?date }"
    assert run("query", tmp_path / "graph", dates).stdout.split() == ["date", "2024-01-15"]


def test_strict_stops_at_the_first_skip(run: Run, letters: Path, tmp_path: Path) -> None:
    result = run("build", letters, "-o", tmp_path / "graph", "--strict")
    assert (result.exit_code, result.stderr) == (1, f"kg: {letters / 'three.txt'}: empty: the file has no content\n")
    assert not (tmp_path / "graph").exists()


def test_a_terminal_sees_progress_and_a_pipe_does_not(letters: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", letters, "-o", tmp_path / "graph"]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stderr == b""
    main, terminal = pty.openpty()
    with subprocess.Popen([*command, "--rebuild"], stdout=subprocess.PIPE, stderr=terminal) as process:
        os.close(terminal)
        shown = b""
        while chunk := _read(main):
            shown += chunk
        process.communicate()
    os.close(main)
    assert process.returncode == 0
    assert b"reading" in shown


def _read(main: int) -> bytes:
    try:
        return os.read(main, 1024)
    except OSError:  # how Linux reports that the other side has closed
        return b""


def test_a_base_is_checked_before_anything_is_read_and_kept(run: Run, letters: Path, tmp_path: Path) -> None:
    refused = run("build", letters, "-o", tmp_path / "graph", "--base", "data.example")
    assert refused.exit_code == 1
    assert "base IRI: expected an absolute http(s) IRI that ends in /" in refused.stderr
    assert not (tmp_path / "graph").exists()
    built = run(
        "build", letters, "-o", tmp_path / "graph", "--published", "2024-01-17", "--base", "https://data.example/"
    )
    assert built.exit_code == 0
    assert "<https://data.example/id/Sweden>" in run("export", tmp_path / "graph", "--format", "nquads").stdout
