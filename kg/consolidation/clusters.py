"""Groups acts into events: each joins the event that it fits best, or founds one.

Acts are taken by publication, within a text the ones that tell most first. So the order in which articles are given
does not matter, and articles that come later add to events but do not found other ones in the place of those there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.consolidation.acts import Act
from kg.consolidation.blocking import Blocks
from kg.consolidation.likeness import APART, Finding
from kg.consolidation.matching import SAME_EVENT, compare_acts

LATEST = 7  # members that a claim is compared with, besides the first: an event told forty times stays cheap


@dataclass(slots=True)
class Case:
    """The claims about one event, in the order in which they joined, each with the reason (the founder has none)."""

    acts: list[Act]
    reasons: list[Finding | None] = field(default_factory=lambda: [None])


def group_acts(acts: Iterable[Act]) -> list[Case]:
    """The events that the acts tell, each with its acts."""
    cases: list[Case] = []
    blocks = Blocks()
    for act in sorted(acts, key=_order):
        best: tuple[Finding, int] | None = None
        for number in blocks.find(act):
            why = _compare(act, cases[number])
            if why.score >= SAME_EVENT and (best is None or why.score > best[0].score):
                best = (why, number)
        if best is None:
            cases.append(Case([act]))
            number = len(cases) - 1
        else:
            why, number = best
            cases[number].acts.append(act)
            cases[number].reasons.append(why)
        blocks.enter(act, number)
    return cases


def _order(act: Act) -> tuple[bool, int, str, int, int, str]:
    told = act.is_dated + bool(act.places) + bool(act.source and act.target)
    return (act.published is None, act.published or 0, act.claim.article, -told, act.claim.start, act.claim.id)


def _compare(act: Act, case: Case) -> Finding:
    """The best agreement with a member; APART where any of them contradicts, unless a reprint repeats the claim."""
    members = case.acts if len(case.acts) <= LATEST else [case.acts[0], *case.acts[-LATEST:]]
    best = Finding(APART, "")
    apart = False
    for member in members:
        why = compare_acts(act, member)
        if why.score >= 2 * SAME_EVENT:
            return why
        apart = apart or why.score == APART
        if why.score > best.score:
            best = why
    return Finding(APART, "") if apart else best
