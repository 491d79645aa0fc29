"""The map: states in their places, and what is between them as arcs, the busiest pairs first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import Shown, selected
from playwright.sync_api import Page, expect

Show = Callable[..., Shown]
RUSSIA, UKRAINE = "Q159", "Q212"


@pytest.fixture
def page(show: Show, sample_page: Path) -> Page:
    return show().open(sample_page, "view=map")


def arcs_of(page: Page, state: str) -> int:
    return page.locator(f"#map .arc:is([data-a={state}], [data-b={state}])").count()


def test_map_places_states_and_draws_arcs_between_them(page: Page) -> None:
    assert page.locator("#map .point").count() > 20
    page.locator("#pairs").fill(page.locator("#pairs").get_attribute("max") or "")
    arcs = page.locator("#map .arc").count()
    assert page.locator("#map .arc .band").count() >= 3
    page.locator("#filters .choice", has_text="Conflict").locator("input").first.click()
    assert page.locator("#map .arc").count() < arcs
    page.locator("#map .point[data-id=Q17] circle").dispatch_event("click")
    expect(page.locator("#panel h2")).to_have_text("Japan")
    page.focus("#map")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#panel h2")).not_to_have_text("Japan")


def test_states_stand_where_they_are(page: Page) -> None:
    at = {
        id_: page.locator(f"#map .point[data-id={id_}]").evaluate("e => [Number(e.dataset.x), Number(e.dataset.y)]")
        for id_ in ("Q30", "Q145", "Q159", "Q17", "Q717", "Q34")
    }
    assert at["Q30"][0] < at["Q717"][0] < at["Q145"][0] < at["Q34"][0] < at["Q159"][0] < at["Q17"][0]
    assert at["Q34"][1] < at["Q145"][1] < at["Q30"][1] < at["Q717"][1]


def test_persons_count_for_their_state_on_the_map(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, f"view=map&{selected('pair', 'Q423', 'Q159')}")
    expect(page.locator("#panel")).to_contain_text("Kim Jong Un met Vladimir Putin")


def test_the_slider_sets_how_many_pairs_are_drawn(page: Page) -> None:
    page.locator("#pairs").fill("5")
    assert page.locator("#map .arc").count() == 5
    expect(page.locator(".pairs output")).to_contain_text("5 of ")
    page.wait_for_timeout(120)
    assert "pairs=5" in page.evaluate("location.hash")
    page.locator("#pairs").press("ArrowRight")
    assert page.locator("#map .arc").count() == 10


def test_a_selected_state_has_all_its_arcs_whatever_their_rank(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, "view=map&pairs=300")
    every = arcs_of(page, RUSSIA)
    page = show().open(sample_page, f"view=map&pairs=5&{selected('entity', RUSSIA)}")
    assert arcs_of(page, RUSSIA) == every
    assert page.locator("#map .arc.lit").count() == every
    assert page.locator("#map .arc.faded").count() > 0


def test_arcs_are_toned_and_signed_by_conflict_and_cooperation(page: Page) -> None:
    arc = page.locator(f"#map .arc[data-a={RUSSIA}][data-b={UKRAINE}], #map .arc[data-a={UKRAINE}][data-b={RUSSIA}]")
    assert "--class-conflict" in (arc.get_attribute("style") or "")
    assert "▾" in (arc.locator(".sign").text_content() or "")
    assert page.locator("#map .arc[style*=cooperation]").count() > 0


def test_a_country_lights_what_it_does_under_the_pointer(page: Page) -> None:
    land = page.locator("#map .lands path[data-code=RUS]")
    land.dispatch_event("pointermove")
    assert page.locator("#map .arc.lit").count() == arcs_of(page, RUSSIA)
    expect(page.locator("#tip")).to_contain_text("Russia")
    land.dispatch_event("pointerleave")
    expect(page.locator("#map .arc.faded")).to_have_count(0)
    land.dispatch_event("click")
    expect(page.locator("#panel h2")).to_have_text("Russia")


def test_an_arc_opens_all_that_is_between_two(page: Page) -> None:
    page.locator("#map .arc .reach").first.dispatch_event("click")
    expect(page.locator("#panel .kicker").first).to_have_text("Between two")
