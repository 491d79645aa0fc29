"""The ontology in OWL and RDFS: the project's own classes and properties, what they mean, and what they hang on.

The rows below are the classes and properties of the model; roles and the predicates of direct triples are added from
the graph and the vocabulary of relation types, so that none of them is ever undefined.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.rdf import terms
from kg.rdf.iris import OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD, Iris
from kg.rdf.nodes import Node, describe
from kg.rdf.roles import PLAIN_ROLES, mention_property, role_property
from kg.vocabulary.relations import RelationType

ROLES = ("source", "target", "place", "instrument", "about", "holder")


class Class(NamedTuple):
    """A class of ours: its name, label, comment and the classes above it."""

    name: str
    label: str
    comment: str
    above: tuple[str, ...] = ()


class Property(NamedTuple):
    """A property of ours. `of` and `to` are its domain and range; a name without brackets is one of our own classes."""

    name: str
    label: str
    comment: str
    of: str | None = None
    to: str | None = None
    above: tuple[str, ...] = ()


CLASSES = (
    Class(
        "Claim",
        "claim",
        "What one sentence of an article says happened, or a denial of it: claims are stated, events are not.",
        (SCHEMA["Claim"], PROV["Entity"]),
    ),
    Class("Mention", "mention", "A span of an article that names an entity.", (PROV["Entity"],)),
    Class(
        "OfficeHolding",
        "holding of an office",
        "That somebody holds an office of a state or organisation for some time.",
        (SCHEMA["OrganizationRole"],),
    ),
    Class(
        "Tie",
        "lasting tie",
        "A lasting relation that is known rather than told: an office held, a membership, a parent body, a seat.",
    ),
    Class("Merge", "merge", "That two things were taken for one, and why.", (PROV["Entity"],)),
    Class(
        "State", "state", "A country, or a territory that acts as one.", (SCHEMA["Country"], SEM["Actor"], SEM["Place"])
    ),
    Class("Place", "place", "A city, region, sea or base: where, not who.", (SCHEMA["Place"], SEM["Place"])),
    Class(
        "Organisation",
        "organisation",
        "An international organisation, alliance, party, company or body.",
        (SCHEMA["Organization"], SEM["Actor"]),
    ),
    Class(
        "ArmedGroup",
        "armed group",
        "An armed group that is no force of a state.",
        (SCHEMA["Organization"], SEM["Actor"]),
    ),
    Class("Medium", "news medium", "A news outlet or agency.", (SCHEMA["NewsMediaOrganization"], SEM["Actor"])),
    Class("Person", "person", "A human being.", (SCHEMA["Person"], SEM["Actor"])),
    Class(
        "Group",
        "group",
        "People named by a description, or a loose bloc of states.",
        (SCHEMA["Organization"], SEM["Actor"]),
    ),
    Class("Weapon", "weapon", "A weapon system or class of weapons.", (SCHEMA["Product"], SEM["Object"])),
)
OBJECT_PROPERTIES = (
    Property("about", "about", "The event that a claim is about.", "Claim", SEM["Event"], (SCHEMA["about"],)),
    Property("denies", "denies", "The claim that this denial denies.", "Claim", "Claim"),
    Property("stance", "stance", "How a claim puts its event: asserted, alleged, denied ...", "Claim", SKOS["Concept"]),
    Property(
        "relation",
        "relation type",
        "The type of an event, a claim or a tie.",
        None,
        SKOS["Concept"],
    ),
    Property(
        "ploverType",
        "PLOVER type",
        "The PLOVER type of a claim whose words are more precise than its relation type.",
        "Claim",
        SKOS["Concept"],
    ),
    Property(
        "status",
        "status",
        "What all claims about an event together make of it; derived from their stances, never stated by a source.",
        SEM["Event"],
        SKOS["Concept"],
    ),
    Property("claimedBy", "claimed by", "Somebody who claims that an event happened.", SEM["Event"]),
    Property("deniedBy", "denied by", "Somebody who denies that an event happened.", SEM["Event"]),
    Property(
        "quantity", "quantity", "How much or how many an event or claim speaks of.", None, SCHEMA["QuantitativeValue"]
    ),
    Property("names", "names", "The entity that a mention names.", "Mention"),
    Property("country", "country", "The state that an entity is, belongs to or acts for.", None, "State"),
    Property("holdsOffice", "holds office", "The holding of an office by a person.", None, "OfficeHolding"),
    Property("officeHolder", "office holder", "Who holds the office.", "OfficeHolding"),
    Property("officeOf", "office of", "The state or organisation that the office belongs to.", "OfficeHolding"),
    Property("tieSource", "tie source", "Who or what a lasting tie is of: the holder, the member, the part.", "Tie"),
    Property("tieTarget", "tie target", "What a lasting tie is to: the body, the whole, the state of the seat.", "Tie"),
    Property("contradicts", "contradicts", "A tie that cannot have held at the same time.", "Tie", "Tie"),
    Property("kept", "kept", "The article, entity or event that something was found to be, or to tell.", "Merge"),
    Property("merged", "merged", "The article or claim that was taken for, or for a part of, what is kept.", "Merge"),
    Property(
        "inArticle", "in article", "The article in which the merged thing was read.", "Merge", SCHEMA["NewsArticle"]
    ),
)
DATA_PROPERTIES = (
    Property(
        "date", "date", "When, as an EDTF string: 2023, 2023-10, 2023-10-12, 2023-06/2024-01.", None, XSD["string"]
    ),
    Property("topic", "topic", "What an agreement, demand or accusation is about, in words.", None, XSD["string"]),
    Property("confidence", "confidence", "How sure the reading of a claim is, from 0 to 1.", "Claim", XSD["decimal"]),
    Property("inferred", "inferred", "True for a claim that follows from what is said.", "Claim", XSD["boolean"]),
    Property(
        "triggerStart",
        "trigger start",
        "Offset of the first character of the words of the act.",
        "Claim",
        XSD["integer"],
    ),
    Property("triggerEnd", "trigger end", "Offset after the last character of these words.", "Claim", XSD["integer"]),
    Property(
        "independentSources",
        "independent sources",
        "How many independent articles tell of an event; reprints count once.",
        SEM["Event"],
        XSD["integer"],
    ),
    Property("start", "start", "Offset of the first character of a mention.", "Mention", XSD["integer"]),
    Property("words", "words", "The words of the text as they stand.", None, XSD["string"]),
    Property(
        "via",
        "via",
        "By what a mention names its entity, if not by its name: demonym, metonym, role ...",
        "Mention",
        XSD["string"],
    ),
    Property(
        "kind",
        "kind",
        "The kind of entity that a mention takes its entity for, where it is another than the entity's own.",
        "Mention",
        XSD["string"],
    ),
    Property("sector", "sector", "Which part of a state or organisation a mention means.", "Mention", XSD["string"]),
    Property(
        "outletName", "outlet name", "The name or host of the outlet, as an article gives it.", None, XSD["string"]
    ),
    Property("countryCode", "country code", "ISO 3166-1 alpha-3 code of a country.", None, XSD["string"]),
    Property("qualifier", "qualifier", "= exact, ~ about, < up to, > more than.", None, XSD["string"]),
    Property("intensity", "intensity", "Goldstein score of a relation type, from -10 to 10.", None, XSD["decimal"]),
    Property("context", "context", "What a relation type is about in PLOVER's terms.", None, XSD["string"]),
    Property("seen", "seen", "The first and last day on which an article named a tie, as EDTF.", "Tie", XSD["string"]),
    Property("firstSeen", "first seen", "The first day on which an article named a tie.", "Tie", XSD["date"]),
    Property("lastSeen", "last seen", "The last day on which an article named a tie.", "Tie", XSD["date"]),
    Property("readAs", "read as", "The id that the reading of the article gave to an entity.", "Merge", XSD["string"]),
    Property("why", "why", "Why two things were taken for one, in words.", "Merge"),
    Property(
        "score",
        "score",
        "How well two things agree: 0 to 1 for articles and entities, the sum of the evidence for claims.",
        "Merge",
        XSD["decimal"],
    ),
    Property("family", "family", "The family of a relation type.", None, XSD["string"]),
)
_ACTIVE = {"source": "who acts", "target": "who is acted on", "holder": "who states it"}


def ontology_nodes(iris: Iris, relations: Iterable[RelationType], roles: Iterable[str]) -> Iterator[Node]:
    """The nodes of the ontology, with the given relation types and roles."""
    graph = iris.graph["vocabulary"]
    title = [(RDF["type"], OWL["Ontology"]), (RDFS["label"], terms.english("Claims and events of the news"))]
    yield from describe(iris.ontology(), graph, title)
    for entry in CLASSES:
        pairs = [(RDF["type"], OWL["Class"]), *((RDFS["subClassOf"], above) for above in entry.above)]
        yield from describe(iris.ns[entry.name], graph, [*pairs, *_about(iris, entry.label, entry.comment)])
    for prop in OBJECT_PROPERTIES:
        yield from _property(prop, OWL["ObjectProperty"], iris, graph)
    for prop in DATA_PROPERTIES:
        yield from _property(prop, OWL["DatatypeProperty"], iris, graph)
    for role in sorted({*ROLES, *roles}):
        yield from _role(role, iris, graph)
    yield from _direct(relations, iris, graph)


def _about(iris: Iris, label: str, comment: str) -> list[tuple[str, str]]:
    return [
        (RDFS["label"], terms.english(label)),
        (RDFS["comment"], terms.english(comment)),
        (RDFS["isDefinedBy"], iris.ontology()),
    ]


def _property(prop: Property, kind: str, iris: Iris, graph: str) -> Iterator[Node]:
    pairs = [(RDF["type"], kind), *_about(iris, prop.label, prop.comment)]
    pairs += [(RDFS["subPropertyOf"], above) for above in prop.above]
    for predicate, end in ((RDFS["domain"], prop.of), (RDFS["range"], prop.to)):
        if end is not None:
            pairs.append((predicate, end if end.startswith("<") else iris.ns[end]))
    yield from describe(iris.ns[prop.name], graph, pairs)


def _role(role: str, iris: Iris, graph: str) -> Iterator[Node]:
    """The property of a role on events, and that of the mentions which fill it in claims."""
    meaning = _ACTIVE.get(role, f"the {role}")
    if role not in ("place", "holder"):
        above = [(RDFS["subPropertyOf"], SEM["hasActor"])] if role in ("source", "target") else []
        pairs = [(RDF["type"], OWL["ObjectProperty"]), (RDFS["domain"], SEM["Event"]), *above]
        pairs += _about(iris, PLAIN_ROLES.get(role, role), f"The role of an event: {meaning}.")
        yield from describe(role_property(iris, role), graph, pairs)
    pairs = [
        (RDF["type"], OWL["ObjectProperty"]),
        (RDFS["domain"], iris.ns["Claim"]),
        (RDFS["range"], iris.ns["Mention"]),
        *_about(iris, f"{role} mention", f"The words of a claim that name {meaning}."),
    ]
    yield from describe(mention_property(iris, role), graph, pairs)


def _direct(relations: Iterable[RelationType], iris: Iris, graph: str) -> Iterator[Node]:
    """The predicates of direct triples; two relation types may share one."""
    edges = sorted((relation for relation in relations if relation.edge), key=lambda relation: relation.name)
    for predicate in sorted({relation.predicate for relation in edges}):
        of_it = [relation for relation in edges if relation.predicate == predicate]
        pairs = [
            (RDF["type"], OWL["ObjectProperty"]),
            (RDFS["label"], terms.english(of_it[0].past)),
            (RDFS["comment"], terms.english(f"Direct triple of undisputed events: {of_it[0].definition}")),
            (RDFS["isDefinedBy"], iris.ontology()),
            *((RDFS["seeAlso"], iris.relation[relation.name]) for relation in of_it),
        ]
        if all(relation.symmetric for relation in of_it):
            pairs.append((RDF["type"], OWL["SymmetricProperty"]))
        yield from describe(iris.ns[predicate], graph, pairs)
