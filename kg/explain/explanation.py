"""What an explanation holds: plain data, so that a terminal, a page and JSON show the same.

Offsets count characters of the text explained. A slot is a place in the grammar of a trigger, as relation types name
them ("obj", "to", "obj.with"); `kg.explain.slots` puts it into words.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from kg.types import EntityKind, Factuality, Sector, Via


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text: `text == explanation.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A mention with the entity that it names: its id, its name, and the ISO 3166-1 alpha-3 code of its country.

    `stands_for` names the state that a place stands for where it acts ("Kyiv said").
    """

    words: Words
    kind: EntityKind
    entity: str
    name: str
    via: Via
    sector: Sector | None
    country: str | None
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Filler:
    """Who fills a role, and how it was found.

    `slot` is where it stands, seen from the trigger, and empty where that is not known (parties lent by another act).
    `head` is the word in the slot where it is another than the mention's ("positions" of "Armenian positions"), and
    `pronoun` the pronoun that stands there for the actor.
    """

    actor: NamedActor
    slot: str = ""
    head: str = ""
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a relation type asked of a slot, and the words that meet it."""

    slot: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another relation type that the same word could have told, and why it does not.

    `fits` tells that its grammar fits, and that something else decided against it.
    """

    type: str
    reason: str
    fits: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided so, in a phrase, with the words that decided it."""

    text: str
    cues: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class DenialFound:
    """Who denies a claim, and the sentence in which they do."""

    holder: tuple[NamedActor, ...]
    sentence: Words


@dataclass(frozen=True, slots=True)
class DeniedClaim:
    """A claim that a sentence denies: its id and label, and the words that tell it."""

    id: str
    label: str
    trigger: Words


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim with the reason for each of its parts.

    `follows_from` is the type of the claim that an inferred one follows from. `date_words` are the words that the date
    was read from, with those of a duration that extends it. `lent_by` is the act told elsewhere that names who fills a
    role ("scrapped the pact"), or the whole act ("followed suit").
    """

    id: str
    type: str
    label: str
    symmetric: bool
    trigger: Words
    pattern: str
    conditions: tuple[Condition, ...]
    roles: dict[str, tuple[Filler, ...]]
    factuality: Factuality
    factuality_why: Reason
    holder: tuple[NamedActor, ...]
    holder_why: Reason | None
    denials: tuple[DenialFound, ...]
    date: str | None
    date_words: tuple[Words, ...]
    quantity: str
    about: str
    confidence: float
    follows_from: str | None
    lent_by: Reason | None
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class QuietWord:
    """A word that could tell an act and made no claim, with the types it could tell, the nearest miss first."""

    words: Words
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One sentence: who is mentioned, what is claimed, which words stay quiet, and what was left unread.

    `denies` names the claims, of this sentence or another, that the sentence denies.
    """

    words: Words
    actors: tuple[NamedActor, ...]
    claims: tuple[ExplainedClaim, ...]
    quiet: tuple[QuietWord, ...]
    denies: tuple[DeniedClaim, ...] = ()
    unread: tuple[Words, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether any of it was read; a dateline or a link may be a sentence of its own."""
        return not any(words.start <= self.words.start and self.words.end <= words.end for words in self.unread)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text reads as it does, sentence by sentence."""

    text: str
    published: datetime.date | None
    model: str
    sentences: tuple[ExplainedSentence, ...]

    @property
    def claims(self) -> Iterator[ExplainedClaim]:
        """The claims of all sentences, in text order."""
        return (claim for sentence in self.sentences for claim in sentence.claims)

    def to_json(self) -> str:
        """The explanation as one JSON object, its keys the names of the fields."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, default=str)
