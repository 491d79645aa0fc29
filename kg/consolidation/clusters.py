"""Groups acts into events: each joins the event that it fits best, or founds one.

Acts are taken by publication, within a text the ones that tell most first. So the order in which articles are given
does not matter, and articles that come later add to events but do not found other ones in the place of those there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.consolidation.acts import Act
from kg.consolidation.blocking import Blocks
from kg.consolidation.likeness import APART, Finding
from kg.consolidation.matching import SAME_EVENT, Matcher

LATEST = 7  # members that a claim is compared with, besides the first: an event told forty times stays cheap


@dataclass(slots=True)
class Case:
    """The claims about one event, in the order in which they joined, each with the reason (the founder has none)."""

    acts: list[Act]
    reasons: list[Finding | None] = field(default_factory=lambda: [None])


def group_acts(acts: Iterable[Act]) -> Iterator[Case]:
    """Yield the events that the acts tell, each with its acts, group of types by group."""
    groups: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        groups[act.profile.habit.group].append(act)
    while groups:
        _, found = groups.popitem()
        yield from _group_alike(found)


def _group_alike(acts: list[Act]) -> list[Case]:
    """The events that acts of one group of types tell."""
    cases: list[Case] = []
    blocks, matcher = Blocks(), Matcher()
    for act in sorted(acts, key=_order):
        best, member, number = APART, None, -1
        for candidate in blocks.find(act):
            score, like = _compare(matcher, act, cases[candidate])
            if score >= SAME_EVENT and score > best:
                best, member, number = score, like, candidate
        if member is None:
            number = len(cases)
            cases.append(Case([act]))
        else:
            cases[number].acts.append(act)
            cases[number].reasons.append(matcher.explain(act, member))
        blocks.enter(cases[number].acts, number)
    return cases


def _order(act: Act) -> tuple[bool, int, str, int, int, str]:
    cast = act.profile.cast
    told = act.profile.is_dated + bool(cast.places) + bool(cast.source and cast.target)
    return (act.published is None, act.published or 0, act.article, -told, act.start, act.id)


def _compare(matcher: Matcher, act: Act, case: Case) -> tuple[float, Act | None]:
    """The best agreement with a member; APART where any of them contradicts, unless a reprint repeats the claim."""
    members = case.acts if len(case.acts) <= LATEST else [case.acts[0], *case.acts[-LATEST:]]
    best, like = APART, None
    apart = False
    for member in members:
        score = matcher.score(act, member)
        if score >= 2 * SAME_EVENT:
            return score, member
        apart = apart or score == APART
        if score > best:
            best, like = score, member
    return (APART, None) if apart else (best, like)
