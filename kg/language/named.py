"""A name in a text and what it names."""

from dataclasses import dataclass

from kg.language.tokens import Span
from kg.types import Entity, Sector, Via


@dataclass(slots=True)
class Named:
    """A name in the text and what it names."""

    span: Span
    entity: Entity
    via: Via = "name"
    sector: Sector | None = None
    actor: str | None = None  # the state that a capital may stand for, where the name was read as the place
