"""When an act happened: which of the dates of its sentence is its own.

In: the token of an act and those of all acts. Out: a date as EDTF. A date tells the time of the word that governs it;
acts above and below that word share it where the grammar lets them: "held talks on Monday", "on Monday ... in a raid",
but not "accused on Monday ... of having sent", nor what happened before, after or despite the dated act.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from kg import edtf
from kg.extraction.clauses import is_passive
from kg.extraction.syntax import Grammar
from kg.language.date_tense import tense_from_parse
from kg.language.dates import DateMention, extend, find_dates
from kg.language.tokens import Doc, Span, Token
from kg.vocabulary.words import words_of

# How far a date may stand from the act, in steps of the tree, before another act is likelier to be meant.
FAR = 4
# Words that make a date the limit of a time and not the time itself.
REASONS = frozenset({"for", "over", "about"})  # before what an act answers, which has a day of its own
LIMITS = frozenset({"before", "after", "by", "until"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "conj", "acl"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the word that it tells the time of.

    Scope says who else may have it: what the grammar allows ("phrase"), nothing else ("word"), all that the sentence
    tells ("sentence").
    """

    governor: Token
    mention: DateMention
    scope: Literal["phrase", "word", "sentence"] = "phrase"


class Timing:
    """The dates of one document, read when the first act asks for one, and whose they are.

    `acts` are the tokens of all acts.
    """

    def __init__(self, doc: Doc, grammar: Grammar, acts: frozenset[int], published: datetime.date | None) -> None:
        self.doc = doc
        self.grammar = grammar
        self.dates: dict[int, list[Dated]] = {}  # sentence start -> its dates
        self.durations: dict[int, DateMention] = {}  # token -> duration before it ("three-day visit")
        self.anniversaries: dict[int, str] = {}
        self._spans: dict[int, list[tuple[int, int]]] = {}  # sentence start -> character offsets of its dates
        self._acts = acts
        self._published = published
        self._read = False

    def date(self, trigger: Token) -> str | None:
        """The date of the act as EDTF, None if the text gives none."""
        if not self._read:
            self._read_dates()
        above = trigger
        for _ in range(3):
            if above.i in self.anniversaries:
                return self.anniversaries[above.i]
            above = above.head
        best: tuple[int, int, int, str] | None = None
        for dated in self.dates.get(trigger.sent.start, ()):
            steps = self._steps(trigger, dated)
            if steps is not None and dated.mention.edtf is not None:
                gap = abs(dated.mention.start - trigger.idx)
                rank = (steps, abs(dated.governor.i - trigger.i), gap, dated.mention.edtf)
                if best is None or rank < best:
                    best = rank
        return None if best is None else self._with_duration(trigger, best[3])

    def spans(self, sentence: Span) -> list[tuple[int, int]]:
        """The offsets in the text of all dates and durations that begin in a sentence, whether or not they tell one."""
        if not self._read:
            self._read_dates()
        return self._spans.get(sentence.start, [])

    # ------------------------------------------------------------------ dates and their governors

    def _read_dates(self) -> None:
        """Find the dates of the text: most of the cost, for nothing in quiet texts."""
        self._read = True
        for mention in find_dates(self.doc.text, self._published, tense_at=tense_from_parse(self.doc)):
            span = self.doc.char_span(mention.start, mention.end)
            if span is None:
                continue
            self._spans.setdefault(span[0].sent.start, []).append((mention.start, mention.end))
            if mention.dateline:
                continue
            if mention.kind == "anniversary":
                if mention.edtf:
                    self.anniversaries |= {token.i: mention.edtf for token in span}
            elif mention.kind == "duration":
                self.durations |= {token.i: mention for token in span}
            elif mention.edtf and (mention.bound not in LIMITS or _is_put_off_to(span)):
                here = self.dates.setdefault(span[0].sent.start, [])
                here.append(self._dated(span, mention))
                here += [Dated(clause, _opening(mention)) for clause in _when_clauses(span)]

    def _dated(self, span: Span, mention: DateMention) -> Dated:
        before = self.dates.get(span[0].sent.start, [])
        if mention.kind == "relative_event" and span[-1].lower_ in LIMITS:
            return self._dated_event(span, mention)
        sentence = span[0].sent
        if span.start == sentence.start and span.end < sentence.end and self.doc[span.end].text == ":":
            return Dated(sentence.root, mention, "sentence")  # a chronicle: "3 May: rebels take the town"
        dated = Dated(self._governor(span.root, span.start, span.end), mention)
        if mention.anchor == "previous" and any(other.governor == dated.governor for other in before):
            # "bombed on Monday in revenge for the killing of a diplomat the day before"
            between = range(self._start_of(before[-1]), span.start)
            nearer = [i for i in between if i in self._acts and i != dated.governor.i]
            if nearer:
                return Dated(self.doc[nearer[-1]], mention, "word")
        return dated

    def _start_of(self, dated: Dated) -> int:
        span = self.doc.char_span(dated.mention.start, dated.mention.end)
        return span.start if span is not None else dated.governor.i

    @staticmethod
    def _dated_event(span: Span, mention: DateMention) -> Dated:
        """ "Two days after X, Y": the date of X, where the sentence tells that of Y, else of Y."""
        link = span[-1]
        if link.dep_ == "mark":
            other = link.head
            return Dated(other if mention.of_anchor else other.head, mention, "word" if mention.of_anchor else "phrase")
        other = next((child for child in link.children if child.dep_ in ("pobj", "pcomp")), link)
        if mention.of_anchor:
            return Dated(other, mention, "word")
        above = link
        while above.head != above and (
            above.pos_ in ("ADP", "SCONJ", "ADV", "NUM") or span.start <= above.i < span.end
        ):
            above = above.head
        return Dated(above, mention)

    @staticmethod
    def _governor(root: Token, start: int, end: int) -> Token:
        """The word that a date tells the time of: the first above it that is neither part of it nor a preposition."""
        token = root
        while token.head != token and (start <= token.i < end or token.pos_ in ("ADP", "SCONJ", "ADV", "PART", "NUM")):
            token = token.head
        if token.lemma_ in words_of("begin_verbs") and token.dep_ == "relcl":
            return token.head  # "the visit to Russia, which begins on Monday"
        return token

    def _with_duration(self, trigger: Token, start: str) -> str:
        near = [
            trigger,
            *(child for child in trigger.children),
            *(
                c
                for t in self.grammar.slot(trigger, "for")
                for c in (t, *t.children, *(i for a in t.children for i in a.subtree))
            ),
        ]
        for token in near:
            for i in (token.i, *(child.i for child in token.children)):
                duration = self.durations.get(i)
                if duration is not None and duration.days and edtf.first_day(start) == edtf.last_day(start):
                    return extend(start, duration.days)
        return start

    # ------------------------------------------------------------------ whose date it is

    def _steps(self, trigger: Token, dated: Dated) -> int | None:
        """Steps between an act and the word that a date governs; None where the date is another act's."""
        governor = dated.governor
        if governor == trigger:
            return 0
        if dated.scope == "sentence":
            return 2 * FAR
        link = governor.head
        if governor.dep_ == "pobj" and link.lower_ in REASONS and link.head.lemma_ in words_of("voicing_verbs"):
            return None  # "blamed Tehran for Saturday's strikes"
        if dated.scope == "word":
            return 1 if self._shares_date(trigger, governor) else None
        if governor.i in self._acts and not self._shares_date(trigger, governor):
            return None
        if is_same_time(governor) and trigger.dep_ == "ROOT":
            return FAR
        below = self._steps_up(governor, trigger, dated.mention)
        if below is not None:
            return below
        above = self._steps_down(trigger, governor)
        if above is None and governor.i not in self._acts:
            verb = self._verb_around(governor)
            if verb is not None and verb != trigger and verb.i not in self._acts:
                return self._steps_down(trigger, verb)
        return above

    def _steps_up(self, governor: Token, trigger: Token, mention: DateMention) -> int | None:
        """The steps from a date's governor up to the act that has it in its phrase."""
        token, steps = governor, 1
        while token.head != token and steps <= FAR:
            if self._is_background(token) or (token.dep_ == "appos" and not _is_closed(token, mention)):
                return None
            if token.pos_ in ("VERB", "AUX"):
                if token.dep_ in CLAUSES and not _is_part_of(token, trigger):
                    return None
                if token.dep_ == "pcomp" and trigger.lemma_ in words_of("allege_verbs"):
                    return None  # "accused Tehran of having attacked it in May"
            token = token.head
            if token == trigger:
                return steps
            steps += 1
        return None

    def _is_background(self, token: Token) -> bool:
        """Whether an act stands behind a preposition that sets it apart in time ("after", "in protest against")."""
        link = token.head
        if token.dep_ not in ("pobj", "pcomp") or link.pos_ not in ("ADP", "SCONJ"):
            return False
        act = (token.i in self._acts or token.tag_ == "VBG") and token.lemma_ not in words_of("occasion_nouns")
        if link.lower_ in words_of("background_prepositions"):
            return act or link.lower_ not in words_of("act_prepositions")
        if link.lower_ in ("of", "to", "with"):
            return link.head.lemma_ in words_of("time_units") | words_of("reaction_nouns")
        return False

    def _steps_down(self, trigger: Token, governor: Token) -> int | None:
        """The steps from an act up to the dated word that has it in its phrase or clause."""
        told = words_of("say_verbs") | words_of("deny_verbs") | words_of("allege_verbs") | words_of("plan_verbs")
        token, steps = trigger, 1
        while token.head != token and steps <= FAR:
            dep = token.dep_
            if self._is_background(token) or (dep == "advcl" and _is_apart(token)) or _is_over(token):
                return None
            token = token.head
            if token == governor:
                spoken = governor.lemma_ in told and not is_passive(governor)
                if spoken and dep in ("ccomp", "xcomp", "parataxis", "advcl"):
                    return None
                return steps + (2 if dep == "advcl" else 0)
            if dep in ("ccomp", "relcl", "parataxis") and not (
                trigger.tag_ == "VB" and token.dep_ in ("attr", "npadvmod")
            ):
                return None  # but "became on Monday the first to recognise it"
            steps += 1
        return None

    def _shares_date(self, trigger: Token, governor: Token) -> bool:
        """Whether an act may take the date of another: of the first of two, or of the one that it comes with."""
        below = governor.head
        if governor.dep_ in ("pobj", "pcomp") and below.lower_ in ("during", "in", "at", "on"):
            while below not in (below.head, trigger) and below.dep_ in ("prep", "xcomp", "conj"):
                below = below.head
            if below == trigger:
                return True
        if is_same_time(governor) and (governor.head == trigger or trigger.dep_ == "ROOT"):
            return True  # "thanked him when the two met on Monday"
        token = trigger
        while token not in (token.head, governor):
            light = token.dep_ in ("dobj", "nsubjpass", "pobj", "prep") and governor.lemma_ in words_of("light_verbs")
            occasion = token.dep_ in ("pobj", "prep") and trigger.lemma_ in words_of("occasion_nouns")
            during = token.dep_ == "advcl" and (token.tag_ == "VBG" or is_same_time(token))
            if self._is_background(token) or not (token.dep_ == "conj" or light or occasion or during):
                return False
            token = token.head
        return token == governor

    def _verb_around(self, noun: Token) -> Token | None:
        """The verb that a noun belongs to, for dates that the parser hangs on the noun ("came to an end on Sunday")."""
        token = noun
        for _step in range(FAR):
            if token.dep_ not in ("pobj", "prep", "dobj") or self._is_background(token):
                return None
            token = token.head
            if token.pos_ == "VERB":
                return token
        return None


