"""MinHash signatures of texts: tables of what two texts have in common, made without comparing them.

In: texts with their numbers. Out: an Arrow table with a row for each text long enough to tell. MinHash over runs of
words (Broder 1997); the same text has the same signature on every machine, so shards of texts can be signed anywhere.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

SHINGLE = 4  # words; fewer make set phrases of news look like copies, more break at every edited word
BANDS, ROWS = 42, 3  # a pair that shares half its shingles meets in some band with probability 0.996
HASHES = BANDS * ROWS

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
    numbers, days, sizes, rows = [], [], [], []
    for number, text, day in texts:
        shingles = np.unique(_mix(_shingles([known[word] for word in _WORD.findall(text.lower())])))
        if len(shingles):
            numbers.append(number)
            days.append(day)
            sizes.append(len(shingles))
            rows.append((factors[:, None] * shingles[None, :] + offsets[:, None]).min(axis=1))
    signatures = np.stack(rows).view(np.int64) if rows else np.empty((0, HASHES), np.int64)
    columns = [pa.array(values, pa.int64()) for values in (numbers, days, sizes)]
    return pa.table([*columns, *(pa.array(np.ascontiguousarray(column)) for column in signatures.T)], schema=SCHEMA)


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


def _shingles(words: list[int]) -> Hashes:
    hashes = np.array(words, np.uint64)
    count = len(hashes) - SHINGLE + 1
    if count < 1:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for offset in range(SHINGLE):
        total += hashes[offset : offset + count] * _MULTIPLIERS[offset]
    return total


def _mix(values: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele et al. 2014), which spreads every bit over all others."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
