from dataclasses import replace

import pytest
from contents import EVENTS

from kg.graph.pairs import actors, join_pairs
from kg.vocabulary.relations import relations_by_name

VISIT, MEET = relations_by_name()["visit"], relations_by_name()["meet"]


@pytest.mark.parametrize(
    ("relation", "source", "target", "pairs"),
    [
        (VISIT, "ab", "c", ["ac", "bc"]),
        (VISIT, "a", "", []),
        (VISIT, "", "b", []),
        (VISIT, "ab", "", []),
        (VISIT, "ab", "ba", ["ab", "ba"]),
        (VISIT, "a", "a", []),
        (MEET, "abc", "", ["ab", "ac"]),
        (MEET, "", "abc", ["ab", "ac"]),
        (MEET, "ab", "cd", ["ac", "ad", "bc", "bd"]),
        (MEET, "ab", "ba", ["ab"]),
        (MEET, "a", "", []),
        (MEET, "", "", []),
    ],
)
def test_an_event_joins_each_pair_of_its_actors_once(relation, source, target, pairs):
    event = replace(EVENTS[0], roles={"source": tuple(source), "target": tuple(target)})
    assert [a + b for a, b in join_pairs(event, relation)] == pairs


def test_actors_stand_once_sources_first():
    event = replace(EVENTS[0], roles={"target": ("c", "a"), "source": ("a", "b"), "place": ("d",)})
    assert actors(event) == ("a", "b", "c")