def is_same_time(clause: Token) -> bool:
    """Whether a clause of time tells the time of the clause above it ("when the two met", "as troops entered")."""
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    return clause.dep_ == "advcl" and bool(marks & words_of("same_time_marks")) and not _is_pluperfect(clause)


def _is_put_off_to(date: Span) -> bool:
    """Whether a date is when something came about after all: "it was not until May that they agreed"."""
    before = date.doc[max(0, date.start - 2) : date.start]
    return [token.lower_ for token in before] == ["not", "until"]


def _is_part_of(clause: Token, act: Token) -> bool:
    """Whether a dated clause tells the time of the act above it: where it is set, or what it did."""
    if is_same_time(clause):
        return True
    if clause.dep_ == "advcl":
        return clause.tag_ == "VBG" and clause.i < clause.head.i  # "speaking on Monday, he warned"
    if clause.dep_ == "acl" and (clause.tag_ == "VBG" or clause.head.lemma_ in words_of("document_nouns")):
        return True  # "signed a treaty ending the war on Monday", "in a report published on Monday"
    if clause.dep_ not in ("acl", "relcl") or _is_pluperfect(clause):
        return False
    noun = clause.head
    if noun == act:
        return act.pos_ == "NOUN"
    carries = words_of("light_verbs") | words_of("own_claim_verbs")  # "claimed an attack that killed ten on Monday"
    return noun.dep_ == "dobj" and noun.head == act and act.lemma_ in carries


