import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.published import date_in_name, is_missing, parse_date

DAY = datetime.date(2024, 1, 14)


@pytest.mark.parametrize(
    "value",
    [
        "2024-01-14",
        "2024-01-14T23:59:59Z",
        "2024-01-14T23:30:00-05:00",
        "2024-01-14 10:00:00+00:00",
        "2024/01/14",
        "2024-1-14",
        "20240114",
        20240114,
        "20240114T120000Z",
        "20240114093000",
        "Sun, 14 Jan 2024 23:30:00 -0500",
        "14 January 2024",
        "14th of January, 2024",
        "14-Jan-2024",
        "January 14, 2024",
        "Jan. 14, 2024, 10:15 AM EST",
        "Sunday, January 14th 2024",
        "Sun Jan 14 10:00:00 +0000 2024",
        "Published: 14 January 2024",
        "14/01/2024",
        "1/14/2024",
        "14.01.2024",
        1705226400,
        1705226400.5,
        "1705226400000",
        1705226400000000000,
        DAY,
        datetime.datetime(2024, 1, 14, 23, tzinfo=datetime.UTC),
    ],
)
def test_the_usual_ways_of_writing_a_date_are_read(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize("value", [None, "", "  ", "None", "null", "NaN", float("nan"), "n/a", "NaT"])
def test_words_for_no_value_are_no_date(value: object) -> None:
    assert is_missing(value)
    assert parse_date(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "January 2024",
        "2024",
        "03/04/2024",
        "2024-02-30",
        "31 June 2024",
        "1823-01-01",
        "32.13.2024",
        "12",
        {},
    ],
)
def test_what_gives_no_single_day_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_date(value)


def test_the_same_number_for_day_and_month_is_not_ambiguous() -> None:
    assert parse_date("05/05/2024") == datetime.date(2024, 5, 5)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2024-01-14-foo.txt", DAY),
        ("foo_20240114.md", DAY),
        ("foo.2024_01_14.html", DAY),
        ("foo.txt", None),
        ("resolution-2231.txt", None),
        ("2024-13-14-then-2024-01-14.txt", DAY),
        ("1202401141.txt", None),
    ],
)
def test_a_file_name_gives_its_date(name: str, date: datetime.date | None) -> None:
    assert date_in_name(name) == date


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%Y%m%d"]),
)
def test_every_day_is_read_back(day: datetime.date, pattern: str) -> None:
    assert parse_date(day.strftime(pattern)) == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.binary()))
def test_any_value_gives_a_date_none_or_a_value_error(value: object) -> None:
    try:
        date = parse_date(value)
    except ValueError:
        return
    assert date is None or 1900 <= date.year <= 2100 or isinstance(value, int | float | str)
