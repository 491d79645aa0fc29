"""Relation types and the words that tell them: relations.yaml, or a user's own files of the same shape.

A relation type says what it means, which kinds of actor its roles take, how it stands in CAMEO and PLOVER, and which
triggers (verbs, nouns, adjectives) express it with which grammar. A slot is a grammatical position seen from the
trigger, after passives, control and light verbs are undone: `subj`, `obj`, `iobj`, `comp`, `poss`, `mod` (a demonym
before a noun), `purpose` (an infinitive that tells what for), or a preposition. A role lists its slots in order of
preference: `target: obj|to|on`; `owner` and `receiver` stand for the slots of SLOT_GROUPS.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kg.errors import VocabularyError
from kg.types import EntityKind
from kg.vocabulary.fields import flag
from kg.vocabulary.files import FOLDER, check_keys, read_rows, strings
from kg.vocabulary.words import load_word_classes

PLOVER_TYPES = frozenset(
    {
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
    }
)  # fmt: skip
# What a state means to do for others is, in PLOVER, not yet the act but AGREE, the intent to cooperate.
PLOVER_INTENT = "AGREE"
PLOVER_REFUSAL = "REJECT"  # and what it says that it will not do
PLOVER_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
FAMILIES = ("diplomacy", "cooperation", "speech", "coercion", "military", "conflict", "economy", "tie")
PARTS_OF_SPEECH = ("verb", "noun", "adj")
TYPE_REQUIRED = {"name", "label", "definition", "family", "intensity", "past", "triggers"}
TYPE_ALLOWED = {
    "plover", "cameo", "mode", "context", "symmetric", "edge", "predicate", "needs", "actors", "lasting", "same",
    "borrows", "implies", "answers", "about",
}  # fmt: skip
TRIGGER_ALLOWED = {
    *PARTS_OF_SPEECH, "source", "target", "when", "unless", "particle", "needs", "plover", "planned", "negated",
    "keeps", "silent", "mutual", "wraps", "returns",
}  # fmt: skip
# Names for slots that often stand together, alone or at the end of a path ("subj.owner").
SLOT_GROUPS = {
    # whose a thing is, or from whom it comes: "Indian vaccines", "a convoy with aid from Egypt"
    "owner": ("poss", "mod", "from", "by", "of.poss", "of.mod", "of.from", "any.poss", "any.mod", "any.from", "any.by"),
    # for whom it is meant, seen from the verb of giving
    "receiver": ("iobj", "to", "for", "into", "obj.to", "obj.for", "obj.into", "toward", "towards", "arrival"),
}
# The slots of the grammar that are no prepositions; `kg.extraction.syntax` has what finds each.
SLOTS = frozenset(
    {
        "none", "subj", "obj", "iobj", "comp", "that", "purpose", "poss", "mod", "attr", "oprd", "recipient", "clause",
        "advmod", "any", "aux", "mark", "neg", "acl", "there", "bearer", "arrival",
    }
)  # fmt: skip
ROLES = ("source", "target")
# Constraints on what a filler mentions rather than on its words; the argument finder knows how to test them.
MENTION_CLASSES = frozenset(
    {
        "@actor", "@person", "@leader", "@national", "@state", "@place", "@organisation", "@forces", "@weapon",
        "@missile", "@money", "@pronoun", "@media", "@named", "@nationals",
    }
)  # fmt: skip

PartOfSpeech = Literal["verb", "noun", "adj"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that express a relation, and the slots in which its roles stand.

    `when` and `unless` constrain slots by lemma (classes of words already resolved; "*" is any filler, and "@weapon",
    "@actor", "@money" look at what the filler mentions). `planned` marks words that speak of what is yet to come,
    `negated` words that count only where the clause says that it will not be done. A verb takes the nouns in its
    `when` as its own, so that they are no acts of their own, unless it `keeps` them apart ("halted its offensive").
    What is `mutual` two sides do to each other where both are its subject ("A and B exchanged prisoners"), as in all
    of a symmetric relation that is not said to be none ("A and B train C").
    Words that `wrap` an act ("refused to", "vowed to") give way to the act itself where the text names it.
    What `returns` an act is aimed at the other side of the act told just before, where its words name nobody ("Chad
    accused Mali of theft. Bamako recalled its envoy").
    A `silent` trigger makes no claim: it keeps its words from being taken for another's ("expressed condolences").
    """

    relation: str
    pos: PartOfSpeech
    lemmas: frozenset[str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)
    particle: str | None = None
    needs: tuple[str, ...] = ("source", "target")
    plover: str = ""
    planned: bool = False
    negated: bool = False
    keeps: bool = False
    silent: bool = False
    mutual: bool | None = None
    wraps: bool = False
    returns: bool = False


