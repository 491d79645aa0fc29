"""The figure of docs/scaling.md shows the data beside it."""

import csv

from draw_growth import DATA, FIGURE, draw


def test_the_figure_is_drawn_from_the_data() -> None:
    with DATA.open(encoding="utf-8", newline="") as stream:
        assert FIGURE.read_text(encoding="utf-8") == draw(list(csv.DictReader(stream)))
