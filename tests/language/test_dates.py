"""Dates in English news, read against publication: a table of sentences, and what holds for any text."""

import csv
import datetime
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg import edtf
from kg.language.dates import DateMention, extend, find_dates

with (Path(__file__).parent / "dates.csv").open(encoding="utf-8", newline="") as table:
    ROWS = [(row["published"], row["text"], row["edtf"], row["kind"]) for row in csv.DictReader(table)]

WORDS = (
    "on in since until from to between and the a last next this two three-day days weeks later earlier after before "
    "ago of Monday Friday March May 5 31 2024 1999 December 3-5 summer week month year end early mid-2020 anniversary "
    "75th 9/11 Christmas Eve past coming recent every , . - ( ) met will meet OSLO, \n 00 99th 0 hours century"
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split(" ")), max_size=15).map(" ".join))
DAYS = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31))
PUBLISHED = datetime.date(2024, 1, 14)


def find_one(text: str, published: datetime.date | None = PUBLISHED) -> DateMention:
    [mention] = find_dates(text, published)
    return mention


@pytest.mark.parametrize(("published", "marked", "dates", "kinds"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_every_date_of_the_table_is_found_and_read(published: str, marked: str, dates: str, kinds: str) -> None:
    phrases = re.findall(r"\[(.*?)\]", marked)
    text = marked.replace("[", "").replace("]", "")
    found = find_dates(text, datetime.date.fromisoformat(published) if published else None)
    assert [mention.text.removesuffix("'s") for mention in found] == [phrase.removesuffix("'s") for phrase in phrases]
    assert [mention.edtf or "" for mention in found] == (dates.split(";") if phrases else [])
    assert [mention.kind for mention in found] == (kinds.split(";") if phrases else [])


def test_the_table_holds_at_least_two_hundred_phrases() -> None:
    assert sum(marked.count("[") for _published, marked, _dates, _kinds in ROWS) >= 200


@pytest.mark.parametrize(
    "text",
    [
        "OSLO, Aug 14 - The king left.",
        "PORT MORESBY, March 16 (Xinhua) -- The king left.",
        "Riga, August 12, 2025 (LETA) - The king left.",
        "Aug 13 (Reuters) - The king left.",
        "A headline\nTOKYO, Dec. 3 (Kyodo) — The king left.",
        "MINSK. September 11 (Interfax) - The king left.",
    ],
)
def test_the_date_of_a_dateline_is_marked(text: str) -> None:
    assert find_one(text).dateline


@pytest.mark.parametrize(
    "text",
    ["In Oslo, Aug 14 was calm.", "On Aug 14 - a holiday - he left.", "OSLO shut its port on Aug 14 - for good."],
)
def test_a_date_of_the_story_is_no_dateline(text: str) -> None:
    assert not find_one(text).dateline


def test_a_dateline_is_not_what_later_dates_count_from() -> None:
    mentions = find_dates("OSLO, Aug 14 - Two days later he left.", PUBLISHED)
    assert [mention.edtf for mention in mentions] == ["2023-08-14", None]


def test_the_callback_decides_the_tense() -> None:
    text = "Envoys at odds on Thursday"
    ahead = find_dates(text, PUBLISHED, tense_at=lambda _start, _end: "future")
    back = find_dates(text, PUBLISHED, tense_at=lambda _start, _end: "past")
    assert [ahead[0].edtf, back[0].edtf] == ["2024-01-18", "2024-01-11"]


def test_a_callback_that_does_not_know_leaves_the_tense_to_the_words() -> None:
    assert (
        find_dates("They will meet on Thursday", PUBLISHED, tense_at=lambda _start, _end: None)[0].edtf == "2024-01-18"
    )


def test_a_day_after_an_event_dates_the_event_when_the_main_clause_has_the_date() -> None:
    event, main = find_dates(
        "A day after Lima left the pact, Quito on Wednesday joined it.", datetime.date(2022, 1, 13)
    )
    assert (event.edtf, event.of_anchor, event.relation, event.offset_days) == ("2022-01-11", True, "after", 1)
    assert main.edtf == "2022-01-12"


def test_days_after_an_event_date_what_follows_it_when_the_event_has_the_date() -> None:
    later, event = find_dates("The exit came nine days after Lima left the pact on 1 December 2018.", None)
    assert (later.edtf, later.of_anchor, later.anchor) == ("2018-12-10", False, "following")
    assert event.edtf == "2018-12-01"


def test_durations_and_anniversaries_tell_their_length() -> None:
    assert find_one("a three-day visit").days == 3
    assert find_one("a two-week truce").days == 14
    assert find_one("a 48-hour truce").days == 2
    assert find_one("a six-month stay").days is None
    assert find_one("a 36-hour stay").days is None
    assert find_one("the 75th anniversary of the pact").years == 75


def test_a_duration_extends_the_day_on_which_it_begins() -> None:
    length, start = find_dates("His three-day visit begins on Monday.", PUBLISHED)
    assert (start.bound, length.days) == ("from", 3)
    assert extend(start.edtf or "", length.days or 0) == "2024-01-15/2024-01-17"
    assert extend("2024-01-15", 1) == "2024-01-15"
    with pytest.raises(ValueError, match="at least one day"):
        extend("2024-01-15", 0)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("until Friday", "until"),
        ("by March", "by"),
        ("before 2025", "before"),
        ("after 9 May", "after"),
        ("from Friday", "from"),
        ("since Friday", "since"),
        ("starting on Friday", "from"),
        ("on Friday", None),
    ],
)
def test_the_word_before_a_date_is_its_bound(text: str, bound: str | None) -> None:
    assert find_one(f"It was shut {text} for all.").bound == bound


