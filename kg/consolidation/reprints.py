"""Near-reprints: which articles are copies of one text, with small edits, under other titles or outlets.

In: articles. Out: for each article the article that stands for its copies, and why. Signatures of the texts (see
`signatures`) find the candidates in bands; they also estimate how much of the shorter text stands in the longer one, so
that a copy that lost paragraphs is still a copy. Signing goes shard by shard, the rest in steps over tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

import pyarrow as pa

from kg.consolidation.signatures import HASHES, SHINGLE, Signed, cut_bands, sign_texts
from kg.engines import Engine, Shard
from kg.engines.components import COMPONENTS, find_components
from kg.engines.tables import count_rows, read_table
from kg.types import Article, Merge

SAME_TEXT = 0.6  # least part of the shorter text that stands in the longer one
DAYS = 14  # a wire text is reprinted within days; forms and regular reports come back later with other facts
NEAREST = 4  # members of a bucket with which each is compared, so that a huge bucket stays cheap
SHARD = 4096  # texts

_PAIRS = pa.schema([("one", pa.int64()), ("other", pa.int64())])
_LIKENESS = pa.schema([("one", pa.int64()), ("other", pa.int64()), ("shared", pa.float64())])
_SCORES = pa.schema([("node", pa.int64()), ("score", pa.float64())])


@dataclass(frozen=True, slots=True)
class Copies:
    """The articles grouped by text: `original` gives for each article id the one that stands for its copies."""

    original: Mapping[str, str]
    merges: tuple[Merge, ...]


def find_reprints(articles: Sequence[Article], engine: Engine, folder: Path) -> Copies:
    """Group near-reprints; the earliest published (then smallest id) of each group stands for it.

    `folder` takes the tables of the steps.
    """
    ordered = sorted(articles, key=publication_order)
    original = {article.id: article.id for article in ordered}
    signed = sorted(engine.shards(sign_texts, _shards(ordered), folder / "signatures"))
    if not signed:
        return Copies(original, ())
    list(engine.shards(cut_bands, (Shard(path.stem, path) for path in signed), folder / "bands"))
    if not count_rows(engine.step("candidates", _PAIRS, CANDIDATES, folder)):
        return Copies(original, ())
    if not count_rows(engine.step("likeness", _LIKENESS, LIKENESS, folder)):
        return Copies(original, ())
    engine.step("edges", _PAIRS, "SELECT one, other FROM likeness", folder)
    firsts = read_table(find_components(engine, folder), COMPONENTS)
    scores = read_table(engine.step("scores", _SCORES, SCORES, folder), _SCORES)
    merges = []
    columns = (firsts.column("node"), firsts.column("first"), scores.column("score"))
    for copy, first, score in zip(*(column.to_pylist() for column in columns), strict=True):
        if copy != first:
            kept = original[ordered[copy].id] = ordered[first].id
            why = f"{score:.0%} of its runs of {SHINGLE} words stand in another copy of the text"
            merges.append(Merge("article", kept, ordered[copy].id, round(score, 3), why))
    return Copies(original, tuple(sorted(merges, key=lambda merge: merge.order)))


def publication_order(article: Article) -> tuple[bool, str, str]:
    """The order of articles by publication, those without a date last; the id decides among those of one day."""
    day = article.published
    return (day is None, "" if day is None else day.isoformat(), article.id)


def _shards(ordered: Sequence[Article]) -> Iterator[Shard[tuple[Signed, ...]]]:
    for number, batch in enumerate(batched(enumerate(ordered), SHARD)):
        yield Shard(
            f"part{number:06}",
            tuple((place, a.text, a.published.toordinal() if a.published else None) for place, a in batch),
        )


_STEPS = range(1, NEAREST + 1)
_BEFORE = ", ".join(f"LAG(number, {step}) OVER bucket AS before{step}" for step in _STEPS)
_BUCKETS = f"SELECT number, {_BEFORE} FROM bands WINDOW bucket AS (PARTITION BY band, key ORDER BY number)"
_CHOICE = " ".join(f"WHEN {step} THEN before{step}" for step in _STEPS)
_FOUND = (
    f"SELECT CASE step {_CHOICE} END AS one, number AS other FROM ({_BUCKETS}) AS buckets "
    f"CROSS JOIN ({' UNION ALL '.join(f'SELECT {step} AS step' for step in _STEPS)}) AS steps WHERE before1 IS NOT NULL"
)
# Each pair of texts that agree in a band and stand near each other in its bucket, smaller number first, once.
CANDIDATES = f"SELECT DISTINCT one, other FROM ({_FOUND}) AS found WHERE one IS NOT NULL"
_SAME = " + ".join(f"CASE WHEN a.h{number} = b.h{number} THEN 1 ELSE 0 END" for number in range(HASHES))
_JACCARD = (
    f"SELECT c.one, c.other, a.size AS size_one, b.size AS size_other, CAST({_SAME} AS DOUBLE) / {HASHES}.0 AS jaccard "
    "FROM candidates AS c JOIN signatures AS a ON c.one = a.number JOIN signatures AS b ON c.other = b.number "
    f"WHERE a.day IS NULL OR b.day IS NULL OR ABS(a.day - b.day) <= {DAYS}"
)
# How much of the smaller set of shingles stands in the larger one, estimated from the signatures.
_SHARED = (
    "SELECT one, other, LEAST(CAST(1 AS DOUBLE), jaccard / (CAST(1 AS DOUBLE) + jaccard)"
    " * CAST(size_one + size_other AS DOUBLE) / CAST(LEAST(size_one, size_other) AS DOUBLE)) AS shared "
    f"FROM ({_JACCARD}) AS jaccards"
)
LIKENESS = f"SELECT one, other, shared FROM ({_SHARED}) AS likeness WHERE shared >= CAST({SAME_TEXT} AS DOUBLE)"
# How well a copy agrees with the copy that it is most like.
SCORES = (
    "SELECT node, MAX(shared) AS score FROM (SELECT one AS node, shared FROM likeness "
    "UNION ALL SELECT other AS node, shared FROM likeness) AS ends GROUP BY node"
)
