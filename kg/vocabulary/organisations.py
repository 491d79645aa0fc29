"""International organisations, alliances, blocs, peoples, parties, companies and agencies: organisations.yaml.

States and their bodies named with the state ("the Russian foreign ministry") are left to the vocabulary of places.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kg.errors import VocabularyError
from kg.vocabulary import fields
from kg.vocabulary.fields import AmbiguousName, Row, check_distinct
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings

OrganisationKind = Literal[
    "international_organisation",
    "alliance",
    "un_body",
    "bloc",
    "people",
    "party",
    "company",
    "ngo",
    "court",
    "agency",
    "development_bank",
]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation, loose bloc or people (`entity_kind` "group": "the West", "Kurds").

    `id` is the Wikidata id where it was checked, else a slug of the name. `names` are safe in running text and
    case-sensitive; those in `ambiguous` need other words of the text. `demonyms` name its people ("Republicans").
    `seats` are places that stand for it, and perhaps for others too (Brussels). `country` is the home state of a
    party, company or agency, `members` the member states, both as ISO 3166-1 alpha-3. `part_of` is the name of the
    parent organisation.
    """

    id: str
    name: str
    kind: OrganisationKind
    entity_kind: Literal["organisation", "group"] = "organisation"
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    members: tuple[str, ...] = ()


def _organisation(place: str, row: Row) -> Organisation:
    optional = {"wikidata", "names", "ambiguous", "demonyms", "seats", "country", "part_of", "members"}
    check_keys(place, row, required={"name", "kind"}, allowed=optional)
    name = fields.text(place, row, "name")
    wikidata = fields.wikidata(place, row)
    kind = fields.choice(place, row, "kind", get_args(OrganisationKind))
    if kind is None:
        raise VocabularyError(f"{place}: kind must be one of {list(get_args(OrganisationKind))}, found None")
    return Organisation(
        id=wikidata or fields.slug(name),
        name=name,
        kind=kind,
        entity_kind="group" if kind in ("bloc", "people") else "organisation",
        wikidata=wikidata,
        names=strings(place, row, "names"),
        ambiguous=fields.ambiguous_names(place, row),
        demonyms=strings(place, row, "demonyms"),
        seats=strings(place, row, "seats"),
        country=fields.country(place, row),
        part_of=fields.optional_text(place, row, "part_of"),
        members=fields.countries(place, row, "members"),
    )


@cache
def load_organisations(path: Path = FOLDER / "organisations.yaml") -> tuple[Organisation, ...]:
    """All organisations, in the order of the file.

    Raises VocabularyError for a malformed row, an id or name that stands twice, and a `part_of` that does not name
    an organisation further up in the file (so that no organisation is a part of itself).
    """
    organisations: list[Organisation] = []
    above: set[str] = set()
    for place, row in read_rows(path):
        organisation = _organisation(place, row)
        if organisation.part_of is not None and organisation.part_of not in above:
            raise VocabularyError(f"{place}: part_of must name an organisation above, found {organisation.part_of!r}")
        organisations.append(organisation)
        above.add(organisation.name)
    check_distinct(path.name, organisations)
    return tuple(organisations)
