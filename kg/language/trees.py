"""Mends what parsers often get wrong in news: lists of actors, and verbs joined to a clause that is not theirs.

In: a parsed Doc with the names of a gazetteer in it. Out: the same Doc with other heads and labels for some words. Only
shapes are mended that English does not allow, or hardly ever means.
"""

from collections.abc import Mapping

from kg.language.headlines import join_clauses, mend_headline
from kg.language.named import Named
from kg.language.tokens import FINITE, SUBJECTS, Doc, Token
from kg.vocabulary.words import words_of

NONFINITE = frozenset({"VB", "VBN", "VBG"})
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
LOOSE = frozenset({"conj", "advcl", "dep", "parataxis"})  # how parsers hang a verb of saying on what was said
LISTED_KINDS = frozenset({"state", "organisation", "armed_group"})


def mend_trees(doc: Doc, named: Mapping[int, Named]) -> None:
    """Mend the trees of a document; `named` are its names by the position of their last word."""
    for token in doc:
        if token.tag_ == "VBD" and token.lower_.endswith("ed"):
            _reduce(token)
        if token.dep_ == "prep" and token.head.tag_ in FINITE:
            _free_subject(token)
        if token.dep_ in LOOSE and token.tag_ in FINITE and token.lemma_ in words_of("say_verbs"):
            _hang_on_speaker(token)
        if token.dep_ == "ROOT" and token.lemma_ in words_of("deny_verbs"):
            _free_denial(token)
        _mend_link(token, named)
        mend_headline(token, named)


def _mend_link(token: Token, named: Mapping[int, Named]) -> None:
    """Mend how a word hangs on another, by the label of the link."""
    match token.dep_:
        case "appos" if _is_listed(token, token.head, named):
            token.dep_ = "conj"
        case "appos" | "conj" if (head := _headed_by(token, named)) is not None:
            token.hang_on(head)
            token.dep_ = "appos"
        case "appos" if _is_called(token):
            token.hang_on(token.head.head)
            token.dep_ = "oprd"
        case "oprd" if _is_phoned(token, named):
            token.dep_ = "dobj"
        case "ccomp" if token.lower_ in ("persona", "personae"):
            _declare_unwelcome(token)
        case "ccomp" if token.pos_ == "ADJ" and token.lower_ in words_of("freed_states"):
            _free_object(token)
        case "dobj" if (first := _explained_by(token)) is not None:
            token.hang_on(first)
            token.dep_ = "appos"
        case "dobj" if token.lower_ in words_of("object_states"):
            _part_object(token)
        case "amod" if token.tag_ == "VBD":
            _date_verb(token)
        case "nsubj" if token.head.tag_ == "VB" and token.head.dep_ == "ROOT":
            _root_finite(token)
        case "nsubj" | "nsubjpass":
            _join_subjects(token, named)
        case "nmod" | "compound" | "amod" if token.head.lemma_.lower() in words_of("body_rebels"):
            _part_foes(token, named)
        case "conj" if token.pos_ == "VERB":
            _join_finite(token)
        case "quantmod" if token.tag_ == "RP" and token.i and token.nbor(-1).pos_ == "VERB":
            token.hang_on(token.nbor(-1))
            token.dep_ = "prt"  # "hand *over* 500 refugees"
        case "advcl" if _is_schemed(token):
            token.hang_on(token.left_edge.nbor(-1))
            token.dep_ = "acl"
        case "advcl":
            _lift_companion(token)
            _join_casualties(token)
        case "ccomp" if token.i < token.head.i and are_parted(token, token.head):
            token.dep_ = "parataxis"
        case "ccomp" if token.i < token.head.i:
            join_clauses(token)


def are_parted(one: Token, other: Token) -> bool:
    """Whether a semicolon parts two words, so that each is told on its own."""
    first, last = sorted((one.i, other.i))
    return any(between.text == ";" for between in one.doc[first:last])


def _free_subject(preposition: Token) -> None:
    """Give a verb the subject that the parser joins to what stands before: "In 1956, *Israel and Oman* attacked"."""
    verb = preposition.head
    if preposition.i > verb.i or any(child.dep_ in SUBJECTS | {"expl"} for child in verb.children):
        return
    for noun in verb.doc[preposition.i + 1 : verb.i]:
        behind_comma = noun.dep_ == "conj" and noun.left_edge.nbor(-1).text == ","
        if behind_comma and noun.pos_ == "PROPN" and noun.right_edge.i == verb.i - 1 and preposition.is_ancestor(noun):
            noun.hang_on(verb)
            noun.dep_ = "nsubj"
            return


