import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import Result

from kg.commands.query import read_query
from kg.rdf.sparql import named_queries

type Run = Callable[..., Result]
LABELS = "SELECT ?label { ?event a sem:Event ; rdfs:label ?label } ORDER BY ?label"


def test_named_queries_are_listed_where_none_is_given(run: Run, graph: Path) -> None:
    lines = run("query", graph).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(named_queries())


def test_a_pipe_gets_csv(run: Run, graph: Path) -> None:
    lines = run("query", graph, LABELS).stdout.splitlines()
    assert lines[0] == "label"
    assert "Sergei Lavrov visited North Korea" in lines


def test_a_table_is_aligned_and_counts_its_rows(run: Run, graph: Path) -> None:
    shown = run("query", graph, "contested", "--format", "table").stdout.splitlines()
    assert shown[0].split() == ["event", "label", "said_by", "denied_by"]
    assert len({line.index("United States") for line in shown[1:-1]}) == 1
    assert shown[-1] == f"{len(shown) - 2} rows"


def test_a_query_comes_from_a_file_or_standard_input_too(run: Run, graph: Path, tmp_path: Path) -> None:
    (tmp_path / "labels.rq").write_text(LABELS)
    expected = run("query", graph, LABELS).stdout
    assert run("query", graph, tmp_path / "labels.rq").stdout == expected
    assert run("query", graph, "-", stdin=LABELS).stdout == expected
    assert read_query("contested") == "contested"


def test_the_ending_of_the_file_chooses_the_format(run: Run, graph: Path, tmp_path: Path) -> None:
    for name in ("answer.json", "answer.parquet", "answer.tsv"):
        assert run("query", graph, LABELS, "-o", tmp_path / name).exit_code == 0
    assert json.loads((tmp_path / "answer.json").read_text())["head"]["vars"] == ["label"]
    assert pq.read_table(tmp_path / "answer.parquet").column_names == ["label"]
    assert (tmp_path / "answer.tsv").read_text().startswith("?label\n")


def test_parquet_goes_through_a_pipe(run: Run, graph: Path) -> None:
    answer = run("query", graph, LABELS, "--format", "parquet", "--limit", 2).stdout_bytes
    assert pq.read_table(io.BytesIO(answer)).num_rows == 2


def test_variables_can_be_bound(run: Run, graph: Path) -> None:
    rows = run("query", graph, "timeline", "--bind", "actor=id:Ukraine").stdout.splitlines()
    assert len(rows) == 2
    assert "Ukraine" in rows[1]


@pytest.mark.parametrize(("status", "exit_code"), [("disputed", 0), ("no-such", 1)])
def test_ask_ends_with_its_answer(status: str, exit_code: int, run: Run, graph: Path) -> None:
    ask = f"ASK {{ ?event kg:status/skos:notation|kg:status/skos:prefLabel ?s FILTER (str(?s) = '{status}') }}"
    assert run("query", graph, ask).exit_code == exit_code


def test_a_query_is_explained_without_being_run(run: Run, graph: Path) -> None:
    assert run("query", graph, LABELS, "--explain").stdout.startswith("SelectQuery ?label")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["SELECT {"], "kg: the query cannot be parsed"),
        (["nonesuch"], "kg: no query is named 'nonesuch'"),
        ([LABELS, "--format", "doc"], "kg: unknown format 'doc'; allowed are table, csv"),
        ([LABELS, "--format", "turtle"], "kg: format 'turtle' is for CONSTRUCT"),
        ([LABELS, "--bind", "actor"], "kg: --bind: expected NAME=VALUE, found 'actor'"),
        ([LABELS, "-o", "/no/such/folder/a.csv"], "kg: /no/such/folder/a.csv: cannot be written"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: list[str], message: str, run: Run, graph: Path) -> None:
    result = run("query", graph, *arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
