"""Are two claims about one event? A table of features, each with its weight.

Every feature gives a score from -1 to 1 and the reason, PARTS where the claims contradict each other, or None where it
has nothing to say. The features that part claims most often and most cheaply stand first.
"""

from collections.abc import Callable, Sequence

from kg.consolidation.acts import Act
from kg.consolidation.likeness import APART, Finding
from kg.types import Quantity

SAME_EVENT = 1.0  # actors (0.6) and day (0.6) alone suffice; a month or a publication nearby needs more
SAME_WORDING = 0.8  # share of its longer words that a sentence keeps in a reprint
SOME_WORDS = 0.2  # sentences about one country's affairs share fewer words than that by chance
FEW_WORDS = 4  # a sentence of fewer longer words proves nothing by repeating them
NEAR = 500  # characters within which a text goes on speaking of one thing
SHORT = 3  # days that an event of some days takes; longer spans are months and years
TELLING = 10  # figures from here on are seldom the same by chance
WITHIN = 0.1  # figures that differ by less are roundings of each other
REMEMBERED = 500_000  # comparisons of profiles; what is compared again mostly follows soon
AHEAD = frozenset({"planned", "conditional"})

type Feature = Callable[[Act, Act], Finding | None]

_PARTS = Finding(APART, "")
_UNDATED = Finding(0.5, "in one text, which gives no other date")
_DAY_APART = Finding(0.0, "dated a day apart")


def compare_actors(a: Act, b: Act) -> Finding | None:
    """Whether the same sides act and are acted on; a state and all who act for it are one side."""
    if a.profile.habit.symmetric or b.profile.habit.symmetric:
        return _compare_pooled(a, b)
    total, known = 0.0, 0
    for own, other in ((a.profile.cast.source, b.profile.cast.source), (a.profile.cast.target, b.profile.cast.target)):
        if own and other:
            shared = len(own & other)
            if not shared:
                return _PARTS
            known += 1
            total += 0.5 + 0.5 * shared / len(own | other)
    if known == 2:
        return Finding(total / 2, "the same actors")
    if known == 0:
        return _compare_described(a, b)
    return _one_known(a, b, 0.3 * total)


def _compare_pooled(a: Act, b: Act) -> Finding:
    shared = len(a.profile.cast.sides & b.profile.cast.sides)
    least = min(len(a.profile.cast.sides), len(b.profile.cast.sides))
    if not shared or (shared == 1 and least > 1):
        return _PARTS
    if shared == 1:
        return _one_known(a, b, 0.3)
    return Finding(0.5 + 0.5 * shared / len(a.profile.cast.sides | b.profile.cast.sides), "the same parties")


def _one_known(a: Act, b: Act, score: float) -> Finding:
    """One actor alone ties claims together within a text, which does not name all again; across texts it does not."""
    return Finding(score if a.text == b.text else 0.0, "one actor is the same, the other is not named in both")


def _compare_described(a: Act, b: Act) -> Finding | None:
    shared = a.profile.cast.described & b.profile.cast.described
    if not shared:
        return _PARTS
    return Finding(
        0.7 * len(shared) / len(a.profile.cast.described | b.profile.cast.described),
        f"both speak of {' '.join(sorted(shared))}",
    )


def compare_persons(a: Act, b: Act) -> Finding | None:
    """Whether the same persons act for a side; who goes where is told by person, so there another one parts them."""
    if not a.profile.cast.people or not b.profile.cast.people:
        return None
    if a.profile.cast.people & b.profile.cast.people:
        return Finding(1.0, "the same person")
    sides = {side for side, _ in a.profile.cast.people} & {side for side, _ in b.profile.cast.people}
    if not sides:
        return None
    return _PARTS if a.profile.habit.personal else Finding(-0.5, "different persons of one side")


def compare_times(a: Act, b: Act) -> Finding | None:
    """Whether the dates overlap; a claim without a date is compared by the day of its publication."""
    if a.profile.habit.lasting:
        return None
    if a.profile.first is None or a.profile.last is None or b.profile.first is None or b.profile.last is None:
        return _compare_publications(a, b)
    if a.profile.first > b.profile.last or b.profile.first > a.profile.last:
        gap = max(a.profile.first - b.profile.last, b.profile.first - a.profile.last)
        return (
            _DAY_APART
            if gap == 1 and max(a.profile.last - a.profile.first, b.profile.last - b.profile.first) < SHORT
            else _PARTS
        )
    span = max(a.profile.last - a.profile.first, b.profile.last - b.profile.first)
    if span < SHORT:
        return Finding(1.0, f"on the same day, {a.profile.date}" if span == 0 else "on the same days")
    return Finding(
        0.6 if span <= 31 else 0.3 if span <= 366 else 0.15, f"dates overlap: {a.profile.date}, {b.profile.date}"
    )


