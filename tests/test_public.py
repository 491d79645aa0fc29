"""The public face: which names there are, and that asking for none of them costs nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from contents import CONTENT

import kg

PUBLIC = [
    *("Article", "ArticleReader", "Claim", "Content", "Denial", "Entity", "Event", "Graph", "GraphError", "InputError"),
    *("KgError", "Mention", "ModelError", "Office", "Progress", "Quantity", "QueryError", "Reading", "Selection"),
    *("Skipped", "VocabularyError", "__version__", "build", "open", "read_articles"),
]


def test_the_public_names_are_these() -> None:
    assert kg.__all__ == dir(kg) == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(kg, name)
    assert name == "__version__" or value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'biuld'"):
        kg.biuld  # noqa: B018


@pytest.mark.parametrize("name", ["GraphError", "InputError", "ModelError", "QueryError", "VocabularyError"])
def test_one_error_catches_all(name: str) -> None:
    assert issubclass(getattr(kg, name), kg.KgError)


def test_the_import_loads_no_library() -> None:
    program = "import sys; before = set(sys.modules); import kg; print(*sorted(set(sys.modules) - before))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in shown if name.partition(".")[0] not in sys.stdlib_module_names} == {"kg"}


def test_a_folder_is_opened(tmp_path: Path) -> None:
    kg.Graph(CONTENT).save(tmp_path / "graph")
    assert kg.open(tmp_path / "graph").content == CONTENT


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(kg.__file__).parent / "py.typed").exists()
