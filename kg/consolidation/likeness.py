"""Is this sighting that entity? A table of features for persons and one for organisations, each with its weight.

Every feature gives a score from -1 to 1 and the reason; None says nothing either way. Names alone prove little: what
makes two one is a name that agrees and a country, office or body that they share, and a contradiction parts them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.consolidation.names import compare_persons, fold_organisation, is_general
from kg.consolidation.sightings import Profile, Sighting, held

APART = float("-inf")  # the score of a contradiction that no other evidence outweighs
SAME_ENTITY = 0.65  # a full name alone (0.7) suffices, a spelling of it needs context, an initial or surname an office


class Finding(NamedTuple):
    """What one feature found: a score and the words for it."""

    score: float
    why: str


type Feature = Callable[[Sighting, Profile], Finding | None]


def compare_names(sighting: Sighting, profile: Profile) -> Finding | None:
    """How well the name agrees with the best of the entity's names."""
    found = [likeness for name in profile.names if (likeness := compare_persons(sighting.entity.name, name))]
    if not found:
        return Finding(APART, "the names differ")
    best = max(found, key=lambda likeness: (likeness.score, likeness.why))
    return Finding(best.score, best.why)


def compare_countries(sighting: Sighting, profile: Profile) -> Finding | None:
    """Whether both are of one country; different countries part namesakes."""
    own = sighting.entity.country
    if own is None or profile.country is None:
        return None
    if own == profile.country:
        return Finding(1.0, f"both are of {own}")
    return Finding(APART, f"one is of {own}, the other of {profile.country}")


def compare_offices(sighting: Sighting, profile: Profile) -> Finding | None:
    """Whether both held one office."""
    shared = held(sighting.entity.offices) & profile.offices
    return Finding(1.0, f"both are {min(shared)[0]} of {min(shared)[1]}") if shared else None


def compare_contexts(sighting: Sighting, profile: Profile) -> Finding | None:
    """Whether the articles that name them speak of the same countries and bodies."""
    if sighting.text in profile.texts:
        return None
    shared = sighting.context & profile.context
    if shared:
        return Finding(1.0, f"the articles speak of {min(shared)}")
    return Finding(-1.0, "the articles share no country") if sighting.context and profile.context else None


def compare_texts(sighting: Sighting, profile: Profile) -> Finding | None:
    """Whether one text names both: one that uses two names of one surname means one person."""
    return Finding(1.0, "one text names both") if sighting.text in profile.texts else None


def compare_organisation_names(sighting: Sighting, profile: Profile) -> Finding | None:
    """Whether the names agree but for legal forms; the more words of its own a name has, the more it tells."""
    words = fold_organisation(sighting.entity.name)
    if not any(fold_organisation(name) == words for name in profile.names):
        return Finding(APART, "the names differ")
    if is_general(sighting.entity.name):
        return Finding(0.1, f"both are called {sighting.entity.name!r}, as bodies of many countries are")
    return Finding(1.0 if len(words) > 1 else 0.7, f"both are called {sighting.entity.name!r}")


# Feature and weight; a pair is one if the weighted scores add up to SAME_ENTITY.
PERSON: Sequence[tuple[Feature, float]] = (
    (compare_names, 0.7),
    (compare_countries, 0.3),
    (compare_offices, 0.3),
    (compare_contexts, 0.2),
    (compare_texts, 0.55),
)
ORGANISATION: Sequence[tuple[Feature, float]] = (
    (compare_organisation_names, 0.7),
    (compare_countries, 0.6),
    (compare_contexts, 0.2),
    (compare_texts, 0.6),
)


def compare_with(table: Sequence[tuple[Feature, float]], sighting: Sighting, profile: Profile) -> Finding:
    """The sum of a table's weighted scores and the reasons for it; APART as soon as one feature says so."""
    total, reasons = 0.0, []
    for feature, weight in table:
        finding = feature(sighting, profile)
        if finding is None:
            continue
        if finding.score == APART:
            return finding
        total += weight * finding.score
        reasons.append(finding.why)
    return Finding(total, "; ".join(reasons))
