"""Tells with a few counts which rules of the shapes a graph may break, so that only these are asked one by one.

Nearly all properties of the model stand once at each node. No node has one twice if its values are as many as its
subjects. All nodes of a class have all of theirs if, besides, the combinations of a node with a value of each are as
many as the nodes. The query that counts these counts the values that break a condition too. All other rules are asked
of nodes of any class at first, which spares a look at the class of each.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, QuerySolutions, Store

from kg.rdf.shapes import Rule, find_targets, write_condition, write_faults


class Screening:
    """Counts on one store, each made once."""

    def __init__(self, store: Store, prefixes: Mapping[str, str]) -> None:
        self._store = store
        self._prefixes = dict(prefixes)
        self._counts: dict[str, tuple[int, ...]] = {}

    def find_suspects(self, rules: Sequence[Rule]) -> list[Rule]:
        """The rules that some node may break, in their order; of the others it is sure that no node does."""
        required: dict[tuple[str, ...], list[Rule]] = defaultdict(list)
        kept: set[str] = set()
        for rule in rules:
            if rule.select or rule.at_least == 0:
                if self._is_kept(rule):
                    kept.add(rule.name)
            elif rule.at_least == rule.at_most == 1 and self._stands_once(rule.path):
                required[rule.classes].append(rule)
        for classes, of_class in required.items():
            if self._are_kept(classes, of_class):
                kept.update(rule.name for rule in of_class)
        return [rule for rule in rules if rule.name not in kept]

    def _is_kept(self, rule: Rule) -> bool:
        """Whether no node of any class breaks a rule that asks for no property to be there."""
        if rule.select:
            return self._finds_none(rule.select.partition("{")[2].rpartition("}")[0])
        if rule.at_most is not None and not (rule.at_most == 1 and self._stands_once(rule.path)):
            return False
        return all(self._finds_none(f"?this {rule.path} ?value . {fault}") for fault in write_faults(rule))

    def _stands_once(self, path: str) -> bool:
        """Whether no node has a property twice."""
        values, nodes = self._count(f"(COUNT(*) AS ?a) (COUNT(DISTINCT ?this) AS ?b) {{ ?this {path} ?value }}")
        return values == nodes

    def _are_kept(self, classes: tuple[str, ...], rules: Sequence[Rule]) -> bool:
        """Whether all nodes of some classes have all properties of some rules, as these ask. None stands twice."""
        target = find_targets(classes)
        (nodes,) = self._count(f"(COUNT(DISTINCT ?this) AS ?a) {{ {target} }}")
        patterns, tests = [], []
        for index, rule in enumerate(rules):
            patterns.append(f"?this {rule.path} ?value{index} .")
            for name, arguments in rule.conditions:
                if name == "class":
                    patterns.append(f"?value{index} a {arguments[0]} .")
                else:
                    tests.append(write_condition(name, arguments, f"?value{index}"))
        met = f"COALESCE({' && '.join(tests) or 'true'}, false)"
        found = f"{target} {' '.join(patterns)}"
        combinations, faults = self._count(f"(COUNT(*) AS ?a) (SUM(IF({met}, 0, 1)) AS ?b) {{ {found} }}")
        return combinations == nodes and faults == 0

    def _finds_none(self, pattern: str) -> bool:
        return self._count(f"(COUNT(*) AS ?a) {{ {pattern} }}") == (0,)

    def _count(self, query: str) -> tuple[int, ...]:
        """The numbers that a query without its SELECT gives in its one row."""
        if query not in self._counts:
            results = self._store.query(f"SELECT {query}", prefixes=self._prefixes, use_default_graph_as_union=True)
            rows = list(results) if isinstance(results, QuerySolutions) else []
            self._counts[query] = tuple(int(value.value) for row in rows for value in row if isinstance(value, Literal))
        return self._counts[query]
