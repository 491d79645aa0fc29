"""The events of some groups of types, from the rows of their claims: one shard of the work, as groups never mix."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, batched, chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.consolidation.acts import Act, ActMaker
from kg.consolidation.clusters import group_acts
from kg.consolidation.events import explain_event, make_event
from kg.consolidation.garbage import without_collecting
from kg.consolidation.habits import find_habit
from kg.graph.tables import SCHEMAS, read_entities, to_tables
from kg.types import Content, Entity, Event, Merge
from kg.vocabulary.relations import RelationType

PIECE = 10_000  # events that stand as objects at a time

# An event with the merges of claims into it.
EVENT_ROWS = pa.schema([*SCHEMAS["events"], ("merges", pa.list_(pa.struct(list(SCHEMAS["merges"]))))])
_COLUMNS = [
    *("id", "type", "article", "text", "published", "start", "factuality", "date", "about", "quantity"),
    *("sentence", "cast", "mentioned", "holders", "deniers", "beside"),
]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a shard, the files of rows in which they are, and the file of the graph's entities."""

    names: tuple[str, ...]
    rows: tuple[Path, ...]
    entities: Path


def make_events(groups: Groups, *, relations: Mapping[str, RelationType]) -> pa.Table:
    """The events of some groups, as `EVENT_ROWS`, in any order."""
    entities = _read_entities(groups.entities)
    parts: list[pa.Table] = []
    with without_collecting():
        for name in groups.names:
            rows = pa.concat_tables([_read_group(path, name) for path in groups.rows])
            habits = {found: find_habit(found, relations) for found in pc.unique(rows.column("type")).to_pylist()}
            maker = ActMaker(entities)
            acts = list(maker.make(rows, habits))
            del rows
            parts.extend(_make_tables(acts, entities, maker))
    return pa.concat_tables([EVENT_ROWS.empty_table(), *parts])


def _make_tables(acts: list[Act], entities: Mapping[str, Entity], maker: ActMaker) -> Iterator[pa.Table]:
    for cases in batched(group_acts(acts), PIECE):
        events = [make_event(case, entities, maker) for case in cases]
        merges = [tuple(explain_event(case, event)) for case, event in zip(cases, events, strict=True)]
        yield _write_events(events, merges)


def _write_events(events: Sequence[Event], merges: Sequence[tuple[Merge, ...]]) -> pa.Table:
    tables = to_tables(Content(events=tuple(events), merges=tuple(chain.from_iterable(merges))))
    offsets = pa.array([0, *accumulate(map(len, merges))], pa.int32())
    nested = pa.ListArray.from_arrays(offsets, tables["merges"].to_struct_array().combine_chunks())
    return pa.table([*tables["events"].columns, nested], schema=EVENT_ROWS)


def _read_group(path: Path, name: str) -> pa.Table:
    with pq.ParquetFile(path) as file:
        rows = file.read(columns=[*_COLUMNS, "group"])
    return rows.filter(pc.equal(rows.column("group"), name)).select(_COLUMNS)


def _read_entities(path: Path) -> Mapping[str, Entity]:
    with pq.ParquetFile(path) as file:
        return {entity.id: entity for entity in read_entities(file.read())}
