"""What the shape of a clause tells: who is coordinated, whether a verb is passive, whom a relative pronoun stands for.

Stateless; works on any Doc with tags and dependencies of spaCy's English label set.
"""

from collections.abc import Iterator

from kg.language.tokens import Token
from kg.vocabulary.words import words_of

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "VBN"})  # tags of verbs that may have a subject, by an auxiliary too
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
QUESTION_WORDS = frozenset({"how", "why", "when", "where", "who", "which"})


def expand(tokens: list[Token]) -> list[Token]:
    """The tokens and those coordinated with them, in text order."""
    if not tokens:
        return tokens
    found: list[Token] = []
    for token in tokens:
        queue = [token]
        while queue:
            head = queue.pop(0)
            if head in found:
                continue
            found.append(head)
            joined = [child for child in head.children if child.dep_ == "conj" and child.pos_ not in ("VERB", "ADP")]
            queue += [child for child in joined if not _opens_clause(child)]
    return sorted(found, key=lambda token: token.i)


def own_subject(verb: Token) -> Token | None:
    """The subject that a parser has joined to the object before it: "Peru shelled Lima and *Chile* bombed Arica"."""
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    start = min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "neg", "advmod"))])
    noun = verb.doc[start - 1] if start > verb.sent.start else None
    while noun is not None and noun.dep_ in ("compound", "flat") and noun.head.i < start:
        noun = noun.head
    if noun is None or noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or noun.right_edge.i >= start:
        return None
    apart = any(child.dep_ == "cc" and child.i > noun.i for child in verb.head.children)
    return noun if verb.head.is_ancestor(noun) and not apart else None


def _opens_clause(noun: Token) -> bool:
    """Whether a noun that a parser has joined to the one before it is the subject of the next verb."""
    end = noun.right_edge.i + 1
    verb = next((token for token in noun.doc[end : end + 4] if token.pos_ not in ("AUX", "ADV", "PART")), None)
    return verb is not None and verb.dep_ == "conj" and own_subject(verb) == noun


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive participle, with or without its auxiliary."""
    if verb.tag_ != "VBN":
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj":  # "was seen and heard": the auxiliary stands with the first
        head = verb.head
        return not (deps & SUBJECTS) and head.tag_ == "VBN" and is_passive(head)
    return "nsubj" not in deps and "dobj" not in deps


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def has_tense(verb: Token) -> bool:
    """Whether a clause has a tense of its own or a modal: "that Peru *lost*", "that Peru *could* lose"."""
    tensed = {"VBD", "VBZ", "VBP", "MD"}
    auxiliaries = (child for child in verb.children if child.dep_ in ("aux", "auxpass"))
    return verb.tag_ in tensed or any(child.tag_ in tensed for child in auxiliaries)


def is_question(clause: Token) -> bool:
    """Whether a clause asks for a circumstance of what it takes for granted: "agreed on *when Peru had left*"."""
    return clause.left_edge.lower_ in QUESTION_WORDS and has_tense(clause)


def speaks_on(verb: Token) -> bool:
    """Whether a participle goes on with what somebody says: "told us that Peru had left, *adding* that Chile would"."""
    clause = verb.head
    if verb.tag_ != "VBG" or clause.dep_ != "ccomp" or verb.i < clause.i:
        return False
    telling = words_of("say_verbs") | words_of("allege_verbs")
    parted = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    return parted and verb.lemma_ in telling and clause.head.lemma_ in telling


def is_marked(clause: Token, conjunction: str) -> bool:
    """Whether a conjunction opens a clause: "*until* Peru leaves"."""
    return any(child.dep_ in ("mark", "advmod") and child.lower_ == conjunction for child in clause.children)


def is_taken(noun: Token) -> bool:
    """Whether somebody takes what a noun names, and is the one to act on it: "accepted an *invitation* to visit"."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in words_of("taking_verbs")


