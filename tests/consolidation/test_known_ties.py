"""Lasting relations that vocabularies and titles know."""

import datetime

from corpora import known, make_corpus

from kg.consolidation import consolidate
from kg.types import Tie


def test_ties_join_entities_of_the_graph_with_their_validity() -> None:
    office = ("spokesperson", "Ukraine")
    told = {"spokesman": {"kind": "person", "name": "Andriy Yusov", "country": "UKR", "offices": [office]}}
    claim = {"type": "accuse", "source": ["spokesman", "NATO", "Finland"], "target": ["Sergei Lavrov"]}
    rows = [
        {"published": datetime.date(2024, month, 3), "claims": [{**claim, "label": str(month)}]} for month in (2, 5)
    ]
    articles, readings, _ = make_corpus(rows, told)
    ties = consolidate(articles, readings).ties
    ukraine, russia = known("Ukraine").id, known("Russia").id
    assert Tie("holds_office", "person-andriy-yusov", ukraine, "spokesperson", seen="2024-02-03/2024-05-03") in ties
    assert Tie("member_of", known("Finland").id, known("NATO").id) in ties
    lavrov = [tie for tie in ties if tie.source == known("Sergei Lavrov").id]
    assert [(tie.title, tie.target) for tie in lavrov] == [("foreign minister", russia)]
    assert str(lavrov[0].start).startswith("2004")
    entities = {entity.id for entity in consolidate(articles, readings).entities}
    assert all({tie.source, tie.target} <= entities for tie in ties)
