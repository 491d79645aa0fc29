"""The drawing can be told apart by everyone: contrast with the ground, and a sign besides each hue."""

from itertools import combinations
from typing import get_args

import pytest

from kg.page.palette import (
    DARK,
    KIND_LABELS,
    KIND_SHAPES,
    LIGHT,
    OTHER_CLASS,
    RELATION_CLASSES,
    STANDINGS,
    STATUS_LABELS,
    Ground,
    contrast,
    relation_class,
)  # fmt: skip
from kg.types import EntityKind, Status
from kg.vocabulary.relations import FAMILIES

CLASSES = (*RELATION_CLASSES, OTHER_CLASS)
# How deuteranopes and protanopes see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
BLINDNESS = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


@pytest.mark.parametrize("drawn_as", CLASSES, ids=lambda drawn_as: drawn_as.name)
def test_each_hue_stands_out_from_its_ground(drawn_as: object) -> None:
    assert all(contrast(drawn_as.light, ground) >= 4.5 for ground in (LIGHT.page, LIGHT.panel))
    assert all(contrast(drawn_as.dark, ground) >= 4.5 for ground in (DARK.page, DARK.panel))
    assert contrast(drawn_as.light, LIGHT.land) >= 3
    assert contrast(drawn_as.dark, DARK.land) >= 3


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_text_has_the_contrast_that_text_needs(ground: Ground) -> None:
    for colour in (ground.ink, ground.muted, ground.accent, ground.contested):
        assert contrast(colour, ground.page) >= 4.5
        assert contrast(colour, ground.panel) >= 4.5
    assert contrast(ground.ink, ground.mark) >= 7


def test_each_class_has_a_sign_of_its_own() -> None:
    assert len({drawn_as.glyph for drawn_as in CLASSES}) == len(CLASSES)


def channels(colour: str) -> list[float]:
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


@pytest.mark.parametrize("sight", [None, *BLINDNESS])
def test_cooperation_and_conflict_differ_in_every_sight(sight: str | None) -> None:
    def seen(colour: str) -> list[float]:
        linear = channels(colour)
        if sight is None:
            return linear
        return [sum(weight * c for weight, c in zip(row, linear, strict=True)) for row in BLINDNESS[sight]]

    for theme in ("light", "dark"):
        one, other = (seen(getattr(relation_class(name), theme)) for name in ("cooperation", "conflict"))
        assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.1


def test_contested_acts_never_stand_with_facts() -> None:
    assert {status for status, standing in STANDINGS.items() if standing == "fact"} == {"asserted", "reported"}
    assert {status for status, standing in STANDINGS.items() if standing == "contested"} == {"disputed", "denied"}


def test_every_family_status_and_kind_is_drawn() -> None:
    assert {relation_class(family).name for family in FAMILIES} == set(FAMILIES)
    assert set(STANDINGS) == set(STATUS_LABELS) == set(get_args(Status))
    assert set(KIND_LABELS) == set(KIND_SHAPES) == set(get_args(EntityKind))
    assert all(one != other for one, other in combinations(KIND_SHAPES.values(), 2))
