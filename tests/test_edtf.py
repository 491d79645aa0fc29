"""EDTF strings and the days that they cover."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import edtf

DAYS = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda pair: edtf.interval(min(pair), max(pair)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-10", "2023-10-01", "2023-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2023-10-12", "2023-10-12", "2023-10-12"),
        ("2023-06/2024-01", "2023-06-01", "2024-01-31"),
        ("2023/2023-03-05", "2023-01-01", "2023-03-05"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_a_date_covers_all_its_days(text: str, first: str, last: str) -> None:
    assert (edtf.first_day(text).isoformat(), edtf.last_day(text).isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023-13",
        "2023-02-29",
        "2023-1",
        "2023-10-12T10:00",
        "2024/2023",
        "2023/",
        "/2023",
        "2023/..",
        "2023~",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    assert not edtf.is_valid(text)
    with pytest.raises(ValueError, match=r"is no date|ends before|month must|day "):
        edtf.first_day(text)


@pytest.mark.parametrize(
    "text", ["2023-10/2023-09", "0000", "2023/2024/2025", " 2023", "2023-00", "2024-05/2024", "\u0662023"]
)
def test_near_misses_are_no_dates(text: str) -> None:
    assert not edtf.is_valid(text)


def test_a_refusal_says_what_was_found_and_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="'last week' is no date: allowed are YYYY"):
        edtf.last_day("last week")


def test_an_interval_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="2024-01-02/2024-01-01"):
        edtf.interval(datetime.date(2024, 1, 2), datetime.date(2024, 1, 1))


def test_dates_without_a_shared_day_have_no_intersection() -> None:
    assert edtf.intersect("2023-10", "2023-11") is None
    assert edtf.intersect("2023-10-31/2023-11", "2023-10") == "2023-10-31"


def test_of_two_equally_long_dates_the_first_is_kept() -> None:
    assert edtf.more_precise("2023-01", "2023-03") == "2023-01"
    assert edtf.more_precise("2023", "2023-01/2023-11") == "2023-01/2023-11"


@given(DAYS, DAYS)
def test_an_interval_covers_exactly_its_days(a: datetime.date, b: datetime.date) -> None:
    first, last = min(a, b), max(a, b)
    text = edtf.interval(first, last)
    assert (edtf.first_day(text), edtf.last_day(text)) == (first, last)


@given(INTERVALS, INTERVALS)
def test_the_order_of_two_dates_does_not_matter(a: str, b: str) -> None:
    assert edtf.intersect(a, b) == edtf.intersect(b, a)
    assert edtf.overlap(a, b) == edtf.overlap(b, a)
    assert edtf.overlap(a, edtf.more_precise(a, a))


@given(INTERVALS, INTERVALS)
def test_an_intersection_lies_in_both_dates(a: str, b: str) -> None:
    shared = edtf.intersect(a, b)
    if shared is not None:
        assert edtf.intersect(shared, a) == edtf.intersect(shared, b) == shared


@given(st.text(max_size=24))
def test_any_text_is_either_valid_or_refused(text: str) -> None:
    if edtf.is_valid(text):
        assert edtf.first_day(text) <= edtf.last_day(text)
