"""Text from anywhere stays text: nothing in a name, a quote, a title or an address runs, and the page still works."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import Shown, selected
from markupsafe import Markup
from playwright.sync_api import expect

from kg.page import document, render_page, write_page
from kg.types import Article, Claim, Content, Denial, Entity, Event, Mention, Office, Quantity

PAYLOADS = (
    "<img src=x onerror='window.ran=1'>",
    "</script><script>window.ran=1</script>",
    "<!--<script>window.ran=1//",
    "<svg onload=window.ran=1>",
    "]]><iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "{{ 7 * 7 }}{% raw %}",
    "${window.ran=1}`\\",
    "javascript:window.ran=1",
    "\u202egnp.exe\u2066 \x00\x07\x1b[31m \ud800 \u2028 \ufeff",
    "x" * 10_000,
    "__proto__",
    "constructor",
    '"><style>*{display:none}</style>',
    "=HYPERLINK(1)",
)


def hostile_content() -> Content:
    """A graph in which every text is hostile, and so is every id."""
    entities, articles, claims, events = [], [], [], []
    for i, payload in enumerate(PAYLOADS):
        entities.append(
            Entity(
                payload, "state", payload, (payload,), country=payload[:3], wikidata=payload,
                offices=(Office(payload, payload, payload, payload),),
            )
        )  # fmt: skip
        text = f"{payload} did it to {PAYLOADS[i - 1]}. {payload} denies it."
        article = Article(f"article {i}", payload, text, url=payload, source=payload)
        mention = Mention(0, len(payload), payload, "state", payload)
        end = len(text)
        claim = Claim(
            f"claim {payload}", article.id, "attack", {"source": (mention,), payload: (mention,)}, "reported", 0, end,
            (len(payload) + 1, len(payload) + 4), (mention,), (Denial((mention,), 0, end),),
        )  # fmt: skip
        articles.append(article)
        claims.append(claim)
        roles = {"source": (payload,), "target": (PAYLOADS[i - 1],), payload: (payload,)}
        events.append(
            Event(
                payload, "attack" if i % 2 else payload, roles, "disputed", (claim.id,),
                payload if i % 3 else "2024-01-01", Quantity(1, payload, "=", payload), payload, (payload,), (payload,),
            )
        )  # fmt: skip
    return Content(tuple(articles), tuple(entities), tuple(claims), tuple(events))


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(hostile_content(), tmp_path_factory.mktemp("hostile") / "graph.html", title=PAYLOADS[1]).path


def test_nothing_runs_and_everything_works(show: Callable[..., Shown], hostile_page: Path) -> None:
    shown = show()
    page = shown.open(hostile_page)
    for link in ("view=map", "view=dyads", "view=table", *(selected("entity", id_) for id_ in PAYLOADS[:8])):
        shown.open(hostile_page, link)
        assert page.evaluate("window.ran") is None
    shown.open(hostile_page, selected("event", PAYLOADS[0]))
    expect(page.locator("#panel h2")).to_have_text("<img src=x onerror='window.ran=1'>")
    expect(page.locator("#panel blockquote").first).to_contain_text("<img src=x onerror=")
    assert page.locator("#panel img, #panel script, #panel svg[onload], #panel iframe, #panel style").count() == 0
    hrefs = page.locator("a").evaluate_all("list => list.map((a) => a.href)")
    assert all(href.startswith(("http:", "https:")) for href in hrefs)
    page.fill("#search", "img src")
    page.keyboard.press("Enter")
    page.keyboard.press("f")
    page.keyboard.press("u")
    assert page.locator("#passing").text_content() == f"{len(PAYLOADS)} of {len(PAYLOADS)} events"
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("kind", ["csv", "gexf", "svg"])
def test_exports_are_well_formed(show: Callable[..., Shown], hostile_page: Path, kind: str) -> None:
    page = show().open(hostile_page)
    page.click("#open-exports")
    with page.expect_download() as download:
        page.click(f"#export-{kind}")
    content = Path(download.value.path()).read_bytes()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert {len(row) for row in rows} == {15}
        assert not any(field.startswith("=") for row in rows for field in row)
    else:
        root = ET.fromstring(content)
        assert not [element.tag for element in root.iter() if element.tag.rpartition("}")[2] in ("script", "image")]


def test_long_names_do_not_break_the_layout(show: Callable[..., Shown], hostile_page: Path) -> None:
    page = show(390, 844).open(hostile_page, selected("entity", PAYLOADS[9]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# Negative controls: with a guard taken away the same graph does run its scripts, so these tests would see it.


def unguarded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, policy: bool) -> Path:
    """The hostile page with its data unescaped, with or without the content security policy."""
    monkeypatch.setattr(document, "to_json", lambda value: Markup(json.dumps(value)))
    html = render_page(hostile_content(), title="x")
    if not policy:
        html = html.replace('http-equiv="Content-Security-Policy"', 'name="none"')
    path = tmp_path / "unguarded.html"
    path.write_text(html, encoding="utf-8")
    return path


def test_unescaped_data_would_run(show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = show(quiet=False).page
    page.goto(unguarded(monkeypatch, tmp_path, policy=False).as_uri())
    assert page.evaluate("window.ran") == 1


def test_policy_alone_would_stop_it(
    show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown = show(quiet=False)
    shown.page.goto(unguarded(monkeypatch, tmp_path, policy=True).as_uri())
    assert shown.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in message for message in shown.messages)


def test_markup_instead_of_text_nodes_would_run(
    show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = document.application()
    text_node = "document.createTextNode(String(child))"
    assert script.count(text_node) == 1
    unsafe = script.replace(text_node, "document.createRange().createContextualFragment(String(child))")
    monkeypatch.setattr(document, "application", lambda: unsafe)
    html = render_page(hostile_content()).replace('http-equiv="Content-Security-Policy"', 'name="none"')
    path = tmp_path / "markup.html"
    path.write_text(html, encoding="utf-8")
    page = show(quiet=False).page
    page.goto(f"{path.as_uri()}#view=table")
    page.wait_for_function("window.ran === 1")


def test_request_and_message_would_be_seen(show: Callable[..., Shown], tmp_path: Path) -> None:
    path = tmp_path / "asks.html"
    path.write_text("<img src='https://news.example/x.png'><script>console.log('said')</script>", encoding="utf-8")
    shown = show(quiet=False)
    shown.page.goto(path.as_uri())
    assert shown.asked == ["https://news.example/x.png"]
    assert "said" in shown.messages
