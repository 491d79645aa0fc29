"""The events of some groups of types, from the rows of their claims: one shard of the work, as groups never mix."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, batched, chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kg.consolidation.acts import Act, ActMaker
from kg.consolidation.clusters import group_acts
from kg.consolidation.events import explain_event, make_event
from kg.consolidation.habits import find_habit
from kg.consolidation.rows import read_columns
from kg.garbage import without_collecting
from kg.graph.tables import SCHEMAS, read_entities, to_tables
from kg.types import Content, Entity, Event, Merge
from kg.vocabulary.relations import RelationType

PIECE = 10_000  # events that stand as objects at a time

# An event with the merges of claims into it.
EVENT_ROWS = pa.schema([*SCHEMAS["events"], ("merges", pa.list_(pa.struct(list(SCHEMAS["merges"]))))])
_COLUMNS = [
    *("id", "type", "article", "text", "published", "start", "factuality", "date", "about", "quantity"),
    *("sentence", "cast", "mentioned", "holders", "deniers", "beside", "group"),
]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a shard, the files of rows in which they are, and the file of the graph's entities."""

    names: tuple[str, ...]
    rows: tuple[Path, ...]
    entities: Path


def make_events(groups: Groups, *, relations: Mapping[str, RelationType]) -> pa.Table:
    """The events of some groups, as `EVENT_ROWS`, in any order."""
    entities = {entity.id: entity for entity in read_entities(read_columns(groups.entities, SCHEMAS["entities"].names))}
    parts: list[pa.Table] = []
    with without_collecting():
        rows = pa.concat_tables([_read_groups(path, groups.names) for path in groups.rows])
        for name in groups.names:  # a group at a time, as objects take far more room than rows
            told = rows.filter(pc.equal(rows.column("group"), name))
            habits = {found: find_habit(found, relations) for found in pc.unique(told.column("type")).to_pylist()}
            maker = ActMaker(entities)
            parts.extend(_make_tables(maker.make(told, habits), entities, maker))
    return pa.concat_tables([EVENT_ROWS.empty_table(), *parts])


def _make_tables(acts: Iterable[Act], entities: Mapping[str, Entity], maker: ActMaker) -> Iterator[pa.Table]:
    for cases in batched(group_acts(acts), PIECE):
        events = [make_event(case, entities, maker) for case in cases]
        merges = [tuple(explain_event(case, event)) for case, event in zip(cases, events, strict=True)]
        yield _write_events(events, merges)


def _write_events(events: Sequence[Event], merges: Sequence[tuple[Merge, ...]]) -> pa.Table:
    tables = to_tables(Content(events=tuple(events), merges=tuple(chain.from_iterable(merges))))
    offsets = pa.array([0, *accumulate(map(len, merges))], pa.int32())
    nested = pa.ListArray.from_arrays(offsets, tables["merges"].to_struct_array().combine_chunks())
    return pa.table([*tables["events"].columns, nested], schema=EVENT_ROWS)


def _read_groups(path: Path, names: Sequence[str]) -> pa.Table:
    rows = read_columns(path, _COLUMNS)
    return rows.filter(pc.is_in(rows.column("group"), value_set=pa.array(names, pa.string())))
