"""Acts that are told in a film, a book or a game, or that somebody has made up: they have not happened.

In: a frame. Out: whether it is one of those. Plots are told in the present tense, so what a sentence about a work tells
in the past is left alone ("the film angered Cuba, which had expelled its director").
"""

from collections.abc import Iterator

from kg.extraction.clauses import SUBJECTS
from kg.extraction.frames import Frame
from kg.language.tokens import Token
from kg.vocabulary.words import words_of

WITHIN = frozenset({"in", "inside", "within"})
LONGEST_PLOT = 3  # sentences that a plot or a made-up case goes on for
ANY_SUBJECT = SUBJECTS | {"nsubjpass"}


def is_fiction(frame: Frame) -> bool:
    """Whether the act is part of the plot of a work, or of a case that somebody has made up."""
    token = frame.token
    if _is_made_up(token) or any(_is_made_up(word) for word in token.sent if _is_named(word, frame)):
        return True
    if _is_invitation(token.sent[0]) or (token.dep_ == "conj" and _plays_state(token.head)):
        return True
    if not is_present(token):
        return False
    if any(_is_character(word) or _tells_role(word) for word in token.sent) or _goes_on(token):
        return True
    for above, below in _upwards(token):
        if below is not None and below.dep_ in ANY_SUBJECT:
            return False
        if _stands_in_work(above) or (below is not None and _is_of_work(above)):
            return True
        if above.dep_ == "relcl" and _is_work(above.head) and _is_where(above):
            return True
    return False


def _goes_on(token: Token) -> bool:
    """Whether a sentence goes on, in the present, with what a reader is asked to suppose or with a film's plot."""
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in token.children):
        return False  # what has happened is no plot
    start = token.sent.start
    for _ in range(LONGEST_PLOT):
        if start == 0 or "\n" in token.doc[start - 1].text_with_ws:
            return False
        before = token.doc[start - 1].sent
        if _is_invitation(before[0]) or any(map(_tells_role, before)):
            return True
        if not is_present(before.root):
            return False
        start = before.start
    return False


def _plays_state(verb: Token) -> bool:
    """Whether somebody plays a state, on a stage or on a pitch: "played Russia and vetoed"."""
    return verb.lemma_ == "play" and any(child.dep_ == "dobj" and child.ent_type_ == "GPE" for child in verb.children)


def _tells_role(verb: Token) -> bool:
    """Whether a verb says whom an actor plays: "Ben Affleck plays a diplomat"."""
    if verb.lemma_ not in words_of("role_verbs") or verb.tag_ not in ("VBZ", "VBP"):
        return False
    people = words_of("delegation") | words_of("private_people") | words_of("questioned_people")
    actor = any(child.dep_ == "nsubj" and child.ent_type_ == "PERSON" for child in verb.children)
    return actor and any(child.dep_ == "dobj" and child.lemma_.lower() in people for child in verb.children)


def _upwards(token: Token) -> Iterator[tuple[Token, Token | None]]:
    """The token and all above it, each with the one below it on the way."""
    below: Token | None = None
    for above in (token, *token.ancestors):
        yield above, below
        below = above


def is_present(token: Token) -> bool:
    """Whether a noun, or a verb that is not in the past."""
    past = any(child.dep_ in ("aux", "auxpass") and child.tag_ == "VBD" for child in token.children)
    return token.tag_ != "VBD" and not past


def _is_named(word: Token, frame: Frame) -> bool:
    """Whether a word is part of the name of one of the parties."""
    return any(mention.start <= word.idx < mention.end for mention in frame.parties)


def _is_made_up(token: Token) -> bool:
    return any(
        child.dep_ in ("amod", "compound") and child.lower_ in words_of("unreal_adjectives") for child in token.children
    )


def _is_character(token: Token) -> bool:
    return (
        token.tag_ == "NN" and token.dep_ in ("nsubj", "appos") and token.lemma_.lower() in words_of("fiction_people")
    )


def _is_work(token: Token) -> bool:
    """Whether a noun names a work ("film", "second season"), and no event by its name ("a game of chicken")."""
    lemma = token.lemma_.lower()
    names = {lemma, *(f"{child.lower_} {lemma}" for child in token.children if child.i < token.i)}
    if token.pos_ not in ("NOUN", "PROPN") or not (names & words_of("fiction_works") or _is_made_up(token)):
        return False
    return not any(child.lower_ == "of" and child.dep_ == "prep" for child in token.children)


def _stands_in_work(token: Token) -> bool:
    """Whether a clause or noun has a work for its place: "in the film", "in Go, a board game"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in WITHIN:
            places = [noun for noun in child.children if noun.dep_ == "pobj"]
            places += [other for noun in places for other in noun.children if other.dep_ == "appos"]
            if any(map(_is_work, places)):
                return True
    return False


def _is_of_work(verb: Token) -> bool:
    """Whether the subject of a verb in the present is a work: "the film shows", "the novel lets"."""
    return is_present(verb) and any(child.dep_ == "nsubj" and _is_work(child) for child in verb.children)


def _is_invitation(verb: Token) -> bool:
    """Whether a verb asks the reader to imagine something."""
    if verb.lemma_.lower() not in words_of("imagining_verbs") or verb.tag_ not in ("VB", "VBP"):
        return False
    return verb.i == verb.sent.start and not any(
        child.dep_ in ANY_SUBJECT or child.dep_ == "aux" for child in verb.children
    )


def _is_where(verb: Token) -> bool:
    """Whether a relative clause tells what happens in what it hangs on: "in which", "where"."""
    before = [token for token in verb.subtree if token.i < verb.i]
    return any(token.lower_ == "where" or (token.lower_ == "which" and token.head.lower_ in WITHIN) for token in before)
