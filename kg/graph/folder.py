"""The folder of a graph on disk: replaced as a whole or not at all, read with errors that name the file.

graph.json      the format of the folder, the base IRI, the versions of model and vocabularies, counts
articles.parquet  claims.parquet  entities.parquet  events.parquet  merges.parquet  ties.parquet
rdf/graph.nq.gz   all quads, sorted; rdf/store  the same, indexed for queries
report.json     what was read, skipped and why
graph.html      the page (and graph_actors, the pages of the actors of a large graph)
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import GraphError
from kg.graph.tables import SCHEMAS, from_tables, to_tables
from kg.types import Content

FORMAT = 2
MANIFEST, REPORT, PAGE = "graph.json", "report.json", "graph.html"
RDF, QUADS, STORE = "rdf", "rdf/graph.nq.gz", "rdf/store"
OWN_ENTRIES = frozenset({MANIFEST, REPORT, PAGE, "graph_actors", RDF, *(f"{name}.parquet" for name in SCHEMAS)})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder says of itself in graph.json."""

    format: int
    base: str
    versions: Mapping[str, str]
    counts: Mapping[str, int]


def replace_folder(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a new folder beside the target, then put it in the target's place.

    Until then the target stays as it is, and while the two are exchanged `locate_folder` finds the old one. Entries of
    the target that are no part of a graph folder are kept. Raises GraphError where the folder cannot be written.
    """
    target = Path(os.path.abspath(target))  # as `resolve` does, but a link is itself replaced, not what it names
    new, old = _beside(target, "new"), _beside(target, "old")
    if target.exists() and not target.is_dir():
        raise GraphError(f"{target}: a graph is a folder, found a file of that name")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if old.exists():
            _settle(target, old)
        if new.exists():
            shutil.rmtree(new)
        new.mkdir()
        write(new)
        if target.exists():
            target.rename(old)
        new.rename(target)
        if old.exists():
            _settle(target, old)
    except OSError as error:
        raise GraphError(f"{target}: cannot be written: {error.strerror or error} ({error.filename})") from error


def locate_folder(target: Path) -> Path:
    """The folder of a graph: the target, or the last good one beside it if a save was killed between two renames.

    Raises GraphError where there is neither.
    """
    target = Path(os.path.abspath(target))
    for folder in (target, _beside(target, "old")):
        if (folder / MANIFEST).is_file():
            return folder
    if not target.exists():
        raise GraphError(f"{target}: no such folder")
    raise GraphError(f"{target}: no graph here, as {MANIFEST} is missing")


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def _settle(target: Path, old: Path) -> None:
    """Finish an exchange: keep the old folder if there is no new one, else only what is not ours in it."""
    if not target.exists():
        old.rename(target)
        return
    for entry in old.iterdir():
        if entry.name not in OWN_ENTRIES and not (target / entry.name).exists():
            entry.rename(target / entry.name)
    shutil.rmtree(old)


def write_content(folder: Path, content: Content, base: str) -> None:
    """Write the tables and the manifest of a content into a folder."""
    for name, table in to_tables(content).items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    counts = {name: len(getattr(content, name)) for name in SCHEMAS}
    manifest = Manifest(FORMAT, base, dict(sorted(content.versions.items())), counts)
    write_json(folder / MANIFEST, asdict(manifest))


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write a mapping as indented JSON."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder. Raises GraphError where it is damaged or of another version."""
    path = folder / MANIFEST
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        found = fields["format"]
        if found != FORMAT:
            raise GraphError(f"{path}: format {found!r}, this version of kg reads {FORMAT}; build the graph again")
        return Manifest(**fields)
    except OSError as error:
        raise GraphError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise GraphError(f"{path}: damaged: {error!r}") from error


def read_content(folder: Path, manifest: Manifest) -> Content:
    """The content of a folder. Raises GraphError naming a table that is missing, damaged or cut short."""
    tables = {name: _read_table(folder / f"{name}.parquet", schema) for name, schema in SCHEMAS.items()}
    for name, table in tables.items():
        if table.num_rows != manifest.counts.get(name):
            expected = manifest.counts.get(name)
            raise GraphError(f"{folder / name}.parquet: {table.num_rows} rows, {MANIFEST} says {expected}")
    return from_tables(tables, manifest.versions)


def _read_table(path: Path, schema: pa.Schema) -> pa.Table:
    if not path.is_file():
        raise GraphError(f"{path}: missing from the graph")
    try:
        # A ParquetFile reads this file alone, where read_table would take folder names for columns.
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException) as error:
        raise GraphError(f"{path}: damaged: {' '.join(str(error).split())}") from error
    if not table.schema.equals(schema):
        raise GraphError(f"{path}: columns {table.schema.names}, expected {schema.names} with their types")
    return table
