"""What events and claims have in common in RDF: their roles, days, quantity and topic."""

from collections.abc import Iterator

from kg import edtf
from kg.rdf import terms
from kg.rdf.iris import RDF, RDFS, SCHEMA, SEM, Iris
from kg.types import Claim, Event, Quantity

# Roles whose property has the role's own name; that of any other ends in "Role", so as to be no other property.
PLAIN_ROLES = ("source", "target", "instrument")


def role_property(iris: Iris, role: str) -> str:
    """The property of events for a role: SEM's own for the place, ours for the others."""
    if role == "place":
        return SEM["hasPlace"]
    return iris.ns[role if role in PLAIN_ROLES else f"{role}Role"]


def mention_property(iris: Iris, role: str) -> str:
    """The property of claims for a role, whose values are mentions."""
    return iris.ns[f"{role}Mention"]


def shared_pairs(owner: Event | Claim, subject: str, iris: Iris) -> Iterator[tuple[str, str]]:
    """The pairs for the date, the topic and the quantity of an event or claim."""
    if owner.date is not None:
        yield iris.ns["date"], terms.text(owner.date)
        yield SEM["hasEarliestBeginTimeStamp"], terms.date(edtf.first_day(owner.date))
        yield SEM["hasLatestEndTimeStamp"], terms.date(edtf.last_day(owner.date))
    if owner.about is not None:
        yield iris.ns["topic"], terms.text(owner.about)
    if owner.quantity is not None:
        yield iris.ns["quantity"], iris.quantity(subject)


def quantity_pairs(quantity: Quantity, iris: Iris) -> Iterator[tuple[str, str]]:
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
