"""The notebooks, run from the first cell to the last, and what is stored of their outputs."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MAX_BYTES = 100_000  # larger outputs make the history of the repository heavy


def _outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs(path: Path, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    place = tmp_path / "notebooks"
    place.mkdir()
    shutil.copy(path, place)
    notebook = nbformat.read(place / path.name, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(place)}}).execute()
    assert any("<iframe srcdoc=" in output.get("data", {}).get("text/html", "") for output in _outputs(notebook))
    assert all(output.output_type != "error" for output in _outputs(notebook))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_stored_outputs_are_whole_and_small(path: Path) -> None:
    assert path.stat().st_size < MAX_BYTES
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not any(output.get("name") == "stderr" for cell in code for output in cell.outputs)