def gerund_subject(verb: Token) -> Token | None:
    """The subject of a gerund that the parser hangs elsewhere: "opposed to *Peru* bombing Chile"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl") or verb.i < verb.sent.start + 3:
        return None
    noun = verb.nbor(-1)
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.dep_ != "prep":
        return None
    phrase = f"{preposition.head.lemma_.lower()} {preposition.lower_}"
    return noun if phrase in words_of("prospect_phrases") | words_of("attitude_phrases") else None


def is_apposed_clause(verb: Token) -> bool:
    """Whether a parser has read a clause in commas as a second name: "Mr Shoigu, visiting Oman, met the sultan"."""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "amod"
        and verb.head.dep_ == "appos"
        and verb.i > 0
        and verb.nbor(-1).text == ","
        and verb.i == verb.head.left_edge.i
    )


def agents(verb: Token) -> Iterator[Token]:
    """Who a passive verb says acts: "bombed by Russia", "Qatari-brokered"."""
    if verb.dep_ == "amod" and verb.lemma_ in words_of("brokering_verbs"):
        yield from (child for child in verb.children if child.i < verb.i and child.pos_ != "PUNCT")
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for by in (child, *(inner for inner in child.children if inner.dep_ == "conj")):
                yield from (inner for inner in by.children if inner.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ == "of":  # "was accused of meddling by Peru"
            for done in child.children:
                if done.dep_ == "pcomp" and all(inner.dep_ != "dobj" for inner in done.children):
                    hung = (by for by in done.children if by.lower_ == "by")
                    yield from (end for by in hung for end in by.children if end.dep_ == "pobj")
        elif child.dep_ in ("dobj", "oprd", "xcomp"):  # "were shown the door by Peru", "was allowed to lapse by Peru"
            objects = any(inner.dep_ == "dobj" for inner in child.children)
            hung = (inner for inner in child.children if inner.lower_ == "by" and inner.dep_ in ("prep", "agent"))
            yield from (end for by in hung if not objects for end in by.children if end.dep_ == "pobj")


def phrasal(verb: Token) -> str:
    """The lemma of a verb, with its particle where the two make a verb of their own: "rule out", "put off"."""
    phrases = (f"{verb.lemma_} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "advmod"))
    return next((phrase for phrase in phrases if phrase in words_of("phrasal_verbs")), verb.lemma_)


def antecedents(subject: Token) -> list[Token]:
    """The noun that a relative pronoun stands for; any other subject itself."""
    if subject.tag_ in RELATIVE_TAGS or (subject.lower_ == "that" and subject.dep_ in SUBJECTS | PASSIVE_SUBJECTS):
        clause = subject.head
        for _ in range(3):
            if clause.dep_ == "relcl":
                return [_agreeing(clause) if subject.lower_ == "which" else clause.head]
            clause = clause.head
            if clause.lemma_ == "be" and (cleft := _stressed(clause)):
                return cleft
    return [subject]


def _agreeing(clause: Token) -> Token:
    """The noun that a clause with "which" tells of: of several above it, the one that its verb agrees with in number.

    "Papers from the trial of Lea Ba, which *name* the general" are papers that name him.
    """
    verb = next((child for child in clause.children if child.dep_ in ("aux", "auxpass")), clause)
    plural = verb.tag_ == "VBP" or verb.lower_ == "were"
    noun = clause.head
    while plural and noun.tag_ in ("NN", "NNP") and all(child.dep_ != "conj" for child in noun.children):
        above = noun.head
        while above.dep_ in ("prep", "acl"):
            above = above.head
        if above == noun.head or above.pos_ not in ("NOUN", "PROPN"):
            return clause.head
        noun = above
    return noun


def _stressed(verb: Token) -> list[Token]:
    """Whom a cleft sentence puts first: "it was Oman that brokered the truce"."""
    expletive = any(child.dep_ in SUBJECTS and child.lower_ == "it" for child in verb.children)
    return [child for child in verb.children if child.dep_ == "attr"] if expletive else []


def named_by(clause: Token) -> list[Token]:
    """The noun by which a clause names what it is about: "what it called an invasion", "what was once a base"."""
    if all(child.lower_ != "what" for child in clause.children):
        return []
    return [child for child in clause.children if child.dep_ in ("oprd", "attr") and child.lower_ != "what"]
