"""From the readings of a corpus to the content of its graph: reprints, entities, events, ties, in this order.

What a claim is stays in columns, from the files of readings to the tables of the graph; objects are made of what
articles name, once for all that is the same, and of the claims of a few groups of types at a time.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.consolidation.entities import Resolution, resolve_entities
from kg.consolidation.groups import EVENT_ROWS, Groups, make_events
from kg.consolidation.outlines import Outline, read_outlines
from kg.consolidation.reprints import Copies, find_reprints, publication_order
from kg.consolidation.rows import Batch, Standing, entities_in, make_rows, read_columns
from kg.consolidation.ties import known_ties, seen_offices
from kg.engines import EmbeddedEngine, Engine, Shard
from kg.garbage import without_collecting
from kg.graph.readings import to_table
from kg.graph.tables import SCHEMAS, from_tables, to_tables
from kg.types import Article, Content, Entity, EntityKind, Reading
from kg.vocabulary.relations import RelationType, relations_by_name

ARTICLES = 4096  # of a shard of rows
FEWEST, SHARDS = 20_000, 16  # claims of a shard of events at least, and how many shards there are at most, about


def consolidate(
    articles: Sequence[Article],
    readings: Iterable[Reading],
    *,
    relations: Mapping[str, RelationType] | None = None,
    engine: Engine | None = None,
) -> Content:
    """The entities and events that the readings of articles tell, each event with all claims about it.

    Neither the order of the articles nor that of the readings changes the result. Readings of articles that are not
    given are left out. `relations` are the relation types by name, by default the package's own. The mentions of the
    claims name ids of the entities; `merges` says why things were taken for one. `engine` does what goes by shards and
    steps (by default this process).
    """
    with TemporaryDirectory(prefix="kg-steps-") as name:
        path = Path(name, "readings.parquet")
        by_article = {reading.article: reading for reading in readings}
        pq.write_table(to_table(by_article.values()), path, compression="zstd")
        files = dict.fromkeys(by_article, path)
        return consolidate_files(articles, files, Path(name), relations=relations, engine=engine)


def consolidate_files(
    articles: Sequence[Article],
    files: Mapping[str, Path],
    folder: Path,
    *,
    relations: Mapping[str, RelationType] | None = None,
    engine: Engine | None = None,
) -> Content:
    """As `consolidate`, given the file that holds the reading of each article; `folder` takes the tables of steps."""
    tables = consolidate_tables(articles, files, folder, relations=relations, engine=engine)
    content = from_tables({"articles": SCHEMAS["articles"].empty_table(), **tables}, {})
    return replace(content, articles=tuple(sorted(dict.fromkeys(articles), key=lambda article: article.id)))


def consolidate_tables(
    articles: Sequence[Article],
    files: Mapping[str, Path],
    folder: Path,
    *,
    relations: Mapping[str, RelationType] | None = None,
    engine: Engine | None = None,
) -> dict[str, pa.Table]:
    """As `consolidate_files`, but gives the tables of the content (see `kg.graph.tables`), all but the articles'."""
    engine = engine or EmbeddedEngine()
    relations = relations_by_name() if relations is None else relations
    with without_collecting():
        by_id = {article.id: article for article in articles}
        files = {article: files[article] for article in by_id.keys() & files.keys()}
        copies = find_reprints(list(by_id.values()), engine, folder)
        outlines = {outline.article: outline for outline in read_outlines(files)}
        ordered = [a.id for a in sorted(by_id.values(), key=publication_order) if a.id in outlines]
        read = [outlines[article] for article in ordered]
        resolution = resolve_entities(read, copies.original)
        batches = _make_batches(by_id, files, copies, _rename(outlines, resolution))
        rows = sorted(engine.shards(partial(make_rows, relations=relations), batches, folder / "rows"))
        entities = _named_entities(rows, resolution)
        ties = known_ties(entities, seen_offices(read, by_id, resolution))
        known = to_tables(Content(entities=tuple(entities[name] for name in sorted(entities)), ties=ties))
        pq.write_table(known["entities"], folder / "entities.parquet")
        groups = _make_groups(rows, folder / "entities.parquet")
        told = sorted(engine.shards(partial(make_events, relations=relations), groups, folder / "told"))
        merges = to_tables(Content(merges=(*copies.merges, *resolution.merges)))["merges"]
        return {**_gather(rows, told, merges), "entities": known["entities"], "ties": known["ties"]}


