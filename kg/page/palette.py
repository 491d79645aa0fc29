"""Colours and signs of the drawing: one hue and one glyph a class of relations, one line a standing, one shape a kind.

No meaning rests on colour alone. A relation's class shows as hue and glyph, what is known of it as the pattern of its
line, an actor's kind as the shape of its node. The hues follow Okabe and Ito's palette, darkened or lightened until
each has a contrast of at least 4.5:1 with the ground (WCAG 2.2, 1.4.3), as it colours signs and numbers too.
"""

from dataclasses import dataclass

from kg.types import EntityKind, Status


@dataclass(frozen=True, slots=True)
class RelationClass:
    """How a family of relation types is drawn: its glyph, and its hue on the light and on the dark ground."""

    name: str
    label: str
    glyph: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of one theme that the drawing and the text share."""

    page: str
    panel: str
    ink: str
    muted: str
    rule: str
    accent: str
    contested: str
    mark: str
    land: str
    sea: str


RELATION_CLASSES = (
    RelationClass("diplomacy", "Diplomacy", "◆", "#0063a6", "#5bb4f0"),
    RelationClass("cooperation", "Cooperation", "●", "#00724f", "#2ccb97"),
    RelationClass("economy", "Economy", "■", "#857000", "#dccb4a"),
    RelationClass("tie", "Lasting ties", "○", "#2f3a46", "#e3e7ec"),
    RelationClass("speech", "Statements", "◇", "#6c747e", "#98a1ac"),
    RelationClass("coercion", "Coercion", "▼", "#9c4300", "#ee9440"),
    RelationClass("military", "Military", "✚", "#93397f", "#eb93d3"),
    RelationClass("conflict", "Conflict", "▲", "#b8202c", "#ff7b72"),
)
# A family that a user's own vocabulary names and this table does not.
OTHER_CLASS = RelationClass("other", "Other", "□", "#5d6470", "#a5adba")

LIGHT = Ground(
    page="#fbfbfa", panel="#ffffff", ink="#1b1f24", muted="#59616b", rule="#dcdfe3", accent="#0b5cad",
    contested="#8a5a00", mark="#fff0b8", land="#e6e8ea", sea="#f6f8f9",
)  # fmt: skip
DARK = Ground(
    page="#14171b", panel="#1b1f24", ink="#e8eaed", muted="#a4acb7", rule="#343a42", accent="#7ab7ff",
    contested="#f0c674", mark="#5a4a12", land="#2b3138", sea="#171b20",
)  # fmt: skip

# Facts, claims and contested acts never share a line: what some deny must not hide in a bundle of facts.
STANDINGS: dict[Status, str] = {
    "asserted": "fact",
    "reported": "fact",
    "alleged": "claim",
    "planned": "claim",
    "disputed": "contested",
    "denied": "contested",
}
STATUS_LABELS: dict[Status, str] = {
    "asserted": "Asserted",
    "reported": "Reported",
    "alleged": "Alleged",
    "planned": "Planned",
    "disputed": "Disputed",
    "denied": "Denied",
}
KIND_LABELS: dict[EntityKind, str] = {
    "state": "State",
    "organisation": "Organisation",
    "armed_group": "Armed group",
    "person": "Person",
    "group": "Group",
    "media": "Media",
    "place": "Place",
    "weapon": "Weapon",
}
# Names of vis-network's shapes; the legend draws the same ones.
KIND_SHAPES: dict[EntityKind, str] = {
    "state": "dot",
    "organisation": "square",
    "armed_group": "triangleDown",
    "person": "diamond",
    "group": "triangle",
    "media": "hexagon",
    "place": "ellipse",
    "weapon": "star",
}


def relation_class(family: str) -> RelationClass:
    """The class in which a family is drawn.

    >>> relation_class("conflict").glyph, relation_class("my own").name
    ('▲', 'other')
    """
    return next((known for known in RELATION_CLASSES if known.name == family), OTHER_CLASS)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`, from 1 to 21, as WCAG 2.2 defines it.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """

    def luminance(colour: str) -> float:
        channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
