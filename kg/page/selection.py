"""Which part of a graph a page shows: by actor, time, type, status and number of independent sources.

Content goes in, a smaller Content comes out, in which every event still has all its claims and every claim its article.
"""

import datetime
import difflib
from collections.abc import Collection
from dataclasses import dataclass
from typing import get_args

from kg import edtf
from kg.errors import InputError
from kg.types import Claim, Content, Entity, Event, Mention, Status


@dataclass(frozen=True, slots=True, init=False)
class Selection:
    """The conditions that an event must meet; an empty one is met by all.

    `about` holds names, aliases or ids of actors, one of which must take part; `since` and `until` are EDTF dates, and
    an event without a date meets neither.

    >>> Selection(about="Iran", since=datetime.date(2024, 1, 1)).since
    '2024-01-01'
    """

    about: tuple[str, ...]
    since: str | None
    until: str | None
    types: frozenset[str]
    status: frozenset[str]
    min_sources: int

    def __init__(  # noqa: PLR0913  (one parameter a condition)
        self,
        *,
        about: str | Collection[str] = (),
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        types: str | Collection[str] = (),
        status: str | Collection[str] = (),
        min_sources: int = 1,
    ) -> None:
        """Take one value or several for each condition.

        Raises InputError for a date that is not EDTF and for a status that there is not.
        """
        unknown = sorted({*_several(status)} - {*get_args(Status)})
        if unknown:
            raise InputError(f"status: expected one of {', '.join(get_args(Status))}, found {', '.join(unknown)}")
        conditions = {
            "about": tuple(_several(about)),
            "since": _date("since", since),
            "until": _date("until", until),
            "types": frozenset(_several(types)),
            "status": frozenset(_several(status)),
            "min_sources": min_sources,
        }
        for name, value in conditions.items():
            object.__setattr__(self, name, value)

    @property
    def is_everything(self) -> bool:
        """Whether every event meets it."""
        return self == EVERYTHING


def _several(value: str | Collection[str]) -> Collection[str]:
    return (value,) if isinstance(value, str) else value


def _date(name: str, value: str | datetime.date | None) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else value.isoformat()
    if not edtf.is_valid(text):
        raise InputError(f"{name}: expected a date such as 2023, 2023-10 or 2023-10-12, found {text!r}")
    return text


EVERYTHING = Selection()


def find_entities(content: Content, name: str) -> list[Entity]:
    """The entities that a name, an alias or an id means.

    Raises InputError, with the nearest names, if there are none.
    """
    wanted = name.casefold().strip()
    found = [
        entity
        for entity in content.entities
        if wanted in (entity.id.casefold(), entity.name.casefold(), *(alias.casefold() for alias in entity.aliases))
    ]
    if found:
        return found
    names = {entity.name.casefold(): entity.name for entity in content.entities}
    near = [names[key] for key in difflib.get_close_matches(wanted, sorted(names), n=3)]
    raise InputError(f"no actor {name!r} in this graph" + (f"; near it: {', '.join(near)}" if near else ""))


def entities_of(event: Event) -> set[str]:
    """The ids of all entities that an event names: its roles, those who claim it and those who deny it."""
    roles = {entity for fillers in event.roles.values() for entity in fillers}
    return roles | set(event.holders) | set(event.deniers)


def _mentions(claim: Claim) -> list[Mention]:
    groups = [claim.holder, *claim.roles.values(), *(denial.holder for denial in claim.denials)]
    return [mention for group in groups for mention in group]


def _meets(event: Event, selection: Selection, about: frozenset[str]) -> bool:
    if about and not any(about.intersection(fillers) for fillers in event.roles.values()):
        return False
    if selection.types and event.type not in selection.types:
        return False
    if selection.status and event.status not in selection.status:
        return False
    if event.sources < selection.min_sources:
        return False
    if selection.since is not None and (
        event.date is None or edtf.last_day(event.date) < edtf.first_day(selection.since)
    ):
        return False
    return selection.until is None or (
        event.date is not None and edtf.first_day(event.date) <= edtf.last_day(selection.until)
    )


def select_content(content: Content, selection: Selection) -> Content:
    """The part of a graph that a selection asks for: its events with their claims, articles and entities.

    Everything: the content itself. Raises InputError for an actor or a type of event that the graph does not have.
    """
    if selection.is_everything:
        return content
    known = {event.type for event in content.events}
    if unknown := sorted(selection.types - known):
        raise InputError(f"no event of type {', '.join(unknown)} in this graph; it has {', '.join(sorted(known))}")
    about = frozenset(entity.id for name in selection.about for entity in find_entities(content, name))
    return keep_events(content, [event for event in content.events if _meets(event, selection, about)], also=about)


def keep_events(content: Content, events: Collection[Event], also: Collection[str] = ()) -> Content:
    """The content with these events only, what they rest on, and the entities that they or `also` name."""
    kept = {claim_id for event in events for claim_id in event.claims}
    claims = tuple(claim for claim in content.claims if claim.id in kept)
    articles = {claim.article for claim in claims}
    ids = set(also).union(*(entities_of(event) for event in events))
    ids.update(mention.entity for claim in claims for mention in _mentions(claim))
    ids.update(office.of for entity in content.entities if entity.id in ids for office in entity.offices)
    all_kept = ids | articles | {event.id for event in events}
    return Content(
        articles=tuple(article for article in content.articles if article.id in articles),
        entities=tuple(entity for entity in content.entities if entity.id in ids),
        claims=claims,
        events=tuple(events),
        versions=content.versions,
        merges=tuple(m for m in content.merges if m.kept in all_kept and (m.article or m.merged) in articles),
        ties=tuple(tie for tie in content.ties if tie.source in ids and tie.target in ids),
    )
