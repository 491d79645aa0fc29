import pyarrow as pa
from contents import ARTICLE, CLAIMS, ENTITIES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import FILLERS, contents

from kg.graph.readings import SCHEMA, from_table, to_table
from kg.types import Content, Mention, Reading


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
