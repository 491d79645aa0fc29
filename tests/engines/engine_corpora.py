"""Texts with reprints, for engines to work on."""

import datetime
import random

from kg.types import Article

_WORDS = """
talks border minister army accord ships grain embassy envoy truce summit drones tariff pipeline ballot convoy harbour
garrison treaty sanctions reactor airport ferry strait province parliament rebels hostages loan
"""
WORDS = _WORDS.split()


def make_reprints(texts: int, copies: int, seed: int = 7) -> list[Article]:
    """So many texts of random words, each with copies that lost words and were published later."""
    rng = random.Random(seed)
    articles = []
    for number in range(texts):
        words = rng.choices(WORDS, k=90)
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randrange(300))
        articles.append(Article.make(" ".join(words), title=f"text {number}", published=day))
        for copy in range(copies):
            kept = words[copy * 5 :]
            later = day + datetime.timedelta(days=copy)
            articles.append(Article.make(" ".join(kept), title=f"copy {copy} of {number}", published=later))
    return articles
