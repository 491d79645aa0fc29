"""Objects of a preposition, seen from a verb or noun: its own, and those that parsers hang on a word near it.

Stateless; `kg.extraction.syntax` knows the slots that are no prepositions.
"""

from collections.abc import Iterator

from kg.extraction.clauses import RELATIVE_TAGS, is_marked, named_by
from kg.extraction.dependents import measured_by, ranked_by
from kg.language.tokens import Token
from kg.vocabulary.words import words_of

# How a preposition may hang on its word, and what it may be tagged as.
LINKS = frozenset({"prep", "dative", "agent", "prt", "advmod"})
TAGS = frozenset({"ADP", "ADV", "SCONJ", "PART"})
FLOATING_MARK = "~"
# Prepositions that stand for others, so that slots need not name them.
SAME = {"inside": "in", "towards": "toward", "amongst": "among"}
PARTIES = frozenset({"GPE", "NORP", "PERSON"})  # names that seldom have an "of" of their own


def noun_called_beside(name: Token) -> Token | None:
    """What someone who only helps is called right behind his name: "broker" of "signed it with Oman as broker"."""
    after = name.following
    if after is None or after.lower_ != "as":
        return None
    helpers = (noun for noun in after.children if noun.lemma_.lower() in words_of("helper_nouns"))
    return next(helpers, None)


def _is_absolute(preposition: Token) -> bool:
    """Whether a preposition opens a clause of its own: "held talks, with the fate of the hostages looming large"."""
    if preposition.lower_ != "with" or preposition.i == 0:
        return False
    if any(noun_called_beside(noun) for noun in preposition.children if noun.dep_ == "pobj"):
        return True
    if preposition.nbor(-1).text != ",":
        return False
    within = [child for noun in preposition.children if noun.dep_ == "pobj" for child in noun.children]
    return any(
        child.dep_ == "acl" and child.tag_ in ("VBG", "VBN") and child.i > preposition.i for child in within
    ) or any(child.dep_ == "pcomp" for child in preposition.children)


def _says(word: Token, preposition: str) -> bool:
    """Whether a word is a preposition, or stands for it."""
    return word.lower_ == preposition or SAME.get(word.lower_) == preposition


def own_objects(token: Token, preposition: str) -> Iterator[Token]:
    """The objects of a preposition that hangs on the token itself, or on a particle of it ("out of")."""
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ == "ADP" and child.lower_ == preposition:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")  # "ministers of A and of B"
        if child.dep_ in LINKS and child.pos_ in TAGS:
            if _says(child, preposition) and not _is_absolute(child):
                for inner in child.children:
                    if inner.dep_ in ("pobj", "pcomp"):
                        yield from named_by(inner) or (inner,)
                if preposition == "as":  # "described it as shameful"
                    yield from (inner for inner in child.children if inner.pos_ == "ADJ")
                for other in child.children:
                    if other.dep_ == "conj":
                        yield from (inner for inner in other.children if inner.dep_ == "pobj")
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == preposition:
                    yield from (end for end in inner.children if end.dep_ == "pobj")


def prepositional_objects(token: Token, preposition: str, light: frozenset[str]) -> Iterator[Token]:
    """Objects of a preposition on the token, or on the `light` verb or participle around a noun.

    "~with" looks instead where parsers misplace a preposition.
    """
    if preposition.startswith(FLOATING_MARK):
        yield from _misplaced_objects(token, preposition.removeprefix(FLOATING_MARK))
        return
    yield from own_objects(token, preposition)
    if preposition == "until":  # "until *Kyiv* does"
        yield from (clause for clause in token.children if clause.dep_ == "advcl" and is_marked(clause, preposition))
    if token.pos_ in ("NOUN", "PROPN"):
        yield from _objects_around_noun(token, preposition, light)
    elif token.pos_ == "VERB" and all(child.dep_ != "dobj" for child in token.children):
        for child in token.children:  # "shelled and bombed positions in": what follows the last verb serves all
            own = {inner.dep_ for inner in child.children}
            if child.dep_ == "conj" and child.pos_ == "VERB" and not own & {"nsubj", "csubj", "dobj"}:
                yield from own_objects(child, preposition)


