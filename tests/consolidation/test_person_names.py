"""Names that may be one person's, and names that may not."""

import csv
from pathlib import Path

import pytest

from kg.consolidation.names import compare_persons, fold_organisation, is_general, load_name_rules, name_parts
from kg.errors import VocabularyError

with Path(__file__).with_name("name_pairs.csv").open(encoding="utf-8") as file:
    PAIRS = [row for row in csv.reader(file, delimiter=";") if not row[0].startswith("#")]


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS)
def test_names_are_compared_by_parts(a: str, b: str, expected: str) -> None:
    forward, backward = compare_persons(a, b), compare_persons(b, a)
    assert (forward is not None) == (backward is not None) == (expected == "yes")
    if forward and backward:
        assert forward.score == backward.score
        assert repr(a) in forward.why


def test_full_names_count_for_more_than_surnames_and_initials() -> None:
    scores = [
        likeness.score
        for other in ("John Smith", "Jon Smith", "J. Smith", "Smith")
        if (likeness := compare_persons("John Smith", other))
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0


def test_titles_and_particles_are_no_parts() -> None:
    assert name_parts("Sheikh Tamim bin Hamad Al Thani") == ("tamim", "hamad", "thani")
    assert name_parts("al") == ("al",)


@pytest.mark.parametrize("name", ["Supreme Court", "Security Council", "People's Assembly", "People’s Assembly"])
def test_names_that_many_countries_share_are_general(name: str) -> None:
    assert is_general(name)


def test_legal_forms_do_not_make_another_company() -> None:
    assert fold_organisation("Ukrhydroenergo PJSC") == fold_organisation("Ukrhydroenergo") == ("ukrhydroenergo",)
    assert fold_organisation("The Group") == ("the", "group")


def test_broken_rules_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("- particles: [al]\n")
    with pytest.raises(VocabularyError, match="lacks"):
        load_name_rules(path)
    path.write_text("- endings: [[off, ov]]\n")  # YAML reads a bare off as false
    with pytest.raises(VocabularyError, match=r"names\.yaml"):
        load_name_rules(path)
