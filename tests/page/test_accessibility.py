"""axe-core finds nothing to object to in any view, in light and in dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import Shown, selected
from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
ARMS = "\t".join(("Q423", "Q159", "military", "contested", "1"))
STATES = {
    "overview": "",
    "edge": selected("bundle", ARMS),
    "card": selected("entity", "Q159"),
    "path": f"path=Q33&path=hamas&{selected('path')}",
    "chips": "words=missiles&from=2022-01-01&sources=2&hide=Q30",
    "map": f"view=map&{selected('entity', 'Q423')}",
    "dyads": "view=dyads",
    "months": "view=dyads&dyads=months",
    "table": "view=table",
}


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)")
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found
        for node in rule["nodes"][:4]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(show: Callable[..., Shown], sample_page: Path, scheme: str) -> None:
    shown = show(scheme=scheme)
    found = {name: violations(shown.open(sample_page, link)) for name, link in STATES.items()}
    assert found == {name: [] for name in STATES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(show: Callable[..., Shown], sample_page: Path, scheme: str) -> None:
    page = show(scheme=scheme).open(sample_page)
    page.click("#open-exports")
    page.locator("button[aria-label='Types of conflict']").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.click("#open-help")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_narrow_screen(show: Callable[..., Shown], sample_page: Path, scheme: str) -> None:
    shown = show(390, 844, scheme)
    page = shown.open(sample_page, selected("bundle", ARMS))
    assert violations(page) == []
    page = shown.open(sample_page, "view=table")
    page.click("#open-filters")
    assert violations(page) == []


def test_axe_would_object(show: Callable[..., Shown], sample_page: Path) -> None:
    page = show().open(sample_page)
    page.evaluate(
        "document.querySelector('#theme').removeAttribute('aria-label'); document.querySelector('#theme').title = ''"
    )
    page.evaluate("document.querySelector('#summary').style.color = '#ccc'")
    assert {line.split(":")[0] for line in violations(page)} >= {"button-name", "color-contrast"}
