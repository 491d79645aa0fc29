"""Measures how builds grow: `python scripts/measure_growth.py 1000 10000`.

For each number of synthetic articles (see `synthetic_articles.py`): articles a second, CPU seconds of each stage, peak
memory, how many of the known events are found, and what the same folder takes for one article more in a hundred. One
process reads, so that the figures are of one core.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from synthetic_articles import count_found, write_corpus

from kg.building.builder import build
from kg.building.progress import Progress


def measure(count: int, folder: Path) -> dict[str, float]:
    """The figures of one build in this process."""
    write_corpus(count, folder)
    seconds = Counter[str]()
    stage, since = "collecting", time.process_time()

    def listen(progress: Progress) -> None:
        nonlocal stage, since
        now = time.process_time()
        seconds[stage] += now - since
        stage, since = progress.stage, now

    graph = build(folder / "articles.jsonl", output=folder / "graph", workers=1, progress=listen)
    listen(Progress("writing"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"articles": count, **seconds, "articles/s": count / seconds["reading"], "peak MB": peak}
    figures |= {
        "known": sum(1 for _ in (folder / "events.jsonl").open()),
        "found": count_found(folder / "events.jsonl", graph),
    }
    first = seconds["reading"]
    seconds.clear()
    write_corpus(count + count // 100, folder)
    build(folder / "articles.jsonl", output=folder / "graph", workers=1, progress=listen)
    return figures | {"reading again, with 1 % more": seconds["reading"] / first}


def main() -> None:
    """Measure each size in a process of its own, so that the peak of memory is its own."""
    if sys.argv[1] == "--here":
        sys.stdout.write(json.dumps(measure(int(sys.argv[2]), Path(sys.argv[3]))))
        return
    for count in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--here", count, folder]
            figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        sys.stdout.write(", ".join(f"{name} {value:,.4g}" for name, value in figures.items()) + "\n")
        sys.stdout.flush()


main()
