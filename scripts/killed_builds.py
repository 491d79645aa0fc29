"""Builds a graph and dies on the way, again and again: `python scripts/killed_builds.py ARTICLES FOLDER 10`.

Each try is a fork of this process that kills itself, as the power cord would: all but the last two after a further
part of the articles is read, then one while it consolidates and one while it writes. At the end a build is left to end.
"""

import argparse
import os
import signal
import sys
import threading
import warnings
from pathlib import Path
from typing import NamedTuple

from kg.building import reading
from kg.building.builder import build
from kg.building.progress import Progress
from kg.extraction.reader import default_reader

LAST = ("consolidating", "writing")  # the stages of the last tries, when all is read


class Death(NamedTuple):
    """When a build dies: in reading once so large a part is read, in another stage so many seconds after its start."""

    stage: str
    part: float
    delay: float


def build_often(articles: Path, folder: Path, times: int, workers: int, delay: float) -> None:
    """Die so many times, then build to the end; `delay` is the seconds from the start of a stage to death in it."""
    if workers == 1:
        default_reader()  # once for all tries, which are forks
    warnings.filterwarnings("ignore", ".* is multi-threaded, use of fork", DeprecationWarning)
    for number in range(times):
        child = os.fork()
        if child == 0:
            stage = ("reading", *LAST)[max(0, number - times + len(LAST) + 1)]
            death = Death(stage, (number + 1) / (times - len(LAST) + 1), delay)
            _build_and_die(articles, folder, workers, death)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(f"try {number} ended with status {status}")
    build(articles, output=folder, workers=workers)


def _build_and_die(articles: Path, folder: Path, workers: int, death: Death) -> None:
    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def listen(progress: Progress) -> None:
        if progress.stage != death.stage:
            return
        if death.stage != "reading":
            threading.Timer(death.delay, die).start()
        elif progress.done > death.part * (progress.total or 0):
            die()

    build(articles, output=folder, workers=workers, progress=listen)
    os._exit(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("times", type=int, help="how often to die")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--delay", type=float, default=0.05, help="seconds into a stage")
    parser.add_argument("--shard", type=int, help="fewest articles of a shard, for tests of few articles")
    given = parser.parse_args()
    if given.shard:
        reading._SMALLEST = given.shard
    build_often(given.articles, given.folder, given.times, given.workers, given.delay)
