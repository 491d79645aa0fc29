"""MinHash signatures of texts: tables of what two texts have in common, made without comparing them.

In: texts with their numbers. Out: an Arrow table with a row for each text long enough to tell. MinHash over runs of
words (Broder 1997); the same text has the same signature on every machine, so shards of texts can be signed anywhere.
"""

import hashlib
import re
from collections.abc import Sequence
from itertools import batched, chain, pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

SHINGLE = 4  # words; fewer make set phrases of news look like copies, more break at every edited word
BANDS, ROWS = 42, 3  # a pair that shares half its shingles meets in some band with probability 0.996
HASHES = BANDS * ROWS
TOGETHER = 128  # texts whose shingles are hashed together; more would not fit a core's cache

type Hashes = NDArray[np.uint64]
type Signed = tuple[int, str, int | None]  # number of the text, the text, the day on which it was published

# `number` tells the texts apart, `size` counts a text's shingles, `day` is an ordinal.
SCHEMA = pa.schema(
    [
        ("number", pa.int64()),
        ("day", pa.int64()),
        ("size", pa.int64()),
        *((f"h{hash_number}", pa.int64()) for hash_number in range(HASHES)),
    ]
)
BANDED = pa.schema([("number", pa.int64()), ("band", pa.int64()), ("key", pa.int64())])
_WORD = re.compile(r"\w+")
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)


def sign_texts(texts: Sequence[Signed]) -> pa.Table:
    """The signatures of texts; those of fewer words than a shingle has are left out."""
    known = _WordHashes()
    seeds = _mix(np.arange(1, HASHES + 1, dtype=np.uint64))
    factors, offsets = seeds | np.uint64(1), _mix(seeds)
    parts = [_sign_few(few, known, factors, offsets) for few in batched(texts, TOGETHER)]
    return pa.concat_tables([SCHEMA.empty_table(), *parts]).combine_chunks()


def _sign_few(texts: Sequence[Signed], known: "_WordHashes", factors: Hashes, offsets: Hashes) -> pa.Table:
    """The signatures of some texts, one hash after another for all of them."""
    split = [
        (number, day, words) for number, text, day in texts if len(words := _WORD.findall(text.lower())) >= SHINGLE
    ]
    if not split:
        return SCHEMA.empty_table()
    lengths = np.array([len(words) for _, _, words in split])
    hashes = np.fromiter(map(known.__getitem__, chain.from_iterable(words for _, _, words in split)), np.uint64)
    shingles, starts = _shingles(hashes, lengths)
    for first, after in pairwise([*starts, len(shingles)]):
        shingles[first:after].sort()
    new = np.ones(len(shingles), np.int64)
    new[1:] = shingles[1:] != shingles[:-1]
    new[starts] = 1
    numbers, days = ([row[place] for row in split] for place in (0, 1))
    columns = [pa.array(numbers, pa.int64()), pa.array(days, pa.int64()), pa.array(np.add.reduceat(new, starts))]
    hashed = np.empty_like(shingles)
    for factor, offset in zip(factors, offsets, strict=True):
        np.multiply(shingles, factor, out=hashed)
        np.add(hashed, offset, out=hashed)
        columns.append(pa.array(np.minimum.reduceat(hashed, starts).view(np.int64)))
    return pa.table(columns, schema=SCHEMA)


def cut_bands(signed: Path) -> pa.Table:
    """The bands of the signatures in a file: two texts that agree in one may be copies."""
    table = pq.ParquetFile(signed).read()
    hashes = np.array([table.column(name).to_numpy() for name in SCHEMA.names[-HASHES:]], np.int64).view(np.uint64)
    keys = (hashes.reshape(BANDS, ROWS, -1) * _MULTIPLIERS[:ROWS, None]).sum(axis=1, dtype=np.uint64)
    numbers = np.tile(table.column("number").to_numpy(), BANDS)
    bands = np.repeat(np.arange(BANDS), table.num_rows)
    return pa.table([numbers, bands, keys.reshape(-1).view(np.int64)], schema=BANDED)


class _WordHashes(dict[str, int]):
    """The hashes of words, each worked out once."""

    def __missing__(self, word: str) -> int:
        value = self[word] = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
        return value


def _shingles(hashes: Hashes, lengths: NDArray[np.int64]) -> tuple[Hashes, NDArray[np.int64]]:
    """The mixed shingles of texts, given the hashes of the words of all and their numbers; and where each text starts.

    Every text has as many words as a shingle at least.
    """
    total = np.zeros(len(hashes) - SHINGLE + 1, np.uint64)
    for offset in range(SHINGLE):
        total += hashes[offset : offset + len(total)] * _MULTIPLIERS[offset]
    within = np.ones(len(hashes), bool)
    ends = np.cumsum(lengths)
    for offset in range(1, SHINGLE):
        within[ends - offset] = False  # the shingle would reach into the next text
    starts = np.concatenate([[0], ends[:-1]]) - np.arange(len(lengths)) * (SHINGLE - 1)
    return _mix(total[within[: len(total)]]), starts


def _mix(values: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele et al. 2014), which spreads every bit over all others."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
