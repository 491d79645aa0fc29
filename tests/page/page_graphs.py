"""Graphs to show: a small one of public events (sample.yaml), and made-up ones of any size."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from kg.types import Article, Claim, Content, Denial, Entity, Event, Mention, Office, Quantity, Status, content_hash

FOLDER = Path(__file__).parent
ROLES = {"s": "source", "t": "target", "p": "place", "i": "instrument"}
MARK = re.compile(r"\[([stpih]):([^=\]]+)=([^\]]+)\]|\*([^*]+)\*")


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
    for date_, type_, status, more, reports in sample["events"]:
        when = None if date_ is None else str(date_)
        fillers: dict[str, dict[str, None]] = {}
        own = []
        for outlet, published, marked, *denial in reports:
            text, roles, trigger = read_report(marked, kinds)
            full = " ".join([text, *denial])
            article = Article.make(
                full, title=text[:60].rsplit(" ", 1)[0], source=outlet, published=published,
                url=f"https://news.example/{content_hash(full, length=8)}",
            )  # fmt: skip
            deniers = tuple(
                Mention(len(text) + 1, len(text) + 2, full[len(text) + 1], kinds[d], d)
                for d in more.get("deniers", ())
                if denial
            )
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
                content_hash(type_, when, *sorted(own)), type_, {key: tuple(ids) for key, ids in fillers.items()},
                status, tuple(own), when, Quantity(value, unit, qualifier) if value else None, more.get("about"),
                tuple(more.get("holders", ())), tuple(more.get("deniers", ())), len(reports),
            )
        )  # fmt: skip
    by_id = lambda item: item.id  # noqa: E731
    return Content(*(tuple(sorted(part, key=by_id)) for part in (articles, entities, claims, events)))


def made_up_content(actors: int, events: int) -> Content:
    """A graph of so many actors and events with one claim each; a few actors have most of the events."""
    types = ("meet", "attack", "accuse", "sanction", "military_aid", "visit", "trade", "support")
    statuses: tuple[Status, ...] = (
        "asserted", "asserted", "asserted", "reported", "reported", "alleged", "planned", "disputed", "denied",
    )  # fmt: skip
    entities = [Entity(f"a{i:05}", "state" if i % 3 else "person", f"Actor {i:05}") for i in range(actors)]
    articles, claims, made = [], [], []
    for i in range(events):
        first = (i * i * 7919) % max(1, actors * (i % 97 + 1) // 97)
        second = (i * 104729 + 1) % actors
        second = (second + 1) % actors if first == second else second
        text = (
            f"Actor {first:05} did something noteworthy to Actor {second:05} in report number {i}, according to "
            "officials who spoke at length about what had come to pass."
        )
        article = Article.make(
            text, title=f"Report {i}", source=f"Outlet {i % 17}", published=date(2022 + i % 3, 1 + i % 12, 1 + i % 28),
            url=f"https://news.example/{i}",
        )  # fmt: skip
        source, target = (
            Mention(text.index(name), text.index(name) + len(name), name, "state", id_)
            for name, id_ in ((f"Actor {n:05}", f"a{n:05}") for n in (first, second))
        )
        roles = {"source": (source,), "target": (target,)}
        claim = Claim(
            content_hash(i), article.id, types[i % 8], roles, "asserted", 0, len(text), (12, 15)
        )  # fmt: skip
        articles.append(article)
        claims.append(claim)
        made.append(
            Event(
                content_hash("event", i), claim.type, {role: (found.entity,) for role, (found,) in roles.items()},
                statuses[i % 9], (claim.id,), str(article.published), sources=1 + i % 3,
            )
        )  # fmt: skip
    return Content(tuple(articles), tuple(entities), tuple(claims), tuple(made))
