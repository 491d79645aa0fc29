"""Scores how claims were merged against gold clusters of sentences: B-cubed and pair F1 over the gold mentions found.

A gold mention is found if a claim of its type (or one of the same group) with the same actors stands in its sentence.
What extraction misses is counted apart, so that the figures speak of merging alone.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kg.consolidation.acts import ActMaker
from kg.consolidation.habits import find_habit
from kg.language.gazetteer import load_gazetteer
from kg.types import Claim, Content
from kg.vocabulary.relations import relations_by_name


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class EventScores:
    """The figures, and how many of the gold mentions they rest on; `wrong` lists the pairs that were judged wrongly."""

    b_cubed: Score
    pairs: Score
    found: int
    mentions: int
    status_right: int
    status_of: int
    wrong: tuple[str, ...]


def score_b_cubed(labels: Sequence[tuple[Hashable, Hashable]]) -> Score:
    """B-cubed (Bagga and Baldwin 1998) of (gold, predicted) cluster labels, one pair a mention."""
    gold = Counter(label for label, _ in labels)
    predicted = Counter(label for _, label in labels)
    both = Counter(labels)
    count = len(labels) or 1
    precision = sum(both[pair] / predicted[pair[1]] for pair in labels) / count
    recall = sum(both[pair] / gold[pair[0]] for pair in labels) / count
    return Score(precision, recall)


def score_pairs(labels: Sequence[tuple[Hashable, Hashable]]) -> Score:
    """Pairwise precision and recall of (gold, predicted) cluster labels."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(count * (count - 1) // 2 for count in counts)

    both = pairs(Counter(labels).values())
    predicted = pairs(Counter(label for _, label in labels).values())
    gold = pairs(Counter(label for label, _ in labels).values())
    return Score(both / predicted if predicted else 1.0, both / gold if gold else 1.0)


def score_events(content: Content, gold: Path) -> EventScores:
    """Score the events of a content against the clusters of a gold file."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    articles = {article.url: article for article in content.articles}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in content.claims:
        claims[claim.article].append(claim)
    event_of = {claim: event for event in content.events for claim in event.claims}
    matcher = _Matcher(content)
    best: dict[str, tuple[int, str, Mapping[str, object]]] = {}  # claim id -> the gold event that it fits best
    mentions, found = 0, 0
    for row in rows:
        for mention in row["mentions"]:
            mentions += 1
            article = articles[mention["url"]]
            start = article.text.index(mention["quote"])
            end = start + len(mention["quote"])
            inside = [claim for claim in claims[article.id] if start <= claim.trigger[0] < end]
            fits = {claim.id: fit for claim in inside if (fit := matcher.fit(claim, row))}
            found += bool(fits)
            for claim_id, fit in fits.items():
                if claim_id not in best or fit > best[claim_id][0]:
                    best[claim_id] = (fit, row["event"], row)
    labels = sorted((event, event_of[claim].id, claim) for claim, (_, event, _) in best.items())
    statuses = {(row["event"], event_of[claim].id): row["status"] for claim, (_, _, row) in best.items()}
    events = {event.id: event for event in content.events}
    right = sum(events[event].status == status for (_, event), status in statuses.items())
    pairs = [(gold_id, event_id) for gold_id, event_id, _ in labels]
    wrong = [
        f"{'missed' if a[0] == b[0] else 'false'}: {a[0]} {a[2]} / {b[0]} {b[2]}"
        for a, b in combinations(labels, 2)
        if (a[0] == b[0]) != (a[1] == b[1])
    ]
    return EventScores(score_b_cubed(pairs), score_pairs(pairs), found, mentions, right, len(statuses), tuple(wrong))


class _Matcher:
    """Tells whether a claim is about the actors that a gold event names."""

    def __init__(self, content: Content) -> None:
        self._entities = {entity.id: entity for entity in content.entities}
        self._maker = ActMaker(self._entities)
        self._sides: dict[str, frozenset[str]] = {}
        for entity in (*load_gazetteer().entities.values(), *content.entities):
            for name in (entity.name, *entity.aliases):
                self._sides.setdefault(name.lower(), frozenset())
                self._sides[name.lower()] |= self._maker.sides_of(entity) | {entity.id}

    def fit(self, claim: Claim, row: Mapping[str, object]) -> int:
        """0 if the claim is not about the event; the more actors and the closer the type, the more."""
        relations = relations_by_name()
        habit = find_habit(claim.type, relations)
        same_type = claim.type == row["type"]
        if not same_type and habit.group != find_habit(str(row["type"]), relations).group:
            return 0
        source, target = self._actors(claim, "source"), self._actors(claim, "target")
        gold_source, gold_target = self._named(row["source"]), self._named(row["target"])
        if habit.symmetric:
            shared = len((source | target) & (gold_source | gold_target))
            return shared + same_type if shared > 1 or (shared and not (source and target)) else 0
        if (source and gold_source and not source & gold_source) or (
            target and gold_target and not target & gold_target
        ):
            return 0
        shared = bool(source & gold_source) + bool(target & gold_target)
        return 2 * shared + same_type if shared else 0

    def _actors(self, claim: Claim, role: str) -> frozenset[str]:
        entities = [self._entities[mention.entity] for mention in claim.roles.get(role, ())]
        return frozenset(
            s for e in entities for s in (*self._maker.sides_of(e), *([e.id] if e.kind != "group" else []))
        )

    def _named(self, names: object) -> frozenset[str]:
        assert isinstance(names, list)
        return frozenset(side for name in names for side in self._sides.get(name.lower(), frozenset({name})))
