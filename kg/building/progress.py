"""How far a build is, as told to whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["collecting", "reading", "consolidating", "writing"]


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage of a build, and how many articles of it are done, of how many (None: not known)."""

    stage: Stage
    done: int = 0
    total: int | None = None


type Listener = Callable[[Progress], None]


def ignore_progress(progress: Progress) -> None:
    """Tell nobody."""
