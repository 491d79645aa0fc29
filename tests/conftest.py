"""Fixtures shared by all tests."""

import pytest

from kg.extraction.reader import ArticleReader, default_reader


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    """The reader with the bundled model, loaded once for the whole run."""
    return default_reader()
