"""A real browser, and the sample's page in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, FLAGS, Shown
from page_graphs import sample_content
from playwright.sync_api import Browser, sync_playwright

from kg.page import write_page
from kg.types import Content


@pytest.fixture(scope="session")
def sample() -> Content:
    return sample_content()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(sample_content(), tmp_path_factory.mktemp("page") / "graph.html", title="A sample").path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.fail("these tests need Chromium: install the package chromium", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Shown]]:
    """Makes pages in a browser without network; afterwards none may have said or asked anything."""
    made: list[Shown] = []

    def make(width: int = 1440, height: int = 900, scheme: str = "light", *, quiet: bool = True) -> Shown:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=True, accept_downloads=True
        )
        context.set_default_timeout(8000)
        shown = Shown(context.new_page())
        if quiet:
            made.append(shown)
        return shown

    yield make
    for context in browser.contexts:
        context.close()
    assert [(shown.messages, shown.asked) for shown in made] == [([], [])] * len(made)