def _compare_publications(a: Act, b: Act) -> Finding | None:
    if a.text == b.text:
        return _UNDATED
    if a.published is None or b.published is None:
        return None
    days = a.profile.habit.days
    apart = abs(a.published - b.published)
    dated = a if a.profile.is_dated else b if b.profile.is_dated else None
    if dated is not None and dated.profile.first is not None and dated.profile.last is not None:
        undated = b.published if dated is a else a.published
        off = max(0, dated.profile.first - undated, undated - dated.profile.last)
        apart = off if off <= days else max(apart, min(off, 2 * days + 1))
    if apart > 3 * days:
        return _PARTS
    if apart > days:
        return Finding(-0.5, "undated, and published far apart")
    return Finding(0.6 * (1 - apart / (days + 1)), f"undated, and published within {apart} days")


def compare_places(a: Act, b: Act) -> Finding | None:
    """Whether they name one place; two places of one kind are two, a city and its region may be one."""
    if not a.profile.cast.places or not b.profile.cast.places:
        return None
    if shared := a.profile.cast.places.keys() & b.profile.cast.places.keys():
        return Finding(1.0, f"both at {min(shared)}")
    kinds = {kind for kind, _ in a.profile.cast.places.values()} & {kind for kind, _ in b.profile.cast.places.values()}
    countries = {country for _, country in a.profile.cast.places.values()} & {
        country for _, country in b.profile.cast.places.values()
    }
    return None if countries and not kinds else Finding(-1.0, "at different places")


def compare_quantities(a: Act, b: Act) -> Finding | None:
    """Whether the figures agree; a number that is not small tells much, even if the things counted have two names."""
    own, other = a.profile.quantity, b.profile.quantity
    if own is None or other is None:
        return None
    if own.value == other.value:
        return Finding(1.0 if own.value >= TELLING else 0.5, f"both count {own.value:g}")
    if own.unit != other.unit:
        return None
    if agree(own, other):
        return Finding(0.5, f"{own.value:g} and {other.value:g} {own.unit}, which may be one figure")
    return Finding(-0.5, f"{own.value:g} and {other.value:g} {own.unit}")


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts of one unit can be the same, their bounds and the rounding of figures considered."""
    low, high = sorted((a, b), key=lambda quantity: quantity.value)
    if high.value - low.value <= WITHIN * abs(high.value):
        return True
    return low.qualifier == ">" or high.qualifier == "<"


def compare_weapons(a: Act, b: Act) -> Finding | None:
    """Whether the same weapon is used, or one of a class that the other names."""
    if not a.profile.cast.weapons or not b.profile.cast.weapons:
        return None
    shared = a.profile.cast.weapons & b.profile.cast.weapons
    return Finding(1.0, f"both with {min(shared)}") if shared else Finding(-1.0, "with different weapons")


def compare_topics(a: Act, b: Act) -> Finding | None:
    """Whether what is said is about the same: who accuses daily accuses of many things."""
    if not a.profile.habit.speech or not a.profile.topics or not b.profile.topics:
        return None
    shared = a.profile.topics & b.profile.topics
    return Finding(1.0, f"both about {min(shared)}") if shared else Finding(-1.0, "about different things")


def compare_wording(a: Act, b: Act) -> Finding | None:
    """How many of the longer words of the shorter sentence stand in the other, the actors' names left out."""
    own, other = a.words, b.words
    least = min(len(own), len(other))
    if least < FEW_WORDS or _in_one_sentence(a, b):
        return None
    shared = len(own & other) / least
    if shared >= SOME_WORDS:
        return Finding(shared, f"the sentences share {shared:.0%} of their words")
    return Finding(-0.3, "the sentences share no words") if a.profile.habit.speech and not shared else None


