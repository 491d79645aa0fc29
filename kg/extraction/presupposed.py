"""Acts that are taken for granted: they have been done, whatever becomes of the words on which they hang.

In: the token that names an act. Out: whether nothing above it tells of it ("agreed to pause their fighting": they have
fought), and who says so where only a demand takes it for granted.
"""

from kg.extraction.clauses import is_marked, is_question
from kg.extraction.embedding import is_finite, is_negated
from kg.language.tokens import Token
from kg.vocabulary.words import words_of


def is_taken_for_granted(act: Token) -> bool:
    """Whether no word above an act says that it is not done, or only planned."""
    head = act.head
    match act.dep_:
        case "amod":
            return act.pos_ == "VERB"  # whatever becomes of a "Qatari-brokered truce", Qatar brokered it
        case "acl":
            doing = act.tag_ == "VBG" and not is_finite(act)  # "will target those firing on them"
            return doing and head.dep_ == "dobj" and head.head.lemma_ in words_of("conflict_verbs")
        case "pcomp":  # "differ on who attacked it", but not "it depends on how they agreed"
            return is_question(act) and head.head.lemma_ not in words_of("hinging_verbs")
        case "ccomp":
            return is_question(act) and is_negated(head)  # "does not say who attacked it"
        case "pobj" if head.lower_ in ("about", "over", "at") and head.head.lemma_ in words_of("complaining_verbs"):
            return True
        case "pobj":
            ended = head.lower_ in ("to", "of") and head.head.lemma_ in words_of("end_nouns")
            return ended and act.lemma_ in words_of("attack_nouns")  # "called for an end to its attacks"
        case "xcomp":
            return head.lemma_ in words_of("stopping_verbs") and is_marked(head, "until")  # "until it stops attacking"
        case "dobj":
            return head.lemma_ in words_of("judging_verbs") or _is_brought_to_end(act, head)
    return False


def demand_to_stop(verb: Token) -> Token | None:
    """The demand of one who, by it, says that another does something: "urged it to *stop* sending arms"."""
    above = verb.head
    demanded = verb.dep_ in ("xcomp", "ccomp", "advcl") and above.lemma_ in words_of("demand_verbs")
    return above if demanded and verb.lemma_ in words_of("stopping_verbs") else None


def _is_brought_to_end(noun: Token, verb: Token) -> bool:
    """Whether somebody stops, or means to stop, what has been going on: "agreed to pause their fighting"."""
    theirs = any(child.dep_ == "poss" for child in noun.children)
    many = noun.tag_ == "NNS" and noun.lemma_ in words_of("attack_nouns")
    stopped = words_of("stopping_verbs") | words_of("countering_verbs")
    return theirs and verb.lemma_ in stopped and (many or noun.lemma_ in words_of("ongoing_nouns"))