def _reduce(verb: Token) -> None:
    """Make a participle of what the parser took for the verb of a clause: "that men *linked* to Mali had attacked".

    The clause has another verb, with an auxiliary, without a subject, and with nothing that would join the two.
    """
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or any(child.dep_ in ("aux", "auxpass", "dobj", "ccomp") for child in verb.children):
        return
    for main in verb.doc[verb.i + 1 : verb.sent.end]:
        if main.is_punct or main.dep_ in ("cc", "mark") or main.tag_ in RELATIVE_TAGS:
            return
        if main.pos_ == "VERB":
            break
    else:
        return
    helpers = [child for child in main.children if child.dep_ in ("aux", "auxpass") and child.i > verb.i]
    finite = any(child.tag_ in FINITE | {"MD"} for child in helpers)
    if not finite or any(child.dep_ in SUBJECTS | {"expl"} for child in main.children):
        main_verb = _told_of_suspects(verb)
        if main_verb is None:
            return
        main = main_verb
    marks = [child for child in verb.children if child.dep_ == "mark"]
    main.take_place_of(verb)
    for child in (subject, *marks):
        child.hang_on(main)
    verb.hang_on(subject)
    verb.dep_, verb.tag_ = "acl", "VBN"


def _date_verb(verb: Token) -> None:
    """Make a verb of what stands between a day and its object: "The Treasury on Monday *imposed* fines"."""
    noun, link = verb.head, verb.head.head
    day = next((child for child in verb.children if child.dep_ == "npadvmod"), None)
    subject = link.head
    if day is None or noun.dep_ != "pobj" or day.i != link.i + 1 or subject.dep_ != "ROOT":
        return
    verb.take_place_of(subject)
    for word, dep in ((subject, "nsubj"), (link, "prep"), (noun, "dobj")):
        word.hang_on(verb)
        word.dep_ = dep
    day.hang_on(link)
    day.dep_, verb.pos_ = "pobj", "VERB"


def _told_of_suspects(verb: Token) -> Token | None:
    """What those did of whom something is believed: "men *believed* to be bandits *shot* two"."""
    told = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VB"), None)
    if told is None or told.lemma_ != "be" or verb.lemma_ not in words_of("passive_allege"):
        return None
    acts = (child for child in (*told.children, *verb.children) if child.i > told.i and child.tag_ == "VBD")
    return next((act for act in acts if not any(child.dep_ in SUBJECTS | {"mark"} for child in act.children)), None)


def _part_object(state: Token) -> None:
    """Part an object from what becomes of it: "took two Thai workers *hostage*", no compound with a plural in it."""
    verb, before = state.head, state.nbor(-1) if state.i else state
    if before.head != state or before.tag_ not in ("NNS", "NNPS"):
        return
    for child in list(state.children):
        if child != before and child.i < before.i:
            child.hang_on(before)
    before.hang_on(verb)
    before.dep_, state.dep_ = "dobj", "oprd"


def _declare_unwelcome(state: Token) -> None:
    """Make an object of whom a state declares *persona* non grata, which is no clause."""
    for child in list(state.children):
        if child.dep_ in SUBJECTS and child.i < state.i:
            child.hang_on(state.head)
            child.dep_, state.dep_ = "dobj", "oprd"


def _free_object(state: Token) -> None:
    """Give a verb the object that the parser hangs on what becomes of it: "let *free* 40 prisoners"."""
    for child in list(state.children):
        if child.dep_ == "dobj" and child.i > state.i == state.head.i + 1:
            child.hang_on(state.head)
            state.dep_ = "oprd"


def _is_listed(second: Token, first: Token, named: Mapping[int, Named]) -> bool:
    """Whether two names of different actors are parted by a comma in a list that goes on: "Chad, Mali and Niger"."""
    if first.i not in named or second.i not in named or second.i <= first.i:
        return False
    one, other = named[first.i].entity, named[second.i].entity
    if not {one.kind, other.kind} <= LISTED_KINDS or (one.country or one.id) == (other.country or other.id):
        return False
    between = first.doc[first.i + 1 : second.left_edge.i]
    goes_on = any(child.dep_ == "conj" and child.i > second.i for head in (first, second) for child in head.children)
    return between.text == "," and goes_on


