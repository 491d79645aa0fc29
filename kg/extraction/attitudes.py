"""What is favoured, opposed, feared or debated: an act in somebody's mind, which need not have happened.

In: an act and the word that it is the object of ("opposed the admission of", "support for", "wary of"). The stance is
changed in place. A war or a blockade that goes on already is no idea, whoever opposes it.
"""

from kg.extraction.clauses import RELATIVE_TAGS, is_passive
from kg.extraction.embedding import Stance
from kg.language.tokens import Token
from kg.vocabulary.words import words_of


def read_attitude(act: Token, governor: Token, preposition: str, stance: Stance) -> None:
    """Weaken an act that `governor` only thinks of; `preposition` stands between, "" where the act is the object."""
    phrase = f"{governor.lemma_.lower()} {preposition}".strip()
    if _regards(governor):
        return
    if phrase in words_of("prospect_phrases") or (phrase in words_of("attitude_phrases") and not _goes_on(act)):
        stance.weaken("conditional", governor)


def read_relative_attitude(noun: Token, stance: Stance) -> None:
    """The same in a clause that hangs on the act: "the admission of Mali, which Togo opposes"."""
    for clause in noun.children:
        if clause.dep_ == "relcl" and not is_passive(clause):
            for child in clause.children:
                if child.dep_ == "dobj" and child.tag_ in RELATIVE_TAGS:
                    read_attitude(noun, clause, "", stance)


def read_words_before(act: Token, preposition: Token, stance: Stance) -> None:
    """The same by the words right before an act, wherever the parser hangs them ("its veto on the visit")."""
    if preposition.i <= act.sent.start or act.left_edge.i != preposition.i + 1:
        return
    before = preposition.nbor(-1)
    if before.lower_ == "instead":
        stance.weaken("negated", before)
    elif before.pos_ in ("NOUN", "ADJ", "VERB"):
        read_attitude(act, before, preposition.lower_, stance)


def read_predicate(subject: Token, verb: Token, stance: Stance) -> None:
    """An act that is said to be possible, unlikely, a dream or off the table."""
    if verb.lemma_ not in ("be", "remain", "stay", "become", "seem", "look", "appear") or subject.dep_ != "nsubj":
        return
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd"):
            words = words_of("allege_adjectives") | words_of("unlikely_states") | words_of("idea_nouns")
            if child.lemma_.lower() in words:
                stance.weaken("conditional", child)
        elif child.dep_ == "prep":
            for noun in child.children:
                if f"{child.lower_} {noun.lemma_.lower()}" in words_of("open_phrases"):
                    stance.weaken("conditional", child)


def _regards(verb: Token) -> bool:
    """Whether a verb says what it takes its object for, which is there then ("considers the attack a crime")."""
    return verb.pos_ == "VERB" and any(
        child.dep_ == "oprd" or (child.dep_ == "prep" and child.lower_ == "as") for child in verb.children
    )


def _goes_on(act: Token) -> bool:
    """Whether a noun speaks of force or pressure that is there to be opposed: "resisted Togo's invasion of Mali"."""
    return act.lemma_.lower() in words_of("standing_nouns") and any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in words_of("telling_back"))
        for child in act.children
    )
