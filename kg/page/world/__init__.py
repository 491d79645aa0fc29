"""The map of the world behind the page's map view: outlines of countries and a place for every state.

`world.json` is made by `kg.page.world.convert` from Natural Earth's public-domain data; see README.md beside it.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def read_world() -> str:
    """The text of world.json: `{"size": [w, h], "lands": [[code, path], ...], "points": {code: [x, y]}}`."""
    return (FOLDER / "world.json").read_text(encoding="utf-8").strip()
