"""In a notebook the page stands in a frame: it works there, offline, and reaches nothing around it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import READY, Shown, selected
from playwright.sync_api import FrameLocator, Page, expect

from kg.page import render_frame, render_page
from kg.types import Content

NOTEBOOK = """<!doctype html><meta charset="utf-8"><title>Notebook</title>
<body style="width:960px;margin:2rem auto"><pre>graph</pre><div class="output">{frame}</div>"""


@pytest.fixture
def notebook(show: Callable[..., Shown], sample: Content, tmp_path: Path) -> Page:
    place = tmp_path / "notebook.html"
    place.write_text(NOTEBOOK.format(frame=render_frame(render_page(sample))), encoding="utf-8")
    page = show(1100, 900).page
    page.goto(place.as_uri())
    return page


@pytest.fixture
def frame(notebook: Page) -> FrameLocator:
    inside = notebook.frame_locator("iframe")
    inside.locator(READY).wait_for(state="attached")
    return inside


def test_the_page_works_in_a_frame(frame: FrameLocator, sample: Content) -> None:
    frame.locator("#show-table").click()
    expect(frame.locator("#view-table tbody tr")).to_have_count(len(sample.events))
    frame.locator("#view-table button.open").first.click()
    expect(frame.locator("#panel blockquote").first).to_be_visible()


def test_the_state_stays_in_the_frame(notebook: Page, frame: FrameLocator) -> None:
    frame.locator("#search").fill("North Korea")
    frame.locator("#search").press("Enter")
    expect(frame.locator("#panel h2")).to_have_text("North Korea")
    notebook.wait_for_timeout(100)
    assert notebook.title() == "Notebook"
    assert "#" not in notebook.url


def test_the_frame_has_no_origin_and_no_way_out(notebook: Page, frame: FrameLocator) -> None:
    assert frame.locator("body").evaluate("() => origin") == "null"
    reach = "() => { try { return parent.document.title } catch (error) { return error.name } }"
    assert frame.locator("body").evaluate(reach) == "SecurityError"
    assert "allow-same-origin" not in (notebook.locator("iframe").get_attribute("sandbox") or "")


def test_exports_can_be_saved_from_a_frame(notebook: Page, frame: FrameLocator) -> None:
    frame.locator("#open-exports").click()
    with notebook.expect_download() as saved:
        frame.locator("#export-csv").click()
    assert saved.value.suggested_filename.endswith(".csv")


def test_the_address_of_the_notebook_sets_nothing_in_the_frame(notebook: Page, frame: FrameLocator) -> None:
    notebook.evaluate(f"location.hash = {selected('entity', 'Q159')!r}")
    expect(frame.locator("#panel .kicker")).to_have_text("Overview")
