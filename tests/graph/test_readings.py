from collections.abc import Iterator

import pyarrow as pa
from contents import ARTICLE, CLAIMS, ENTITIES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import FILLERS, contents

from kg.graph.readings import SCHEMA, to_table
from kg.graph.tables import SCHEMAS, from_tables
from kg.types import Content, Mention, Reading


def from_table(table: pa.Table) -> Iterator[Reading]:
    """Yield the readings of a table, to show that it holds them whole."""
    entities, claims = (_flatten(table.column(name)) for name in ("entities", "claims"))
    flat = {name: schema.empty_table() for name, schema in SCHEMAS.items()} | {"entities": entities, "claims": claims}
    content = from_tables(flat, {})
    mentions = table.column("mentions").to_pylist()
    first_entity = first_claim = 0
    for row, article in enumerate(table.column("article").to_pylist()):
        last_entity = first_entity + len(table.column("entities")[row])
        last_claim = first_claim + len(table.column("claims")[row])
        yield Reading(
            article,
            tuple(Mention(**fields) for fields in mentions[row]),
            content.entities[first_entity:last_entity],
            content.claims[first_claim:last_claim],
        )
        first_entity, first_claim = last_entity, last_claim


def _flatten(column: pa.ChunkedArray) -> pa.Table:
    """The rows in the lists of a column, as one table."""
    return pa.Table.from_struct_array(column.combine_chunks().flatten())


def test_a_reading_comes_back_as_it_was() -> None:
    reading = Reading(ARTICLE.id, CLAIMS[0].source, ENTITIES, CLAIMS)
    assert list(from_table(to_table([reading]))) == [reading]


def test_no_reading_makes_a_table_with_all_columns() -> None:
    table = to_table([])
    assert table.schema == SCHEMA
    assert list(from_table(table)) == []


@given(st.lists(st.tuples(contents(), FILLERS), max_size=3))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_readings_come_back_in_their_order(parts: list[tuple[Content, tuple[Mention, ...]]]) -> None:
    readings = [
        Reading(str(number), mentions, content.entities, content.claims)
        for number, (content, mentions) in enumerate(parts)
    ]
    assert list(from_table(to_table(readings))) == readings


def test_tables_of_several_chunks_are_read_whole() -> None:
    readings = [Reading(ARTICLE.id, CLAIMS[0].source, ENTITIES, CLAIMS), Reading("none", (), (), ())]
    table = pa.concat_tables([to_table(readings[:1]), to_table(readings[1:])])
    assert list(from_table(table)) == readings
