"""Measures consolidation on made-up claims of known events: seconds, memory, and how well the events are found.

    python scripts/measure_consolidation.py 100000 [--workers 2] [--engine spark] [--profile] [--folder FOLDER]

What is measured goes from files of readings to the tables of the graph. A process of its own makes the readings before,
so that they take no memory of it; `--folder` keeps them for the next time.

Each event is told in some articles, once, a few times or often, as events are, with one of several wordings; actors
are the states of the vocabulary, some in very many events. B-cubed is counted over all claims.
"""

import argparse
import cProfile
import datetime
import json
import pstats
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from kg.consolidation.corpus import consolidate_tables
from kg.engines import EmbeddedEngine
from kg.engines.spark import SparkEngine
from kg.graph.readings import to_table
from kg.graph.tables import SCHEMAS, from_tables, to_tables
from kg.language.gazetteer import load_gazetteer
from kg.types import Article, Claim, Content, Entity, Mention, Quantity, Reading, content_hash

TYPES = ("meet", "visit", "attack", "sanction", "accuse", "agreement", "aid", "threaten", "demand", "trade", "deploy")
WORDS = tuple(
    f"{head}{tail}"
    for head in ["alt", "bir", "cor", "dun", "fel", "gor", "hal", "jur", "kel", "mor"]
    for tail in ["ament", "ision", "orage", "ustry"]
)
CLAIMS_AN_ARTICLE = 5
ARTICLES_A_FILE = 64  # as in builds of many articles
DAYS = 1500


def make_corpus(claims: int, folder: Path, seed: int = 11) -> None:
    """Write articles, readings, and the number of the event that each claim tells."""
    rng = random.Random(seed)
    states = [entity for entity in load_gazetteer().entities.values() if entity.kind == "state"]
    tellings = sorted(_tellings(claims, states, rng), key=lambda telling: telling[1])
    (folder / "readings").mkdir(parents=True)
    (folder / "articles").mkdir()
    size = CLAIMS_AN_ARTICLE * ARTICLES_A_FILE
    for start in range(0, claims, size):
        articles, readings, events = [], [], []
        for first in range(start, min(start + size, claims), CLAIMS_AN_ARTICLE):
            told = tellings[first : first + CLAIMS_AN_ARTICLE]
            day = datetime.date(2020, 1, 1) + datetime.timedelta(days=told[0][1])
            article, reading = _make_article(told, day, first, rng)
            articles.append(article)
            readings.append(reading)
            events.append([telling[0] for telling in told])
        name = f"{start:09}.parquet"
        pq.write_table(to_table(readings), folder / "readings" / name, compression="zstd")
        rows = to_tables(Content(articles=tuple(articles)))["articles"]
        pq.write_table(rows.append_column("events", pa.array(events)), folder / "articles" / name, compression="zstd")


def read_corpus(folder: Path) -> tuple[list[Article], dict[str, Path]]:
    """The articles, and the file that holds the reading of each."""
    articles: list[Article] = []
    files: dict[str, Path] = {}
    for path in sorted((folder / "articles").iterdir()):
        table = pq.ParquetFile(path).read(columns=SCHEMAS["articles"].names)
        tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()} | {"articles": table}
        found = from_tables(tables, {}).articles
        articles.extend(found)
        files |= dict.fromkeys((article.id for article in found), folder / "readings" / path.name)
    return articles, files


type Telling = tuple[int, int, str, Entity, Entity, int, float | None, tuple[str, ...]]


def _tellings(claims: int, states: list[Entity], rng: random.Random) -> Iterator[Telling]:
    """So many tellings: event, day of publication, type, source, target, day of the event, quantity, words."""
    made = event = 0
    while made < claims:
        source, target = (states[int(len(states) * rng.random() ** 3)] for _ in range(2))
        if source is target:
            continue
        relation, day = rng.choice(TYPES), rng.randrange(DAYS)
        amount = float(rng.randrange(10, 5000)) if rng.random() < 0.3 else None
        words = tuple(rng.choices(WORDS, k=8))
        event += 1
        for _ in range(min(claims - made, 1 + int(rng.paretovariate(1.3)) % 40)):
            made += 1
            kept = tuple(word if rng.random() < 0.7 else rng.choice(WORDS) for word in words)
            yield event, day + rng.randrange(4), relation, source, target, day, amount, kept


