"""Draws docs/images/growth.svg from docs/growth.csv: `python scripts/draw_growth.py`."""

import csv
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
DATA, FIGURE = DOCS / "growth.csv", DOCS / "images" / "growth.svg"

WIDTH, HEIGHT = 320, 200  # pixels of a panel's plot
LEFT, TOP, GAP, MARGIN = 50, 40, 80, 30
INK, LINE = "#444", "#2a6f97"

type Points = Sequence[tuple[float, float]]  # number of articles, value


def draw(rows: Sequence[dict[str, str]]) -> str:
    """The two panels: how fast a core reads, and the memory of a whole build, by the number of articles."""
    panels = (("articles a second, one core", "articles_per_second", 80.0), ("peak memory, GB", "peak_gb", 4.0))
    parts = []
    for number, (title, column, top) in enumerate(panels):
        points = [(float(row["articles"]), float(row[column])) for row in rows]
        parts.extend(_panel(title, points, top, LEFT + number * (WIDTH + GAP)))
    width, height = LEFT + 2 * WIDTH + GAP + 30, TOP + HEIGHT + 50
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    )
    style = f'font-family="sans-serif" font-size="12" fill="{INK}"'
    return "\n".join([f"{opening} {style}>", '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>"]) + "\n"


def _panel(title: str, points: Points, top: float, left: int) -> Iterator[str]:
    base = TOP + HEIGHT
    yield f'<text x="{left}" y="{TOP - 18}" font-weight="bold">{title}</text>'
    for step in range(5):
        y = base - HEIGHT * step / 4
        yield f'<line x1="{left}" x2="{left + WIDTH}" y1="{y:g}" y2="{y:g}" stroke="#ddd"/>'
        yield f'<text x="{left - 6}" y="{y + 4:g}" text-anchor="end">{top * step / 4:g}</text>'
    first, last = (math.log10(points[place][0]) for place in (0, -1))
    span = WIDTH - 2 * MARGIN
    places = []
    for count, value in points:
        x = left + MARGIN + span * (math.log10(count) - first) / (last - first)
        places.append((x, base - HEIGHT * value / top))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{line}" fill="none" stroke="{LINE}" stroke-width="2"/>'
    for (x, y), (count, value) in zip(places, points, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{LINE}"/>'
        yield f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{value:g}</text>'
        yield f'<text x="{x:.1f}" y="{base + 18}" text-anchor="middle">{count:,.0f}</text>'
    yield f'<text x="{left + WIDTH / 2:g}" y="{base + 38}" text-anchor="middle">articles</text>'


if __name__ == "__main__":
    with DATA.open(encoding="utf-8", newline="") as stream:
        FIGURE.write_text(draw(list(csv.DictReader(stream))), encoding="utf-8")
