"""What hangs together, found by steps, against networkx."""

import random
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.engines import EmbeddedEngine
from kg.engines.components import COMPONENTS, find_components
from kg.engines.tables import read_table


def components(edges: list[tuple[int, int]], folder: Path) -> dict[int, int]:
    (folder / "edges").mkdir()
    ones, others = ([edge[end] for edge in edges] for end in (0, 1))
    table = pa.table({"one": pa.array(ones, pa.int64()), "other": pa.array(others, pa.int64())})
    pq.write_table(table, folder / "edges" / "part.parquet")
    found = read_table(find_components(EmbeddedEngine(), folder), COMPONENTS)
    return dict(zip(found.column("node").to_pylist(), found.column("first").to_pylist(), strict=True))


def expected(edges: list[tuple[int, int]]) -> dict[int, int]:
    return {node: min(group) for group in nx.connected_components(nx.Graph(edges)) for node in group}


def test_a_long_chain_is_one_component(tmp_path: Path) -> None:
    order = list(range(3000))
    random.Random(1).shuffle(order)
    chain = [(min(pair), max(pair)) for pair in pairwise(order)]
    assert set(components(chain, tmp_path).values()) == {0}
    assert len(list(tmp_path.glob("heads*"))) < 40  # rounds grow with the logarithm


@pytest.mark.parametrize("seed", range(3))
def test_components_are_those_of_networkx(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    edges = sorted({tuple(sorted(rng.sample(range(400), 2))) for _ in range(250)})
    assert components(edges, tmp_path) == expected(edges)


def test_numbers_may_be_as_large_as_the_prime_allows(tmp_path: Path) -> None:
    edges = [(0, 2**31 - 2), (5, 2**31 - 3)]
    assert components(edges, tmp_path) == {0: 0, 2**31 - 2: 0, 5: 5, 2**31 - 3: 5}