def _make_article(told: list[Telling], day: datetime.date, number: int, rng: random.Random) -> tuple[Article, Reading]:
    text, spans = "", []
    for _, _, relation, source, target, _, _, words in told:
        start = len(text)
        text += f"{source.name} {relation} {target.name} {' '.join(words)}. "
        spans.append((start, len(text) - 1))
    text += " ".join(f"{word}{rng.randrange(10**6)}" for word in rng.choices(WORDS, k=30))
    article = Article.make(text, title=f"n{number}", source=f"outlet {number % 50}", published=day)
    claims = []
    for (_, _, relation, source, target, when, amount, _), (start, end) in zip(told, spans, strict=True):
        ends = start + len(source.name), start + len(source.name) + len(relation) + 2
        roles = {
            "source": (Mention(start, ends[0], source.name, "state", source.id),),
            "target": (Mention(ends[1], ends[1] + len(target.name), target.name, "state", target.id),),
        }
        date = (datetime.date(2020, 1, 1) + datetime.timedelta(days=when)).isoformat()
        quantity = None if amount is None else Quantity(amount, "persons")
        claim_id = content_hash(article.id, start)
        trigger = (ends[0] + 1, ends[1] - 1)
        claims.append(
            Claim(claim_id, article.id, relation, roles, "asserted", start, end, trigger, date=date, quantity=quantity)
        )
    entities = {entity.id: entity for _, _, _, *pair, _, _, _ in told for entity in pair}
    mentions = tuple(mention for claim in claims for fillers in claim.roles.values() for mention in fillers)
    return article, Reading(article.id, mentions, tuple(entities.values()), tuple(claims))


def score(tables: Mapping[str, pa.Table], folder: Path) -> tuple[float, float]:
    """B-cubed precision and recall of the events over all claims."""
    told = pa.concat_tables(pq.ParquetFile(path).read(["id", "events"]) for path in (folder / "articles").iterdir())
    known = dict(zip(told.column("id").to_pylist(), told.column("events").to_pylist(), strict=True))
    claims = (
        tables["claims"].select(["id", "article", "start"]).sort_by([("article", "ascending"), ("start", "ascending")])
    )
    truth: dict[str, int] = {}
    left = {article: iter(events) for article, events in known.items()}
    for claim, article in zip(claims.column("id").to_pylist(), claims.column("article").to_pylist(), strict=True):
        truth[claim] = next(left[article])
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for members in tables["events"].column("claims").to_pylist():
        shares = Counter(truth[claim] for claim in members)
        precision += sum(n * n / len(members) for n in shares.values())
        recall += sum(n * n / sizes[event] for event, n in shares.items())
    return precision / len(truth), recall / len(truth)


def main() -> None:
    """Measure and print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int)
    parser.add_argument("--engine", choices=["local", "spark"], default="local")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--folder", type=Path, help="where the readings are, or are to be made")
    parser.add_argument("--make", action="store_true", help="make the readings only")
    options = parser.parse_args()
    with TemporaryDirectory() as place:
        folder = options.folder or Path(place, "corpus")
        if options.make:
            make_corpus(options.claims, folder)
            return
        if not folder.exists():
            command = [sys.executable, __file__, str(options.claims), "--make", "--folder", str(folder)]
            subprocess.run(command, check=True)
        print(json.dumps(measure(options, folder, Path(place, "steps"))))  # noqa: T201


def measure(options: argparse.Namespace, folder: Path, steps: Path) -> Mapping[str, float]:
    """The figures of one consolidation: seconds, memory, and how well the known events are found."""
    articles, files = read_corpus(folder)
    with SparkEngine() if options.engine == "spark" else EmbeddedEngine(options.workers) as engine:
        profile = cProfile.Profile()
        steps.mkdir()
        wall, cpu = time.perf_counter(), _cpu()
        if options.profile:
            tables = profile.runcall(consolidate_tables, articles, files, steps, engine=engine)
        else:
            tables = consolidate_tables(articles, files, steps, engine=engine)
        wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)
    precision, recall = score(tables, folder)
    return {
        "claims": options.claims,
        "events": tables["events"].num_rows,
        "seconds": round(wall, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_mb": peak,
        "precision": round(precision, 3),
        "recall": round(recall, 3),
    }


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
