"""States stand where they are, under their ISO codes."""

import json

import pytest

from kg.page.world import read_world
from kg.page.world.convert import project
from kg.vocabulary.states import load_states

WORLD = json.loads(read_world())


def test_every_state_with_a_code_has_a_place() -> None:
    codes = {state.iso3 for state in load_states() if state.iso3}
    assert codes - set(WORLD["points"]) <= {"ATA"}


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"), [("KOR", 128, 36.4), ("URY", -56, -32.8), ("TWN", 121, 23.7)]
)
def test_places_are_right_within_a_degree_or_so(code: str, longitude: float, latitude: float) -> None:
    width = 1500
    x, y = WORLD["points"][code]
    right, _ = project(180, 0)
    _, top = project(0, 84)
    there = project(longitude, latitude)
    assert abs(x / width * 2 * right - right - there[0]) < 0.03
    assert abs(top - y / width * 2 * right - there[1]) < 0.03


def test_east_of_the_date_line_russia_goes_on() -> None:
    assert WORLD["size"][0] > 1500
    assert 900 < WORLD["points"]["RUS"][0] < 1300
