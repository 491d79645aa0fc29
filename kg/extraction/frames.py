"""A frame: a trigger in the text with the actors in its roles, before anything is said about whether it happened."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.tokens import Token
from kg.types import Mention
from kg.vocabulary.relations import RelationType, Trigger


@dataclass(slots=True)
class Frame:
    """A trigger in the text with the actors in its roles.

    `lender` is the act told elsewhere that lent the actors which its own words do not name ("scrapped the pact"), or
    the whole act ("followed suit"). A `reciprocal` one is done by each to the others ("accuse each other").
    """

    token: Token
    trigger: Trigger
    relation: RelationType
    source: list[Mention]
    target: list[Mention]
    score: float = 0.0
    lender: "Frame | None" = None
    reciprocal: bool = False

    @property
    def parties(self) -> list[Mention]:
        """Who takes part, on whichever side."""
        return [*self.source, *self.target]

    @property
    def is_complete(self) -> bool:
        """Whether both roles are filled, or all that the trigger asks for."""
        return all(self.source if role == "source" else self.target for role in self.trigger.needs)

    def each_way(self) -> Iterator["Frame"]:
        """The frame itself; of a reciprocal one, a frame for each of those who act, aimed at the others."""
        if not self.reciprocal:
            yield self
            return
        for actor in self.source:
            others = [mention for mention in self.target if mention.entity != actor.entity]
            yield replace(self, source=[actor], target=others, reciprocal=False)
