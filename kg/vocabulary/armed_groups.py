"""Armed groups that are no state's forces: armed_groups.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.vocabulary import fields
from kg.vocabulary.fields import AmbiguousName, Row, check_distinct
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings

DAY = r"\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A time in which a group was the government of a state: ISO 3166-1 alpha-3, first and last day (None: still)."""

    country: str
    start: str
    end: str | None = None


@dataclass(frozen=True, slots=True)
class ArmedGroup:
    """One armed group.

    `id` is the Wikidata id where it was checked, else a slug of the name. `names` are safe in running text and
    case-sensitive; those in `ambiguous` need other words of the text. `adjectives` qualify ("Houthi missiles"),
    `people` name its members ("the Houthis"). `country` is the state in which it mainly acts, `government_of` the
    times in which it governed one.
    """

    id: str
    name: str
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    country: str | None = None
    government_of: tuple[Rule, ...] = ()


def _rule(place: str, row: object) -> Rule:
    if not isinstance(row, dict):
        raise VocabularyError(f"{place}: government_of must be a list of mappings, found {row!r}")
    check_keys(place, row, required={"country", "start"}, allowed={"end"})
    country = fields.country(place, row)
    start, end = (fields.pattern_text(place, row, key, DAY) for key in ("start", "end"))
    if country is None or start is None or (end is not None and end < start):
        raise VocabularyError(f"{place}: government_of needs a country and a start before its end, found {row!r}")
    return Rule(country, start, end)


def _armed_group(place: str, row: Row) -> ArmedGroup:
    optional = {"wikidata", "names", "ambiguous", "adjectives", "people", "country", "government_of"}
    check_keys(place, row, required={"name"}, allowed=optional)
    name = fields.text(place, row, "name")
    wikidata = fields.wikidata(place, row)
    rules = row.get("government_of") or []
    if not isinstance(rules, list):
        raise VocabularyError(f"{place}: government_of must be a list of mappings, found {rules!r}")
    return ArmedGroup(
        id=wikidata or fields.slug(name),
        name=name,
        wikidata=wikidata,
        names=strings(place, row, "names"),
        ambiguous=fields.ambiguous_names(place, row),
        adjectives=strings(place, row, "adjectives"),
        people=strings(place, row, "people"),
        country=fields.country(place, row),
        government_of=tuple(_rule(place, rule) for rule in rules),
    )


@cache
def load_armed_groups(path: Path = FOLDER / "armed_groups.yaml") -> tuple[ArmedGroup, ...]:
    """All armed groups, in the order of the file.

    Raises VocabularyError for a malformed row and for an id or name that stands twice.
    """
    groups = tuple(_armed_group(place, row) for place, row in read_rows(path))
    check_distinct(path.name, groups)
    return groups
