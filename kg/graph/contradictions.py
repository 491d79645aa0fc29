"""Which lasting ties contradict each other: two holders at one time of an office that one person holds.

In: ties. Out: for each tie those that it contradicts. Which of them is right, the reader decides.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg import edtf
from kg.types import Tie
from kg.vocabulary.offices import load_offices

type Span = tuple[datetime.date, datetime.date]


def find_contradictions(ties: Iterable[Tie]) -> Mapping[Tie, tuple[Tie, ...]]:
    """The ties that each tie contradicts, in order; ties that contradict none are left out.

    Only days on which an office was surely held count: a term of 2014 to 2016 and one from 2016 on may be one after the
    other, and so may two holders who are named on one day.
    """
    unique = frozenset(office.title for office in load_offices() if office.unique)
    holders: dict[tuple[str, str], list[tuple[Span, Tie]]] = defaultdict(list)
    for tie in ties:
        span = sure_days(tie)
        if tie.type == "holds_office" and tie.title in unique and span is not None:
            holders[tie.title, tie.target].append((span, tie))
    found: dict[Tie, tuple[Tie, ...]] = {}
    for held in holders.values():
        for span, tie in held:
            others = [other for days, other in held if other.source != tie.source and _overlap(span, days)]
            if others:
                found[tie] = tuple(sorted(others, key=lambda other: other.order))
    return found


def sure_days(tie: Tie) -> Span | None:
    """The first and the last day on which a tie surely held; None where none is known.

    >>> sure_days(Tie("holds_office", "a", "b", "president", "2014", "2016"))
    (datetime.date(2014, 12, 31), datetime.date(2016, 1, 1))
    """
    if tie.start is not None:
        first = edtf.last_day(tie.start)
        return first, (datetime.date.max if tie.end is None else max(first, edtf.first_day(tie.end)))
    if tie.end is None and tie.seen is not None:
        return edtf.first_day(tie.seen), edtf.last_day(tie.seen)
    return None


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share more than the day on which one ends and the other begins."""
    return one[0] < other[1] and other[0] < one[1]
