"""One colour for each kind of actor and each factuality, the same on the terminal and on the page.

No meaning rests on colour alone: kinds and factualities are written out beside what is coloured. Each pair is ink and
ground; dark ink on a light ground has a contrast of at least 7:1 (WCAG 2.2, 1.4.6).
"""

from collections.abc import Mapping

from kg.types import EntityKind, Factuality

KIND_COLOURS: Mapping[EntityKind, tuple[str, str]] = {
    "state": ("#003a66", "#cfe6fa"),
    "organisation": ("#3a2a6b", "#e2dbf7"),
    "armed_group": ("#6b1414", "#f9d6d2"),
    "person": ("#0b4a34", "#cdeede"),
    "group": ("#4a3c00", "#f5e7ae"),
    "place": ("#2f3a46", "#e1e5ea"),
    "media": ("#5b2350", "#f3d9ee"),
    "weapon": ("#5c2c00", "#fbdcc0"),
}
TRIGGER_COLOURS = ("#ffffff", "#1b1f24")
UNREAD_COLOURS = ("#59616b", "transparent")
FACTUALITY_COLOURS: Mapping[Factuality, tuple[str, str]] = {
    "asserted": ("#0b4a34", "#cdeede"),
    "reported": ("#003a66", "#cfe6fa"),
    "alleged": ("#4a3c00", "#f5e7ae"),
    "planned": ("#3a2a6b", "#e2dbf7"),
    "conditional": ("#3a2a6b", "#e2dbf7"),
    "denied": ("#6b1414", "#f9d6d2"),
    "negated": ("#6b1414", "#f9d6d2"),
}
