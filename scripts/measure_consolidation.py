"""Measures consolidation on made-up claims of known events: seconds, memory, and how well the events are found.

    python scripts/measure_consolidation.py 100000 [--engine spark] [--profile]

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
import time
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.consolidation import consolidate
from kg.engines import EmbeddedEngine
from kg.engines.spark import SparkEngine
from kg.language.gazetteer import load_gazetteer
from kg.types import Article, Claim, Content, Entity, Mention, Quantity, Reading, content_hash

TYPES = ("meet", "visit", "attack", "sanction", "accuse", "agreement", "aid", "threaten", "demand", "trade", "deploy")
WORDS = tuple(
    f"{head}{tail}"
    for head in ["alt", "bir", "cor", "dun", "fel", "gor", "hal", "jur", "kel", "mor"]
    for tail in ["ament", "ision", "orage", "ustry"]
)
CLAIMS_AN_ARTICLE = 5
DAYS = 1500


def make_corpus(claims: int, seed: int = 11) -> tuple[list[Article], list[Reading], dict[str, int]]:
    """Articles, readings, and the number of the event that each claim tells."""
    rng = random.Random(seed)
    states = [entity for entity in load_gazetteer().entities.values() if entity.kind == "state"]
    tellings = sorted(_tellings(claims, states, rng), key=lambda telling: telling[1])
    articles, readings, truth = [], [], {}
    for first in range(0, claims, CLAIMS_AN_ARTICLE):
        told = tellings[first : first + CLAIMS_AN_ARTICLE]
        day = datetime.date(2020, 1, 1) + datetime.timedelta(days=told[0][1])
        article, reading = _make_article(told, day, first, rng)
        articles.append(article)
        readings.append(reading)
        truth |= {claim.id: telling[0] for claim, telling in zip(reading.claims, told, strict=True)}
    return articles, readings, truth


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


def score(content: Content, truth: dict[str, int]) -> tuple[float, float]:
    """B-cubed precision and recall of the events over all claims."""
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for event in content.events:
        shares: dict[int, int] = defaultdict(int)
        for claim in event.claims:
            shares[truth[claim]] += 1
        precision += sum(n * n / len(event.claims) for n in shares.values())
        recall += sum(n * n / sizes[gold] for gold, n in shares.items())
    return precision / len(truth), recall / len(truth)


def main() -> None:
    """Measure and print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int)
    parser.add_argument("--engine", choices=["local", "spark"], default="local")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    articles, readings, truth = make_corpus(options.claims)
    with SparkEngine() if options.engine == "spark" else EmbeddedEngine(options.workers) as engine:
        profile = cProfile.Profile()
        wall, cpu = time.perf_counter(), _cpu()
        if options.profile:
            content = profile.runcall(consolidate, articles, readings, engine=engine)
        else:
            content = consolidate(articles, readings, engine=engine)
        wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)
    precision, recall = score(content, truth)
    figures = {
        "claims": options.claims,
        "events": len(content.events),
        "seconds": round(wall, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "precision": round(precision, 3),
        "recall": round(recall, 3),
    }
    print(json.dumps(figures))  # noqa: T201


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
