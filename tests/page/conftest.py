"""A real browser, and the sample's page in it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from kg.page import write_page
from kg.types import Content
from page_graphs import sample_content
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
]  # fmt: skip
SCALE = 0.6
CAMERA = f"at=0,0,{SCALE}"  # the part of a deep link that puts the drawing's middle into the window's
READY = "document.documentElement.dataset.ready"


class Shown:
    """A page in the browser, with all that it said to the console and asked of the network."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: Path, link: str = "") -> Page:
        """Open a page at a deep link and wait until it has drawn."""
        self.page.goto("about:blank")
        self.page.goto(f"{path.as_uri()}{'#' + link if link else ''}")
        self.page.wait_for_function(READY)
        return self.page

    @property
    def asked(self) -> list[str]:
        """What it asked of any other place than its own file."""
        return [url for url in self.requests if not url.startswith(("file:", "blob:", "data:", "about:"))]

    def at(self, entity: str) -> tuple[float, float]:
        """Where in the window an actor of the network stands, on a page opened at `CAMERA`."""
        data = json.loads(self.page.locator("#kg-data").text_content() or "")
        index = next(i for i, row in enumerate(data["entities"]) if row[0] == entity)
        x, y = next(row[1:3] for row in data["drawing"]["nodes"] if row[0] == index)
        box = self.page.locator("#canvas").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2 + x * SCALE, box["y"] + box["height"] / 2 + y * SCALE


def selected(*what: str) -> str:
    """The part of a deep link that selects something."""
    return f"select={quote(json.dumps(list(what)))}"


@pytest.fixture(scope="session")
def sample() -> Content:
    return sample_content()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(sample_content(), tmp_path_factory.mktemp("page") / "graph.html", title="A sample").path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
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
