"""The central types, from the article as published to the event in the world.

An Article is read into a Reading (mentions and claims, each with its place in the text); the readings of a corpus
are consolidated into a Content (entities and events, each with the claims behind it). All types are plain data:
frozen, comparable, made of strings, numbers, tuples and mappings, so that they pickle and compare well.

Offsets count characters of `Article.text`; dates of events are EDTF strings (see `kg.edtf`).
"""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

EntityKind = Literal[
    "state",  # a country, or a territory that acts as one (Taiwan, Kosovo, Palestine)
    "place",  # a city, region, sea, base: where, not who
    "organisation",  # international organisations, alliances, parties, companies, ministries of no known state
    "armed_group",
    "media",
    "person",
    "group",  # people named by a description ("protesters", "Maoist rebels") or a loose bloc ("the West")
    "weapon",  # a weapon system or class of weapons
]
Via = Literal[
    "name",  # a name or alias of the entity itself
    "demonym",  # "Russian", "the Russians"
    "metonym",  # a capital, seat of power or other place or body that stands for the actor ("the Kremlin")
    "body",  # a body or force of a state, named as such ("Russian forces", "the US Congress")
    "role",  # an office or role that stands for its holder ("the Russian foreign minister")
    "surname",  # part of a name given in full elsewhere in the article ("Lavrov", "the Commission")
    "acronym",  # a short form introduced in the article
    "pronoun",
    "description",  # a common noun phrase ("the two countries", "rebels")
]
Factuality = Literal["asserted", "reported", "alleged", "denied", "negated", "planned", "conditional"]
Status = Literal["asserted", "reported", "alleged", "disputed", "denied", "planned"]
Qualifier = Literal["=", "~", "<", ">"]
Sector = Literal[
    "government", "military", "parliament", "court", "police", "intelligence", "opposition", "rebels", "civilians"
]


def content_hash(*parts: object, length: int = 16) -> str:
    """The first `length` hex digits of the SHA-256 of the parts, written one after the other with a separator.

    >>> content_hash("visit", "Q159")
    'f170a2857caa4e46'
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published.

    `id` is the hash of everything else but `path`; make articles with `Article.make`, which computes it. `source` is
    the outlet's name or host, `path` the file (and line or record) that it was read from.
    """

    id: str
    title: str
    text: str
    url: str | None = None
    source: str | None = None
    published: datetime.date | None = None
    language: str = "en"
    path: str = ""

    @classmethod
    def make(  # noqa: PLR0913  (one parameter a field)
        cls,
        text: str,
        *,
        title: str = "",
        url: str | None = None,
        source: str | None = None,
        published: datetime.date | None = None,
        language: str = "en",
        path: str = "",
    ) -> "Article":
        """Make an article whose id is the hash of its content."""
        return cls(
            content_hash(title, text, url, source, published), title, text, url, source, published, language, path
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article that names an actor, a place or a weapon; `text == article.text[start:end]`.

    `entity` is the id of the entity it names; `sector` says which part of a state or organisation is meant.
    """

    start: int
    end: int
    text: str
    kind: EntityKind
    entity: str
    via: Via = "name"
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as the text gives it: value, unit ("containers", "USD", "persons"), bound, and the words themselves.

    Qualifier: "=" exact, "~" about, "<" up to, ">" more than.
    """

    value: float
    unit: str
    qualifier: Qualifier = "="
    text: str = ""


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies a claim, with the offsets of the sentence in which they do."""

    holder: tuple[Mention, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says happened.

    `roles` maps a role's name (source, target, place, instrument, about ...) to its fillers. `holder` is who states
    it (empty: the article itself). `start` and `end` are the offsets of the sentence, `trigger` those of the words
    that name the act. `plover` is the PLOVER type where the words are more precise than the relation type; `inferred`
    marks claims that follow from what is said ("North Korean missiles" fired by Russia).
    """

    id: str
    article: str
    type: str
    roles: Mapping[str, tuple[Mention, ...]]
    factuality: Factuality
    start: int
    end: int
    trigger: tuple[int, int]
    holder: tuple[Mention, ...] = ()
    denials: tuple[Denial, ...] = ()
    date: str | None = None
    quantity: Quantity | None = None
    about: str | None = None
    plover: str = ""
    inferred: bool = False
    confidence: float = 1.0

    @property
    def source(self) -> tuple[Mention, ...]:
        """The fillers of the role `source`: who acts."""
        return self.roles.get("source", ())

    @property
    def target(self) -> tuple[Mention, ...]:
        """The fillers of the role `target`: who is acted on."""
        return self.roles.get("target", ())


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: title ("foreign minister"), of which entity (id), from and to when (EDTF, None: not known)."""

    title: str
    of: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or weapon in the world.

    `id` is the Wikidata id where it was checked, else a slug of the name. `country` is the ISO 3166-1 alpha-3 code
    of the state that it is, belongs to or acts for.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article: its mentions in text order, the entities they name, its claims."""

    article: str
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence, or lasting tie, in the world, merged from the claims about it.

    `roles` maps a role's name to entity ids; `holders` and `deniers` are the entities that claim and deny it;
    `sources` counts the independent articles (reprints of one text count once).
    """

    id: str
    type: str
    roles: Mapping[str, tuple[str, ...]]
    status: Status
    claims: tuple[str, ...]
    date: str | None = None
    quantity: Quantity | None = None
    about: str | None = None
    holders: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two things were taken for one: `merged` became part of `kept`, both ids.

    An article is merged into the first of its reprints, an entity as read (in `article`) into an entity of the graph,
    a claim into an event. `score` is 0 to 1 for articles and entities; for claims it is the sum of the evidence.
    """

    kind: Literal["article", "entity", "claim"]
    kept: str
    merged: str
    score: float
    why: str
    article: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """What merges are sorted by."""
        return (self.kind, self.kept, self.article or "", self.merged)


@dataclass(frozen=True, slots=True)
class Tie:
    """A lasting relation that is known rather than told: by a vocabulary, or by a title beside a name.

    `source` and `target` are entity ids, `title` that of an office held, `start` and `end` EDTF. `seen` is the first
    and last day on which an article named it (EDTF), None for what only a vocabulary knows.
    """

    type: Literal["holds_office", "member_of", "part_of", "based_in"]
    source: str
    target: str
    title: str = ""
    start: str | None = None
    end: str | None = None
    seen: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """What ties are sorted by."""
        return (self.type, self.source, self.target, self.title, self.start or "", self.end or "", self.seen or "")


@dataclass(frozen=True, slots=True)
class Content:
    """What a graph holds, each part in the order of its ids; the mentions in `claims` name ids of `entities`.

    Merges and ties, which have no ids, are in their own `order`.
    """

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    ties: tuple[Tie, ...] = ()
