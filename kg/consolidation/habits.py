"""How relation types happen: once or daily, in which families, by whom; habits.yaml beside the relation types' data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.vocabulary.files import check_keys, read_rows
from kg.vocabulary.relations import FAMILIES, RelationType

UNKNOWN_DAYS = 7  # for types that no vocabulary defines, as cautious as for most others

_PATH = Path(__file__).with_name("habits.yaml")


@dataclass(frozen=True, slots=True)
class Habit:
    """What habits.yaml says of a type; `group` names the types whose claims may tell one event (call and meet)."""

    group: str
    days: int
    evidence: float
    personal: bool
    performative: bool
    symmetric: bool
    lasting: bool
    speech: bool


def find_habit(name: str, relations: Mapping[str, RelationType]) -> Habit:
    """The habit of a relation type, by its own row, else by its family's; a type not in `relations` has a plain one."""
    rows = _load_rows()
    relation = relations.get(name)
    if relation is None:
        return _plain(name)
    row = rows.get(("type", relation.name)) or rows["family", relation.family]
    return Habit(
        group=_group(relation, relations),
        days=row.days,
        evidence=row.evidence,
        personal=row.personal,
        performative=row.performative,
        symmetric=relation.symmetric,
        lasting=relation.lasting or relation.family == "tie",
        speech=relation.family == "speech",
    )


def _plain(name: str) -> Habit:
    flags = dict.fromkeys(("personal", "performative", "symmetric", "lasting", "speech"), False)
    return Habit(name, UNKNOWN_DAYS, 0.0, **flags)


def _group(relation: RelationType, relations: Mapping[str, RelationType]) -> str:
    """The broader type, where both are friendly or both hostile: severing ties is no way of restoring them."""
    broader = relations.get(relation.same or "")
    if broader is None or broader.intensity * relation.intensity < 0:
        return relation.name
    return broader.name


@dataclass(frozen=True, slots=True)
class _Row:
    days: int
    evidence: float
    personal: bool
    performative: bool


@cache
def _load_rows(path: Path = _PATH) -> Mapping[tuple[str, str], _Row]:
    found: dict[tuple[str, str], _Row] = {}
    for place, row in read_rows(path):
        check_keys(place, row, required={"days", "evidence"}, allowed={"type", "family", "personal", "performative"})
        key = ("type", str(row["type"])) if "type" in row else ("family", str(row.get("family")))
        days, evidence = row["days"], row["evidence"]
        if not isinstance(days, int) or not isinstance(evidence, int | float):
            raise VocabularyError(f"{place}: days and evidence must be numbers, found {days!r} and {evidence!r}")
        found[key] = _Row(days, float(evidence), row.get("personal") is True, row.get("performative") is True)
    if missing := {("family", family) for family in FAMILIES} - found.keys():
        raise VocabularyError(f"{path.name}: lacks {sorted(missing)}")
    return found
