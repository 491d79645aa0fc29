"""Fields of life: what the file holds, and what its loader refuses."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.domains import load_domains
from kg.vocabulary.relations import load_relations


def test_every_field_weighs_its_words_and_names_known_families() -> None:
    families = {relation.family for relation in load_relations()}
    for domain in load_domains():
        assert domain.needs.keys() <= families
        assert max(domain.weights.values()) >= min(domain.needs.values(), default=0)
        assert domain.needs or domain.theme  # else nothing is ever of it


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{name: a, label: a, needs: [conflict], tells: x, hints: y}", r"entry 1: needs must map families to whole"),
        ("{name: a, label: a, needs: {conflict: 3}, tells: x, hints: x}", r"\['x'\] stand both in tells and in hints"),
        ("{name: a, label: a, needs: {}, theme: dull, tells: x, hints: y}", r"theme must be one of .*'dull'"),
        ("{name: a, label: a, needs: {conflict: 3}, tells: x}", r"lacks \['hints'\]"),
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(row: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "domains.yaml").write_text(f"- {row}", encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        load_domains(tmp_path / "domains.yaml")
