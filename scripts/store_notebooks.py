"""Runs the notebooks and stores them with their outputs: `python scripts/store_notebooks.py`.

Framed pages are left out of what is stored: each weighs as much as all else, and a reader's own run shows it.
"""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"


def store(path: Path) -> None:
    """Run one notebook from the first cell to the last and write it back."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            if output.get("data", {}).get("text/html", "").startswith("<iframe"):
                del output["data"]["text/html"]
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for found in sorted(FOLDER.glob("*.ipynb")):
        store(found)
