"""Claims as rows of plain columns, for making acts of them many at a time.

In: the files of readings of some articles. Out: a table of their claims as the graph keeps them, their mentions naming
entities of the graph, with further columns: the group of the type, where the claim's text stands, its sentence, and as
one text each who takes part, who says so and who denies it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.consolidation.habits import Habit, find_habit
from kg.graph.tables import SCHEMAS, read_claims, write_claims
from kg.types import Claim, EntityKind, Mention
from kg.vocabulary.relations import RelationType

FIELD, ITEM, PART = "\x1f", "\x1e", "\x1d"

CLAIM_ROWS = pa.schema(
    [
        *SCHEMAS["claims"],
        ("group", pa.string()),
        ("text", pa.string()),  # the article of which this one is a reprint, or itself
        ("published", pa.int32()),  # an ordinal
        ("sentence", pa.string()),
        ("cast", pa.string()),  # ROLE FIELD entity ITEM entity PART ROLE ...
        ("mentioned", pa.string()),  # the words of the mentions of those who act and are acted on
        ("holders", pa.string()),  # entity ITEM entity ...
        ("deniers", pa.string()),  # for each denial PART entity ITEM entity ...
        ("beside", pa.string()),  # for what is said: the groups of types in the sentence, with ITEM between them
    ]
)


class Standing(NamedTuple):
    """What is known of an article besides its reading; `original` is the article whose reprint it is, or itself."""

    original: str
    published: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some files of readings, with the articles whose readings are to be taken from each.

    `renamed` gives for articles some of whose entities have another id in the graph the id and kind there of all.
    """

    files: Mapping[Path, Sequence[str]]
    articles: Mapping[str, Standing]
    renamed: Mapping[str, Mapping[str, tuple[str, EntityKind]]]


def read_columns(path: Path, columns: Sequence[str]) -> pa.Table:
    """Some columns of a Parquet file, as it is: of its folders no further columns are made."""
    with pq.ParquetFile(path) as file:
        return file.read(columns=list(columns))


def make_rows(batch: Batch, *, relations: Mapping[str, RelationType]) -> pa.Table:
    """The rows of the claims of a batch."""
    parts = [_read_claims(path, articles, batch.renamed) for path, articles in batch.files.items()]
    claims = pa.concat_tables([SCHEMAS["claims"].empty_table(), *parts]).combine_chunks()
    types, articles, starts = (claims.column(name).to_pylist() for name in ("type", "article", "start"))
    standings = [batch.articles[article] for article in articles]
    habits = {name: find_habit(name, relations) for name in set(types)}
    roles, holder, denials = (_whole(claims.column(name)) for name in ("roles", "holder", "denials"))
    further = [
        [habits[name].group for name in types],
        [standing.original for standing in standings],
        [standing.published for standing in standings],
        [s.text[start:end] for s, start, end in zip(standings, starts, claims.column("end").to_pylist(), strict=True)],
        _join_cast(roles),
        _join_mentioned(roles),
        _join_entities(holder),
        _join_denials(denials),
        _find_beside(articles, starts, [habits[name] for name in types]),
    ]
    fields = [CLAIM_ROWS.field(number) for number in range(len(SCHEMAS["claims"]), len(CLAIM_ROWS))]
    added = [
        column if isinstance(column, pa.Array) else pa.array(column, field.type)
        for column, field in zip(further, fields, strict=True)
    ]
    return pa.table([*claims.columns, *added], schema=CLAIM_ROWS)


def entities_in(path: Path) -> set[str]:
    """The ids of all entities that the rows in a file name."""
    rows = read_columns(path, ["cast", "holders", "deniers"])
    found: set[str] = set()
    for part in (part for text in pc.unique(rows.column("cast")).to_pylist() for part in text.split(PART) if part):
        found.update(part.split(FIELD, 1)[1].split(ITEM))
    for name in ("holders", "deniers"):
        for text in pc.unique(rows.column(name)).to_pylist():
            found.update(text.replace(PART, ITEM).split(ITEM))
    return found - {""}


def _read_claims(
    path: Path, articles: Sequence[str], renamed: Mapping[str, Mapping[str, tuple[str, EntityKind]]]
) -> pa.Table:
    """The claims in a file, of the articles that are taken from it."""
    table = read_columns(path, ["article", "claims"])
    table = table.filter(pc.is_in(table.column("article"), value_set=pa.array(articles, pa.string())))
    lists = _whole(table.column("claims"))
    claims = pa.Table.from_struct_array(lists.flatten())
    affected = pc.is_in(claims.column("article"), value_set=pa.array(renamed, pa.string()))
    if not pc.any(affected).as_py():
        return claims
    changed = [_rename_claim(claim, renamed[claim.article]) for claim in read_claims(claims.filter(affected))]
    return pa.concat_tables([claims.filter(pc.invert(affected)), write_claims(changed)])


def _rename_claim(claim: Claim, known: Mapping[str, tuple[str, EntityKind]]) -> Claim:
    def rename(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(replace(m, entity=known[m.entity][0], kind=known[m.entity][1]) for m in mentions)

    return replace(
        claim,
        roles={role: rename(fillers) for role, fillers in claim.roles.items()},
        holder=rename(claim.holder),
        denials=tuple(replace(denial, holder=rename(denial.holder)) for denial in claim.denials),
    )


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array."""
    return column.combine_chunks() if column.num_chunks else pa.array([], column.type)


def _find_beside(articles: Sequence[str], starts: Sequence[int], habits: Sequence[Habit]) -> list[str | None]:
    groups: dict[tuple[str, int], set[str]] = {}
    for article, start, habit in zip(articles, starts, habits, strict=True):
        groups.setdefault((article, start), set()).add(habit.group)
    return [
        ITEM.join(sorted(groups[article, start])) if habit.speech else None
        for article, start, habit in zip(articles, starts, habits, strict=True)
    ]


def _join_entities(lists: pa.ListArray) -> pa.Array:
    """The ids of the entities of each list of mentions as one text."""
    return pc.binary_join(pa.ListArray.from_arrays(lists.offsets, lists.values.field("entity")), ITEM)


def _join_cast(roles: pa.MapArray) -> pa.Array:
    each = pc.binary_join_element_wise(roles.keys, _join_entities(roles.items), FIELD)
    return pc.binary_join(pa.ListArray.from_arrays(roles.offsets, each), PART)


def _join_mentioned(roles: pa.MapArray) -> pa.Array:
    texts = pc.binary_join(pa.ListArray.from_arrays(roles.items.offsets, roles.items.values.field("text")), " ")
    acting = pc.is_in(roles.keys, value_set=pa.array(["source", "target"]))
    return pc.binary_join(pa.ListArray.from_arrays(roles.offsets, pc.if_else(acting, texts, "")), " ")


def _join_denials(denials: pa.ListArray) -> pa.Array:
    each = pc.binary_join_element_wise(PART, _join_entities(denials.values.field("holder")), "")
    return pc.binary_join(pa.ListArray.from_arrays(denials.offsets, each), "")
