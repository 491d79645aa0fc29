"""Quantities in English news: a table of sentences, and what holds for any text."""

import csv
import itertools
import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.numbers import read_number
from kg.language.quantities import find_quantities

with (Path(__file__).parent / "quantities.csv").open(encoding="utf-8", newline="") as table:
    ROWS = [(row["text"], row["value"], row["unit"], row["qualifier"]) for row in csv.DictReader(table)]

WORDS = (
    "five twenty-five two hundred and a dozen dozens of thousands million £2.5bn $30 €500m 50% per cent 5,000 10 to 12 "
    "- between more than up at least about or nearly Leopard 2 F-16 Koreans Chinese soldiers tanks the first half an "
    "killed , . \n one 3-2 2,000,000.5 US$ other others"
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split(" ")), max_size=15).map(" ".join))


@pytest.mark.parametrize(("marked", "values", "units", "qualifiers"), ROWS, ids=[row[0] for row in ROWS])
def test_every_quantity_of_the_table_is_found_and_read(marked: str, values: str, units: str, qualifiers: str) -> None:
    phrases = re.findall(r"\[(.*?)\]", marked)
    found = find_quantities(marked.replace("[", "").replace("]", ""))
    assert [mention.text for mention in found] == phrases
    assert [mention.value for mention in found] == [float(value) for value in values.split(";") if value]
    assert [mention.unit_text for mention in found] == [unit for unit in units.split(";") if unit]
    assert [mention.qualifier for mention in found] == [qualifier for qualifier in qualifiers.split(";") if qualifier]


def test_the_table_holds_at_least_a_hundred_phrases_and_negatives_beside() -> None:
    assert sum(row[0].count("[") for row in ROWS) >= 100
    assert sum("[" not in row[0] for row in ROWS) >= 25


def test_the_noun_that_is_counted_has_offsets() -> None:
    text = "They sent about 40 heavy battle tanks east."
    [mention] = find_quantities(text)
    assert text[mention.noun_start : mention.noun_end] == "tanks"


def test_a_number_without_a_noun_has_empty_noun_offsets() -> None:
    *_, mention = find_quantities("Oslo sent 20 jets and will send up to 10 more.")
    assert (mention.noun_start, mention.unit_text) == (mention.noun_end, "jets")


def test_money_has_its_currency_as_noun() -> None:
    text = "They paid US$4 million in cash."
    [mention] = find_quantities(text)
    assert text[mention.noun_start : mention.noun_end] == "US$4 million"


@given(TEXTS)
def test_any_text_gives_ordered_mentions_with_exact_offsets(text: str) -> None:
    mentions = find_quantities(text)
    assert all(text[mention.start : mention.end] == mention.text != "" for mention in mentions)
    assert all(mention.start <= mention.noun_start <= mention.noun_end <= mention.end for mention in mentions)
    assert all(math.isfinite(mention.value) and mention.value >= 0 for mention in mentions)
    assert all(first.end <= second.start for first, second in itertools.pairwise(mentions))


@given(st.integers(min_value=2, max_value=10**12))
def test_digits_are_read_with_and_without_commas(number: int) -> None:
    assert read_number(f"{number:,}") == read_number(str(number)) == number
