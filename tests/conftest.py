"""Fixtures shared by all tests."""

from collections.abc import Iterator

import pytest
from chromium import CHROMIUM, FLAGS
from playwright.sync_api import Browser, sync_playwright

from kg.extraction.reader import ArticleReader, default_reader


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    """The reader with the bundled model, loaded once for the whole run."""
    return default_reader()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run: a second one beside it is not possible in the same thread."""
    if not CHROMIUM:
        pytest.fail("these tests need Chromium: install the package chromium", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
