from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles import Skipped, read_articles
from kg.types import Article

type Read = Callable[..., tuple[list[Article], list[Skipped]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes bytes to a file of the given name and reads it: its articles, and the reports about it."""

    def read_file(name: str, data: bytes | str, **options: object) -> tuple[list[Article], list[Skipped]]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        skipped: list[Skipped] = []
        articles = list(read_articles(path, on_skip=skipped.append, **options))  # type: ignore[arg-type]
        return articles, skipped

    return read_file
