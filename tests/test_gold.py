"""Scores on gold sets, where the variable KG_GOLD names a folder that has them: they must not fall below the floors.

The folder holds sets as JSON Lines and a program `score.py` that measures predictions against one of them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

FOLDER = os.environ.get("KG_GOLD")
FLOORS: Mapping[str, Mapping[str, float]] = json.loads(Path(__file__).with_name("gold_floors.json").read_text())


def score(gold: Path, predicted: Path) -> Mapping[str, float]:
    command = [sys.executable, gold.with_name("score.py"), gold, predicted, "--json"]
    measured: Mapping[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return measured


if FOLDER:  # without gold sets there is no such test, and none that is skipped

    @pytest.mark.parametrize("name", [name for name in FLOORS if Path(FOLDER, f"{name}.jsonl").exists()])
    def test_scores_do_not_fall_below_their_floors(name: str, tmp_path: Path) -> None:
        gold, predicted = Path(str(FOLDER), f"{name}.jsonl"), tmp_path / "predicted.jsonl"
        subprocess.run([sys.executable, "-m", "kg", "extract", gold, "-o", predicted], check=True)
        measured = score(gold, predicted)
        assert {part: measured[part] for part, floor in FLOORS[name].items() if measured[part] < floor} == {}
