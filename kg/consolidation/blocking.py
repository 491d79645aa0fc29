"""Which events may a claim be about? An index by group of types, sides and month, so that few pairs are compared.

An event is entered under every pair of sides of its claims, and under each side alone for claims that name one actor
only; and under the months that its dates or publications touch; and under the texts that tell it, with their sides, for
reprints of another month. What shares no such key is never compared.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

from kg.consolidation.acts import Act

MONTH = 32  # days
MANY = 24  # months: what takes longer is entered once, as lasting
PAIRS = 32  # pairs of sides of one claim; more stand in lists of states, which share them anyway
RECENT = 40  # events compared where one actor alone makes the key

type Key = tuple[str, str, str, int]

_ALWAYS = -1
_ONE = "*"  # in place of the second side: an actor of an event of any sides
_ALONE = ""  # in place of the second side: the only side that is known


class Blocks:
    """The events entered so far, by number."""

    def __init__(self) -> None:
        self._cases: dict[Key, list[int]] = defaultdict(list)
        self._texts: dict[tuple[str, str, frozenset[str], frozenset[str]], list[int]] = defaultdict(list)

    def find(self, act: Act) -> list[int]:
        """The numbers of the events that a claim may be about, in the order in which they were first entered."""
        group = act.profile.habit.group
        found = set(self._texts.get((group, act.text, act.profile.cast.source, act.profile.cast.target), ()))
        months = {*_months(act, act.profile.habit.days), _ALWAYS}
        pairs = _pairs(act)
        for one, other in _search_pairs(act, pairs):
            whole = bool(pairs) and other != _ALONE
            for month in months:
                cases = self._cases.get((group, one, other, month))
                if cases is not None:
                    found.update(cases if whole else cases[-RECENT:])
        return sorted(found)

    def enter(self, act: Act, case: int) -> None:
        """Make an event findable by a claim that is about it."""
        group = act.profile.habit.group
        months = _months(act, 0)
        for one, other in _entry_pairs(act, _pairs(act)):
            for month in months:
                _append(self._cases[group, one, other, month], case)
        _append(self._texts[group, act.text, act.profile.cast.source, act.profile.cast.target], case)


def _append(cases: list[int], case: int) -> None:
    if not cases or cases[-1] != case:
        cases.append(case)


def _pairs(act: Act) -> list[tuple[str, str]]:
    """The unordered pairs of sides, sorted; none where one role has no side."""
    if act.profile.habit.symmetric:
        return list(combinations(sorted(act.profile.cast.sides), 2))[:PAIRS]
    if len(act.profile.cast.source) == len(act.profile.cast.target) == 1:
        (source,), (target,) = act.profile.cast.source, act.profile.cast.target
        return [(source, target) if source < target else (target, source)]
    return sorted({(min(pair), max(pair)) for pair in product(act.profile.cast.source, act.profile.cast.target)})[
        :PAIRS
    ]


def _entry_pairs(act: Act, pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from pairs
    for side in act.profile.cast.sides:
        yield side, _ONE if pairs else _ALONE
    if not act.profile.cast.sides:
        yield _ALONE, _ALONE


def _search_pairs(act: Act, pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from pairs
    for side in act.profile.cast.sides:
        yield side, _ALONE
        if not pairs:
            yield side, _ONE
    if not act.profile.cast.sides:
        yield _ALONE, _ALONE


def _months(act: Act, margin: int) -> list[int]:
    """The numbers of the months that an act touches: those of its dates, and of its publication."""
    if act.profile.habit.lasting:
        return [_ALWAYS]
    found: set[int] = set()
    if act.published is not None:
        found.update(range((act.published - margin) // MONTH, (act.published + margin) // MONTH + 1))
    if act.profile.first is not None and act.profile.last is not None:
        first, last = (act.profile.first - 1) // MONTH, (act.profile.last + 1) // MONTH
        if last - first > MANY:
            found.add(_ALWAYS)
        else:
            found.update(range(first, last + 1))
    return sorted(found) or [_ALWAYS]
