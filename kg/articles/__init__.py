"""Reads articles from files, folders, globs and standard input, in the formats that news comes in.

Comes in: paths. Goes out: `kg.types.Article`, one by one, and a `Skipped` for everything that gives none, with its
reason and place. Cleaning an article's text of boilerplate and datelines is left to the language part.
"""

from kg.articles.drafts import Skipped
from kg.articles.intake import read_articles

__all__ = ["Skipped", "read_articles"]