def _free_denial(verb: Token) -> None:
    """Make a relative clause of a denial behind a report: "Chad armed them, Mali said, *a charge Togo rejects*"."""
    said = next((child for child in verb.children if child.dep_ == "parataxis" and child.i < verb.i), None)
    told = next((child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i), None)
    if said is None or told is None or not told.i < said.i or said.lemma_ not in words_of("say_verbs"):
        return
    charges = (noun for noun in verb.doc[said.i + 1 : verb.i] if noun.lemma_ in words_of("claim_nouns"))
    charge = next(charges, None)
    denier = verb.nbor(-1)
    if charge is None or charge.i < 2 or charge.nbor(-2).text != "," or not charge.i < denier.i:
        return
    said.take_place_of(verb)
    told.hang_on(said)
    for child in [child for child in verb.children if child.i < charge.i and child.dep_ != "det"]:
        child.hang_on(said)
    charge.hang_on(said)
    charge.dep_ = "appos"
    for child in [child for child in verb.children if child.dep_ == "det"]:
        child.hang_on(charge)
    verb.hang_on(charge)
    verb.dep_ = "relcl"
    denier.hang_on(verb)
    denier.dep_ = "nsubj"


def _is_schemed(act: Token) -> bool:
    """Whether an act is what the noun before it plans, and no aim of the verb: "foiled a plot *to attack*"."""
    to = act.left_edge
    if act.tag_ != "VB" or to.lower_ != "to" or to.i <= to.sent.start:
        return False
    scheme = to.nbor(-1)
    return scheme.dep_ == "dobj" and scheme.head == act.head and scheme.lemma_ in words_of("scheme_nouns")


def _explained_by(noun: Token) -> Token | None:
    """The object that an afterthought explains, read as a second one: "exchanged *prisoners*, the first such swap"."""
    start = noun.left_edge
    objects = [child for child in noun.head.children if child.dep_ == "dobj" and child.i < start.i]
    behind_comma = start.i > start.sent.start and start.nbor(-1).text == ","
    listed = any(child.dep_ == "appos" for child in noun.children)  # "freed ten, the poet Lea Ba among them"
    return objects[-1] if objects and behind_comma and not listed and start.dep_ in ("det", "poss") else None


def _is_called(noun: Token) -> bool:
    """Whether a noun says what somebody calls the object before it: "called the envoy *a liar*"."""
    called, article = noun.head, noun.left_edge
    calls = called.dep_ == "dobj" and called.head.lemma_ in words_of("calling_verbs")
    return calls and article.lower_ in ("a", "an") and article.i == called.i + 1


