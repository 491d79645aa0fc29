import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import shard_functions

import kg
from kg.engines import EmbeddedEngine, Shard, embedded
from kg.engines.embedded import ATTEMPTS
from kg.errors import InputError, KgError

# For scripts that a test starts: this folder's modules, and this package and no installed one.
ENV = {"PYTHONPATH": f"{Path(__file__).parent}:{Path(kg.__file__).parents[1]}", "PATH": "/usr/bin:/bin"}
NUMBERS = [Shard(f"s{number}", number) for number in range(7)]


@pytest.mark.parametrize("workers", [1, 3])
def test_every_shard_becomes_one_file(workers: int, tmp_path: Path) -> None:
    paths = list(EmbeddedEngine(workers).shards(shard_functions.square, NUMBERS, tmp_path))
    assert sorted(paths) == sorted(tmp_path.iterdir())
    assert {pq.read_table(path).column("square")[0].as_py() for path in paths} == {0, 1, 4, 9, 16, 25, 36}


@pytest.mark.parametrize("workers", [1, 2])
def test_finished_shards_are_not_done_again(workers: int, tmp_path: Path) -> None:
    engine = EmbeddedEngine(workers)
    list(engine.shards(shard_functions.square, NUMBERS[:4], tmp_path))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert len(list(engine.shards(shard_functions.square, NUMBERS, tmp_path))) == len(NUMBERS)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_work_is_shared_by_several_processes(tmp_path: Path) -> None:
    paths = EmbeddedEngine(2).shards(shard_functions.own_process, [Shard(str(n), n) for n in range(40)], tmp_path)
    processes = {pq.read_table(path).column("process")[0].as_py() for path in paths}
    assert len(processes) == 2


def test_what_a_killed_worker_left_is_done_by_another(tmp_path: Path) -> None:
    markers = [Shard(f"s{number}", str(tmp_path / f"{number}.died")) for number in range(5)]
    paths = list(EmbeddedEngine(2).shards(shard_functions.die_at_first, markers, tmp_path / "out"))
    assert len(paths) == len(markers)
    assert len(list(tmp_path.glob("*.died"))) == len(markers)


def test_workers_are_forked_from_one_process_that_prepared_itself(tmp_path: Path) -> None:
    prepared = tmp_path / "prepared"
    prepared.mkdir()
    with EmbeddedEngine(3, partial(shard_functions.note_process, prepared)) as engine:
        list(engine.shards(shard_functions.square, NUMBERS, tmp_path / "out"))
    assert len(list(prepared.iterdir())) == 1


def test_the_process_that_workers_come_from_may_be_killed_too(tmp_path: Path) -> None:
    shards = [Shard("s", str(tmp_path / "died"))]
    (path,) = EmbeddedEngine(2).shards(shard_functions.die_with_parent_at_first, shards, tmp_path / "out")
    assert path.exists()


def test_a_preparation_that_fails_ends_the_work(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="a worker failed"):
        list(EmbeddedEngine(2, shard_functions.fail_to_prepare).shards(shard_functions.square, NUMBERS, tmp_path))


def test_workers_are_replaced_from_time_to_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "SHARDS_A_WORKER", 2)
    paths = EmbeddedEngine(2).shards(shard_functions.own_process, NUMBERS, tmp_path)
    assert len({pq.read_table(path).column("process")[0].as_py() for path in paths}) >= 4


def test_a_shard_that_kills_every_worker_ends_with_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=f"shard s1: its worker was killed {ATTEMPTS} times"):
        list(EmbeddedEngine(2).shards(shard_functions.die, [NUMBERS[1]], tmp_path))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_kg_reaches_the_caller(workers: int, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="article 3: cannot be read"):
        list(EmbeddedEngine(workers).shards(shard_functions.refuse, [NUMBERS[3]], tmp_path))


def test_a_fault_of_the_program_is_not_tried_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="shard s2: a worker failed"):
        list(EmbeddedEngine(2).shards(shard_functions.break_down, [NUMBERS[2]], tmp_path))
    assert capfd.readouterr().err.count("ZeroDivisionError: 2") == 1


def test_inputs_are_taken_as_workers_become_free(tmp_path: Path) -> None:
    taken = 0

    def endless() -> Iterator[Shard[int]]:
        nonlocal taken
        while True:
            taken += 1
            yield Shard(str(taken), taken)

    paths = EmbeddedEngine(2).shards(shard_functions.square, endless(), tmp_path)
    for _ in range(3):
        next(paths)
    assert taken <= 10
    paths.close()  # type: ignore[attr-defined]
    assert threading.active_count() == 1


def test_a_script_without_a_main_guard_can_use_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import pathlib, shard_functions\n"
        "from kg.engines import EmbeddedEngine, Shard\n"
        "shards = [Shard(str(n), n) for n in range(4)]\n"
        "print(len(list(EmbeddedEngine(2).shards(shard_functions.square, shards, pathlib.Path('out')))))\n"
    )
    done = subprocess.run([sys.executable, script], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "4\n")


def test_no_worker_outlives_a_killed_engine(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, signal, shard_functions\n"
        "from kg.engines import EmbeddedEngine, Shard\n"
        "paths = EmbeddedEngine(2).shards(shard_functions.own_process, (Shard(str(n), n) for n in range(99)), "
        "pathlib.Path('out'))\n"
        "next(paths)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=ENV, check=False, timeout=60)
    assert killed.returncode < 0
    tables = [pq.read_table(path) for path in (tmp_path / "out").glob("*.parquet")]
    workers = {table.column("process")[0].as_py() for table in tables}
    gone = threading.Event()
    for _ in range(100):
        if not any(Path(f"/proc/{worker}/stat").exists() and _is_running(worker) for worker in workers):
            gone.set()
            break
        gone.wait(0.1)
    assert gone.is_set()


def test_workers_of_a_killed_engine_end_without_a_word(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, subprocess, time, shard_functions\n"
        "from kg.engines import EmbeddedEngine, Shard\n"
        "out = pathlib.Path('out').resolve()\n"
        "paths = EmbeddedEngine(2).shards(shard_functions.take_time, (Shard(str(n), n) for n in range(99)), out)\n"
        "next(paths)\n"
        "subprocess.Popen(['sh', '-c', f'kill -9 {os.getpid()}; rm -rf {out}'])\n"
        "time.sleep(60)\n"
    )
    # The workers hold standard error open, so that this waits for all of them.
    killed = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=ENV, capture_output=True, check=False, timeout=60
    )
    assert killed.returncode < 0
    assert killed.stderr == b""


def _is_running(process: int) -> bool:
    """Whether a process is there and no zombie."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