def _rename(outlines: Mapping[str, Outline], resolution: Resolution) -> dict[str, dict[str, tuple[str, EntityKind]]]:
    """For articles some of whose entities have another id in the graph: the id and kind there of all of them."""
    affected = {article for article, _ in resolution.renamed}
    found: dict[str, dict[str, tuple[str, EntityKind]]] = {}
    for article in affected & outlines.keys():
        ids = {entity.id: resolution.id_of(article, entity.id) for entity in outlines[article].entities}
        found[article] = {old: (new, resolution.entities[new].kind) for old, new in ids.items()}
    return found


def _make_batches(
    articles: Mapping[str, Article],
    files: Mapping[str, Path],
    copies: Copies,
    renamed: Mapping[str, Mapping[str, tuple[str, EntityKind]]],
) -> Iterator[Shard[Batch]]:
    by_file: dict[Path, list[str]] = {}
    for article in sorted(files):
        by_file.setdefault(files[article], []).append(article)
    full = [batch for path in sorted(by_file) for batch in _cut(path, by_file[path])]
    number = 0
    while full:
        taken = [full.pop()]
        while full and sum(len(names) for _, names in (*taken, full[-1])) <= ARTICLES:
            taken.append(full.pop())
        names = [name for _, found in taken for name in found]
        standings = {name: _stand(articles[name], copies) for name in names}
        changed = {name: renamed[name] for name in names if name in renamed}
        yield Shard(f"part{number:06}", Batch(dict(taken), standings, changed))
        number += 1


def _cut(path: Path, names: Sequence[str]) -> Iterator[tuple[Path, Sequence[str]]]:
    """The articles of a file, which may be a large one, in pieces."""
    for piece in batched(names, ARTICLES):
        yield path, piece


def _stand(article: Article, copies: Copies) -> Standing:
    return Standing(
        copies.original[article.id], article.published.toordinal() if article.published else None, article.text
    )


def _named_entities(rows: Iterable[Path], resolution: Resolution) -> dict[str, Entity]:
    """The entities that claims name, the persons with an office, and the bodies that those offices are of."""
    used = {entity.id for entity in resolution.entities.values() if entity.kind == "person" and entity.offices}
    for path in rows:
        used |= entities_in(path)
    used |= {office.of for entity in used for office in resolution.entities[entity].offices}
    return {entity: resolution.entities[entity] for entity in sorted(used) if entity in resolution.entities}


def _make_groups(rows: Sequence[Path], entities: Path) -> Iterator[Shard[Groups]]:
    """The groups of types, small ones together: groups are never compared with each other."""
    sizes = Counter[str]()
    for path in rows:
        for count in pc.value_counts(read_columns(path, ["group"]).column("group")).to_pylist():
            sizes[count["values"]] += count["counts"]
    most = max(FEWEST, sizes.total() // SHARDS)
    ordered = sorted(sizes, key=lambda name: (-sizes[name], name))
    number = 0
    while ordered:
        taken = [ordered.pop(0)]
        while ordered and sum(sizes[name] for name in taken) + sizes[ordered[-1]] <= most:
            taken.append(ordered.pop())
        yield Shard(f"part{number:06}", Groups(tuple(taken), tuple(rows), entities))
        number += 1


def _gather(rows: Iterable[Path], told: Iterable[Path], merges: pa.Table) -> dict[str, pa.Table]:
    """The claims, events and merges in the order of the graph's tables."""
    claims = pa.concat_tables(
        [SCHEMAS["claims"].empty_table(), *(read_columns(path, SCHEMAS["claims"].names) for path in rows)]
    )
    events = pa.concat_tables([EVENT_ROWS.empty_table(), *(read_columns(path, EVENT_ROWS.names) for path in told)])
    nested = pa.Table.from_struct_array(events.column("merges").combine_chunks().flatten())
    merges = pa.concat_tables([merges, nested])
    by = {"claims": ("id",), "events": ("id",), "merges": ("kind", "kept", "article", "merged")}
    found = {"claims": claims, "events": events.drop_columns("merges"), "merges": merges}
    return {name: table.sort_by([(key, "ascending") for key in by[name]]) for name, table in found.items()}
