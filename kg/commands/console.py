"""What the commands show while they work: a progress bar on a terminal, nothing in a pipe."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.building.progress import Listener, Progress


def count(number: int, singular: str, plural: str = "") -> str:
    """A number of things in words.

    >>> count(1, "article"), count(1200, "entity", "entities")
    ('1 article', '1,200 entities')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def set_up_logging(verbose: bool) -> None:
    """Send what kg logs to standard error: warnings, and with `verbose` each text that was skipped."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("kg: %(message)s"))
    log = logging.getLogger("kg")
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO if verbose else logging.WARNING)


@contextmanager
def show_progress(quiet: bool = False) -> Iterator["Listener"]:
    """A listener that draws a bar with rate and remaining time, where standard error is a terminal."""
    from kg.building.progress import ignore_progress  # noqa: PLC0415

    if quiet or not sys.stderr.isatty():
        yield ignore_progress
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("collecting", total=None, rate="")

        def show(progress: "Progress") -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f} articles/s" if progress.stage == "reading" and speed else ""
            if bar.tasks[0].description != progress.stage:
                bar.reset(task, total=progress.total, completed=progress.done, description=progress.stage, rate="")
            bar.update(task, total=progress.total, completed=progress.done, rate=rate)

        yield show
