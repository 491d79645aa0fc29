"""One line of English for an event: who did what to whom, and its status where it is not a plain fact."""

from collections.abc import Mapping, Sequence

from kg.types import Event
from kg.vocabulary.relations import RelationType


def join_names(names: Sequence[str]) -> str:
    """Names as a list in prose.

    >>> join_names(["Russia", "China", "Iran"])
    'Russia, China and Iran'
    """
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def label_event(event: Event, relation: RelationType, names: Mapping[str, str]) -> str:
    """The label of an event, as in "North Korea transferred arms to Russia (disputed)".

    `names` gives the name of each entity by id. A status other than asserted stands behind the label, so that no
    list of labels states as a fact what somebody merely says, plans or denies.
    """
    sources = [names.get(entity, entity) for entity in event.roles.get("source", ())]
    targets = [names.get(entity, entity) for entity in event.roles.get("target", ())]
    if relation.symmetric and not (sources and targets):
        both = sources or targets
        sources, targets = both[:1], both[1:]
    if sources and targets:
        label = f"{join_names(sources)} {relation.past} {join_names(targets)}"
    else:
        label = ": ".join(filter(None, (join_names(sources or targets), relation.label)))
    return label if event.status == "asserted" else f"{label} ({event.status})"
