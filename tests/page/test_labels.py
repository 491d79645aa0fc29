"""Names and signs can be read: in the boxes in which the browser really draws them, none lies over another."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from chromium import Shown, selected
from page_graphs import made_up_content
from playwright.sync_api import Page

from kg.page import write_page

type Box = tuple[str, float, float, float, float]

# Notes what each frame of a canvas writes, and where on the screen.
RECORD = """
const written = new Map();
const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  written.set(this.canvas, []);
  clearRect.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const size = this.measureText(text);
  const at = (dx, dy) => this.getTransform().transformPoint({ x: x + dx, y: y + dy });
  const [a, b] = [
    at(-size.actualBoundingBoxLeft, -size.actualBoundingBoxAscent),
    at(size.actualBoundingBoxRight, size.actualBoundingBoxDescent),
  ];
  if (text.trim()) written.get(this.canvas)?.push([text, a.x, a.y, b.x, b.y]);
  fillText.call(this, text, x, y);
};
window.writtenOnCanvas = () => written.get(document.querySelector("#canvas canvas"));
"""
MAP_TEXTS = """() => [...document.querySelectorAll("#map text")]
    .filter((text) => getComputedStyle(text).visibility !== "hidden")
    .map((text) => [text.textContent, text.getBoundingClientRect()])
    .map(([text, box]) => [text, box.left, box.top + 2, box.right, box.bottom - 2])"""


def overlaps(boxes: list[Box], slack: float = 1) -> list[tuple[str, str]]:
    """The pairs of texts whose boxes share more than `slack` pixels each way."""
    return [
        (one[0], other[0])
        for one, other in combinations(boxes, 2)
        if min(one[3], other[3]) - max(one[1], other[1]) > slack
        and min(one[4], other[4]) - max(one[2], other[2]) > slack
    ]


@pytest.fixture(scope="module")
def crowded_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(made_up_content(90, 800), tmp_path_factory.mktemp("crowded") / "graph.html").path


def written(page: Page) -> list[Box]:
    page.wait_for_timeout(400)  # names are fitted to the scale shortly after it has changed
    return page.evaluate("writtenOnCanvas()")


@pytest.mark.parametrize("size", [(1281, 801), (1921, 1081), (391, 845)])
@pytest.mark.parametrize("link", ["", selected("entity", "Q159"), "focus=Q159"])
def test_names_of_the_network_do_not_overlap(
    show: Callable[..., Shown], sample_page: Path, size: tuple[int, int], link: str
) -> None:
    shown = show(*size)
    shown.page.add_init_script(RECORD)
    boxes = written(shown.open(sample_page, link))
    assert len(boxes) > 15
    assert overlaps(boxes) == []


def test_a_dense_core_keeps_its_busiest_names_and_shows_more_of_them_close_by(
    show: Callable[..., Shown], crowded_page: Path
) -> None:
    shown = show(1281, 801)
    shown.page.add_init_script(RECORD)
    page = shown.open(crowded_page)
    boxes = written(page)
    assert overlaps(boxes) == []
    assert "Actor 00000" in {box[0] for box in boxes}
    for _ in range(4):
        page.click("button[aria-label='Zoom in']")
    near = written(page)
    assert overlaps(near) == []
    assert {box[0] for box in near} - {box[0] for box in boxes}


@pytest.mark.parametrize("size", [(1281, 801), (1921, 1081), (391, 845)])
def test_names_on_the_map_do_not_overlap(show: Callable[..., Shown], sample_page: Path, size: tuple[int, int]) -> None:
    page = show(*size).open(sample_page, "view=map")
    assert overlaps(page.evaluate(MAP_TEXTS)) == []
    for _ in range(5):
        page.keyboard.press("+")
    assert overlaps(page.evaluate(MAP_TEXTS)) == []


def test_an_overlap_would_be_seen(show: Callable[..., Shown], sample_page: Path) -> None:
    page = show(1281, 801).open(sample_page, "view=map")
    page.evaluate("for (const text of document.querySelectorAll('#map .waiting')) text.classList.remove('waiting')")
    assert overlaps(page.evaluate(MAP_TEXTS))
