import re
from html.parser import HTMLParser

import pytest
import requests
from playwright.sync_api import Browser, Page, Response
from pyoxigraph import RdfFormat, parse

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TRANSFER = "/id/event/e2c"


def get(address: str, accept: str = BROWSER) -> requests.Response:
    return requests.get(address, headers={"Accept": accept}, timeout=10)


class Links(HTMLParser):
    """Every address that a page names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src", "action") and value]


@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize("path", ["/id/Russia", TRANSFER, "/ns", "/scheme/relation/visit"])
def test_a_thing_comes_as_data_to_who_asks_for_it(server: str, path: str, accept: str, rdf_format: RdfFormat) -> None:
    answer = get(server + path, accept)
    assert answer.headers["content-type"].startswith(accept)
    assert "Accept" in answer.headers["vary"]
    subjects = {getattr(quad.subject, "value", "") for quad in parse(answer.content, rdf_format)}
    assert f"https://kg.example{path}" in subjects


def test_the_data_of_an_event_holds_the_words_it_rests_on(server: str) -> None:
    said = {
        (quad.predicate.value.rpartition("#")[2], quad.object.value)
        for quad in parse(get(server + TRANSFER, "text/turtle").content, RdfFormat.TURTLE)
    }
    assert ("stance", "https://kg.example/scheme/stance/denied") in said
    assert any(predicate == "exact" and "missiles" in words for predicate, words in said)


def test_the_page_of_an_event_shows_who_claims_and_who_denies_it(server: str) -> None:
    page = get(server + TRANSFER).text
    assert 'class="badge disputed"' in page
    assert re.search(r'class="claim denied">.*?Russia', page, re.DOTALL)
    assert "<blockquote>" in page
    assert 'href="/id/North_Korea"' in page


def test_the_page_of_an_entity_leads_to_its_events(server: str) -> None:
    page = get(f"{server}/id/Russia").text
    assert f'href="{TRANSFER}"' in page
    assert "<h1>Russia</h1>" in page


def test_every_link_of_the_pages_leads_somewhere(server: str) -> None:
    seen, waiting = set(), ["/", "/id/Russia", "/id/North_Korea", TRANSFER, "/ns"]
    for path in waiting:
        links = Links(get(server + path).text).found
        assert links
        for link in links:
            target = link.partition("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                answer = get(server + target)
                assert answer.status_code == 200, (path, target)
                if len(waiting) < 40 and "text/html" in answer.headers["content-type"] and target != "/graph.html":
                    waiting.append(target)
    assert len(seen) > 30


def test_what_the_graph_does_not_know_is_not_found(server: str) -> None:
    for accept in (BROWSER, "text/turtle"):
        assert get(f"{server}/id/Nobody", accept).status_code == 404
        assert get(f"{server}/id/%3Cscript%3E", accept).status_code == 404
    assert "<h1>404</h1>" in get(f"{server}/nowhere").text


def test_no_address_puts_a_query_or_a_script_into_a_page(server: str) -> None:
    for path in ("/id/x%3E%20?p%20?o%20%7D%20#", "/id/%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/id/a>b"):
        answer = get(server + path)
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text


def test_the_page_to_browse_is_the_one_of_the_graph(server: str, graph_folder) -> None:
    assert get(f"{server}/browse").content == (graph_folder / "graph.html").read_bytes()


def test_pages_allow_nothing_from_elsewhere(server: str) -> None:
    for path in ("/", "/query", "/id/Russia"):
        policy = get(server + path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "connect-src 'self';" in policy


def test_every_route_is_described(server: str) -> None:
    from kg.server.app import make_app  # noqa: PLC0415

    routes = {re.sub(r":path}", "}", getattr(route, "path", "")) for route in make_app(None, None).routes}  # type: ignore[arg-type]
    described = set(get(f"{server}/openapi.json").json()["paths"])
    assert described == {route for route in routes if route == "/" or not route.endswith("/")} - {"/static"}


def test_health_is_told(server: str) -> None:
    assert get(f"{server}/health").json()["status"] == "ok"


def test_named_queries_run_at_a_click_and_nothing_is_asked_of_others(server: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{server}/query")
    page.locator('button[data-query="contested"]').click()
    cell = page.locator(".tabPanel.active .yasr tbody a").first
    cell.wait_for()
    assert "transferred arms" in page.locator(".tabPanel.active .yasr tbody").inner_text()
    _type_a_class(page)
    with page.expect_popup() if cell.get_attribute("target") == "_blank" else page.expect_navigation() as opened:
        cell.click()
    shown = opened.value
    assert not isinstance(shown, Response)
    shown.wait_for_load_state()
    assert shown.url.startswith(f"{server}/id/event/")
    assert said == []
    assert {url for url in asked if not url.startswith((server, "data:", "blob:"))} == set()
    page.close()


def _type_a_class(page: Page) -> None:
    """Have the editor offer terms, for which its own defaults would ask a service on the web."""
    page.evaluate("void yasgui.addTab(true, {name: 'typed'})")
    editor = page.locator(".tabPanel.active .CodeMirror")
    editor.click()
    page.keyboard.press("Control+A")
    with page.expect_response(lambda response: "/sparql" in response.url):
        page.keyboard.type("SELECT * { ?s a <https://kg.example/ns#")
        page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints").wait_for()
    page.locator(".tab", has_text="contested").click()