def _root_finite(subject: Token) -> None:
    """Make the verb before an infinitive the main one, which has an object: "Ruto *called* Museveni to discuss"."""
    infinitive = subject.head
    if all(child.lower_ != "to" for child in infinitive.children if child.dep_ == "aux"):
        return
    for verb in [child for child in subject.children if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD")]:
        if any(child.dep_ in ("dobj", "oprd") for child in verb.children):
            verb.hang_on(verb)
            subject.hang_on(verb)
            infinitive.hang_on(verb)
            verb.dep_, verb.tag_, infinitive.dep_ = "ROOT", "VBD", "xcomp"


def _is_phoned(person: Token, named: Mapping[int, Named]) -> bool:
    """Whether somebody calls a person, where the parser has it that he calls another so: "called *Biden*"."""
    verb = person.head
    if verb.lemma_ != "call" or verb.dep_ in ("relcl", "acl") or person.i not in named:
        return False
    alone = all(child.dep_ not in ("dobj", "ccomp", "nsubjpass") for child in verb.children)
    return alone and named[person.i].entity.kind == "person"


def _headed_by(person: Token, named: Mapping[int, Named]) -> Token | None:
    """Who is apposed to what he leads and is its head: "the head of the group Memorial, *Oleg Orlov*,"."""
    body = person.head
    if person.i not in named or named[person.i].entity.kind != "person" or person.left_edge.i == 0:
        return None
    if (body.i in named and named[body.i].entity.kind == "person") or person.doc[person.left_edge.i - 1].text != ",":
        return None
    while body.dep_ in ("appos", "compound", "nmod") or (body.dep_ == "pobj" and body.head.lower_ in ("of", "for")):
        body = body.head.head if body.dep_ == "pobj" else body.head
        if body.pos_ == "NOUN" and body.lemma_.lower() in words_of("heading_nouns"):
            return body
    return None


def _join_subjects(second: Token, named: Mapping[int, Named]) -> None:
    """Join two subjects of one verb that are members of one list: "The EU, Britain and Norway said"."""
    before = [child for child in second.head.children if child.dep_ == second.dep_ and child.i < second.i]
    if before and _is_listed(second, before[-1], named):
        second.hang_on(before[-1])
        second.dep_ = "conj"


def _part_foes(first: Token, named: Mapping[int, Named]) -> None:
    """Part from rebels the state that the parser has them of: "Mali's *government* and ELN rebels met"."""
    rebels = first.head
    second = next((child for child in first.children if child.dep_ == "conj" and child.pos_ == "PROPN"), None)
    if second is None or not first.i < second.i < rebels.i:
        return
    state = first.i in named and named[first.i].entity.kind == "state" and named[first.i].via == "name"
    foes = second.i not in named or named[second.i].entity.kind != "state"
    if not foes or not (state or first.lemma_.lower() in words_of("ruled_bodies")):
        return
    for child in list(rebels.children):
        if child.i < first.i:
            child.hang_on(first)
    first.take_place_of(rebels)
    rebels.hang_on(first)
    second.hang_on(rebels)
    rebels.dep_, second.dep_ = "conj", "compound"


def _join_finite(verb: Token) -> None:
    """Join a finite verb to a finite one: "said he would resign and *asked* for calm", not "would asked".

    After "had" and before a verb of saying, the tag may be wrong: "had landed and urged" is left to the first clause
    unless a comma parts the two.
    """
    head = verb.head
    if verb.tag_ not in FINITE or any(child.dep_ in SUBJECTS | {"aux", "auxpass"} for child in verb.children):
        return
    outer = head.head
    if head.dep_ not in ("ccomp", "xcomp", "advcl") or outer.tag_ not in FINITE or verb.i < outer.i:
        return
    modal = head.tag_ in NONFINITE and any(
        child.dep_ == "aux" and child.tag_ in ("MD", "TO") for child in head.children
    )
    told = outer.lemma_ in words_of("say_verbs") and verb.lemma_ in words_of("voicing_verbs")
    conjunction = next((child for child in head.children if child.dep_ == "cc" and child.i < verb.i), None)
    comma = conjunction is not None and conjunction.i > 0 and conjunction.nbor(-1).text == ","
    perfect = head.tag_ == "VBN" and verb.tag_ != "VBN"
    if modal or (told and (comma or perfect)):
        verb.hang_on(outer)


def _hang_on_speaker(verb: Token) -> None:
    """Make what stands before its speaker what he says: "Mali has left, *Lea Ba, a spokeswoman, said*"."""
    told = verb.head
    if told.dep_ != "ROOT" or told.i > verb.i or any(child.dep_ in SUBJECTS | {"mark"} for child in verb.children):
        return
    speaker = _name_before(verb)
    joined = any(child.dep_ == "cc" and child.i > told.i for child in told.children)
    if speaker is None or joined or speaker.dep_ not in ("conj", "appos", "dobj", "npadvmod", "nsubj", "dep"):
        return
    verb.hang_on(verb)
    told.hang_on(verb)
    speaker.hang_on(verb)
    verb.dep_, told.dep_, speaker.dep_ = "ROOT", "ccomp", "nsubj"


def _name_before(verb: Token) -> Token | None:
    """The name behind a comma that stands, with what is in commas after it, before a verb: ", Lea Ba, 40, *said*"."""
    sentence = verb.sent
    for token in verb.doc[sentence.start : verb.i]:
        start = token.left_edge.i
        if token.pos_ != "PROPN" or start <= sentence.start or verb.doc[start - 1].text != ",":
            continue
        after = token.right_edge.i + 1
        if after == verb.i or (after == verb.i - 1 and verb.doc[after].text == ","):
            return token
    return None


def _join_casualties(clause: Token) -> None:
    """Hang on an alleged act what it cost: "accused the army of bombing a school, *killing* ten"."""
    verb = clause.head
    if clause.tag_ != "VBG" or clause.lemma_ not in words_of("casualty_verbs") or clause.i < verb.i:
        return
    if verb.lemma_ in words_of("allege_verbs"):
        heads = (verb, *(child for child in verb.children if child.dep_ == "dobj"))
        links = [child for head in heads for child in head.children if child.dep_ == "prep" and child.lower_ == "of"]
        for act in [child for link in links for child in link.children if child.dep_ == "pcomp"]:
            clause.hang_on(act)


def _lift_companion(clause: Token) -> None:
    """Hang a clause after a comma on the main verb: "X warned that Y would, *as Z demanded*", "*accusing* it"."""
    head = clause.head
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    left = clause.left_edge.i
    voicing = clause.tag_ == "VBG" and clause.lemma_ in words_of("voicing_verbs") | {"contradict"}
    if not (voicing or marks & {"as", "while"}) or clause.i < head.i or left == 0 or clause.doc[left - 1].text != ",":
        return
    speaks = words_of("say_verbs") | words_of("deny_verbs")
    if head.dep_ == "ccomp" and head.head.lemma_ in speaks and head.i > head.head.i:
        clause.hang_on(head.head)
