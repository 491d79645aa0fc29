from dataclasses import replace

import pytest
from contents import ENTITIES, EVENTS

from kg.graph.labels import label_event
from kg.vocabulary.relations import relations_by_name

NAMES = {entity.id: entity.name for entity in ENTITIES}


@pytest.mark.parametrize(
    ("number", "label"),
    [
        (0, "Sergei Lavrov visited North Korea"),
        (1, "Russia attacked Ukraine (reported)"),
        (2, "North Korea transferred arms to Russia (disputed)"),
        (3, "Sergei Lavrov met Kim Jong Un (planned)"),
    ],
)
def test_a_label_says_what_is_no_plain_fact(number, label):
    event = EVENTS[number]
    assert label_event(event, relations_by_name()[event.type], NAMES) == label


def test_an_event_without_a_target_is_labelled_by_its_type():
    event = replace(EVENTS[0], type="weapons_test", roles={"source": ("Q423",)})
    assert label_event(event, relations_by_name()["weapons_test"], NAMES) == "North Korea: weapons test"
