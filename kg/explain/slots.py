"""Puts slots and constraints of relation types into words that a reader of news understands."""

from collections.abc import Iterable

LABELS = {
    "subj": "subject",
    "obj": "object",
    "iobj": "indirect object",
    "comp": "complement",
    "that": "complement",
    "poss": "possessor",
    "mod": "modifier",
    "attr": "predicate",
    "oprd": "predicate",
    "recipient": "who it happens to",
    "advmod": "adverb",
    "any": "phrase below",
    "aux": "auxiliary",
    "mark": "conjunction",
    "source": "source",
    "target": "target",
}
SHOWN = 4  # words of a constraint that are shown; some have hundreds


def label_slot(slot: str) -> str:
    """A slot in words; a preposition stands for itself.

    >>> label_slot("obj"), label_slot("to"), label_slot("obj.with")
    ('object', '“to”', '“with” of the object')
    """
    steps = [LABELS.get(step.removeprefix("~"), f"“{step.removeprefix('~')}”") for step in slot.split(".")]
    return " of the ".join(reversed(steps))


def label_words(words: Iterable[str]) -> str:
    """What a constraint asks for, shortened where it lists many words.

    >>> label_words(["talks", "@person"])
    'a person or talks'
    >>> label_words(["visit", "trip", "tour", "stopover", "journey"])
    'journey, stopover, tour, trip, …'
    """
    given = sorted(words)
    kinds = [f"a {word[1:]}" if word[1:2] not in "aeiou" else f"an {word[1:]}" for word in given if word[0] == "@"]
    plain = [word for word in given if word[0] not in "@*"]
    if "*" in given:
        return "anything"
    if len(kinds) + len(plain) > SHOWN:
        return ", ".join([*kinds, *plain[: max(SHOWN - len(kinds), 1)], "…"])
    named = [*kinds, *plain]
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def quote(*texts: str) -> str:
    """Words of the text as they are quoted in a reason.

    >>> quote("talks", "visit")
    '“talks”, “visit”'
    """
    return ", ".join(f"“{text}”" for text in texts)
