import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

type Run = Callable[..., Result]

RECORDS = [
    {"id": "one", "text": "Wang Yi visited Paris on Monday.", "published": "2024-01-17"},
    {"id": 2, "text": "Wang Yi visited Paris on Monday.", "published": "None"},
    {"id": "short", "text": "Yes.", "published": None},
    {"id": "empty", "text": ""},
    {"id": "French", "text": "Le ministre russe a rencontré son homologue à Genève.", "language": "fr"},
    {"id": "decomposed", "text": "\r\nThe cafe\u0301 in Kyiv. Sweden joined NATO."},
]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS) + "\n")
    return path


def test_every_record_gets_a_line_under_its_own_id_in_order(run: Run, records: Path, tmp_path: Path) -> None:
    assert run("extract", records, "-o", tmp_path / "out.jsonl").exit_code == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ["one", "2", "short", "empty", "French", "decomposed"]
    assert [claim["date"] for claim in lines[0]["claims"]] == ["2024-01-15"]
    assert [claim["date"] for claim in lines[1]["claims"]] == [None]
    assert lines[3]["entities"] == lines[3]["claims"] == []


def test_offsets_are_those_of_the_text_as_it_stands(run: Run, records: Path) -> None:
    last = json.loads(run("extract", records).stdout.splitlines()[-1])
    text = str(RECORDS[-1]["text"])
    mentions = [mention for entity in last["entities"] for mention in entity["mentions"]]
    assert {mention["text"] for mention in mentions} >= {"Kyiv", "Sweden", "NATO"}
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in mentions)


def test_records_may_be_compressed_and_get_the_date_named(run: Run, tmp_path: Path) -> None:
    with gzip.open(tmp_path / "records.jsonl.gz", "wt") as stream:
        json.dump(RECORDS[0] | {"published": None}, stream)
    line = json.loads(run("extract", tmp_path / "records.jsonl.gz", "--published", "2024-01-10").stdout)
    assert line["claims"][0]["date"] == "2024-01-08"


def test_other_inputs_are_read_as_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2024-01-17-visit.txt").write_text("Wang Yi visited Paris on Monday.")
    (tmp_path / "rows.jsonl").write_text('{"headline": "Visit", "body": "Sweden joined NATO on Thursday."}\n')
    lines = run("extract", tmp_path / "2024-01-17-visit.txt", tmp_path / "rows.jsonl").stdout.splitlines()
    assert [json.loads(line)["claims"][0]["type"] for line in lines] == ["visit", "membership"]


def test_standard_input_is_read(run: Run) -> None:
    line = json.loads(run("extract", "-", "--published", "2024-01-17", stdin="Wang Yi visited Paris.").stdout)
    assert [claim["type"] for claim in line["claims"]] == ["visit"]


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", 'expected a JSON object with "id" and "text"'), ('{"id": 1, "text": 3}', "must be a string")],
)
def test_a_record_that_cannot_be_read_is_named_and_nothing_is_written(
    line: str, message: str, run: Run, records: Path, tmp_path: Path
) -> None:
    records.write_text(json.dumps(RECORDS[0]) + "\n" + line + "\n")
    result = run("extract", records, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"kg: {records}:2: ")
    assert message in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]
