"""Denials that stand apart from what they deny: "Both deny it", "called such claims groundless".

In: the claims of a document in text order. Out: the same claims, each with the denials that the text attaches to it.
A denial is attached to claims in its own sentence or those just before, said by somebody else, in which the denier
has a part. Accusations themselves are not denied, only what they say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.arguments import Arguments
from kg.extraction.syntax import Grammar
from kg.extraction.triggers import TriggerIndex
from kg.language.tokens import Doc, Token
from kg.types import Claim, Denial
from kg.vocabulary.words import words_of

REACH = 3  # sentences back
DENIABLE = frozenset({"alleged", "reported"})


def attach_denials(
    doc: Doc,
    claims: list[Claim],
    grammar: Grammar,
    arguments: Arguments,
    index: TriggerIndex,
) -> list[Claim]:
    """The claims, each with the denials that the text attaches to it."""
    sentences = [sentence.start_char for sentence in doc.sents]
    found, told = list(claims), set[int]()
    for verb, denier_tokens, topic in find_denials(doc, grammar):
        deniers = tuple(arguments.mentions(denier_tokens, "source"))
        if not deniers:
            continue
        own = sentences.index(verb.sent.start_char)
        reach = {start: own - number for number, start in enumerate(sentences) if 0 <= own - number <= REACH}
        sides = arguments.actors.sides(deniers)
        deniable = [claim if _is_deed(claim, index) else None for claim in found]
        if topic is not None and topic.pos_ in ("VERB", "AUX"):
            targets = _told_of(deniable, sides, arguments, reach, topic)
        else:
            types = index.types_of_noun(topic) if topic is not None else frozenset[str]()
            pointed = topic is not None and topic.lemma_ in words_of("claim_nouns") and _is_definite(topic)
            if topic is not None and topic.lemma_ in words_of("charge_nouns"):
                deniable = [c and (c if _acts(c, sides, arguments, pointed=pointed) else None) for c in deniable]
            whole = topic is None or topic.pos_ == "PRON" or verb.head == topic or (pointed and not _has_clause(topic))
            targets = _targets(deniable, sides, arguments, reach, verb, types, pointed=pointed, whole=whole)
        denial = Denial(deniers, verb.sent.start_char, verb.sent.end_char)
        for i in targets:
            found[i] = replace(found[i], denials=(*found[i].denials, denial))
        if targets:
            told.add(verb.idx)
    # a denial that is attached to what it denies is no act of its own
    return [
        claim
        for claim in found
        if claim.type != "deny" or (claim.trigger[0] not in told and not _holds_another(claim, found))
    ]


def find_denials(doc: Doc, grammar: Grammar) -> Iterator[tuple[Token, list[Token], Token | None]]:
    """Each verb that denies something told elsewhere, with its subjects and the noun or clause that it denies."""
    claim_nouns, pointing = words_of("claim_nouns"), words_of("pointing_words")
    for token in doc:
        if token.pos_ != "VERB":
            continue
        objects = grammar.slot(token, "obj")
        if token.lemma_ in words_of("deny_verbs") and not any(child.dep_ == "neg" for child in token.children):
            rejects = token.lemma_ in words_of("reject_verbs")  # "rejected the decision" denies nothing
            for noun in objects:
                points = any(child.lower_ in pointing for child in noun.children if child.dep_ == "det")
                told = noun.lower_ in words_of("denied_pronouns") or (points and not rejects)
                if noun.lemma_ in claim_nouns or told:
                    yield token, grammar.slot(token, "subj"), noun
                    break
            else:
                clause = next((child for child in token.children if child.dep_ in ("ccomp", "xcomp")), None)
                aside = token.dep_ == "relcl" and any(child.lower_ == "which" for child in token.children)
                if (aside and not rejects) or not (objects or clause):
                    yield token, grammar.slot(token, "subj"), None
                elif clause is not None and clause.dep_ == "ccomp":
                    yield token, grammar.slot(token, "subj"), clause
        elif token.lemma_ in words_of("baseless_verbs"):
            predicates = [inner for inner in token.subtree if inner.lower_ in words_of("deny_phrases_objects")]
            if predicates and any(
                noun.lemma_ in claim_nouns or noun.pos_ == "PRON" for noun in _near_nouns(token, objects)
            ):
                yield token, grammar.slot(token, "subj"), next(iter(_near_nouns(token, objects)), None)
        elif token.lemma_ in words_of("report_verbs"):
            yield from _existential(token, grammar)
            yield from _disowning(token, grammar)
            yield from _called_false(token, grammar)


def _near_nouns(verb: Token, objects: list[Token]) -> list[Token]:
    return objects or [
        inner
        for child in verb.children
        if child.dep_ in ("ccomp", "xcomp", "oprd")
        for inner in child.children
        if inner.dep_ == "nsubj"
    ]


def _existential(verb: Token, grammar: Grammar) -> Iterator[tuple[Token, list[Token], Token | None]]:
    """ "Insisted there had been no such deliveries"."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.lemma_ == "be" and any(child.dep_ == "expl" for child in clause.children):
            for noun in clause.children:
                if (
                    noun.dep_ == "attr"
                    and {child.lower_ for child in noun.children} & {"no"}
                    and {child.lower_ for child in noun.children} & {"such"}
                ):
                    yield verb, grammar.slot(verb, "subj"), noun