def _objects_around_noun(noun: Token, preposition: str, light: frozenset[str]) -> Iterator[Token]:
    """On the light verb around an event noun ("held talks with"), its participle, or a noun coordinated with it."""
    head = noun.head
    if preposition != "of" and (whole := measured_by(noun)) is not None:
        yield from own_objects(whole, preposition)  # "the first batch of vaccines to Nepal"
    host = _host(noun, preposition, light)
    if host is not None:
        yield from own_objects(host, preposition)
    if preposition == "of":
        for other in ("to", "by", "from"):
            for name in own_names(noun, other):
                if other == "by" or name.ent_type_ in PARTIES:
                    yield from own_objects(name, "of")
    if (again := ranked_by(noun)) is not None:
        yield from own_objects(again, preposition)
    if noun.dep_ == "oprd" and noun in named_by(head):
        yield from own_objects(head, preposition)  # "what it called hideouts in Khost"
    dates = list(_dates_behind(noun))
    for date in dates:
        yield from own_objects(date, preposition)
    if preposition == "by":  # "the release of ten sailors by the rebels"
        for whole in (noun, *dates):
            for thing in own_objects(whole, "of"):
                yield from (inner for inner in own_objects(thing, "by") if thing.pos_ == "NOUN")
    for child in noun.children:
        # "the truce that Oman brokered between": what is between two is so whoever makes it
        held = child.lemma_ in light and not _has_relative_subject(child)  # not "a boat that set out from"
        if child.dep_ in ("acl", "relcl") and (held or preposition == "between"):
            yield from own_objects(child, preposition)
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN") and not noun.rights:
        yield from own_objects(head, preposition)
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ == "NOUN":
            yield from own_objects(child, preposition)


def _has_relative_subject(clause: Token) -> bool:
    """Whether the noun that a clause stands on does what the clause tells: "a boat *that* had set out"."""
    return any(child.dep_ == "nsubj" and child.tag_ in RELATIVE_TAGS for child in clause.children)


def _dates_behind(noun: Token) -> Iterator[Token]:
    """A date right behind an event noun, on which parsers hang what the noun has: "the signing on Friday of a pact"."""
    after = noun.following
    if after is not None and after.dep_ == "prep" and after.head in (noun, noun.head):
        yield from (inner for inner in after.children if inner.dep_ == "pobj" and inner.ent_type_ == "DATE")


def _host(noun: Token, preposition: str, light: frozenset[str]) -> Token | None:
    """The verb whose phrases may be an event noun's: a light one, or one whose phrase stands right behind the noun."""
    head = noun.head
    if head.pos_ in ("VERB", "AUX"):
        held = noun.dep_ in ("dobj", "nsubjpass") and (head.lemma_ in light or preposition == "between")
        happens = noun.dep_ == "nsubj" and head.lemma_ in words_of("happen_verbs")  # "fighting erupted between"
        return head if held or happens else None
    if noun.dep_ != "pobj":
        return None
    if head.lower_ in ("on", "in", "into") and head.head.lemma_ in light:
        return head.head
    after = noun.following  # "died in strikes on Gaza"
    return head.head if after is not None and after.lower_ == preposition and after.head == head.head else None


def own_names(noun: Token, preposition: str) -> Iterator[Token]:
    """The names, nearer than a phrase of the noun's own, on which parsers hang it ("the sale to Egypt of jets")."""
    yield from (inner for inner in own_objects(noun, preposition) if inner.pos_ == "PROPN")


def _misplaced_objects(token: Token, preposition: str) -> Iterator[Token]:
    """Where parsers hang a preposition: on an object ("extradited a suspect to France", "met in X with Y"), or on the
    verb whose object an event noun is ("doubled its aid to Chad")."""
    if token.pos_ == "NOUN" and token.dep_ in ("dobj", "nsubjpass") and token.head.pos_ == "VERB":
        yield from own_objects(token.head, preposition)
    if token.dep_ == "nsubj" and token.head.lemma_ in words_of("happen_verbs"):
        for phrase in token.head.children:  # "fighting erupted along the border between"
            yield from (
                end for noun in phrase.children if noun.dep_ == "pobj" for end in own_objects(noun, preposition)
            )
    for child in token.children:
        if child.dep_ in ("dobj", "nsubjpass"):
            yield from own_objects(child, preposition)
            for inner in own_names(child, "of"):  # "returned a tooth of Lumumba to"
                yield from own_objects(inner, preposition)
        if child.dep_ == "prep" and child.lower_ != preposition and child.lower_ not in words_of("reason_prepositions"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from own_objects(inner, preposition)
