"""Connected components as steps: which nodes of a graph of any size hang together.

In: a table `edges` of a folder, with columns `one` and `other`, numbers from 0 to 2^31 - 2. Out: a table `components`.
Randomised contraction (Bögeholz, Brand, Todor 2020): each round, every node goes to the neighbour, or itself, that
comes first in an order drawn anew, and the edges become those between such neighbours. The number of rounds grows with
the logarithm of the number of nodes, also for long chains, where handing on the smallest number step by step does not
come to an end. The order is an affine map modulo a prime: no hash function of an engine, and known beforehand.
"""

import random
from pathlib import Path

import pyarrow as pa

from kg.engines.shards import Engine
from kg.engines.tables import count_rows

PRIME = 2**31 - 1  # products of two numbers below it fit into 64 bits
SEED = 2020

_EDGES = pa.schema([("one", pa.int64()), ("other", pa.int64())])
_HEADS = pa.schema([("node", pa.int64()), ("head", pa.int64())])
COMPONENTS = pa.schema([("node", pa.int64()), ("first", pa.int64())])


def find_components(engine: Engine, folder: Path) -> Path:
    """Make the table `components` of a folder: each node of its edges, and the smallest one of its component.

    The tables of the rounds stay beside it.
    """
    draw = random.Random(SEED)
    edges, rounds = "edges", 0
    while rounds == 0 or count_rows(folder / edges):
        factor, offset = draw.randrange(1, PRIME), draw.randrange(PRIME)
        engine.step(f"heads{rounds}", _HEADS, _choose_heads(edges, factor, offset), folder)
        contracted = f"edges{rounds + 1}"
        engine.step(contracted, _EDGES, _contract(edges, f"heads{rounds}"), folder)
        edges, rounds = contracted, rounds + 1
    heads = f"heads{rounds - 1}"
    for number in reversed(range(rounds - 1)):
        engine.step(f"roots{number}", _HEADS, _follow(f"heads{number}", heads), folder)
        heads = f"roots{number}"
    first = f"SELECT node, MIN(node) OVER (PARTITION BY head) AS first FROM {heads}"
    return engine.step("components", COMPONENTS, first, folder)


def _choose_heads(edges: str, factor: int, offset: int) -> str:
    """For each node the first of itself and its neighbours in the order factor * node + offset, modulo the prime."""
    back = pow(factor, -1, PRIME)
    both = f"SELECT one, other FROM {edges} UNION ALL SELECT other AS one, one AS other FROM {edges}"
    rank = f"* {factor} + {offset}) % {PRIME}"
    ranked = f"LEAST(MIN((other {rank}), MIN((one {rank}))"
    chosen = f"SELECT one AS node, {ranked} AS ranked FROM ({both}) AS sides GROUP BY one"
    return (
        f"SELECT node, (((ranked - {offset} + {PRIME}) % {PRIME}) * {back}) % {PRIME} AS head FROM ({chosen}) AS chosen"
    )


def _contract(edges: str, heads: str) -> str:
    return (
        "SELECT DISTINCT LEAST(a.head, b.head) AS one, GREATEST(a.head, b.head) AS other "
        f"FROM {edges} AS e JOIN {heads} AS a ON e.one = a.node JOIN {heads} AS b ON e.other = b.node "
        "WHERE a.head <> b.head"
    )


def _follow(heads: str, later: str) -> str:
    """The heads of a round, each followed to where the later rounds took it."""
    return (
        f"SELECT h.node, COALESCE(l.head, h.head) AS head FROM {heads} AS h LEFT JOIN {later} AS l ON h.head = l.node"
    )