def test_a_relative_date_is_not_counted_from_far_up_the_text() -> None:
    text = "He left on 3 May 2020. It rained. It snowed. It froze. It thawed. Two days later he died."
    assert [mention.edtf for mention in find_dates(text, None)] == ["2020-05-03", None]


def test_a_weekday_decides_for_the_year_in_which_it_falls_on_the_day() -> None:
    assert find_one("They met on Tuesday, 14 May.", datetime.date(2024, 5, 10)).edtf == "2024-05-14"


def test_a_near_day_lies_ahead_when_no_word_tells_the_tense() -> None:
    assert find_one("Polls: 13 February", datetime.date(2024, 1, 14)).edtf == "2024-02-13"
    assert find_one("Polls: 13 October", datetime.date(2024, 1, 14)).edtf == "2023-10-13"


@given(TEXTS, st.none() | DAYS)
@example("in two weeks' time, the year before last since the start of 2024-", datetime.date(1900, 1, 1))
def test_any_text_gives_ordered_mentions_with_valid_dates_and_exact_offsets(
    text: str, published: datetime.date | None
) -> None:
    mentions = find_dates(text, published)
    assert all(text[mention.start : mention.end] == mention.text != "" for mention in mentions)
    assert all(mention.edtf is None or edtf.is_valid(mention.edtf) for mention in mentions)
    assert all(first.end <= second.start for first, second in itertools.pairwise(mentions))


@given(TEXTS, DAYS)
def test_publication_decides_what_dates_mean_but_not_where_they_are(text: str, published: datetime.date) -> None:
    def spans(day: datetime.date | None) -> list[tuple[int, int, str]]:
        return [(mention.start, mention.end, mention.kind) for mention in find_dates(text, day)]

    assert spans(published) == spans(None)


@given(TEXTS)
def test_without_publication_only_dates_that_carry_their_year_are_read(text: str) -> None:
    dated = [mention.edtf for mention in find_dates(text, None) if mention.edtf]
    if dated:
        assert re.search(r"\d{4}|\d/\d|\d-\d|\d\d?\.\d|9/11|centur|Nine|NINE", text)
