"""The sentences of an explanation, shared by the terminal and the page: lines of a label and what it says."""

from collections.abc import Iterator

from kg.explain.explanation import ExplainedClaim, ExplainedSentence, Filler, NamedActor
from kg.explain.slots import label_slot, quote

PARTS_OF_SPEECH = {"verb": "verb", "noun": "noun", "adj": "adjective"}


def describe_actor(actor: NamedActor) -> str:
    """The name of an actor with the words of the text where they differ ("“Kremlin” → Russia")."""
    words = " ".join(actor.words.text.split())
    return actor.name if words == actor.name else f"“{words}” → {actor.name}"


def name_actors(actors: tuple[NamedActor, ...]) -> str:
    """The names of actors, each once.

    >>> name_actors(())
    ''
    """
    return ", ".join(dict.fromkeys(actor.name for actor in actors))


def headline(claim: ExplainedClaim) -> tuple[str, str, str]:
    """Source, arrow and target of a claim, as in "Russia", "→", "Ukraine"; — where a side is not told."""
    source, target = (name_actors(tuple(f.actor for f in claim.roles.get(role, ()))) for role in ("source", "target"))
    return source or "—", "↔" if claim.symmetric else "→", target or "—"


def claim_lines(claim: ExplainedClaim) -> Iterator[tuple[str, str]]:
    """What is known of a claim and why, as pairs of a label and a line."""
    yield "type", _why_type(claim)
    if claim.lent_by is not None:
        yield "lent by", claim.lent_by.text
    for role, fillers in claim.roles.items():
        for filler in fillers:
            yield role, _describe_filler(filler)
    yield "factuality", f"{claim.factuality}: {claim.factuality_why.text}"
    if claim.holder_why is not None:
        holder = name_actors(claim.holder)
        yield "holder", f"{holder or 'no actor that is known'}: {claim.holder_why.text}"
    elif claim.holder:
        yield "holder", name_actors(claim.holder)
    for denial in claim.denials:
        yield "denied by", f"{name_actors(denial.holder)}: “{' '.join(denial.sentence.text.split())}”"
    if claim.date:
        words = quote(*(words.text for words in claim.date_words))
        yield "date", f"{claim.date}, from {words}" if words else claim.date
    if claim.quantity:
        yield "quantity", f"“{claim.quantity}”"
    if claim.about:
        yield "about", f"“{claim.about}”"


def rivals(claim: ExplainedClaim, *, everything: bool = False) -> Iterator[tuple[str, str]]:
    """The other types that a claim's words fit, or all that were tried."""
    for alternative in claim.alternatives:
        if everything or alternative.fits:
            yield alternative.type, alternative.reason


def actor_lines(sentence: ExplainedSentence) -> Iterator[tuple[NamedActor, str]]:
    """Each entity of a sentence once, with the words that name it and how."""
    by_entity: dict[str, list[NamedActor]] = {}
    for actor in sentence.actors:
        by_entity.setdefault(actor.entity, []).append(actor)
    for actors in by_entity.values():
        words = dict.fromkeys(f"“{' '.join(actor.words.text.split())}” ({_how(actor)})" for actor in actors)
        yield actors[0], ", ".join(words)


def denial_line(sentence: ExplainedSentence) -> str:
    """Which claims a sentence denies; nothing where it denies none."""
    return ", ".join(f"{denied.label} (“{denied.trigger.text}”)" for denied in sentence.denies)


def _how(actor: NamedActor) -> str:
    how = f"{actor.via}, {actor.sector}" if actor.sector else actor.via
    return f"{how}, as an actor {actor.stands_for}" if actor.stands_for else how


def _why_type(claim: ExplainedClaim) -> str:
    if claim.follows_from:
        return f"follows from the {claim.follows_from}, done with another's weapons (confidence {claim.confidence:g})"
    reason = f"{PARTS_OF_SPEECH.get(claim.pattern, claim.pattern)} “{claim.trigger.text}”"
    found = [
        f"{label_slot(condition.slot)} {quote(*(words.text for words in condition.words))}"
        for condition in claim.conditions
    ]
    return f"{reason} with {', '.join(found)}" if found else reason


def _describe_filler(filler: Filler) -> str:
    line = describe_actor(filler.actor)
    if filler.pronoun:
        line += f", for “{filler.pronoun}”"
    if filler.slot:
        line += f": {label_slot(filler.slot)}"
    return f"{line} “{filler.head}”" if filler.head else line
