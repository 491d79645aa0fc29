"""A real browser, and graphs for it to show: a small one of public events, and made-up ones of any size."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from kg.types import Article, Claim, Content, Denial, Entity, Event, Mention, Office, Quantity, content_hash
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent
ROLES = {"s": "source", "t": "target", "p": "place", "i": "instrument"}
MARK = re.compile(r"\[([stpih]):([^=\]]+)=([^\]]+)\]|\*([^*]+)\*")
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
]  # fmt: skip


def read_report(marked: str, kinds: Mapping[str, str]) -> tuple[str, dict[str, list[Mention]], tuple[int, int]]:
    """The plain text of a marked sentence, its mentions by role, and the span of the words that name the act."""
    text, roles, trigger, done = "", {}, (0, 0), 0
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        role, words, entity, act = match.groups()
        start = len(text)
        text += words or act
        done = match.end()
        if act:
            trigger = (start, len(text))
        else:
            mention = Mention(start, len(text), words, kinds[entity], entity)
            roles.setdefault(role, []).append(mention)
    return text + marked[done:], roles, trigger


@cache
def sample_content() -> Content:
    """The graph of sample.yaml."""
    sample = yaml.safe_load((FOLDER / "sample.yaml").read_text(encoding="utf-8"))
    entities = [
        Entity(
            row["id"], row["kind"], row["name"], tuple(row.get("aliases", ())), row.get("country"),
            row["id"] if re.fullmatch(r"Q\d+", row["id"]) else None,
            tuple(Office(*office) for office in row.get("offices", ())),
        )
        for row in sample["actors"]
    ]  # fmt: skip
    kinds = {entity.id: entity.kind for entity in entities}
    articles, claims, events = [], [], []
    for when, type_, status, more, reports in sample["events"]:
        when = str(when) if when is not None else None
        fillers: dict[str, dict[str, None]] = {}
        own = []
        for outlet, published, marked, *denial in reports:
            text, roles, trigger = read_report(marked, kinds)
            full = " ".join([text, *denial])
            article = Article.make(
                full, title=text[:60].rsplit(" ", 1)[0], source=outlet, published=published,
                url=f"https://news.example/{content_hash(full, length=8)}",
            )  # fmt: skip
            deniers = tuple(Mention(len(text) + 1, len(text) + 2, full[len(text) + 1], kinds[d], d) for d in more.get("deniers", ()))
            claim = Claim(
                content_hash(article.id, type_), article.id, type_,
                {ROLES[key]: tuple(found) for key, found in roles.items() if key != "h"},
                {"disputed": "reported", "denied": "reported"}.get(status, status), 0, len(text), trigger,
                holder=tuple(roles.get("h", ())),
                denials=(Denial(deniers, len(text) + 1, len(full)),) if denial else (),
            )  # fmt: skip
            articles.append(article)
            claims.append(claim)
            own.append(claim.id)
            for key, found in claim.roles.items():
                fillers.setdefault(key, {}).update(dict.fromkeys(mention.entity for mention in found))
        value, unit, qualifier = more.get("quantity", (None, None, None))
        events.append(
            Event(
                content_hash(type_, when, *sorted(own)), type_, {key: tuple(ids) for key, ids in fillers.items()}, status,
                tuple(own), when, Quantity(value, unit, qualifier) if value else None, more.get("about"),
                tuple(more.get("holders", ())), tuple(more.get("deniers", ())), len(reports),
            )
        )  # fmt: skip
    by_id = lambda item: item.id  # noqa: E731
    return Content(*(tuple(sorted(part, key=by_id)) for part in (articles, entities, claims, events)))


def made_up_content(actors: int, events: int) -> Content:
    """A graph of so many actors and events with one claim each; a few actors have most of the events."""
    types = ("meet", "attack", "accuse", "sanction", "military_aid", "visit", "trade", "support")
    statuses = ("asserted", "asserted", "asserted", "reported", "reported", "alleged", "planned", "disputed", "denied")
    entities = [
        Entity(f"a{i:05}", "state" if i % 3 else "person", f"Actor {i:05}", country=None) for i in range(actors)
    ]
    articles, claims, made = [], [], []
    for i in range(events):
        first = (i * i * 7919) % max(1, int((actors * ((i % 97) + 1) / 97)))
        second = (i * 104729 + 1) % actors
        if first == second:
            second = (second + 1) % actors
        pair = (f"Actor {first:05}", f"Actor {second:05}")
        text = f"{pair[0]} did something noteworthy to {pair[1]} in report number {i}, according to officials who spoke at length about what had come to pass."
        article = Article.make(text, title=f"Report {i}", source=f"Outlet {i % 17}", published=date(2022 + i % 3, 1 + i % 12, 1 + i % 28), url=f"https://news.example/{i}")
        mentions = [Mention(text.index(name), text.index(name) + len(name), name, "state", f"a{n:05}") for name, n in zip(pair, (first, second), strict=True)]
        claim = Claim(f"c{i:06}", article.id, types[i % 8], {"source": (mentions[0],), "target": (mentions[1],)}, "reported", 0, len(text), (12, 15))
        articles.append(article)
        claims.append(claim)
        made.append(Event(f"e{i:06}", types[i % 8], {"source": (f"a{first:05}",), "target": (f"a{second:05}",)}, statuses[i % 9], (claim.id,), article.published.isoformat(), sources=1 + i % 3))
    return Content(tuple(articles), tuple(entities), tuple(claims), tuple(made))


@pytest.fixture(scope="session")
def sample() -> Content:
    return sample_content()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.page import write_page

    return write_page(sample_content(), tmp_path_factory.mktemp("page") / "graph.html", title="A sample").path


class Shown:
    """A page in the browser, with all that it said to the console and asked of the network."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: Path, link: str = "") -> Page:
        self.page.goto(f"{path.as_uri()}{'#' + link if link else ''}")
        self.page.wait_for_function("document.documentElement.dataset.ready")
        return self.page

    @property
    def asked(self) -> list[str]:
        return [url for url in self.requests if not url.startswith(("file:", "blob:", "data:"))]
