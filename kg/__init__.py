"""From articles to a graph of who did what to whom, who says so and who denies it."""

__version__ = "0.1.0"
