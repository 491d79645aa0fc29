"""What hangs on a word beside its subject and objects: complements, possessors, modifiers, predicates, insides.

Stateless functions, each the content of one slot of `kg.extraction.syntax`.
"""

from collections.abc import Iterator

from kg.extraction.clauses import MODIFIERS, is_infinitive, is_question
from kg.language.tokens import Token
from kg.vocabulary.words import words_of


def complements(token: Token) -> Iterator[Token]:
    """The clauses that a word takes: "agreed to send", "said that", "accused of sending",
    "called for Israel to halt"."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "acl") and child.pos_ in ("VERB", "AUX"):
            yield child
            joined = (inner for inner in child.children if inner.dep_ == "conj" and inner.pos_ == "VERB")
            yield from (inner for inner in joined if all(own.dep_ != "nsubj" for own in inner.children))
        elif child.dep_ == "prep":
            inside = (inner for inner in child.children if inner.dep_ == "pcomp" and inner.pos_ == "VERB")
            yield from (inner for inner in inside if not is_question(inner))
        elif child.dep_ == "advcl" and any(i.dep_ == "mark" and i.lower_ == "for" for i in child.children):
            yield child  # "called for Israel to halt"
    if token.pos_ == "VERB":
        for noun in token.children:
            if noun.dep_ == "dobj":
                yield from (i for i in noun.children if i.dep_ in ("acl", "relcl") and i.tag_ == "VB")


def measured_by(noun: Token) -> Token | None:
    """The noun that counts or bundles another: "shipment" for the tents of "a shipment of tents"."""
    head = noun.head
    if noun.dep_ != "pobj" or head.lower_ != "of" or head.head.pos_ != "NOUN":
        return None
    return head.head if head.head.lemma_.lower() in words_of("vague_heads") else None


def _shares_modifiers(noun: Token) -> bool:
    """Whether what stands before the first of two coordinated nouns tells of both: "Cuban tents and blankets"."""
    alone = any(child.dep_ == "det" for child in noun.children)  # "the Cuban union and the railway"
    return noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") and not alone


def ranked_by(noun: Token) -> Token | None:
    """What counts an act in apposition to its noun: "third" of "the strike, Israel's third on Damascus"."""
    behind = (child for child in noun.children if child.dep_ == "appos" and child.i > noun.i)
    return next((c for c in behind if c.ent_type_ == "ORDINAL" or c.lower_ in words_of("rank_words")), None)


def possessors(noun: Token) -> list[Token]:
    """Whose a thing is; of two coordinated ones also the second ("Iran's missiles and drones")."""
    found = [child for child in noun.children if child.dep_ == "poss"]
    if not found and _shares_modifiers(noun):
        return possessors(noun.head)
    if not found and (whole := measured_by(noun)) is not None:
        return possessors(whole)  # "Cuba's first batch of vaccines"
    if not found and (again := ranked_by(noun)) is not None:
        return possessors(again)
    return found


def modifiers(noun: Token) -> list[Token]:
    """Nouns and adjectives before a noun, the first coordinated ones included ("US-China trade talks")."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ in MODIFIERS:
            found.append(child)
            owned = child.lower_ in words_of("owning_participles")  # "a Greek-owned tanker"
            links = MODIFIERS | {"npadvmod", "advmod"} if owned else MODIFIERS
            found += [inner for inner in child.children if inner.dep_ in links]
    if not found and _shares_modifiers(noun) and noun.head.pos_ == "NOUN":
        return modifiers(noun.head)
    return found


def predicates(verb: Token) -> list[Token]:
    """What a subject or object is said to be: "is a mediator", "declared illegal"."""
    return [
        child
        for child in verb.children
        if child.dep_ in ("attr", "acomp", "oprd")
        or (child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("ADJ", "NOUN"))
    ]


def inside(token: Token) -> list[Token]:
    """All below a token that tells what it is about, nearest to the top first.

    That is no subject or relative clause, nor when or in which text something below it was done, nor what it does.
    """
    found: list[Token] = []
    level = [token]
    while level:
        level = [child for parent in level for child in parent.children if _is_inside(child)]
        found += level
    return found


def _is_inside(word: Token) -> bool:
    """Whether a word is part of what the word above it is about."""
    above = word.head
    if word.dep_ == "relcl":
        return is_infinitive(word)  # "money to rebuild schools": a purpose
    if word.dep_ in ("nsubj", "nsubjpass", "punct", "det", "aux", "mark", "cc"):
        return False
    if word.dep_ == "pcomp" and above.lower_ == "of" and above.head.dep_ == "dobj":
        return False  # "accused two of spying"
    if word.dep_ == "agent" and above.lemma_ in words_of("brokering_verbs"):
        return False  # "a deal with Chad brokered by Oman"
    if word.dep_ == "prep" and word.lower_ == "off":
        return False  # "a boat off Symi"
    blamed = word.lemma_ in ("responsible", "guilty")  # "men responsible for attacks on Cuba"
    return not (blamed or is_beside(word) or _does_beside(word))


def is_beside(word: Token) -> bool:
    """Whether a word opens what tells of the text or the time only: "in a message to", "ahead of a pullout by"."""
    if word.dep_ == "prep" and word.head.pos_ in ("NOUN", "PROPN") and word.lower_ in words_of("time_prepositions"):
        return True
    written = word.dep_ == "pobj" and word.head.lower_ == "in" and word.lemma_.lower() in words_of("document_nouns")
    return written or word.lower_ == "ahead" or (word.dep_ == "pobj" and word.head.head.lower_ == "ahead")


def _does_beside(verb: Token) -> bool:
    """Whether a participle tells what its noun does, and neither says nor holds: "men *helping* Cubans"."""
    if verb.head.lemma_.lower() in words_of("container_nouns"):
        return False  # "a lorry carrying Cuban tents"
    says = words_of("allege_verbs") | words_of("demand_verbs") | words_of("threat_verbs")
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ == "NOUN" and verb.lemma_ not in says


def clause_around(noun: Token) -> list[Token]:
    """The verb that a noun's phrase is told beside: "sent troops at Benin's request", "left in a statement"."""
    head = noun.head
    if noun.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return [head.head]  # "with Oman acting as mediator, they agreed"
    beside = noun.dep_ == "pobj" and head.lower_ in words_of("clause_prepositions")
    return [head.head] if beside and head.head.pos_ in ("VERB", "AUX") else []
