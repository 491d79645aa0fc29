"""Chromium as the tests use it: without network, and with an eye on all that a page says and asks."""

import json
import shutil
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

# The system's own; Playwright's download of a browser of its own is not needed.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
]  # fmt: skip
SCALE = 0.6
CAMERA = f"at=0,0,{SCALE}"  # the part of a deep link that puts the drawing's middle into the window's
READY = "html[data-ready]"


class Shown:
    """A page in the browser, with all that it said to the console and asked of the network."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages: list[str] = []
        self.requests: list[str] = []
        self._listeners = {
            "console": lambda message: self.messages.append(message.text),
            "pageerror": lambda error: self.messages.append(str(error)),
            "request": lambda request: self.requests.append(request.url),
        }
        for name, listener in self._listeners.items():
            page.on(name, listener)  # type: ignore[call-overload]

    def stop_listening(self) -> None:
        """Leave the page to its next user."""
        for name, listener in self._listeners.items():
            self.page.remove_listener(name, listener)

    def open(self, path: Path, link: str = "") -> Page:
        """Open a page at a deep link and wait until it has drawn."""
        self.page.goto("about:blank")
        self.page.goto(f"{path.as_uri()}{'#' + link if link else ''}")
        self.page.locator(READY).wait_for(state="attached")
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
