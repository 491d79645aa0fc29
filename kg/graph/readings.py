"""Readings as an Arrow table, nothing lost: one row an article, with its mentions, entities and claims."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import pyarrow as pa

from kg.graph.tables import SCHEMAS, to_tables
from kg.types import Content, Reading

_MENTION = pa.struct(
    [
        *(("start", pa.int32()), ("end", pa.int32()), ("text", pa.string()), ("kind", pa.string())),
        *(("entity", pa.string()), ("via", pa.string()), ("sector", pa.string())),
    ]
)
SCHEMA = pa.schema(
    [
        ("article", pa.string()),
        ("mentions", pa.list_(_MENTION)),
        ("entities", pa.list_(pa.struct(list(SCHEMAS["entities"])))),
        ("claims", pa.list_(pa.struct(list(SCHEMAS["claims"])))),
    ]
)


def to_table(readings: Iterable[Reading]) -> pa.Table:
    """The table of some readings, in their order."""
    rows = list(readings)
    parts = to_tables(
        Content(
            entities=tuple(entity for reading in rows for entity in reading.entities),
            claims=tuple(claim for reading in rows for claim in reading.claims),
        )
    )
    mentions = [[{name: getattr(m, name) for name in m.__slots__} for m in reading.mentions] for reading in rows]
    return pa.table(
        [
            pa.array([reading.article for reading in rows], pa.string()),
            pa.array(mentions, SCHEMA.field("mentions").type),
            _nest(parts["entities"], [len(reading.entities) for reading in rows]),
            _nest(parts["claims"], [len(reading.claims) for reading in rows]),
        ],
        schema=SCHEMA,
    )


def _nest(table: pa.Table, lengths: Sequence[int]) -> pa.ListArray:
    """The rows of a table as lists of so many rows each."""
    structs = table.to_struct_array().combine_chunks()
    return pa.ListArray.from_arrays(pa.array([0, *accumulate(lengths)], pa.int32()), structs)