@dataclass(frozen=True, slots=True)
class RelationType:
    """One type of relation.

    `intensity` is the Goldstein score, from -10 (most conflictual) to 10 (most cooperative). `edge` says whether an
    asserted event makes a direct triple, `predicate` with which name. `past` is the phrase between source and target
    in a label ("Russia *attacked* Ukraine"). `lasting` marks ties that hold over time. `same` names the type whose
    events may be one with events of this one ("call" and "meet"). `borrows` names the types whose parties are this
    one's targets where the text names none ("a deal brokered by Beijing", "scrapped the pact"). `implies` names what
    follows where the act is done with another state's weapons. `about` names the slots in which the text tells what
    the act is about ("self" is the trigger itself). `answers` marks types that are aimed at who did what is told just
    before ("condemned the attack").
    """

    name: str
    label: str
    definition: str
    family: str
    intensity: float
    past: str
    predicate: str
    plover: str = ""
    cameo: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    symmetric: bool = False
    edge: bool = True
    lasting: bool = False
    same: str | None = None
    borrows: tuple[str, ...] = ()
    implies: str | None = None
    about: tuple[str, ...] = ()
    answers: bool = False
    actors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    triggers: tuple[Trigger, ...] = ()


def _slots(place: str, value: object, *, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The slots that a text names, those of a group for its name."""
    if not isinstance(value, str):
        raise VocabularyError(f"{place}: slots must be text such as 'obj|to', found {value!r}")
    slots: list[str] = []
    for part in (part.strip() for part in value.split("|") if part.strip()):
        path, _, last = part.rpartition(".")
        prefix = f"{path}." if path else ""
        _check_slot(place, part, also=also)
        slots += [f"{prefix}{slot}" for slot in SLOT_GROUPS.get(last, (last,))]
    return tuple(slots)


def _check_slot(place: str, path: str, *, also: tuple[str, ...] = ()) -> None:
    """Raise VocabularyError for a path with a part that is neither a slot of the grammar nor a preposition."""
    known = SLOTS | SLOT_GROUPS.keys() | load_word_classes()["prepositions"]
    for part in path.split("."):
        if part not in known and path not in also:
            allowed = sorted(SLOTS | SLOT_GROUPS.keys() | set(also))
            raise VocabularyError(f"{place}: unknown slot {part!r}; allowed are prepositions and {allowed}")


def _needs(place: str, row: Mapping[str, object], default: tuple[str, ...]) -> tuple[str, ...]:
    needs = strings(place, row, "needs") if "needs" in row else default
    if strange := set(needs) - set(ROLES):
        raise VocabularyError(f"{place}: needs has the unknown role {min(strange)!r}; allowed are {list(ROLES)}")
    return needs


def _actors(place: str, row: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """The kinds of actors that a role may have, where a type says so."""
    actors = row.get("actors") or {}
    if not isinstance(actors, dict):
        raise VocabularyError(f"{place}: actors must map roles to kinds of actors, found {actors!r}")
    for role in actors:
        if role not in ROLES:
            raise VocabularyError(f"{place}: actors has the unknown role {role!r}; allowed are {list(ROLES)}")
        if strange := set(strings(place, actors, role)) - set(get_args(EntityKind)):
            allowed = sorted(get_args(EntityKind))
            raise VocabularyError(f"{place}: actors has the unknown kind {min(strange)!r}; allowed are {allowed}")
    return {role: frozenset(kinds) for role, kinds in actors.items()}


def _words(place: str, value: object) -> frozenset[str]:
    """The lemmas of a constraint, with '@class' replaced by the words of that class."""
    classes = load_word_classes()
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list):
        raise VocabularyError(f"{place}: expected words, found {value!r}")
    words: set[str] = set()
    for word in given:
        if not isinstance(word, str):
            raise VocabularyError(f"{place}: expected a word, found {word!r} (quote it?)")
        if word.startswith("@") and word not in MENTION_CLASSES:
            if word[1:] not in classes:
                raise VocabularyError(f"{place}: {word!r} is no class of words.yaml, nor of {sorted(MENTION_CLASSES)}")
            words |= classes[word[1:]]
        else:
            words.add(word)
    return frozenset(words)


def _constraint(place: str, row: Mapping[str, object], key: str) -> dict[str, frozenset[str]]:
    value = row.get(key, {})
    if not isinstance(value, dict):
        raise VocabularyError(f"{place}: {key} must map slots to words, found {value!r}")
    strange = [slot for slot in value if not isinstance(slot, str)]
    if strange:  # YAML reads a bare `on` as true
        raise VocabularyError(f"{place}: {key} has the slot {strange[0]!r}, which is no text; quote it")
    for slot in value:
        _check_slot(f"{place}: {key}", slot, also=ROLES)
    return {slot: _words(place, words) for slot, words in value.items()}


def _trigger(place: str, relation: str, row: object, needs: tuple[str, ...]) -> Trigger:
    if not isinstance(row, dict):
        raise VocabularyError(f"{place}: a trigger must be a mapping, found {row!r}")
    check_keys(place, row, required=set(), allowed=TRIGGER_ALLOWED)
    named = [pos for pos in PARTS_OF_SPEECH if pos in row]
    if len(named) != 1:
        raise VocabularyError(f"{place}: a trigger must name a verb, noun or adj, and one of them, found {row!r}")
    [pos] = named
    plover = str(row.get("plover", ""))
    if plover and plover not in PLOVER_TYPES:
        raise VocabularyError(f"{place}: unknown PLOVER type {plover!r}; allowed are {sorted(PLOVER_TYPES)}")
    default_source = {"verb": "subj", "noun": "poss|by|subj|mod", "adj": "subj"}[pos]
    default_target = {"verb": "obj", "noun": "on|against|to|with|of", "adj": "to|of|about"}[pos]
    return Trigger(
        relation=relation,
        pos=pos,  # type: ignore[arg-type]  # one of PARTS_OF_SPEECH
        lemmas=_words(place, row[pos]),
        source=_slots(place, row.get("source", default_source)),
        target=_slots(place, row.get("target", default_target)),
        when=_constraint(place, row, "when"),
        unless=_constraint(place, row, "unless"),
        particle=str(row["particle"]) if "particle" in row else None,
        needs=_needs(place, row, needs),
        plover=plover,
        planned=bool(flag(place, row, "planned")),
        negated=bool(flag(place, row, "negated")),
        keeps=bool(flag(place, row, "keeps")),
        silent=bool(flag(place, row, "silent")),
        mutual=flag(place, row, "mutual"),
        wraps=bool(flag(place, row, "wraps")),
        returns=bool(flag(place, row, "returns")),
    )


def _relation(place: str, row: Mapping[str, object]) -> RelationType:
    check_keys(place, row, required=TYPE_REQUIRED, allowed=TYPE_ALLOWED)
    name = str(row["name"])
    place = f"{place} ({name})"
    plover = str(row.get("plover", ""))
    if plover and plover not in PLOVER_TYPES:
        raise VocabularyError(f"{place}: unknown PLOVER type {plover!r}; allowed are {sorted(PLOVER_TYPES)}")
    if row["family"] not in FAMILIES:
        raise VocabularyError(f"{place}: unknown family {row['family']!r}; allowed are {list(FAMILIES)}")
    intensity = row["intensity"]
    if isinstance(intensity, bool) or not isinstance(intensity, int | float) or not -10 <= intensity <= 10:
        raise VocabularyError(f"{place}: intensity must be a number from -10 to 10, found {intensity!r}")
    needs = _needs(place, row, ROLES)
    triggers = row["triggers"] or []
    if not isinstance(triggers, list):
        raise VocabularyError(f"{place}: triggers must be a list, found {triggers!r}")
    return RelationType(
        name=name,
        label=str(row["label"]),
        definition=str(row["definition"]),
        family=str(row["family"]),
        intensity=float(intensity),
        past=str(row["past"]),
        predicate=str(row.get("predicate", name)),
        plover=plover,
        cameo=str(row["cameo"]) if "cameo" in row else None,
        mode=str(row["mode"]) if "mode" in row else None,
        context=strings(place, row, "context"),
        symmetric=bool(flag(place, row, "symmetric")),
        edge=flag(place, row, "edge") is not False,
        lasting=bool(flag(place, row, "lasting")),
        same=str(row["same"]) if "same" in row else None,
        borrows=strings(place, row, "borrows"),
        implies=str(row["implies"]) if "implies" in row else None,
        about=_slots(f"{place}: about", row.get("about", ""), also=("self",)),
        answers=bool(flag(place, row, "answers")),
        actors=_actors(place, row),
        triggers=tuple(_trigger(f"{place}, trigger {n}", name, t, needs) for n, t in enumerate(triggers, 1)),
    )


@cache
def load_relations(*extra: Path) -> tuple[RelationType, ...]:
    """The relation types of the package and of a user's own files, which may replace types of the same name.

    Raises VocabularyError naming the file, the entry and what is allowed.
    """
    types: dict[str, RelationType] = {}
    for path in (FOLDER / "relations.yaml", *extra):
        seen: set[str] = set()
        for place, row in read_rows(path):
            relation = _relation(place, row)
            if relation.name in seen:
                raise VocabularyError(f"{place}: relation type {relation.name!r} stands twice in this file")
            seen.add(relation.name)
            types[relation.name] = relation
    for relation in types.values():
        others = [("same", relation.same), ("implies", relation.implies), *(("borrows", n) for n in relation.borrows)]
        for key, named in others:
            if named is not None and named not in types:
                raise VocabularyError(f"{relation.name}: {key} names no relation type: {named!r}")
    # a user's own types come first, so that of two that fit a sentence as well his is taken
    own = {str(row["name"]) for path in extra for _, row in read_rows(path)}
    return tuple(sorted(types.values(), key=lambda relation: relation.name not in own))


@cache
def relations_by_name(*extra: Path) -> Mapping[str, RelationType]:
    """The relation types by name."""
    return {relation.name: relation for relation in load_relations(*extra)}
