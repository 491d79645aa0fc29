"""The status of an event, by the voices that its claims add up to."""

import datetime
from itertools import combinations

import pytest
from corpora import make_corpus

from kg.consolidation import consolidate
from kg.consolidation.status import POLICY, VOICES
from kg.types import Factuality

DAY = datetime.date(2024, 5, 2)


def _status(*factualities: Factuality) -> str:
    visit = {"type": "visit", "source": ["Xi Jinping"], "target": ["France"], "date": "2024-05"}
    rows = [
        {"published": DAY, "claims": [{**visit, "label": str(number), "factuality": factuality}]}
        for number, factuality in enumerate(factualities)
    ]
    articles, readings, _ = make_corpus(rows, {})
    (event,) = consolidate(articles, readings).events
    return event.status


@pytest.mark.parametrize(
    ("factualities", "status"),
    [
        (("asserted",), "asserted"),
        (("reported",), "reported"),
        (("alleged", "reported"), "reported"),
        (("alleged", "planned"), "alleged"),
        (("asserted", "alleged", "planned"), "asserted"),
        (("asserted", "negated"), "disputed"),
        (("alleged", "denied"), "disputed"),
        (("denied",), "denied"),
        (("negated", "planned"), "denied"),
        (("conditional",), "planned"),
    ],
)
def test_status_follows_from_the_claims(factualities: tuple[Factuality, ...], status: str) -> None:
    assert _status(*factualities) == status
    assert _status(*factualities[::-1]) == status


def test_policy_decides_every_set_of_voices() -> None:
    voices = sorted(set(VOICES.values()))
    for size in range(1, len(voices) + 1):
        for heard in combinations(voices, size):
            assert any(needed <= set(heard) for needed, _ in POLICY), heard
