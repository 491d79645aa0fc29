"""What the graph says of an event: a table from what its claims say, the first row that fits.

Only what some claim tells as a fact can be asserted: what is planned, made conditional, or denied never is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.consolidation.acts import Act
from kg.types import Factuality, Status

# What each claim adds: something told as a fact, by somebody's word, as suspected, as to come, or as not so.
VOICES: Mapping[Factuality, str] = {
    "asserted": "fact",
    "reported": "word",
    "alleged": "suspicion",
    "planned": "plan",
    "conditional": "plan",
    "denied": "denial",
    "negated": "denial",
}
# Each row: the voices that must all be heard, and the status; the first row that fits decides.
POLICY: Sequence[tuple[frozenset[str], Status]] = (
    (frozenset({"fact", "denial"}), "disputed"),
    (frozenset({"word", "denial"}), "disputed"),
    (frozenset({"suspicion", "denial"}), "disputed"),
    (frozenset({"fact"}), "asserted"),
    (frozenset({"word"}), "reported"),
    (frozenset({"suspicion"}), "alleged"),
    (frozenset({"denial"}), "denied"),
    (frozenset({"plan"}), "planned"),
)


def decide_status(acts: Iterable[Act]) -> Status:
    """The status of an event that these acts tell (at least one)."""
    voices: set[str] = set()
    for act in acts:
        voices.add("fact" if is_announcement(act) else VOICES[act.factuality])
        if any(True for _ in effective_denials(act)):
            voices.add("denial")
    return next(status for needed, status in POLICY if needed <= voices)


def is_announcement(act: Act) -> bool:
    """Whether all who act announce the act themselves, and announcing it is doing it."""
    if not act.profile.habit.performative or act.factuality != "reported":
        return False
    cast = act.profile.cast
    doers = cast.sides if act.profile.habit.symmetric else cast.source
    return bool(doers) and doers <= cast.holders


def effective_denials(act: Act) -> Iterator[tuple[str, ...]]:
    """Who denies the act itself, denial by denial: who is accused denies the deed, not that it was accused of it."""
    for deniers in act.denials:
        if not act.profile.habit.speech or not set(act.profile.cast.roles.get("source", ())).isdisjoint(deniers):
            yield deniers


def find_holders(acts: Sequence[Act]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who claims an event and who denies it, as entity ids in order; who has said both stands in both."""
    holders: set[str] = set()
    deniers: set[str] = set()
    for act in acts:
        side = deniers if VOICES[act.factuality] == "denial" else holders
        side.update(act.profile.cast.holder)
        for who in effective_denials(act):
            deniers.update(who)
    return tuple(sorted(holders)), tuple(sorted(deniers))
