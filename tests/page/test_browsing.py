"""What an analyst does with a page, in a real browser; every test also checks that nothing was said or asked."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from chromium import CAMERA, Shown, selected
from page_graphs import made_up_content, sample_content
from playwright.sync_api import Page, expect

from kg.page import write_page

Show = Callable[..., Shown]
ARMS = "\t".join(("Q423", "Q159", "military", "contested", "1"))


@pytest.fixture
def page(show: Show, sample_page: Path) -> Page:
    return show().open(sample_page)


def passing(page: Page) -> int:
    return int((page.locator("#passing").text_content() or "").split()[0])


def find(page: Page, words: str) -> None:
    page.fill("#search", words)
    page.keyboard.press("Enter")


def facet(page: Page, label: str) -> None:
    page.locator("#filters .choice", has_text=label).locator("input").first.click()


def link(page: Page) -> str:
    page.wait_for_timeout(120)
    return page.evaluate("location.hash.slice(1)")


# ---- search, selection, evidence


def test_search_finds_an_actor_by_alias_and_opens_its_card(page: Page) -> None:
    find(page, "ansar")
    expect(page.locator("#panel h2")).to_have_text("Houthis")
    expect(page.locator("#panel")).to_contain_text("Ansar Allah")


def test_search_finds_words_in_quotes(page: Page) -> None:
    page.fill("#search", "cosmodrome")
    page.locator("#hits li", has_text="with these words").click()
    assert passing(page) == 1


def test_search_is_a_combobox_for_the_keyboard(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("an")
    page.keyboard.press("ArrowDown")
    active = page.locator("#search").get_attribute("aria-activedescendant")
    assert active == "hit-1"
    expect(page.locator("#hit-1")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_hidden()


def test_click_on_a_line_shows_its_events_with_evidence(show: Show, sample_page: Path) -> None:
    shown = show(1600, 1000)
    page = shown.open(sample_page, CAMERA)
    (x1, y1), (x2, y2) = shown.at("Q974"), shown.at("m23")
    page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("DR Congo – M23")
    expect(panel.locator("article.event")).to_have_count(1)
    expect(panel.locator("mark.act")).to_have_text("fought")
    expect(panel.locator("mark.actor").first).to_have_text("Congo")
    expect(panel.locator("cite")).to_have_text("Daily Ledger")
    href = panel.locator("blockquote footer a").get_attribute("href") or ""
    assert href.startswith("https://news.example/")


def test_click_on_a_node_shows_its_card_and_on_the_ground_closes_it(show: Show, sample_page: Path) -> None:
    shown = show(1600, 1000)
    page = shown.open(sample_page, CAMERA)
    page.mouse.click(*shown.at("Q794"))
    expect(page.locator("#panel h2")).to_have_text("Iran")
    x, y = shown.at("Q794")
    page.mouse.click(x + 30, y + 60)
    expect(page.locator("#panel .kicker")).to_have_text("Overview")


def test_disputed_event_names_claimants_and_deniers_with_the_denial(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, selected("bundle", ARMS))
    card = page.locator("article.event", has_text="transferred arms to")
    expect(card.locator(".badge")).to_have_text("Disputed")
    expect(card.locator("dl")).to_contain_text("Claimed bySouth Korea and United States")
    expect(card.locator("dl")).to_contain_text("Denied byNorth Korea and Russia")
    expect(card.locator("dl")).to_contain_text("more than 5,000 containers")
    expect(card.locator("dl")).to_contain_text("Jun 2023 – Jan 2024")
    expect(card.locator("blockquote.denial").first).to_contain_text("deny any such transfer")
    card.locator("button", has_text="more quote").click()
    expect(card.locator("blockquote:not(.denial)")).to_have_count(3)


def test_node_card_has_offices_aliases_wikidata_counterparts_and_timeline(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, selected("entity", "Q159"))
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Also: Russian Federation, Moscow")
    expect(panel.locator(".links a")).to_have_attribute("href", "https://www.wikidata.org/wiki/Q159")
    panel.locator("summary", has_text="Office-holders (2)").click()
    expect(panel).to_contain_text("Sergei Lavrov · foreign minister, 9 Mar 2004")
    assert panel.locator(".bars li").first.text_content().startswith(("Ukraine", "North Korea"))
    expect(panel.locator(".timeline svg")).to_be_visible()
    panel.locator("button.name", has_text="Sergei Lavrov").click()
    expect(panel).to_contain_text("Foreign minister · Russia")


def test_counterpart_opens_all_events_between_the_two(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, selected("entity", "Q423"))
    page.locator("#panel .bars button", has_text="Russia").click()
    expect(page.locator("#panel h2")).to_have_text("North Korea – Russia")
    expect(page.locator("#panel")).to_contain_text("2 contested")


# ---- filters


def test_filter_by_status_counts_and_chips_follow(page: Page) -> None:
    before = passing(page)
    row = page.locator("#filters .choice", has_text="Disputed")
    count = int(row.locator(".count").text_content() or 0)
    row.locator("input").click()
    assert passing(page) == before - count
    assert int(row.locator(".count").text_content() or 0) == count
    page.locator("#reset").click()
    assert passing(page) == before


def test_only_leaves_one_choice(page: Page) -> None:
    row = page.locator("#filters .choice", has_text="Military").first
    count = int(row.locator(".count").first.text_content() or 0)
    row.hover()
    row.locator("button.only").first.click()
    assert passing(page) == count
    expect(page.locator("#filters .choice", has_text="Diplomacy").locator("input").first).not_to_be_checked()


def test_types_open_below_their_class(page: Page) -> None:
    page.locator("button[aria-label='Types of conflict']").click()
    row = page.locator("#types-conflict .choice", has_text="Cyberattack")
    before = passing(page)
    row.locator("input").click()
    assert passing(page) == before - 1
    assert page.locator("#filters .choice", has_text="Conflict").locator("input").first.evaluate("e => e.indeterminate")


def test_kind_outlet_and_sources_filter_events(page: Page, sample: object) -> None:
    everything = passing(page)
    facet(page, "Person")
    without_persons = passing(page)
    facet(page, "Wire Desk")
    without_wire = passing(page)
    page.locator("#filters input[type=radio][value='2']").click()
    assert everything > without_persons > without_wire > passing(page) > 0


def test_words_filter_the_quotes(page: Page) -> None:
    page.fill("#words", "missiles")
    page.wait_for_timeout(300)
    assert 0 < passing(page) < 8
    expect(page.locator("#chips")).to_contain_text("missiles")


def test_brush_over_the_months_sets_a_range_of_days(page: Page) -> None:
    before = passing(page)
    box = page.locator("#bars").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20, steps=4)
    page.mouse.up()
    assert 0 < passing(page) < before
    assert re.fullmatch(r"\d{4}-\d\d-01", page.input_value("#date-from"))
    page.keyboard.press("u")
    assert passing(page) == before


def test_date_fields_filter_by_day(page: Page, sample: object) -> None:
    page.fill("#date-from", "2024-01-16")
    page.fill("#date-to", "2024-01-18")
    events = [e for e in sample_content().events if e.date]
    inside = [
        e
        for e in events
        if (e.date.split("/")[0] <= "2024-01-18" and (e.date.split("/")[-1] + "-31")[:10] >= "2024-01-16")
        or e.date == "2024"
    ]
    assert passing(page) == len(inside)


def test_undated_events_can_be_left_out(page: Page) -> None:
    before = passing(page)
    page.locator("#undated").click()
    assert passing(page) == before - sum(event.date is None for event in sample_content().events)


# ---- the drawing: focus, expand, hide, path, pin, undo


def test_focus_expand_hide_and_undo(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, selected("entity", "Q801"))
    page.locator("#panel .actions button", has_text="Focus").click()
    expect(page.locator("#chips")).to_contain_text("Around Israel")
    assert "focus=Q801" in link(page)
    page.keyboard.press("e")
    assert "add=" in link(page)
    page.keyboard.press("f")
    page.keyboard.press("h")
    expect(page.locator("#chips")).to_contain_text("1 actor hidden")
    page.keyboard.press("Control+z")
    expect(page.locator("#chips")).not_to_contain_text("hidden")
    page.keyboard.press("Control+y")
    expect(page.locator("#chips")).to_contain_text("1 actor hidden")


def test_persons_can_count_for_their_state_in_the_network(page: Page) -> None:
    find(page, "Vladimir Putin")
    page.keyboard.press("s")
    expect(page.locator("#fold")).to_be_checked()
    page.keyboard.press("]")
    expect(page.locator("#panel .kicker")).to_have_text("Between two")
    expect(page.locator("#panel h2")).to_contain_text("Russia")
    find(page, "Kim Jong Un")
    expect(page.locator("#panel .bars")).to_contain_text("Russia")
    assert "fold=yes" in link(page)
    page.keyboard.press("u")
    expect(page.locator("#fold")).not_to_be_checked()


def test_path_between_two_lists_its_steps(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, selected("entity", "Q33"))
    page.fill("#path-to", "Hamas")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Finland to Hamas")
    expect(panel).to_contain_text("7 steps")
    expect(page.locator("#chips")).to_contain_text("Path: Finland to Hamas")
    panel.locator("button.row").first.click()
    expect(panel.locator("h2")).to_have_text("Finland → NATO")


def test_path_takes_only_what_the_filters_let_through(show: Show, sample_page: Path) -> None:
    page = show().open(sample_page, f"path=Q33&path=hamas&off=reject&{selected('path')}")
    expect(page.locator("#panel")).to_contain_text("No line of events")


def test_dragged_actor_is_pinned_and_can_be_let_go(show: Show, sample_page: Path) -> None:
    shown = show(1600, 1000)
    page = shown.open(sample_page, CAMERA)
    x, y = shown.at("Q794")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=6)
    page.mouse.up()
    assert re.search(r"pin=-?\d+%2C-?\d+%2CQ794", link(page))
    page.mouse.click(x + 60, y - 40)
    expect(page.locator("#panel h2")).to_have_text("Iran")
    page.locator("#panel button", has_text="Unpin").click()
    assert "pin=" not in link(page)


def test_large_graph_opens_on_its_most_connected_and_expands(show: Show, tmp_path: Path) -> None:
    summary = write_page(made_up_content(200, 700), tmp_path / "large.html")
    shown = show(1600, 1000)
    page = shown.open(summary.path, CAMERA)
    expect(page.locator("#chips")).to_contain_text("The 60 most connected of 200 actors")
    page.mouse.click(*shown.at("a00000"))
    expect(page.locator("#panel h2")).to_have_text("Actor 00000")
    page.wait_for_timeout(400)  # so that the click before is none of the two
    page.mouse.dblclick(*shown.at("a00000"))
    expect(page.locator("#chips")).to_contain_text(re.compile(r"and \d+ more of 200"))
    page.locator("#chips button", has_text="60 more").click()
    expect(page.locator("#chips")).to_contain_text("The 120 most connected and")


def test_arrow_keys_go_from_actor_to_actor_and_brackets_along_lines(page: Page) -> None:
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel h2")).to_have_text("Russia")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#panel h2")).not_to_have_text("Russia")
    expect(page.locator("#live")).to_contain_text("event")
    page.keyboard.press("]")
    expect(page.locator("#panel h2")).to_contain_text(re.compile("[→–]"))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_every_control_is_reached_by_tab_and_has_a_name(page: Page) -> None:
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("button, input, a, [tabindex='0']")]
        .filter((e) => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim() || e.labels?.length))
        .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert unnamed == []
    seen = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim().slice(0, 12)"))
    assert {"search", "show-map", "open-exports", "theme", "canvas", "words", "date-from"} <= seen


def test_help_lists_every_key(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    keys = page.locator("#help kbd").all_text_contents()
    assert {"/", "f", "e", "h", "p", "t", "u", "r", "0", "d", "1", "4"} <= set(keys)
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


# ---- the other views


def test_table_has_the_same_filters_and_sorts(page: Page) -> None:
    page.keyboard.press("4")
    rows = page.locator("#view-table tbody tr")
    assert rows.count() == passing(page)
    facet(page, "Asserted")
    assert rows.count() == passing(page)
    page.locator("th button", has_text="Source").first.click()
    sources = [text.split(",")[0] for text in page.locator("#view-table tbody tr td:nth-child(2)").all_text_contents()]
    assert sources == sorted(sources, key=str.casefold)
    expect(page.locator("th", has_text="Source").first).to_have_attribute("aria-sort", "ascending")
    rows.first.locator("button.open").click()
    expect(page.locator("#panel article.event")).to_have_count(1)


def test_dyads_are_coloured_from_conflict_to_cooperation(page: Page) -> None:
    page.keyboard.press("3")
    table = page.locator("table.matrix")
    cell = table.locator("button[aria-label^='Iran and Pakistan'], button[aria-label^='Pakistan and Iran']").first
    assert cell.locator("xpath=..").get_attribute("class") in ("mood-3", "mood-4")
    friendly = table.locator("button[aria-label^='Germany and Ukraine']").first
    assert friendly.locator("xpath=..").get_attribute("class") == "mood4"
    cell.click()
    expect(page.locator("#panel h2")).to_contain_text("Iran")
    page.keyboard.press("ArrowDown")


def test_contested_events_do_not_colour_a_pair(page: Page) -> None:
    page.keyboard.press("3")
    cell = page.locator("table.matrix button[aria-label^='Guyana and Venezuela']")
    if not cell.count():
        cell = page.locator("table.matrix button[aria-label^='Iran and Russia']")
    assert cell.first.locator("xpath=..").get_attribute("class") == "mood-none"


def test_dyads_month_by_month(page: Page) -> None:
    page.keyboard.press("3")
    page.locator("button", has_text="Pairs by month").click()
    cell = page.locator(
        "button[aria-label^='Iran and Pakistan, Jan 2024'], button[aria-label^='Pakistan and Iran, Jan 2024']"
    )
    cell.click()
    expect(page.locator("#panel .kicker")).to_have_text("Jan 2024")
    expect(page.locator("#panel article.event")).to_have_count(3)
    assert "dyads=months" in link(page)


# ---- deep link, export, theme, notebook, print


def test_link_holds_the_whole_state(show: Show, sample_page: Path) -> None:
    first = show().open(sample_page, selected("entity", "Q159"))
    facet(first, "Denied")
    facet(first, "Harbour Times")
    facet(first, "Media") if first.locator("#filters .choice", has_text="Media").count() else None
    first.fill("#date-from", "2022-03-01")
    first.keyboard.press("Tab")
    first.focus("#canvas")
    first.keyboard.press("p")
    first.keyboard.press("h")
    first.keyboard.press("4")
    first.locator("th button", has_text="Relation").click()
    first.keyboard.press("d")
    state = link(first)
    second = show().open(sample_page, state)
    assert link(second) == state
    assert passing(second) == passing(first)
    expect(second.locator("#view-table")).to_be_visible()
    assert second.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize(
    "link_text",
    [
        "select=%5B%22entity%22%2C%22nobody%22%5D",
        "select=%7B",
        "select=%5B%22constructor%22%5D",
        "at=x,y,z&pin=1,2",
        "view=none&sort=x",
        "from=2024-99-99&focus=q",
    ],
)
def test_broken_link_opens_the_page(show: Show, sample_page: Path, link_text: str) -> None:
    page = show().open(sample_page, link_text)
    expect(page.locator("#panel .kicker")).to_have_text("Overview")
    assert passing(page) == len(sample_content().events)


def exported(page: Page, kind: str) -> bytes:
    page.click("#open-exports")
    with page.expect_download() as download:
        page.click(f"#export-{kind}")
    return Path(download.value.path()).read_bytes()


def test_csv_has_what_is_shown_and_no_formulas(page: Page) -> None:
    page.keyboard.press("4")
    facet(page, "Asserted")
    rows = list(csv.DictReader(io.StringIO(exported(page, "csv").decode("utf-8-sig"))))
    assert len(rows) == passing(page)
    arms = next(row for row in rows if row["relation"] == "arms_transfer" and row["source"] == "North Korea")
    assert (arms["status"], arms["denied_by"], arms["quantity"]) == ("disputed", "North Korea; Russia", "5000")


def test_gexf_is_a_graph_of_what_is_drawn(page: Page) -> None:
    root = ET.fromstring(exported(page, "gexf"))
    space = {"g": "http://gexf.net/1.3"}
    nodes = root.findall(".//g:node", space)
    edges = root.findall(".//g:edge", space)
    ids = {node.get("id") for node in nodes}
    assert len(nodes) == 41
    assert all(edge.get("source") in ids and edge.get("target") in ids for edge in edges)
    assert sum(value.get("value") == "contested" for value in root.iterfind(".//g:edge//g:attvalue", space)) >= 6


@pytest.mark.parametrize("view", ["network", "map", "dyads"])
def test_pictures_of_each_view(show: Show, sample_page: Path, view: str) -> None:
    page = show().open(sample_page, f"view={view}")
    svg = exported(page, "svg")
    root = ET.fromstring(svg)
    texts = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert "Russia" in texts
    assert b"var(" not in svg
    png = exported(page, "png")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000


def test_theme_follows_the_system_and_can_be_set(show: Show, sample_page: Path) -> None:
    page = show(scheme="dark").open(sample_page)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_page_works_in_a_notebook_frame(show: Show, sample_page: Path, tmp_path: Path) -> None:
    outer = tmp_path / "notebook.html"
    inner = escape(sample_page.read_text(encoding="utf-8"), quote=True)
    outer.write_text(
        f'<iframe sandbox="allow-scripts allow-downloads" width="1200" height="700" srcdoc="{inner}"></iframe>',
        encoding="utf-8",
    )
    shown = show()
    shown.page.goto(outer.as_uri())
    frame = shown.page.frame_locator("iframe")
    expect(frame.locator("#passing")).to_contain_text("68 of 68")
    frame.locator("#filters .choice", has_text="Disputed").locator("input").click()
    expect(frame.locator("#passing")).to_contain_text("63 of 68")


def test_narrow_screen_keeps_everything_in_reach(show: Show, sample_page: Path) -> None:
    page = show(390, 844).open(sample_page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#open-filters")
    facet(page, "Disputed")
    page.locator("#filters .close").click()
    find(page, "Iran")
    expect(page.locator("#panel h2")).to_have_text("Iran")
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert box["y"] > 200
    page.locator("#panel .close").click()
    expect(page.locator("#panel")).to_be_hidden()
    for key in ("map", "dyads", "table"):
        page.click(f"#show-{key}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_shows_what_is_set_and_no_controls(page: Page) -> None:
    facet(page, "Disputed")
    page.fill("#words", "missiles")
    page.wait_for_timeout(300)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#print-note")).to_contain_text("missiles")


def test_state_of_the_page_is_told_by_its_data(page: Page) -> None:
    data = json.loads(page.locator("#kg-data").text_content() or "")
    assert len(data["events"]) == len(sample_content().events)
