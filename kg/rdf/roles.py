"""What events and claims have in common in RDF: their roles, date, quantity and topic."""

from collections.abc import Iterator

from kg.rdf import terms
from kg.rdf.iris import RDF, RDFS, SCHEMA, SEM, Iris
from kg.rdf.nodes import Draft, Node, column, describe
from kg.types import Claim, Event, Quantity

# The roles with a property of their own name or, for what an act is done with or deals in, of the model's name for it;
# the property of any other role ends in "Role", so as to be no other property.
PLAIN_ROLES = {"source": "source", "target": "target", "instrument": "item"}


def role_property(iris: Iris, role: str) -> str:
    """The property of events for a role: SEM's own for the place, ours for the others."""
    if role == "place":
        return SEM["hasPlace"]
    return iris.ns[PLAIN_ROLES.get(role, f"{role}Role")]


def mention_property(iris: Iris, role: str) -> str:
    """The property of claims for a role, whose values are mentions."""
    return iris.ns[f"{role}Mention"]


class SharedColumns:
    """The columns that events and claims have in common, and what fills them."""

    def __init__(self, iris: Iris) -> None:
        self._date = (column(iris.ns["date"], terms.TEXT),)
        self._topic = (column(iris.ns["topic"], terms.TEXT),)
        self._quantity = (column(iris.ns["quantity"], iris.pattern("quantity")),)

    def fill(self, owner: Event | Claim, name: str, draft: Draft) -> None:
        """Add the date, the topic and the quantity of the event or claim whose IRI has the last part `name`."""
        if owner.date is not None:
            draft.add(self._date, terms.escape(owner.date))
        if owner.about is not None:
            draft.add(self._topic, terms.escape(owner.about))
        if owner.quantity is not None:
            draft.add(self._quantity, name)


def quantity_nodes(quantity: Quantity, name: str, graph: str, iris: Iris) -> Iterator[Node]:
    """The node of the quantity of an event or claim; see `SharedColumns.fill`."""
    yield from describe(iris.pattern("quantity") % name, graph, _quantity_pairs(quantity, iris))


def _quantity_pairs(quantity: Quantity, iris: Iris) -> Iterator[tuple[str, str]]:
    """The pairs that describe a quantity; a bound ("more than 5,000") is a minimum or maximum besides the value."""
    value = terms.decimal(quantity.value)
    yield RDF["type"], SCHEMA["QuantitativeValue"]
    yield SCHEMA["value"], value
    yield SCHEMA["unitText"], terms.text(quantity.unit)
    yield iris.ns["qualifier"], terms.text(quantity.qualifier)
    words = quantity.text or f"{quantity.qualifier.strip('=')}{quantity.value:g} {quantity.unit}"
    yield RDFS["label"], terms.english(words)
    if quantity.text:
        yield iris.ns["words"], terms.text(quantity.text)
    if quantity.qualifier == ">":
        yield SCHEMA["minValue"], value
    elif quantity.qualifier == "<":
        yield SCHEMA["maxValue"], value
