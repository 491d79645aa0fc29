"""Which events may a claim be about? An index by sides and month, or day, so that few pairs are compared.

An event is entered under every pair of sides of its claims, and under each side alone for claims that name one actor
only; and under the months that its dates or publications touch; and under the texts that tell it, with their sides, for
reprints of another month. What shares no such key is never compared. Claims that are dated to the day look for each
other by day: on others they would contradict each other.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, product
from typing import NamedTuple

from kg.consolidation.acts import Act, Profile
from kg.consolidation.matching import SHORT

MONTH = 32  # days
MANY = 24  # months: what takes longer is entered once, as lasting
PAIRS = 32  # pairs of sides of one claim; more stand in lists of states, which share them anyway
RECENT = 40  # events compared where one actor alone makes the key

_ALWAYS = -1
_ONE = "*"  # in place of the second side: an actor of an event of any sides
_ALONE = ""  # in place of the second side: the only side that is known
_TIMES = 1 << 24  # more than there are days, so that a number of sides and a day or month make one number


class _Sides(NamedTuple):
    """The numbers of what an act is known by: its pairs of sides, and its sides alone as searched and as entered."""

    pairs: tuple[int, ...]
    searched: tuple[int, ...]
    entered: tuple[int, ...]


class Blocks:
    """The events of one group of types entered so far, by number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._sides: dict[tuple[int, bool], _Sides] = {}
        self._by_month: dict[int, list[int]] = defaultdict(list)
        self._by_day: dict[int, list[int]] = defaultdict(list)  # of claims dated to the day, by pairs
        self._loose: dict[int, list[int]] = defaultdict(list)  # by month, events that some claim dates less exactly
        self._loosely_dated: set[int] = set()
        self._texts: dict[tuple[str, frozenset[str], frozenset[str]], list[int]] = defaultdict(list)

    def find(self, act: Act) -> list[int]:
        """The numbers of the events that a claim may be about, in the order in which they were first entered."""
        profile = act.profile
        sides = self._number_sides(profile)
        found = set(self._texts.get((act.text, profile.cast.source, profile.cast.target), ()))
        months = _months(act, profile.habit.days)
        if _ALWAYS not in months:
            months.append(_ALWAYS)
        by_month = self._by_month
        if days := _exact_days(profile):
            by_month = self._loose
            for pair in sides.pairs:
                for day in range(days.start - 1, days.stop + 1):
                    found.update(self._by_day.get(pair * _TIMES + day, ()))
        for pair in sides.pairs:
            for month in months:
                found.update(by_month.get(pair * _TIMES + month, ()))
        for side in sides.searched:
            for month in months:
                cases = self._by_month.get(side * _TIMES + month)
                if cases is not None:
                    found.update(cases[-RECENT:])
        return sorted(found)

    def enter(self, acts: Sequence[Act], case: int) -> None:
        """Make an event findable by a claim that is about the last of its acts."""
        act = acts[-1]
        profile = act.profile
        sides = self._number_sides(profile)
        months = _months(act, 0)
        for side in (*sides.pairs, *sides.entered):
            for month in months:
                _append(self._by_month[side * _TIMES + month], case)
        _append(self._texts[act.text, profile.cast.source, profile.cast.target], case)
        if not sides.pairs:
            return
        if days := _exact_days(profile):
            for pair in sides.pairs:
                for day in days:
                    _append(self._by_day[pair * _TIMES + day], case)
            if case in self._loosely_dated:
                self._enter_loosely(act, case)
        elif case in self._loosely_dated:
            self._enter_loosely(act, case)
        else:
            self._loosely_dated.add(case)
            for other in acts:
                self._enter_loosely(other, case)

    def _enter_loosely(self, act: Act, case: int) -> None:
        for pair in self._number_sides(act.profile).pairs:
            for month in _months(act, 0):
                _append(self._loose[pair * _TIMES + month], case)

    def _number_sides(self, profile: Profile) -> _Sides:
        key = (id(profile.cast), profile.habit.symmetric)
        found = self._sides.get(key)
        if found is None:
            pairs = _pairs(profile)
            alone = [(side, _ALONE) for side in profile.cast.sides] or [(_ALONE, _ALONE)]
            ones = [(side, _ONE) for side in profile.cast.sides]
            searched = [*alone, *([] if pairs else ones)]
            numbered = (tuple(map(self._number, keys)) for keys in (pairs, searched, ones if pairs else alone))
            found = self._sides[key] = _Sides(*numbered)
        return found

    def _number(self, pair: tuple[str, str]) -> int:
        return self._numbers.setdefault(pair, len(self._numbers))


def _append(cases: list[int], case: int) -> None:
    if not cases or cases[-1] != case:
        cases.append(case)


def _pairs(profile: Profile) -> list[tuple[str, str]]:
    """The unordered pairs of sides, sorted; none where one role has no side."""
    if profile.habit.symmetric:
        return list(combinations(sorted(profile.cast.sides), 2))[:PAIRS]
    if len(profile.cast.source) == len(profile.cast.target) == 1:
        (source,), (target,) = profile.cast.source, profile.cast.target
        return [(source, target) if source < target else (target, source)]
    return sorted({(min(pair), max(pair)) for pair in product(profile.cast.source, profile.cast.target)})[:PAIRS]


def _exact_days(profile: Profile) -> range:
    """The days of a claim that is dated to the day: it contradicts all such claims that are more than a day away."""
    if profile.first is None or profile.last is None or profile.habit.lasting or profile.last - profile.first >= SHORT:
        return range(0)
    return range(profile.first, profile.last + 1)


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
