"""News agencies, papers, broadcasters and their programmes: media.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import VocabularyError
from kg.vocabulary import fields
from kg.vocabulary.fields import AmbiguousName, Row, check_distinct
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings

HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)+"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One news outlet.

    `id` is the Wikidata id where it was checked, else a slug of the name. `names` are safe in running text and
    case-sensitive; those in `ambiguous` need other words of the text. `country` is the home state (ISO 3166-1
    alpha-3), `state_media` says whether a state owns or directs it (None: not decided). `domains` are its host names
    without "www."; `programmes` names of its broadcasts, which are never persons.
    """

    id: str
    name: str
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()
    country: str | None = None
    state_media: bool | None = None
    domains: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()


def _outlet(place: str, row: Row) -> Outlet:
    optional = {"wikidata", "names", "ambiguous", "country", "state_media", "domains", "programmes"}
    check_keys(place, row, required={"name"}, allowed=optional)
    name = fields.text(place, row, "name")
    wikidata = fields.wikidata(place, row)
    domains = strings(place, row, "domains")
    for domain in domains:
        fields.pattern_text(place, {"domains": domain}, "domains", HOST)
    return Outlet(
        id=wikidata or fields.slug(name),
        name=name,
        wikidata=wikidata,
        names=strings(place, row, "names"),
        ambiguous=fields.ambiguous_names(place, row),
        country=fields.country(place, row),
        state_media=fields.flag(place, row, "state_media"),
        domains=domains,
        programmes=strings(place, row, "programmes"),
    )


def _owners(file: str, outlets: tuple[Outlet, ...], key: str) -> dict[str, Outlet]:
    """The outlet of each value that the outlets list under `key`. Raises VocabularyError if two list the same."""
    owners: dict[str, Outlet] = {}
    for outlet in outlets:
        for value in getattr(outlet, key):
            if value in owners:
                raise VocabularyError(
                    f"{file}: {key} {value!r} stands twice: in {owners[value].id!r} and in {outlet.id!r}"
                )
            owners[value] = outlet
    return owners


@cache
def load_outlets(path: Path = FOLDER / "media.yaml") -> tuple[Outlet, ...]:
    """All outlets, in the order of the file.

    Raises VocabularyError for a malformed row and for an id, name, host name or programme that stands twice.
    """
    outlets = tuple(_outlet(place, row) for place, row in read_rows(path))
    check_distinct(path.name, outlets)
    for key in ("domains", "programmes"):
        _owners(path.name, outlets, key)
    return outlets


@cache
def _outlets_by_domain() -> Mapping[str, Outlet]:
    return MappingProxyType(_owners("media.yaml", load_outlets(), "domains"))


def outlet_of_host(host: str) -> Outlet | None:
    """The outlet that publishes under a host name or a parent domain of it, or None.

    >>> outlet_of_host("www.reuters.com").name
    'Reuters'
    """
    labels = host.lower().rstrip(".").split(".")
    parents = (".".join(labels[number:]) for number in range(len(labels)))
    return next((_outlets_by_domain()[domain] for domain in parents if domain in _outlets_by_domain()), None)
