"""How relation types happen: once or daily, in which families, by whom; habits.yaml beside the relation types' data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.vocabulary.files import check_keys, read_rows
from kg.vocabulary.relations import FAMILIES, RelationType

_PATH = Path(__file__).with_name("habits.yaml")


@dataclass(frozen=True, slots=True)
class Habit:
    """What habits.yaml says of a type; `group` names the types whose claims may tell one event (call and meet)."""

    group: str
    days: int
    evidence: float
    personal: bool
    symmetric: bool
    lasting: bool
    speech: bool


def find_habit(relation: RelationType, relations: Mapping[str, RelationType]) -> Habit:
    """The habit of a relation type, by its own row, else by its family's."""
    rows = _load_rows()
    row = rows.get(("type", relation.name)) or rows["family", relation.family]
    return Habit(
        group=_group(relation, relations),
        days=row.days,
        evidence=row.evidence,
        personal=row.personal,
        symmetric=relation.symmetric,
        lasting=relation.lasting or relation.family == "tie",
        speech=relation.family == "speech",
    )


def _group(relation: RelationType, relations: Mapping[str, RelationType]) -> str:
    """The broader type, where both are friendly or both hostile: restoring ties is never one event with severing them."""
    broader = relations.get(relation.same or "")
    if broader is None or broader.intensity * relation.intensity < 0:
        return relation.name
    return broader.name


@dataclass(frozen=True, slots=True)
class _Row:
    days: int
    evidence: float
    personal: bool


@cache
def _load_rows(path: Path = _PATH) -> Mapping[tuple[str, str], _Row]:
    found: dict[tuple[str, str], _Row] = {}
    for place, row in read_rows(path):
        check_keys(place, row, required={"days", "evidence"}, allowed={"type", "family", "personal"})
        key = ("type", str(row["type"])) if "type" in row else ("family", str(row.get("family")))
        days, evidence = row["days"], row["evidence"]
        if not isinstance(days, int) or not isinstance(evidence, int | float):
            raise VocabularyError(f"{place}: days and evidence must be numbers, found {days!r} and {evidence!r}")
        found[key] = _Row(days, float(evidence), bool(row.get("personal", False)))
    if missing := {("family", family) for family in FAMILIES} - found.keys():
        raise VocabularyError(f"{path.name}: lacks {sorted(missing)}")
    return found
