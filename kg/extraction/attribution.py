"""Who is named as the source of a clause by something else than a verb that takes it: "according to", "as he said".

In: an act and its stance, or a sentence. Out: the stance with the source as its holder, or the tokens that name one.
Quotation marks are left to `kg.extraction.quotations`, the clause that a verb of saying takes to
`kg.extraction.embedding`; what stands deeper within that clause is read here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kg.extraction.clauses import SUBJECTS, is_passive
from kg.extraction.embedding import Stance, is_negated
from kg.extraction.syntax import Grammar
from kg.language.tokens import Span, Token
from kg.language.trees import are_parted
from kg.vocabulary.words import words_of

MAX_CLAUSES = 10  # clauses climbed above an act; deeper chains are parser errors
LONGEST_LABEL = 8
"""Tokens that may stand before the colon of a headline, or after its dash; more are a clause."""


@dataclass(frozen=True, slots=True)
class _NamedSource:
    """Whose word a clause is; `doubtful` where it is their reckoning or guess and not what they saw."""

    holder: list[Token]
    cue: Token
    doubtful: bool = False


def read_source(act: Token, stance: Stance, grammar: Grammar) -> None:
    """Attribute an act to who is named as the source of its clause or of those above it."""
    token = act
    for _ in range(MAX_CLAUSES):
        source = _find_named_source(token, grammar)
        if source is not None:
            if source.doubtful and not stance.reported:
                stance.weaken("alleged", source.cue)
            stance.attribute(source.holder, source.cue)
            return
        if token.head == token or (token.dep_ == "relcl" and _is_aside(token)):
            return
        token = token.head


def read_speech_around(act: Token, stance: Stance, grammar: Grammar) -> None:
    """Attribute an act to who says what it stands in, however deep: in a relative clause, an aside, after "since".

    What somebody says stays his word with all that he takes for granted in it.
    """
    below = act
    for head in islice(act.ancestors, MAX_CLAUSES):
        if stance.reported or are_parted(below, head):
            return
        if below.dep_ == "prep" and below.lower_ == "of" and head.lemma_ in words_of("allege_verbs"):
            stance.attribute(grammar.slot(head, "subj"), head)  # "accused Oman of using what it bought"
            return
        told = below.dep_ == "ccomp" and head.lemma_ in words_of("report_verbs") | words_of("speculate_verbs")
        speakers = grammar.slot(head, "subj") if told else []
        if told and not is_negated(head) and (speakers or not is_passive(head)):  # "it was revealed that": nobody
            stance.attribute(speakers, head)
            return
        below = head


def _is_aside(clause: Token) -> bool:
    """Whether a relative clause stands behind a comma, so that it says no more of what its noun is."""
    start = clause.left_edge.i
    return start > clause.sent.start and clause.doc[start - 1].text in (",", "-", "\u2013", "\u2014", "(")


def _find_named_source(verb: Token, grammar: Grammar) -> _NamedSource | None:
    """The source that a dependent of the clause's head names: "according to A", "by A's count", "as A told B"."""
    for child in verb.children:
        if child.lower_ == "according":
            return _NamedSource([end for to in child.children for end in to.children if end.dep_ == "pobj"], child)
        if child.dep_ == "prep" and child.lower_ in ("by", "in", "on"):
            for noun in child.children:
                lemma = noun.lemma_.lower()
                if (child.lower_, lemma) == ("on", "account"):
                    continue  # "on account of" gives a reason
                if lemma in words_of("account_nouns") and (holder := _owners(noun, grammar)):
                    return _NamedSource(holder, noun, doubtful=lemma in words_of("reckoning_nouns"))
        if child.dep_ == "advcl" and child.lemma_ in words_of("report_verbs"):
            marks = {mark.lower_ for mark in child.children if mark.dep_ in ("mark", "advmod")}
            if "as" in marks and (holder := [inner for inner in child.children if inner.dep_ in SUBJECTS]):
                return _NamedSource(holder, child)
        if child.dep_ == "parataxis" and child.lemma_ in words_of("say_verbs") and child.nbor(1).text == ",":
            inner = {own.dep_ for own in child.children}
            if not inner & {"dobj", "ccomp", "xcomp"} and (holder := grammar.slot(child, "subj")):
                return _NamedSource(holder, child)  # "A, B says, did it"
    return None


def _owners(noun: Token, grammar: Grammar) -> list[Token]:
    return grammar.slot(noun, "poss") or grammar.slot(noun, "of")


def find_speakers(sentence: Span) -> Iterator[Token]:
    """Whoever a sentence may be the words of, by its shape: to be checked whether they are actors.

    Headlines name them before a colon or after a dash ("Minister: we will leave", "Jets hit port - army"); elsewhere
    the parser loses some that stand at the end ("..., A, the envoy, announced").
    """
    yield from _labels(sentence)
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_ not in words_of("report_verbs") or verb.tag_ not in ("VBD", "VBZ", "VBN"):
            continue
        own = {child.dep_: child for child in verb.children if child.dep_ in _OWN_CLAUSE}
        if not own:
            speaker = _speaker_before(verb)
        elif own.keys() == {"nsubj"} and verb.dep_ == "conj" and _opens_part(own["nsubj"]):
            speaker = own["nsubj"]  # "..., A announced", taken for a second act
        else:
            continue
        if speaker is not None:
            yield speaker


_OWN_CLAUSE = frozenset({
    "nsubj", "nsubjpass", "aux", "auxpass", "agent", "xcomp", "ccomp", "oprd", "acomp", "cc", "expl", "neg",
})  # fmt: skip


def _labels(sentence: Span) -> Iterator[Token]:
    tokens = [token for token in sentence if not token.is_space]
    if not tokens or tokens[-1].text == ".":
        return
    for place, token in enumerate(tokens):
        before, after = tokens[:place], tokens[place + 1 :]
        if token.text == ":" and _is_label(before):
            yield before[-1]
        if token.text in ("-", "\u2013", "\u2014") and token.nbor(-1).whitespace_ and _is_label(after):
            yield after[-1]


def _is_label(tokens: list[Token]) -> bool:
    return 0 < len(tokens) <= LONGEST_LABEL and not any(token.pos_ == "VERB" for token in tokens)


def _speaker_before(verb: Token) -> Token | None:
    """The noun before a verb of saying that the parser gives no subject; it must open its part of the sentence."""
    if verb.i <= verb.sent.start:
        return None
    before = verb.nbor(-1)
    noun = verb.head if before.text == "," and verb.dep_ in ("acl", "relcl") else before
    while noun.dep_ in ("compound", "appos") and noun.head.i < verb.i and noun.dep_ == "compound":
        noun = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i >= verb.i:
        return None
    return noun if _opens_part(noun) else None


def _opens_part(noun: Token) -> bool:
    """Whether a comma or the end of a quotation stands before a noun phrase."""
    first = noun.left_edge
    return first.i > first.sent.start and first.nbor(-1).text in (",", "\u201d", '"')
