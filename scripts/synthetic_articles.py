"""Writes news-like articles with known events, for tests of size: `python scripts/synthetic_articles.py 1000 FOLDER`.

Each article tells one event of a year in a template's words, among sentences that tell none; three outlets may tell
the same event, and every fifth article is a reprint of one before, with a line cut or added. The same number of
articles is the beginning of every larger one, so that a corpus can grow. Beside `articles.jsonl` lies `events.jsonl`
with what is true: relation type, actors, day, and the articles that tell it.
"""

import argparse
import datetime
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.graph.graph import Graph
from kg.vocabulary.states import State, load_states

FIRST_DAY = datetime.date(2024, 1, 1)
DAYS = 366
TELLINGS = 3  # articles by different outlets about one event
REPRINT_EVERY = 5
OUTLETS = ("North Wire", "Daily Ledger", "Harbour Post", "Evening Star", "The Observer of Trade", "Capital Radio")


class Template(NamedTuple):
    """How an event of a relation type is told: {a} and {b} are states, {b_adj} an adjective, {day} the day."""

    type: str
    headline: str
    sentence: str


TEMPLATES = (
    Template("visit", "{a} foreign minister in {b}", "The foreign minister of {a} visited {b} on {day}."),
    Template("meet", "{a} and {b} hold talks", "Officials of {a} met a delegation from {b} on {day}."),
    Template("sanction", "{a} sanctions {b}", "{a} imposed sanctions on {b} on {day}."),
    Template("condemn", "{a} condemns {b}", "{a} condemned {b} on {day} for the incident at the border."),
    Template("aid", "{a} helps {b}", "{a} sent humanitarian aid to {b} on {day}."),
    Template("agreement", "{a} and {b} sign pact", "{a} signed a cooperation agreement with {b} on {day}."),
    Template("accuse", "{a} accuses {b}", "{a} accused {b} on {day} of breaking its promises."),
    Template("attack", "{a} strikes {b}", "{a} shelled positions in {b} on {day}."),
    Template("deploy", "{a} troops to {b}", "{a} deployed troops to {b} on {day}."),
    Template("recognise", "{a} recognises government of {b}", "{a} recognised the government of {b} on {day}."),
    Template("diplomatic_break", "{a} breaks with {b}", "{a} severed diplomatic relations with {b} on {day}."),
    Template("arms_transfer", "{a} arms {b}", "{a} delivered 20 tanks to {b} on {day}."),
)
QUIET = (
    "Prices at the wholesale market hardly changed during the morning.",
    "Heavy rain is expected along the coast until the weekend.",
    "The museum reopened its north wing after two years of repairs.",
    "Tickets for the final sold out within an hour.",
    "Analysts had mixed views of the quarterly figures.",
    "A spokeswoman for the railway said that trains would run late.",
    "The river stood a little lower than in the week before.",
    "Schools in the district will open an hour later than usual.",
)


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """What happened, and in which articles (by number) it is told."""

    type: str
    source: str
    target: str
    day: datetime.date
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article by its number, and the number of its event."""

    number: int
    event: int
    title: str
    text: str
    source: str
    published: datetime.date


def make_articles(count: int) -> Iterator[Draft]:
    """The first `count` articles; each depends on its number alone."""
    states = [state for state in load_states() if state.iso3 and not state.former]
    for number in range(count):
        yield make_article(number, states)


def make_article(number: int, states: list[State]) -> Draft:
    """The article of a number: an event's telling, or the reprint of the article four before it."""
    if number % REPRINT_EVERY == REPRINT_EVERY - 1:
        first = make_article(number - REPRINT_EVERY + 1, states)
        lines = first.text.split("\n\n")
        text = "\n\n".join([*lines, f"This story was first told by {first.source}."] if number % 2 else lines[:-1])
        return Draft(number, first.event, first.title, text, OUTLETS[number % len(OUTLETS)], first.published)
    event = number // TELLINGS
    template, source, target, day = make_event(event, states)
    choice = random.Random(number)
    words = {"a": source.name, "b": target.name, "day": f"{day:%B} {day.day}, {day.year}"}
    quiet = choice.sample(QUIET, 4)
    text = "\n\n".join([*quiet[:2], template.sentence.format(**words), *quiet[2:]])
    published = day + datetime.timedelta(days=choice.randrange(3))
    return Draft(number, event, template.headline.format(**words), text, OUTLETS[number % len(OUTLETS)], published)


def make_event(event: int, states: list[State]) -> tuple[Template, State, State, datetime.date]:
    """Type, actors and day of an event by its number."""
    choice = random.Random(f"event {event}")
    source, target = choice.sample(states, 2)
    return choice.choice(TEMPLATES), source, target, FIRST_DAY + datetime.timedelta(days=choice.randrange(DAYS))


def known_events(drafts: list[Draft]) -> Iterator[KnownEvent]:
    """What is true of some articles."""
    states = [state for state in load_states() if state.iso3 and not state.former]
    told: dict[int, list[int]] = {}
    for draft in drafts:
        told.setdefault(draft.event, []).append(draft.number)
    for event, articles in told.items():
        template, source, target, day = make_event(event, states)
        yield KnownEvent(template.type, source.id, target.id, day, tuple(articles))


def write_corpus(count: int, folder: Path) -> None:
    """Write both files to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = list(make_articles(count))
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
        for draft in drafts:
            row = {"title": draft.title, "text": draft.text, "source": draft.source}
            row |= {"published": draft.published.isoformat(), "url": f"https://example.org/{draft.number}"}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    with (folder / "events.jsonl").open("w", encoding="utf-8") as stream:
        for event in known_events(drafts):
            row = {"type": event.type, "source": event.source, "target": event.target, "day": event.day.isoformat()}
            stream.write(json.dumps(row | {"articles": event.articles}) + "\n")


def count_found(events: Path, graph: Graph) -> int:
    """How many of the known events of a file the graph has, each as one event of that day between those countries."""
    entities = {entity.id: entity.country for entity in graph.content.entities}
    told = Counter(
        (
            event.type,
            event.date,
            frozenset(entities[actor] for role in ("source", "target") for actor in event.roles[role]),
        )
        for event in graph.content.events
        if {"source", "target"} <= event.roles.keys()
    )
    rows = map(json.loads, events.read_text(encoding="utf-8").splitlines())
    known = (
        (row["type"], row["day"], frozenset(entities.get(row[role]) for role in ("source", "target"))) for row in rows
    )
    return sum(told[event] == 1 for event in known)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write articles with known events.")
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("folder", type=Path, help="where to write articles.jsonl and events.jsonl")
    arguments = parser.parse_args()
    write_corpus(arguments.count, arguments.folder)
