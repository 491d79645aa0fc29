"""What a whole text is about, where that is a field of life such as sport, a film or a firm's business.

In: how much each of its sentences speaks of a field. Out: whether the text as a whole is of that field. A sentence may
speak of a field in passing; a text is of it where it opens so, and goes on so.
"""

from collections.abc import Iterable
from itertools import islice

SHORTEST = 4  # sentences of a text that has a theme
OPENING, OPENED = 3, 3  # sentences in which a theme is named, and how much they speak of it together
SHARE = 1 / 3  # of all sentences that speak of it


def is_theme(weights: Iterable[int]) -> bool:
    """Whether a text is of a field as a whole, by how much each sentence speaks of it, asked only as far as needed.

    >>> is_theme([4, 0, 1, 2, 1]), is_theme([0, 0, 0, 9, 1]), is_theme([9, 0])
    (True, False, False)
    """
    rest = iter(weights)
    opening = list(islice(rest, OPENING))
    if sum(opening) < OPENED:
        return False
    every = [*opening, *rest]
    return len(every) >= SHORTEST and sum(weight > 0 for weight in every) >= SHARE * len(every)
