"""When, where, with what and how much: the circumstances of an act, by their place in the clause.

In: a frame. Out: its date as EDTF, its places, instruments and quantity.
"""

import datetime

from spacy.tokens import Doc, Span, Token

from kg import edtf
from kg.extraction.arguments import Arguments
from kg.extraction.syntax import Grammar, is_passive
from kg.extraction.triggers import Frame
from kg.language.actors import Actors
from kg.language.date_tense import tense_from_parse
from kg.language.dates import DateMention, extend, find_dates
from kg.language.quantities import QuantityMention, find_quantities
from kg.types import Mention, Quantity
from kg.vocabulary.words import words_of

INSTRUMENT_SLOTS = ("obj", "with", "of", "mod", "subj", "by")
PLACE_SLOTS = ("in", "at", "near", "on", "off", "from", "to", "into", "over", "outside", "around")
COUNTED_SLOTS = ("obj", "of", "with", "on", "mod", "subj", "iobj")
# How far a date may stand from the act, in steps of the tree, before another act is likelier to be meant.
FAR = 4
# Words that make a date the limit of a time and not the time itself.
LIMITS = frozenset({"before", "after", "by", "until"})


class Circumstances:
    """Finds the circumstances of acts in one document."""

    def __init__(
        self, doc: Doc, grammar: Grammar, actors: Actors, arguments: Arguments, published: datetime.date | None
    ) -> None:
        self.doc = doc
        self.grammar = grammar
        self.actors = actors
        self.arguments = arguments
        self.dates: dict[int, list[tuple[Token, DateMention]]] = {}  # sentence start -> (governor, date)
        self.durations: dict[int, DateMention] = {}  # token -> duration before it ("three-day visit")
        self.anniversaries: dict[int, str] = {}
        self._published = published
        self._dates_read = False
        self._quantities: dict[int, dict[int, QuantityMention]] = {}  # sentence start -> token -> quantity

    # ------------------------------------------------------------------ places and instruments

    def roles(self, frame: Frame) -> dict[str, tuple[Mention, ...]]:
        """The roles `instrument` and `place`."""
        return {"instrument": self._instruments(frame), "place": self._places(frame)}

    def _instruments(self, frame: Frame) -> tuple[Mention, ...]:
        """The weapons used or given; those that are themselves the target ("shot down five Indian jets") are none."""
        tokens = [token for slot in INSTRUMENT_SLOTS for token in self.grammar.slot(frame.token, slot)]
        near = [
            inner
            for token in tokens
            for inner in (token, *(t for slot in ("of", "mod", "with") for t in self.grammar.slot(token, slot)))
        ]
        weapons = [m for token in near for m in self.actors.by_head.get(token.i, ()) if m.kind == "weapon"]
        hit = [(mention.start, mention.end) for mention in frame.target]
        return tuple(dict.fromkeys(m for m in weapons if all(m.end <= start or end <= m.start for start, end in hit)))

    def _places(self, frame: Frame) -> tuple[Mention, ...]:
        for slot in PLACE_SLOTS:
            for token in self.grammar.slot(frame.token, slot):
                found = [mention for mention in self.actors.at(token) if mention.kind == "place"]
                if found:
                    return tuple(found)
        return ()

    # ------------------------------------------------------------------ dates

    def _read_dates(self) -> None:
        """Find the dates of the text, when the first act asks for one: most of the cost, for nothing in quiet texts."""
        self._dates_read = True
        for mention in find_dates(self.doc.text, self._published, tense_at=tense_from_parse(self.doc)):
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or mention.dateline:
                continue
            if mention.kind == "anniversary":
                if mention.edtf:
                    self.anniversaries |= {token.i: mention.edtf for token in span}
            elif mention.kind == "duration":
                self.durations |= {token.i: mention for token in span}
            elif mention.edtf and mention.bound not in LIMITS:
                governor = self._governor(span.root, span.start, span.end)
                self.dates.setdefault(span[0].sent.start, []).append((governor, mention))

    @staticmethod
    def _governor(root: Token, start: int, end: int) -> Token:
        """The word that a date tells the time of: the first above it that is neither part of it nor a preposition."""
        token = root
        while token.head != token and (start <= token.i < end or token.pos_ in ("ADP", "SCONJ", "ADV", "PART", "NUM")):
            token = token.head
        if token.lemma_ in words_of("begin_verbs") and token.dep_ == "relcl":
            return token.head  # "the visit to Russia, which begins on Monday"
        return token

    def date(self, trigger: Token, acts: frozenset[int] = frozenset()) -> str | None:
        """The date of the act as EDTF, None if the text gives none; `acts` are the tokens of all acts."""
        if not self._dates_read:
            self._read_dates()
        above = trigger
        for _ in range(3):
            if above.i in self.anniversaries:
                return self.anniversaries[above.i]
            above = above.head
        best: tuple[int, int, str] | None = None
        for governor, mention in self.dates.get(trigger.sent.start, ()):
            steps = self._distance(trigger, governor, acts)
            if steps is not None and mention.edtf is not None:
                rank = (steps, abs(governor.i - trigger.i), mention.edtf)
                if best is None or rank < best:
                    best = rank
        if best is None:
            return None
        return self._with_duration(trigger, best[2])

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

    def _distance(self, trigger: Token, governor: Token, acts: frozenset[int]) -> int | None:
        """Steps between an act and the word that a date governs; None where the date is another act's."""
        if governor == trigger:
            return 0
        told = words_of("say_verbs") | words_of("deny_verbs") | words_of("allege_verbs") | words_of("plan_verbs")
        if governor.i in acts and not self._shares_date(trigger, governor):
            return None
        token, steps = governor, 1
        while token.head != token and steps <= FAR:  # the date stands below the act
            if token.dep_ in ("relcl", "advcl", "ccomp", "conj") and token.pos_ == "VERB":
                break
            token = token.head
            if token == trigger:
                return steps
            steps += 1
        token, steps = trigger, 1
        while token.head != token and steps <= FAR:  # the date stands above the act
            dep = token.dep_
            token = token.head
            if token == governor:
                spoken = governor.lemma_ in told and not is_passive(governor)
                if spoken and dep in ("ccomp", "xcomp", "parataxis", "advcl"):
                    return None
                return steps + (2 if dep == "advcl" else 0)
            if dep in ("ccomp", "relcl", "parataxis"):
                return None
            steps += 1
        return None

    @staticmethod
    def _shares_date(trigger: Token, governor: Token) -> bool:
        """Whether an act may take the date of another: of the first of two, or of the one that it comes with."""
        below = governor.head
        if governor.dep_ in ("pobj", "pcomp") and below.lower_ in (
            "during",
            "in",
            "at",
            "on",
        ):
            while below not in (below.head, trigger) and below.dep_ in ("prep", "xcomp", "conj"):
                below = below.head
            if below == trigger:
                return True
        token = trigger
        while token not in (token.head, governor):
            light = token.dep_ in ("dobj", "nsubjpass", "pobj", "prep") and governor.lemma_ in words_of("light_verbs")
            if not (token.dep_ == "conj" or light or (token.dep_ == "advcl" and token.tag_ == "VBG")):
                return False
            token = token.head
        return token == governor

    # ------------------------------------------------------------------ quantities

    def _quantities_of(self, sentence: Span) -> dict[int, QuantityMention]:
        """The quantities of a sentence by the tokens that they count and are made of, read when first asked for."""
        if sentence.start not in self._quantities:
            found = self._quantities[sentence.start] = dict[int, QuantityMention]()
            for mention in find_quantities(sentence.text):
                span = self.doc.char_span(
                    sentence.start_char + mention.start, sentence.start_char + mention.end, alignment_mode="expand"
                )
                if span is not None:
                    head = self._counted(span.root, span.start, span.end)
                    for i in (head.i, *(token.i for token in span)):
                        found.setdefault(i, mention)
        return self._quantities[sentence.start]

    @staticmethod
    def _counted(root: Token, start: int, end: int) -> Token:
        token = root
        while (
            token.head != token
            and (start <= token.i < end)
            and token.dep_ in ("nummod", "quantmod", "compound", "amod", "det", "nmod")
        ):
            token = token.head
        return token

    def quantity(self, frame: Frame) -> Quantity | None:
        """How much or how many, from the phrase in the object, else the subject of a passive."""
        quantities = self._quantities_of(frame.token.sent)
        counted = [token for slot in COUNTED_SLOTS for token in self.grammar.slot(frame.token, slot)]
        for token in counted:
            mention = quantities.get(token.i)
            if mention is not None:
                return self._quantity(token, mention)
        for token in counted:  # "the number of containers sent exceeds 5,000"
            amount = token.head.head if token.dep_ == "pobj" else token
            if amount.lemma_ in words_of("amount_nouns") and amount.dep_ == "nsubj":
                for near in amount.head.subtree:
                    mention = quantities.get(near.i)
                    if mention is not None and near.i > amount.head.i:
                        return self._quantity(near, mention)
        return None

    def _quantity(self, head: Token, mention: QuantityMention) -> Quantity:
        unit = mention.unit_text
        actor = self.actors.at(head)
        if unit == head.text.lower() or not unit:
            unit = "persons" if actor and actor[0].via == "demonym" else head.text.lower()
        return Quantity(mention.value, unit, mention.qualifier, mention.text)
