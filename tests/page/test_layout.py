"""Places are the same each time, never on top of each other, and found in time for any number of actors."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.page.layout import ALL, CORE, LABEL_HEIGHT, LABEL_WIDTH, lay_out

NAMES = [f"n{i}" for i in range(30)]
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1])


@settings(deadline=None, max_examples=25)
@given(st.dictionaries(PAIRS, st.integers(1, 50), max_size=60))
def test_places_are_apart_and_do_not_hang_on_the_order_of_the_pairs(weights: dict[tuple[str, str], int]) -> None:
    places = lay_out(NAMES, weights)
    assert set(places) == set(NAMES)
    assert len(set(places.values())) == len(NAMES)
    assert lay_out(NAMES, dict(reversed(weights.items()))) == places


def star(rays: int) -> dict[tuple[str, str], float]:
    return {("a", f"b{i:04}"): 1.0 for i in range(rays)}


@pytest.mark.parametrize("rays", [1, 10, 60])
def test_names_do_not_overlap(rays: int) -> None:
    places = list(lay_out(["a", *(f"b{i:04}" for i in range(rays))], star(rays)).values())
    overlaps = [
        (one, other)
        for i, one in enumerate(places)
        for other in places[:i]
        if abs(one[0] - other[0]) < LABEL_WIDTH * 0.9 and abs(one[1] - other[1]) < LABEL_HEIGHT * 0.9
    ]
    assert len(overlaps) <= rays // 20


def test_the_core_stays_where_it_is_when_others_come() -> None:
    few = lay_out(["a", *(f"b{i:04}" for i in range(CORE - 1))], star(CORE - 1))
    many = lay_out(["a", *(f"b{i:04}" for i in range(ALL + 20))], star(ALL + 20))
    assert all(many[name] == place for name, place in few.items())


def test_parts_that_nothing_joins_stand_side_by_side() -> None:
    places = lay_out(list("abcdef"), {("a", "b"): 1, ("b", "c"): 1, ("d", "e"): 1})
    assert max(places[n][1] for n in "abc") < min(places[n][1] for n in "def")


def test_thousands_take_seconds() -> None:
    names = [f"n{i}" for i in range(5000)]
    weights = {(f"n{i * i % 97}", f"n{i}"): 1.0 for i in range(100, 5000)}
    started = time.perf_counter()
    assert len(set(lay_out(names, weights).values())) == 5000
    assert time.perf_counter() - started < 8


def test_nobody_is_no_error() -> None:
    assert lay_out([], {}) == {}
    assert lay_out(["a"], {}) == {"a": (0, 0)}
