"""Casualties told beside the act that cost them: "shelled the town, killing ten" tells of one attack, not of two.

In: the frames of a document. Out: those that only count the dead and hurt of another, to be left out as acts.
"""

from collections.abc import Callable, Iterator

from kg.extraction.frames import Frame
from kg.language.tokens import Token
from kg.types import Mention
from kg.vocabulary.words import words_of


def casualty_clauses(token: Token) -> Iterator[Token]:
    """The clauses on a verb that tell whom an act has killed or hurt: "shelled the town, *killing* ten"."""
    for child in token.children:
        if child.dep_ in ("advcl", "conj") and child.i > token.i and child.lemma_ in words_of("casualty_verbs"):
            yield child
            yield from casualty_clauses(child)


def find_casualties(frames: list[Frame], is_known: Callable[[Mention], bool]) -> Iterator[Frame]:
    """The frames whose victims nobody knows and who are told of beside the attack of the same actors."""
    counts = [
        frame
        for frame in frames
        if frame.token.lemma_ in words_of("casualty_verbs") and frame.target and not any(map(is_known, frame.target))
    ]
    if not counts:
        return
    acts = [frame for frame in frames if frame.relation.family == "conflict" and any(map(is_known, frame.target))]
    for frame in counts:
        doing = {mention.entity for mention in frame.source}
        for act in acts:
            verb = act.token if act.token.pos_ == "VERB" else act.token.head
            parties = {mention.entity for mention in act.parties}
            if frame.token in casualty_clauses(verb) and doing <= parties:
                yield frame
                break