def _when_clauses(date: Span) -> list[Token]:
    """The clauses that tell what happened then: "in June 2000, *when Kim flew to Pyongyang*"."""
    clauses = [child for token in date for child in token.children if child.dep_ in ("relcl", "advcl", "acl")]
    return [clause for clause in clauses if any(child.lower_ == "when" for child in clause.children)]


def _opening(mention: DateMention) -> DateMention:
    """The day or year in which a stretch of time began ("since 2019")."""
    return replace(mention, edtf=mention.edtf.partition("/")[0]) if mention.edtf else mention


def _is_closed(apposition: Token, mention: DateMention) -> bool:
    """Whether a comma ends an apposition before the date ("X, the head of the guard, at home on Monday")."""
    doc = apposition.doc
    return any(doc[i].text == "," for i in range(apposition.i, len(doc)) if doc[i].idx < mention.start)


def _is_apart(clause: Token) -> bool:
    """Whether a conjunction sets a clause apart in time or reason ("after", "because", "if")."""
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    return bool(marks & (words_of("background_prepositions") | words_of("condition_marks")))


def _is_pluperfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)


def _is_over(noun: Token) -> bool:
    """Whether a truce or pact is said to have ended, of which a date then tells the end: "the truce *collapsed*"."""
    agreed = words_of("pact_nouns") | words_of("ceasefire_nouns")
    lapses = noun.head.lemma_ in words_of("lapsing_verbs")
    return noun.dep_ in ("nsubj", "nsubjpass") and lapses and noun.lemma_.lower() in agreed