def _disowning(verb: Token, grammar: Grammar) -> Iterator[tuple[Token, list[Token], Token | None]]:
    """ "Insists it had nothing to do with it", "said it had played no part in the raid"."""
    for clause in verb.children:
        if clause.dep_ != "ccomp" or clause.lemma_ not in ("have", "play", "take"):
            continue
        for noun in clause.children:
            none = noun.lower_ == "nothing" or any(child.lower_ == "no" for child in noun.children)
            if noun.dep_ == "dobj" and none and noun.lemma_ in words_of("part_nouns"):
                yield verb, grammar.slot(verb, "subj"), None


def _called_false(verb: Token, grammar: Grammar) -> Iterator[tuple[Token, list[Token], Token | None]]:
    """ "Said the charge was absurd"."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.lemma_ == "be":
            false = any(
                child.dep_ in ("acomp", "attr") and child.lower_ in words_of("deny_phrases_objects")
                for child in clause.children
            )
            for noun in clause.children:
                if false and noun.dep_ == "nsubj" and noun.lemma_ in words_of("claim_nouns") and _is_definite(noun):
                    yield verb, grammar.slot(verb, "subj"), noun


def _is_definite(noun: Token) -> bool:
    """Whether a noun points to what has been told, or says whose word it is ("the charge", "Mali's claim")."""
    pointing = words_of("telling_back")
    return any(child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in pointing) for child in noun.children)


def _is_deed(claim: Claim, index: TriggerIndex) -> bool:
    """Whether a claim is of an act that one may deny: of more than words, as backing rebels is."""
    return index.relations[claim.type].family != "speech" or claim.type == "support"


def _is_foretold(claim: Claim) -> bool:
    """Whether somebody says that another will or would do something: "says that Mali is about to attack"."""
    return claim.factuality in ("planned", "conditional") and bool(claim.holder)


def _has_clause(noun: Token) -> bool:
    """Whether a noun says itself what it is about ("the charge that it had armed them", "of treason")."""
    return any(child.dep_ in ("acl", "ccomp", "relcl") or child.lower_ == "of" for child in noun.children)


def _targets(  # noqa: PLR0913, PLR0917  (all that a denial is weighed by)
    claims: Sequence[Claim | None],
    sides: set[str],
    arguments: Arguments,
    reach: dict[int, int],
    verb: Token,
    types: frozenset[str],
    *,
    pointed: bool,
    whole: bool,
) -> list[int]:
    """The claims that a denial denies: those of the type that it names, else what others say of the denier's side.

    A denial that points back ("the charge", `pointed`) may come from one who has no part in what was said just before;
    one of all that was told ("denies it", `whole`) is of what the text states of the denier, where nobody else says it.
    """
    before = {i: c for i, c in enumerate(claims) if c is not None and c.start in reach and c.trigger[0] != verb.idx}
    others = {i: c for i, c in before.items() if not sides & arguments.actors.sides(c.holder)}
    named = {i: c for i, c in others.items() if c.type in types and c.factuality not in ("negated", "denied")}
    candidates = named or {i: c for i, c in others.items() if c.factuality in DENIABLE or _is_foretold(c)}
    if whole and not candidates:  # what the text itself tells of the denier: "backed by Rwanda, which denies it"
        there = (0, 1) if verb.dep_ == "relcl" else (1,)
        near = {i: c for i, c in others.items() if c.factuality == "asserted" and reach[c.start] in there}
        candidates = {i: c for i, c in near.items() if sides & arguments.actors.sides(c.source)}
    parties = [i for i, c in candidates.items() if sides & arguments.actors.sides((*c.source, *c.target))]
    if not named and not parties and pointed:
        parties = [i for i, c in candidates.items() if reach[c.start] <= 1]
    if named or not parties:
        return parties
    nearest = min(reach[candidates[i].start] for i in parties)
    return [i for i in parties if reach[candidates[i].start] == nearest]


def _acts(claim: Claim, sides: set[str], arguments: Arguments, *, pointed: bool) -> bool:
    """Whether those who deny a charge are who did what a claim tells, or have no part in it where it is pointed at."""
    if sides & arguments.actors.sides(claim.source):
        return True
    return pointed and not sides & arguments.actors.sides(claim.target)


def _told_of(
    claims: Sequence[Claim | None], sides: set[str], arguments: Arguments, reach: dict[int, int], clause: Token
) -> list[int]:
    """What others have said of those whom a denied clause is about ("denied that any troops were in the country").

    Nothing where the clause tells an act of its own, which is then what is denied.
    """
    start, end = clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge)
    if any(claim is not None and start <= claim.trigger[0] < end for claim in claims):
        return []
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    about = arguments.actors.sides(arguments.mentions([subject], "source")) if subject else set()
    return [
        i
        for i, claim in enumerate(claims)
        if claim is not None
        and reach.get(claim.start, 0) > 0
        and claim.factuality in DENIABLE
        and about & arguments.actors.sides(claim.source)
        and not sides & arguments.actors.sides(claim.holder)
    ]


def _holds_another(denial: Claim, claims: list[Claim]) -> bool:
    """Whether the sentence of a denial tells the denied act itself, as a claim of its own."""
    return any(
        claim.factuality == "denied" and claim.start == denial.start and claim.id != denial.id for claim in claims
    )
