"""The relation types of a graph: those of the vocabulary, and a plain stand-in for a type that it lacks.

A folder may hold events of types that a user's own file defined; they stay readable without that file.
"""

from collections.abc import Iterable, Mapping

from kg.types import Content
from kg.vocabulary.relations import RelationType


def relation_types(content: Content, known: Iterable[RelationType]) -> Mapping[str, RelationType]:
    """The known relation types by name, and a stand-in for each type of the content that is not among them.

    A stand-in makes no direct edge and has no place in PLOVER or CAMEO.
    """
    types = {relation.name: relation for relation in known}
    used = {event.type for event in content.events} | {claim.type for claim in content.claims}
    used |= {tie.type for tie in content.ties}
    return types | {name: _stand_in(name) for name in sorted(used - types.keys())}


def _stand_in(name: str) -> RelationType:
    label = name.replace("_", " ")
    return RelationType(
        name=name,
        label=label,
        definition="A relation type that this graph's vocabulary does not define.",
        family="tie",
        intensity=0.0,
        past=f"({label})",
        predicate=name,
        edge=False,
    )
