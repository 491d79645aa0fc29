"""Readings in outline: what telling entities apart needs of them, without their claims.

In: the files of readings. Out: an `Outline` of each article. Articles name the same entities over and over: each
different one is decoded once, and is one object in all outlines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.consolidation.rows import FIELD, ITEM, PART, read_columns
from kg.graph.tables import read_entities
from kg.types import Entity

NAMING = pa.array(["name", "acronym"])  # `via` of mentions that show a name of the entity itself

_NONE = "\x00"


@dataclass(frozen=True, slots=True)
class Outline:
    """The entities that an article names, and the names by which mentions show them, with the entities' ids."""

    article: str
    entities: tuple[Entity, ...]
    names: tuple[tuple[str, str], ...]


def read_outlines(files: Mapping[str, Path]) -> Iterator[Outline]:
    """Yield the outline of each article, given the file that holds its reading, file by file."""
    known: dict[str, Entity] = {}
    shown: dict[str, tuple[str, str]] = {}
    for path in sorted(set(files.values())):
        table = read_columns(path, ["article", "mentions", "entities"])
        entities, mentions = (table.column(name).combine_chunks() for name in ("entities", "mentions"))
        named = _share_entities(entities.values, known)
        names = _share_names(mentions.values, shown)
        ends = zip(*(_bounds(column) for column in (entities, mentions)), strict=True)
        for article, ((first, last), (start, end)) in zip(table.column("article").to_pylist(), ends, strict=True):
            if files.get(article) == path:
                seen = dict.fromkeys(name for name in names[start:end] if name is not None)
                yield Outline(article, tuple(named[first:last]), tuple(seen))


def _bounds(lists: pa.ListArray) -> list[tuple[int, int]]:
    """Where each list begins and ends among the values of all."""
    offsets = lists.offsets.to_pylist()
    return list(pairwise(offsets))


def _share_entities(structs: pa.StructArray, known: dict[str, Entity]) -> list[Entity]:
    """The entities of an array, the equal ones as one object; `known` gives those found so far by all they say."""
    keys = pc.binary_join_element_wise(
        *(structs.field(name) for name in ("id", "kind", "name", "country", "wikidata")),
        pc.binary_join(structs.field("aliases"), ITEM),
        join_structs(structs.field("offices")),
        FIELD,
        null_handling="replace",
        null_replacement=_NONE,
    ).dictionary_encode()
    codes = keys.indices.to_numpy()
    texts = keys.dictionary.to_pylist()
    firsts = np.unique(codes, return_index=True)[1]
    new = [number for number, text in enumerate(texts) if text not in known]
    for number, entity in zip(new, read_entities(structs.take(pa.array(firsts[new], pa.int64()))), strict=True):
        known[texts[number]] = entity
    distinct = [known[text] for text in texts]
    return [distinct[code] for code in codes]


def join_structs(lists: pa.ListArray) -> pa.Array:
    """One text for each list of structs of texts, different for different lists."""
    values = lists.values
    parts = pc.binary_join_element_wise(*values.flatten(), PART, null_handling="replace", null_replacement=_NONE)
    return pc.binary_join(pa.ListArray.from_arrays(lists.offsets, parts), ITEM)


def _share_names(structs: pa.StructArray, shown: dict[str, tuple[str, str]]) -> Sequence[tuple[str, str] | None]:
    """For each mention the entity and its name there, or None for those that show no name; equal ones as one object."""
    keys = pc.binary_join_element_wise(structs.field("entity"), structs.field("text"), FIELD)
    naming = pc.is_in(structs.field("via"), value_set=NAMING)
    found = pc.if_else(naming, keys, None).dictionary_encode()
    distinct: list[tuple[str, str] | None] = []
    for text in found.dictionary.to_pylist():
        if text not in shown:
            entity, name = text.split(FIELD, 1)
            shown[text] = (entity, " ".join(name.split()))
        distinct.append(shown[text])
    distinct.append(None)
    return [distinct[code] for code in found.indices.fill_null(len(distinct) - 1).to_pylist()]
