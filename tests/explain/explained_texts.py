"""Texts explained with the bundled model, each once a run."""

import datetime
from functools import cache

from kg.explain import Explanation, explain

PUBLISHED = datetime.date(2024, 1, 17)  # a Wednesday
TRANSFER = (
    "Canada said on Tuesday that Iran had supplied more than 200 drones to Sudan last month. Tehran denied the claim."
)


@cache
def explained(text: str) -> Explanation:
    """The explanation of a text published on 17 January 2024."""
    return explain(text, PUBLISHED)
