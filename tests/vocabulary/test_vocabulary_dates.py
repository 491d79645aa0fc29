"""The words of dates and quantities, and what is refused in their files."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.dates import load_date_words
from kg.vocabulary.quantities import load_quantity_words


def test_a_month_counts_only_with_a_capital() -> None:
    words = load_date_words().words
    assert (words["March"].kind, words["March"].value) == ("may", 3)
    assert "march" not in words


def test_an_apostrophe_has_both_shapes() -> None:
    words = load_date_words().words
    assert words["New Year's Eve"].day == words["New Year\N{RIGHT SINGLE QUOTATION MARK}s Eve"].day == (12, 31)


def test_hundreds_have_a_lower_bound_of_two_hundred() -> None:
    assert load_quantity_words().values["plural"]["hundreds"] == 200


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("- {kind: month, value: May, words: May}", "value and year must be whole numbers"),
        ("- {kind: holiday, day: 02-30, words: Leap Day}", "02-30"),
        ("- {kind: known_day, day: 09-11, words: attack}", "needs day and year"),
        ("- {kind: one, words: day}\n- {kind: two, words: day}", "already of kind 'one'"),
        ("- {kind: one, words: day, colour: red}", "unknown keys"),
        ("- {words: day}", "lacks"),
    ],
)
def test_a_date_word_that_breaks_the_rules_is_refused(tmp_path: Path, rows: str, complaint: str) -> None:
    path = tmp_path / "dates.yaml"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"dates.yaml: entry .*{complaint}"):
        load_date_words(path)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("- {kind: numeral, words: two}", "unknown kind 'numeral'"),
        ("- {kind: number, value: two, words: two}", "value must be a whole number"),
        ("- {kind: qualifier, value: '?', words: maybe}", "value must be one of"),
        ("- {kind: currency, words: dollars}", "unit must be a currency code"),
        ("- {kind: currency, unit: dollars!, words: dollars}", "unit must match"),
    ],
)
def test_a_quantity_word_that_breaks_the_rules_is_refused(tmp_path: Path, rows: str, complaint: str) -> None:
    path = tmp_path / "quantities.yaml"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"quantities.yaml: entry .*{complaint}"):
        load_quantity_words(path)
