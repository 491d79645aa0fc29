"""Near-reprints: which articles are copies of one text, with small edits, under other titles or outlets.

In: articles. Out: for each article the article that stands for its copies, and why. MinHash signatures of word
shingles (Broder 1997) find the candidates in bands; the signatures also estimate how much of the shorter text stands
in the longer one, so that a copy that lost paragraphs is still a copy.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.consolidation.disjoint import DisjointSets
from kg.types import Article, Merge

SHINGLE = 4  # words; fewer make set phrases of news look like copies, more break at every edited word
BANDS, ROWS = 42, 3  # a pair that shares half its shingles meets in some band with probability 0.996
SAME_TEXT = 0.6  # least part of the shorter text that stands in the longer one
DAYS = 14  # a wire text is reprinted within days; forms and regular reports come back later with other facts
NEAREST = 4  # members of a bucket with which each is compared, so that a huge bucket stays cheap

type Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)


@dataclass(frozen=True, slots=True)
class Copies:
    """The articles grouped by text: `original` gives for each article id the one that stands for its copies."""

    original: Mapping[str, str]
    merges: tuple[Merge, ...]


def find_reprints(articles: Sequence[Article]) -> Copies:
    """Group near-reprints; the earliest published (then smallest id) of each group stands for it."""
    ordered = sorted(articles, key=publication_order)
    signatures, sizes = _sign(article.text for article in ordered)
    sets = DisjointSets(len(ordered))
    score: dict[int, float] = {}
    for a, b in _candidates(signatures):
        if _is_near(ordered[a], ordered[b]):
            shared = _containment(signatures[a], signatures[b], sizes[a], sizes[b])
            if shared >= SAME_TEXT:
                sets.union(a, b)
                score[b] = max(shared, score.get(b, 0.0))
                score[a] = max(shared, score.get(a, 0.0))
    original: dict[str, str] = {}
    merges = []
    for first, *copies in sets.sets():
        kept = ordered[first].id
        original[kept] = kept
        for copy in copies:
            original[ordered[copy].id] = kept
            why = f"{score[copy]:.0%} of its runs of {SHINGLE} words stand in another copy of the text"
            merges.append(Merge("article", kept, ordered[copy].id, round(score[copy], 3), why))
    return Copies(original, tuple(merges))


def publication_order(article: Article) -> tuple[bool, str, str]:
    """The order of articles by publication, those without a date last; the id decides among those of one day."""
    day = article.published
    return (day is None, "" if day is None else day.isoformat(), article.id)


def _is_near(a: Article, b: Article) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= DAYS


def _sign(texts: Iterable[str]) -> tuple[Hashes, list[int]]:
    """The signature of each text, and the number of its shingles; a text too short to tell has a row of its own."""
    known: dict[str, int] = {}
    seeds = _mix(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64))
    factors, offsets = seeds | np.uint64(1), _mix(seeds)
    rows: list[Hashes] = []
    sizes: list[int] = []
    for number, text in enumerate(texts):
        shingles = np.unique(_mix(_shingles([_hash_word(word, known) for word in _WORD.findall(text.lower())])))
        sizes.append(len(shingles))
        if len(shingles):
            rows.append((factors[:, None] * shingles[None, :] + offsets[:, None]).min(axis=1))
        else:
            rows.append(_mix(seeds + np.uint64(number)))
    return (np.stack(rows) if rows else np.empty((0, len(seeds)), np.uint64)), sizes


def _hash_word(word: str, known: dict[str, int]) -> int:
    value = known.get(word)
    if value is None:
        value = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
        known[word] = value
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


def _candidates(signatures: Hashes) -> Iterator[tuple[int, int]]:
    """Each pair of texts that agree in a band, smaller number first, once."""
    seen: set[tuple[int, int]] = set()
    for band in range(BANDS):
        part = signatures[:, band * ROWS : (band + 1) * ROWS]
        keys = (part * _MULTIPLIERS[:ROWS]).sum(axis=1, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        ranked = keys[order]
        for step in range(1, min(NEAREST, len(order) - 1) + 1):
            for late in np.flatnonzero(ranked[step:] == ranked[:-step]):
                pair = (int(order[late]), int(order[late + step]))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _containment(a: Hashes, b: Hashes, size_a: int, size_b: int) -> float:
    """How much of the smaller set of shingles stands in the larger one, estimated from the signatures."""
    jaccard = float((a == b).mean())
    smaller = min(size_a, size_b)
    return min(1.0, jaccard / (1 + jaccard) * (size_a + size_b) / smaller) if smaller else 0.0
