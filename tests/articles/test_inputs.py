import os
from pathlib import Path

import pytest

from kg.articles.drafts import Skipped
from kg.articles.inputs import Source, find_sources
from kg.errors import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/y.md", ".hidden", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(found: list[Source | Skipped], folder: Path) -> list[str]:
    return [os.path.relpath(item.name, folder) for item in found if isinstance(item, Source)]


def test_a_folder_gives_its_files_in_order_without_hidden_ones(folder: Path) -> None:
    assert names(find_sources([folder]), folder) == ["a/y.md", "a/z.txt", "b.txt"]


def test_the_order_of_inputs_does_not_matter_and_each_file_comes_once(folder: Path) -> None:
    one = find_sources([folder / "b.txt", folder / "a", str(folder / "*.txt"), folder])
    other = find_sources([folder, folder / "a", folder / "b.txt"])
    assert names(one, folder) == names(other, folder) == ["a/y.md", "a/z.txt", "b.txt"]


def test_a_glob_reaches_into_folders(folder: Path) -> None:
    assert names(find_sources([str(folder / "**" / "*.txt")]), folder) == ["a/z.txt", "b.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talks [final].txt"
    path.write_text("x")
    assert names(find_sources([path]), tmp_path) == ["talks [final].txt"]


def test_standard_input_comes_last(folder: Path) -> None:
    assert find_sources(["-", folder])[-1] == Source("stdin", None)


@pytest.mark.parametrize("name", ["missing.txt", "*.nothing"])
def test_an_input_that_names_nothing_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"missing\.txt: does not exist|\*\.nothing: matches no file"):
        find_sources([tmp_path / name])


def test_no_input_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no article was named"):
        find_sources([])


def test_a_folder_that_cannot_be_listed_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str):
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_sources([folder])
    assert names(found, folder) == ["b.txt"]
    assert [(item.reason, item.detail) for item in found if isinstance(item, Skipped)] == [
        ("unreadable", "Permission denied")
    ]
