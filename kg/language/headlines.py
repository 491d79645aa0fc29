"""Mends what parsers make of headlines: short clauses without articles, "and" or auxiliaries, and several in a row.

Nothing here asks whether a text is a headline: the shapes are such as no other sentence has.
"""

from collections.abc import Mapping

from kg.language.named import Named
from kg.language.tokens import FINITE, SUBJECTS, Token
from kg.vocabulary.words import words_of

_PRESENT = frozenset({"VBZ", "VBP"})
_BEFORE_NOUNS = frozenset({"compound", "nmod", "amod"})


def mend_headline(token: Token, named: Mapping[int, Named]) -> None:
    """Mend what stands at a token of a headline; `named` are the names by the positions of their words."""
    match token.dep_:
        case "ROOT" if token.tag_ == "NN":
            _name_verb(token)
            _free_claim(token)
        case "ROOT" if token.tag_ == "NNS":
            _free_journey(token)
            _free_report(token, named)
        case "ROOT" if token.tag_ == "VB" and token.i in named:
            _free_name(token, named)
        case "nsubj" if token.tag_ == "VBZ":
            _free_noun(token)
        case "amod" if token.i in named:
            _list_owners(token, named)
        case "dep" | "npadvmod" if token.i in named:
            _list_before(token, named)
        case "compound" | "nmod" | "amod" if token.tag_ in FINITE or _may_be_verb(token):
            _free_verb(token, named)


def _free_verb(verb: Token, named: Mapping[int, Named]) -> None:
    """Make a verb of what the parser has before a noun: "UN chief *condemns* attack", "Oman, Chad *seal* pact".

    That it is one tells its tag, or that two names are listed before it, which nothing else makes of two parties.
    """
    noun = next(above for above in (verb, *verb.ancestors) if above.dep_ not in _BEFORE_NOUNS)
    subject = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.lower_ == "trade" and noun.lemma_ in words_of("trade_compounds"):
        return
    if subject.pos_ not in ("NOUN", "PROPN") or not noun.i > verb.i > subject.i:
        return
    if any(token is not verb and _heads_clause(token) for token in verb.sent):
        return
    first = None
    if verb.tag_ not in _PRESENT:
        first = _listed_before(subject, named)
        if first is None and not (verb.tag_ == "NNS" and subject.i in named and subject.tag_ == "NNP"):
            return
    verb.take_place_of(first if first is not None and first.is_ancestor(noun) else noun)
    noun.hang_on(verb)
    for child in [child for child in (*noun.children, *verb.children) if child.i < verb.i]:
        child.hang_on(subject)
    subject.hang_on(verb)
    subject.dep_, noun.dep_, verb.pos_ = "nsubj", "dobj", "VERB"
    verb.tag_ = "VBP" if first is not None else "VBZ"
    if first is not None:
        first.hang_on(verb)
        subject.hang_on(first)
        first.dep_, subject.dep_ = "nsubj", "conj"


def _may_be_verb(token: Token) -> bool:
    """Whether a noun has the form of a verb of headlines: "Oman, Chad *ink* pact", "Oman *shells* port"."""
    many = token.tag_ == "NNS" and token.lower_.removesuffix("s") in words_of("headline_acts")
    return many or token.lower_ in words_of("headline_verbs")


def _heads_clause(token: Token) -> bool:
    """Whether a verb has a tense, and a clause that is more than an aside of time: "... *as border closes*"."""
    aside = token.dep_ == "advcl" and any(child.dep_ == "mark" and child.i < token.i for child in token.children)
    return token.tag_ in FINITE | {"MD"} and not aside


