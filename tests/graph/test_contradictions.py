"""Which lasting ties cannot both be true."""

import pytest

from kg.graph.contradictions import find_contradictions
from kg.types import Tie


def holds(who: str, start: str | None, end: str | None = None, title: str = "president", **more: str) -> Tie:
    return Tie("holds_office", who, "Q1", title, start, end, **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (holds("a", "2014", "2018"), holds("b", "2016", "2020")),
        (holds("a", "2014"), holds("b", "2016-03")),
        (holds("a", "2014", "2018"), holds("b", None, seen="2015-06-01/2015-06-09")),
        (holds("a", "2014", "2018"), holds("b", None, seen="2015-06-01")),
    ],
)
def test_two_holders_of_one_post_at_one_time_contradict_each_other(one: Tie, other: Tie) -> None:
    assert find_contradictions([one, other]) == {one: (other,), other: (one,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (holds("a", "2014", "2018"), holds("b", "2018", "2020")),  # one followed the other in 2018
        (holds("a", "2014-05-01", "2018-05-01"), holds("b", "2018-05-01")),
        (holds("a", "2014"), holds("a", "2016")),  # two terms of one person
        (holds("a", "2014", title="spokesperson"), holds("b", "2016", title="spokesperson")),  # a body has many
        (holds("a", None), holds("b", "2016")),  # of whom nothing is known
        (holds("a", None, "2018"), holds("b", "2016")),  # nobody says since when
        (holds("a", None, seen="2018-01-20"), holds("b", None, seen="2018-01-20")),  # the day of the handover
    ],
)
def test_terms_that_may_follow_each_other_do_not_contradict(one: Tie, other: Tie) -> None:
    assert find_contradictions([one, other]) == {}
