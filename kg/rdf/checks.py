"""Checks a graph against the rules of its shapes by SPARQL: what SHACL finds, in a fraction of the time.

Each rule becomes one or two queries. None uses NOT EXISTS, which Oxigraph evaluates anew for every solution.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from kg.rdf.iris import Iris
from kg.rdf.shapes import Rule, read_rules
from kg.rdf.sparql import evaluate


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A node that breaks a rule: the rule's name and message, the IRI of the node."""

    rule: str
    node: str
    message: str


def check_graph(store: Store, iris: Iris) -> tuple[Fault, ...]:
    """All faults of a graph, sorted, each once; empty for a sound one."""
    prefixes = iris.prefixes()
    faults: set[Fault] = set()
    for rule in read_rules(iris):
        for query in rule_queries(rule):
            results = evaluate(store, query, prefixes)
            if isinstance(results, QuerySolutions):
                faults.update(Fault(rule.name, solution["this"].value, rule.message) for solution in results)
    return tuple(sorted(faults))


def rule_queries(rule: Rule) -> Iterator[str]:
    """The queries that select as ?this the nodes which break a rule."""
    target = f"VALUES ?class {{ {' '.join(rule.classes)} }} ?this a ?class ."
    if rule.select:
        head, brace, body = rule.select.partition("{")
        yield f"{head}{brace} {target} {body}"
        return
    if rule.at_least == 1:
        yield f"SELECT ?this {{ {target} OPTIONAL {{ ?this {rule.path} ?value }} FILTER (!BOUND(?value)) }}"
    elif rule.at_least > 1:
        few = f"COUNT(?value) < {rule.at_least}"
        yield f"SELECT ?this {{ {target} OPTIONAL {{ ?this {rule.path} ?value }} }} GROUP BY ?this HAVING ({few})"
    if rule.at_most is not None:
        many = f"COUNT(?value) > {rule.at_most}"
        yield f"SELECT ?this {{ {target} ?this {rule.path} ?value }} GROUP BY ?this HAVING ({many})"
    for name, arguments in rule.conditions:
        if name == "class":
            typed = f"OPTIONAL {{ ?value a ?type . FILTER (?type = {arguments[0]}) }}"
            yield f"SELECT ?this {{ {target} ?this {rule.path} ?value . {typed} FILTER (!BOUND(?type)) }}"
        else:
            # A comparison that fails (of a text with a number) is a fault too.
            fault = f"COALESCE(!({_condition(name, arguments)}), true)"
            yield f"SELECT ?this {{ {target} ?this {rule.path} ?value . FILTER ({fault}) }}"


def _condition(name: str, arguments: tuple[str, ...]) -> str:
    """A condition of SHACL on ?value as an expression of SPARQL."""
    first = arguments[0]
    match name:
        case "nodeKind":
            return "isIRI(?value)"
        case "datatype":
            return f"DATATYPE(?value) = {first}"
        case "in":
            return f"?value IN ({', '.join(arguments)})"
        case "pattern":
            return f"REGEX(STR(?value), {first})"
        case "minInclusive":
            return f"?value >= {first}"
        case "maxInclusive":
            return f"?value <= {first}"
        case _:
            raise ValueError(f"no condition of SHACL is known by the name {name!r}")
