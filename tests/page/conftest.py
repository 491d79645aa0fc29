"""A real browser, and the sample's page in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import Shown
from page_graphs import sample_content
from playwright.sync_api import Browser, Page

from kg.page import write_page
from kg.types import Content


@pytest.fixture(scope="session")
def sample() -> Content:
    return sample_content()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(sample_content(), tmp_path_factory.mktemp("page") / "graph.html", title="A sample").path


class Pool:
    """Pages that one test after the other uses, by size and colour scheme: opening a window takes a while."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[tuple[int, int, str], list[Page]] = {}

    def take(self, width: int, height: int, scheme: str) -> Page:
        """A page that nobody uses, in a context without network."""
        if waiting := self.free.get((width, height, scheme)):
            return waiting.pop()
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=True, accept_downloads=True
        )
        context.set_default_timeout(8000)
        return context.new_page()

    def give_back(self, key: tuple[int, int, str], page: Page) -> None:
        """Make a page empty for its next use."""
        page.emulate_media(media="null")
        page.goto("about:blank")
        self.free.setdefault(key, []).append(page)


@pytest.fixture(scope="session")
def pool(browser: Browser) -> Pool:
    return Pool(browser)


@pytest.fixture
def show(pool: Pool) -> Iterator[Callable[..., Shown]]:
    """Makes pages in a browser without network; afterwards none may have said or asked anything."""
    made: list[tuple[Shown, tuple[int, int, str], bool]] = []

    def make(width: int = 1440, height: int = 900, scheme: str = "light", *, quiet: bool = True) -> Shown:
        shown = Shown(pool.take(width, height, scheme))
        made.append((shown, (width, height, scheme), quiet))
        return shown

    yield make
    for shown, key, _ in made:
        shown.stop_listening()
        pool.give_back(key, shown.page)
    assert [said for shown, _, quiet in made if quiet for said in (*shown.messages, *shown.asked)] == []
