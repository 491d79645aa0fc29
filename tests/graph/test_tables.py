import pyarrow as pa
import pyarrow.parquet as pq
from contents import CONTENT
from hypothesis import HealthCheck, given, settings
from strategies import contents

from kg.graph.tables import SCHEMAS, from_tables, to_tables
from kg.types import Content


@given(contents())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_content_comes_back_whole_from_parquet(content: Content):
    tables = {}
    for name, table in to_tables(content).items():
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink)
        tables[name] = pq.read_table(pa.BufferReader(sink.getvalue()))
    assert from_tables(tables, content.versions) == content


def test_empty_tables_have_the_types_of_full_ones():
    empty, full = to_tables(Content()), to_tables(CONTENT)
    assert {name: table.schema for name, table in empty.items()} == {name: full[name].schema for name in SCHEMAS}