def compare_passages(a: Act, b: Act) -> Finding | None:
    """How near they stand in one text; a sentence that tells one type twice tells one act with two of its objects."""
    if a.article != b.article:
        return None
    if _in_one_sentence(a, b):
        return Finding(1.0, "in one sentence") if a.profile.type == b.profile.type else None
    return Finding(0.3, "close by in one text") if abs(a.start - b.start) <= NEAR else None


def _in_one_sentence(a: Act, b: Act) -> bool:
    return a.start == b.start and a.article == b.article


def compare_outcomes(a: Act, b: Act) -> Finding | None:
    """Whether one text tells one as done and the other as to come, which it would not of one act."""
    if a.text != b.text:
        return None
    ahead = {act.factuality in AHEAD for act in (a, b)}
    return Finding(-1.0, "one is done, the other to come") if len(ahead) == 2 else None


def compare_habits(a: Act, b: Act) -> Finding | None:
    """How much the types say: visits are rarer than strikes; a text that changes its word mostly changes the event."""
    if a.profile.type != b.profile.type:
        return Finding(
            -0.6 if a.text == b.text else -0.2, f"told as {' and '.join(sorted((a.profile.type, b.profile.type)))}"
        )
    return (
        Finding(a.profile.habit.evidence, f"{a.profile.type} is seldom repeated so soon")
        if a.profile.habit.evidence
        else None
    )


# Feature and weight; two claims tell one event if the weighted scores add up to SAME_EVENT. Those of the first table
# look at the profiles, at when undated claims were published, and whether both stand in one text; at nothing else.
PROFILE_TABLE: Sequence[tuple[Feature, float]] = (
    (compare_times, 0.6),
    (compare_actors, 0.6),
    (compare_persons, 0.3),
    (compare_places, 0.6),
    (compare_quantities, 0.4),
    (compare_topics, 0.4),
    (compare_weapons, 0.15),
    (compare_habits, 1.0),
)
TEXT_TABLE: Sequence[tuple[Feature, float]] = (
    (compare_passages, 0.55),
    (compare_outcomes, 0.8),
    (compare_wording, 0.5),
)


class Matcher:
    """Compares acts, and remembers how their profiles compare: an event told forty times has few of them."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, bool, int | None, int | None], Finding] = {}

    def score(self, a: Act, b: Act) -> float:
        """The sum of the weighted scores of both tables; APART as soon as one feature says so."""
        together = a.text == b.text
        if together and is_repeated(a, b):
            return 2 * SAME_EVENT
        total = self._compare_profiles(a, b, together).score
        if total == APART:
            return APART
        for feature, weight in TEXT_TABLE:
            finding = feature(a, b)
            if finding is not None:
                total += weight * finding.score
        return total

    def explain(self, a: Act, b: Act) -> Finding:
        """The score, and the reasons for it."""
        together = a.text == b.text
        if together and is_repeated(a, b):
            return Finding(2 * SAME_EVENT, "the same sentence in a reprint")
        common = self._compare_profiles(a, b, together)
        return common if common.score == APART else _compare(TEXT_TABLE, a, b, common)

    def _compare_profiles(self, a: Act, b: Act, together: bool) -> Finding:
        own, other = a.profile, b.profile
        dated = own.date is not None and other.date is not None
        days = (None, None) if dated else (a.published, b.published)
        key = (own.number, other.number, together, *days)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[key] = _compare(PROFILE_TABLE, a, b, Finding(0.0, ""))
        return found


def _compare(table: Sequence[tuple[Feature, float]], a: Act, b: Act, before: Finding) -> Finding:
    """The sum of the weighted scores of a table and of what was found before, with the reasons; APART overrides all."""
    total, reasons = before.score, [before.why] if before.why else []
    for feature, weight in table:
        finding = feature(a, b)
        if finding is None:
            continue
        if finding.score == APART:
            return finding
        total += weight * finding.score
        if finding.why:
            reasons.append(finding.why)
    return Finding(total, "; ".join(reasons))


def is_repeated(a: Act, b: Act) -> bool:
    """Whether a reprint repeats a claim: same type, same sides, same words; its dates may count from another day."""
    if a.text != b.text or a.article == b.article or a.profile.type != b.profile.type:
        return False
    if a.profile.cast.source != b.profile.cast.source or a.profile.cast.target != b.profile.cast.target:
        return False
    return len(a.words & b.words) >= SAME_WORDING * max(len(a.words), len(b.words), 1)
