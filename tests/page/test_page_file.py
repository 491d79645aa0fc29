"""What is written: one file that holds all it needs, the same each time; a large graph with a page per actor."""

import re
from pathlib import Path

import pytest
from chromium import Shown
from page_graphs import made_up_content
from playwright.sync_api import expect

from kg.page import Selection, render_page, write_page
from kg.page import page as page_module
from kg.page.document import security_policy, source_hash, vis_network
from kg.types import Content, Entity, Event


def test_same_graph_gives_the_same_bytes(sample: Content, tmp_path: Path) -> None:
    write_page(sample, tmp_path / "a.html")
    write_page(sample, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_nothing_but_the_page_is_written(sample: Content, tmp_path: Path) -> None:
    summary = write_page(sample, tmp_path / "new" / "a.html")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.html"]
    assert (summary.events, summary.entities, summary.articles) == (len(sample.events), 41, len(sample.articles))
    assert summary.bytes == summary.path.stat().st_size


def test_scripts_are_the_ones_that_the_policy_names(sample: Content) -> None:
    html = render_page(sample)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    allowed = policy.group(1).replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(scripts) == 2
    assert allowed == security_policy(scripts, styles)
    assert "unsafe" not in allowed
    assert "connect-src" not in allowed  # so default-src 'none' rules it


def test_licence_of_vis_network_stays(sample: Content) -> None:
    assert vis_network().startswith("/**\n * vis-network")
    assert "@license" in render_page(sample)


def test_hash_is_that_of_the_policy_language() -> None:
    assert source_hash("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_page_names_no_host_but_those_of_its_content(sample: Content) -> None:
    html = render_page(sample)
    hosts = set(re.findall(r"https?://([a-z0-9.-]+)", html.split("<script>")[0]))
    assert hosts == {"news.example"}


def test_page_of_a_part_says_what_it_is_about(sample: Content, tmp_path: Path) -> None:
    part = Selection(about="North Korea", since="2023", types="arms_transfer")
    summary = write_page(sample, tmp_path / "a.html", part)
    assert summary.events == 1
    assert "<h1>North Korea</h1>" in summary.path.read_text(encoding="utf-8")


def test_title_is_text(sample: Content) -> None:
    assert "<h1>&lt;b&gt; &amp; so on</h1>" in render_page(sample, title="<b> & so on")


def test_empty_graph_has_a_page(show: object, tmp_path: Path) -> None:
    summary = write_page(Content(), tmp_path / "empty.html")
    shown: Shown = show()
    for link in ("", "view=map", "view=dyads", "view=table"):
        expect(shown.open(summary.path, link).locator("#passing")).to_have_text("0 of 0 events")


def test_events_of_one_actor_and_of_unknown_types_have_a_page(show: object, tmp_path: Path) -> None:
    content = Content(
        entities=(Entity("a", "state", "Aland"),),
        events=(Event("e", "my_own_type", {"source": ("a",)}, "asserted", ()),),
    )
    shown: Shown = show()
    page = shown.open(write_page(content, tmp_path / "one.html").path, "view=table")
    expect(page.locator("#view-table tbody tr")).to_have_count(1)
    page.locator("#view-table button.open").click()
    expect(page.locator("#panel h3").first).to_have_text("Aland: My own type")


@pytest.fixture
def aggregated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> page_module.PageSummary:
    monkeypatch.setattr(page_module, "MOST_ENTITIES", 200)
    monkeypatch.setattr(page_module, "STEPS", (100, 50))
    return write_page(made_up_content(250, 600), tmp_path / "large.html")


def test_large_graph_is_aggregated_with_a_page_per_actor(show: object, aggregated: page_module.PageSummary) -> None:
    folder = aggregated.path.with_name("large_actors")
    assert aggregated.entity_pages == len(list(folder.iterdir())) == aggregated.entities > 200
    shown: Shown = show()
    page = shown.open(aggregated.path)
    page.fill("#search", "Others (state)")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Others (state)")
    page.fill("#search", "Actor 00000")
    page.keyboard.press("Enter")
    page.locator("#panel .links a", has_text="All events and sources").click()
    expect(page.locator("h1")).to_have_text("Actor 00000")
    expect(page.locator("blockquote").first).to_contain_text("did something noteworthy")
    page.locator("a", has_text="Back to the graph").click()
    expect(page.locator("#passing")).to_contain_text("events")


def test_pages_of_actors_have_no_script(aggregated: page_module.PageSummary) -> None:
    one = next(aggregated.path.with_name("large_actors").iterdir()).read_text(encoding="utf-8")
    assert "<script" not in one
    assert "script-src &#39;none&#39;" in one


def test_too_many_bytes_aggregate_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(page_module, "MOST_BYTES", 900_000)
    summary = write_page(made_up_content(100, 1500), tmp_path / "heavy.html")
    assert summary.entity_pages == 100
    assert summary.bytes < 900_000
