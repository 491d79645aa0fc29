import gzip
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.push.graphs import list_graphs, read_graphs

LINES = [
    '<http://a/s> <http://a/p> "ends with <http://a/no> ." <http://a/1> .',
    '<http://a/s> <http://a/p> "é \\" >" <http://a/1> .',
    "<http://a/s> <http://a/p> <http://a/o> <http://a/2> .",
]


def write(path: Path, lines: list[str]) -> Path:
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    return path


def test_the_graphs_of_a_file_are_its_triples_without_their_graph(tmp_path: Path) -> None:
    found = {iri: b"".join(lines).decode() for iri, lines in read_graphs(write(tmp_path / "a.nq.gz", LINES))}
    assert found == {
        "http://a/1": "".join(line.removesuffix(" <http://a/1> .") + " .\n" for line in LINES[:2]),
        "http://a/2": "<http://a/s> <http://a/p> <http://a/o> .\n",
    }


def test_a_digest_is_that_of_the_content_alone(tmp_path: Path) -> None:
    first, second = list_graphs(write(tmp_path / "a.nq.gz", LINES))
    assert (first.triples, second.triples) == (2, 1)
    moved = [line.replace("http://a/1", "http://a/9") for line in LINES[:2]]
    (again,) = list_graphs(write(tmp_path / "b.nq.gz", moved))
    assert again.digest == first.digest != second.digest


@pytest.mark.parametrize("lines", [[*LINES, LINES[0]], ["<http://a/s> <http://a/p> <http://a/o> ."], ["nonsense"]])
def test_a_file_that_cannot_be_pushed_is_an_error(lines: list[str], tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        list(list_graphs(write(tmp_path / "a.nq.gz", lines)))


def test_a_file_that_is_missing_or_damaged_is_an_error(tmp_path: Path) -> None:
    damaged = tmp_path / "a.nq.gz"
    damaged.write_bytes(gzip.compress(LINES[0].encode() * 100)[:-10])
    for path in (damaged, tmp_path / "none.nq.gz"):
        with pytest.raises(GraphError):
            list(list_graphs(path))