def _free_journey(verb: Token) -> None:
    """Make a verb of a noun that takes somebody somewhere: "Saudi crown prince *heads* to Washington"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    there = any(child.dep_ == "prep" and child.lower_ in ("to", "for", "into", "home") for child in verb.children)
    if verb.lower_ not in words_of("headline_journeys") or not there or before.dep_ not in _BEFORE_NOUNS:
        return
    if before.pos_ not in ("NOUN", "PROPN") or any(token is not verb and _heads_clause(token) for token in verb.sent):
        return
    _make_finite(verb, before)


def _free_report(verb: Token, named: Mapping[int, Named]) -> None:
    """Make a verb of a noun between a name and "that", where nothing else is one: "South Korea *disputes* that"."""
    before, after = verb.nbor(-1) if verb.i > verb.sent.start else verb, verb.following
    clause = next((child for child in verb.children if child.i > verb.i and child.left_edge == after), None)
    if before.i not in named or before.dep_ != "compound" or after is None or after.lower_ != "that":
        return
    if clause is not None and clause.tag_ in FINITE and verb.lower_.endswith("s"):
        _make_finite(verb, before)
        clause.dep_ = "ccomp"


def _make_finite(verb: Token, subject: Token) -> None:
    """Make a verb of a noun in the plural, with the word before it as its subject."""
    for child in [child for child in verb.children if child.i < subject.i]:
        child.hang_on(subject)
    subject.dep_, verb.tag_, verb.pos_, verb.lemma_ = "nsubj", "VBZ", "VERB", verb.lower_.removesuffix("s")


def _free_claim(strike: Token) -> None:
    """Make a verb of "claim" between a name and an act: "Houthis *claim* strike on port", parsed as two subjects."""
    claim = next((child for child in strike.children if child.dep_ == "nsubj"), None)
    if claim is None or claim.i != strike.left_edge.i + 1 or claim.lower_ not in words_of("headline_claims"):
        return
    claimant = next((child for child in claim.children if child.dep_ == "nsubj"), None)
    if claimant is None:
        return
    claim.take_place_of(strike)
    strike.hang_on(claim)
    strike.dep_, claim.tag_, claim.pos_ = "dobj", "VBP", "VERB"


def _free_name(name: Token, named: Mapping[int, Named]) -> None:
    """Make a subject of a name that the parser takes for a verb: "*Trump* to host king"."""
    acts = [child for child in name.children if child.dep_ in ("xcomp", "ccomp", "advcl") and child.tag_ == "VB"]
    if name.i != name.sent.start or len(acts) != 1 or acts[0].nbor(-1).lower_ != "to":
        return
    act = acts[0]
    act.take_place_of(name)
    for child in [child for child in name.children if child.i > act.i]:
        child.hang_on(act)
    name.hang_on(act)
    name.dep_, name.tag_, name.pos_ = "nsubj", "NNP", "PROPN"
    for other in name.children:
        if other.dep_ == "appos" and other.i in named and other.nbor(-1).text == ",":
            other.dep_ = "conj"  # "*Trump*, Putin to meet"


def _free_noun(noun: Token) -> None:
    """Make a noun of what is the subject of a verb, though its tag calls it one: "US *strikes* on boat kill 11"."""
    if noun.head.tag_ in _PRESENT and any(child.dep_ == "prep" and child.i > noun.i for child in noun.children):
        noun.tag_, noun.pos_ = "NNS", "NOUN"
        noun.lemma_ = noun.lemma_ if noun.lemma_ != noun.lower_ else noun.lower_.removesuffix("s")


def _list_owners(first: Token, named: Mapping[int, Named]) -> None:
    """Join two owners with a comma between them: "*Greek*, *Turkish* ministers"."""
    noun, second = first.head, first.i + 2
    if second not in named or first.nbor().text != "," or noun.tag_ != "NNS" or second >= noun.i:
        return
    other = first.doc[second]
    if other.head == noun and other.dep_ == first.dep_ and named[second].entity != named[first.i].entity:
        other.hang_on(first)
        other.dep_ = "conj"


def _name_verb(word: Token) -> None:
    """Tag as a verb what has a subject and an object, though its tag says that it is a noun: "Oman *recall* envoys"."""
    parts = {child.dep_: child.i for child in word.children}
    if parts.get("nsubj", word.i) < word.i < parts.get("dobj", word.i):
        word.tag_, word.pos_ = "VBP", "VERB"


def _listed_before(second: Token, named: Mapping[int, Named]) -> Token | None:
    """The name that stands, with a comma behind it, before another name."""
    if second.i not in named or named[second.i].span.start < second.sent.start + 2:
        return None
    comma = second.doc[named[second.i].span.start - 1]
    return comma.nbor(-1) if comma.text == "," and comma.i - 1 in named else None


def join_clauses(first: Token) -> None:
    """Hang on the first of two clauses the second, which the parser has it depend on."""
    if _are_spliced(first):
        _put_first(first)
    else:
        _join_headline(first)


def _are_spliced(first: Token) -> bool:
    """Whether two clauses have only a comma between them, and the second does not say the first: "X fell, Y blames Z".

    A verb with an object of its own says nothing more, and whoever denies does not say what he denies.
    """
    second = first.head
    if not all(any(child.dep_ in SUBJECTS and child.i < verb.i for child in verb.children) for verb in (first, second)):
        return False
    subject = next(child for child in second.children if child.dep_ in SUBJECTS)
    comma = subject.left_edge.i - 1
    if subject.i > second.i or comma <= first.i or second.doc[comma].text != ",":
        return False
    saying = words_of("say_verbs")
    says, told = second.lemma_ in saying - words_of("promise_verbs"), first.lemma_ in saying
    objects = any(child.dep_ in ("dobj", "oprd") and child.i > second.i for child in second.children)
    return (objects and not says) or (told and second.lemma_ in words_of("deny_verbs"))


def _put_first(first: Token) -> None:
    """Hang on the first of two clauses the second, which the parser has it depend on."""
    second = first.head
    first.take_place_of(second)
    second.hang_on(first)
    second.dep_ = "conj"


def _join_headline(first: Token) -> None:
    """Make one clause of two with one subject: "Hungary defies EU, *hosts* Putin", where Putin hosts nobody."""
    second = first.head
    subjects = [child for child in second.children if child.dep_ in SUBJECTS]
    if len(subjects) != 1 or subjects[0].i < second.i or not {first.tag_, second.tag_} <= _PRESENT:
        return
    if second.nbor(-1).text != "," or not any(child.dep_ in SUBJECTS for child in first.children):
        return
    _put_first(first)
    subjects[0].dep_ = "dobj"


def _list_before(first: Token, named: Mapping[int, Named]) -> None:
    """Join to the subject what headlines list before it: "*Oman*, Chad sign pact", "*Oman*, Chad envoys meet"."""
    verb = first.head
    subject = next(
        (child for child in verb.children if child.dep_ in SUBJECTS | _BEFORE_NOUNS and child.i > first.i), None
    )
    if subject is None or verb.tag_ not in ("VBP", "VB", "VBD") or subject.i > verb.i:
        return
    second = subject if subject.i in named else next(iter(subject.children), subject)
    if second.i not in named or first.doc[first.right_edge.i + 1 : second.left_edge.i].text != ",":
        return
    if second is subject:
        first.dep_ = "nsubj" if second.dep_ in _BEFORE_NOUNS else second.dep_
    elif second.dep_ in _BEFORE_NOUNS:
        first.hang_on(subject)
        first.dep_ = second.dep_
    else:
        return
    second.hang_on(first)
    second.dep_ = "conj"
