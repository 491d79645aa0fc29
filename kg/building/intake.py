"""Collects the articles of a build: each once, whatever the order of the inputs, and a report of what was skipped."""

import datetime
import logging
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.articles import Skipped, read_articles
from kg.building.progress import Listener, Progress
from kg.errors import InputError
from kg.types import Article

log = logging.getLogger("kg.building")

log = logging.getLogger("kg.building")

_TELL_EVERY = 50  # articles


@dataclass(frozen=True, slots=True)
class Intake:
    """The articles by id, in the order of their ids, and the reports about what gave none."""

    articles: Mapping[str, Article]
    reports: tuple[Skipped, ...]

    @property
    def skipped(self) -> Mapping[str, int]:
        """How many were skipped for each reason, the most frequent first."""
        counts = Counter(report.reason for report in self.reports if not report.kept)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def collect_articles(
    inputs: Iterable[str | os.PathLike[str] | Article],
    *,
    published: datetime.date | None,
    columns: Mapping[str, str] | None,
    strict: bool,
    listen: Listener,
) -> Intake:
    """The articles of paths, and articles given as such; see `kg.read_articles`.

    Raises InputError as it does, and where there is no article at all.
    """
    inputs = list(inputs)
    paths = [os.fspath(item) for item in inputs if not isinstance(item, Article)]
    found = {item.id: item for item in inputs if isinstance(item, Article)}
    reports: list[Skipped] = []

    def note(report: Skipped) -> None:
        log.info("%s %s", "noted" if report.kept else "skipped", report)
        reports.append(report)

    if paths or not found:
        read = read_articles(*paths, published=published, columns=columns, on_skip=note, strict=strict)
        for article in read:
            found.setdefault(article.id, article)
            if len(found) % _TELL_EVERY == 0:
                listen(Progress("collecting", len(found)))
    intake = Intake(dict(sorted(found.items())), tuple(reports))
    if not found:
        raise InputError(f"no article in {', '.join(map(str, paths))}: {describe_skipped(intake.skipped) or 'no file'}")
    return intake


def describe_skipped(skipped: Mapping[str, int]) -> str:
    """The numbers of what was skipped in words, empty where nothing was.

    >>> describe_skipped({"duplicate": 2, "empty": 1})
    '3 skipped (2 duplicate, 1 empty)'
    """
    if not skipped:
        return ""
    return f"{sum(skipped.values()):,} skipped ({', '.join(f'{n:,} {reason}' for reason, n in skipped.items())})"
