"""Where, with what and how much: the circumstances of an act, by their place in the clause.

In: a frame. Out: its places, instruments and quantity. Its date is left to `kg.extraction.timing`.
"""

from collections.abc import Iterator, Mapping

from kg.extraction.arguments import Arguments
from kg.extraction.casualties import casualty_clauses
from kg.extraction.frames import Frame
from kg.extraction.syntax import Grammar
from kg.extraction.timing import Timing
from kg.language.actors import Actors
from kg.language.quantities import QuantityMention, find_quantities, measured_units
from kg.language.tokens import Doc, Span, Token
from kg.types import Mention, Quantity
from kg.vocabulary.words import words_of

INSTRUMENT_SLOTS = ("obj", "with", "of", "mod", "subj", "by")
PLACE_SLOTS = ("in", "at", "near", "on", "off", "from", "to", "into", "over", "outside", "around")
# Where what an act counts stands: people and things given or hit, what a demand or charge says nothing about.
COUNTED_SLOTS = ("obj", "of", "with", "on", "mod", "iobj")
COUNTED_IN_SPEECH = ("obj", "iobj")
RATE_SLOTS = ("of", "to", "by", "at", "obj.of")  # of a duty: "raised its tariff to 20%"


class Circumstances:
    """Finds the circumstances of acts in one document."""

    def __init__(self, doc: Doc, grammar: Grammar, actors: Actors, arguments: Arguments, timing: Timing) -> None:
        self.doc = doc
        self.grammar = grammar
        self.actors = actors
        self.arguments = arguments
        self._timing = timing
        self._quantities: dict[int, dict[int, QuantityMention]] = {}  # sentence start -> token -> quantity

    # ------------------------------------------------------------------ places and instruments

    def roles(self, frame: Frame) -> dict[str, tuple[Mention, ...]]:
        """The roles `instrument` and `place`; no weapon is used or given in an act of speech."""
        instruments = () if frame.relation.family == "speech" else self._instruments(frame)
        return {"instrument": instruments, "place": self._places(frame)}

    def _instruments(self, frame: Frame) -> tuple[Mention, ...]:
        """The weapons used or given; those that are themselves the target ("shot down five Indian jets") are none."""
        struck = self._struck(frame)
        slots = (token for slot in INSTRUMENT_SLOTS for token in self.grammar.slot(frame.token, slot))
        tokens = [token for token in slots if token.i not in struck]
        near = [
            inner
            for token in tokens
            for inner in (token, *(t for slot in ("of", "mod", "with") for t in self.grammar.slot(token, slot)))
        ]
        weapons = [m for token in near for m in self.actors.by_head.get(token.i, ()) if m.kind == "weapon"]
        people = [mention for mention in frame.source if mention.kind == "group"]  # "a suicide bomber"
        taken = [(mention.start, mention.end) for mention in (*frame.target, *people)]
        return tuple(dict.fromkeys(m for m in weapons if all(m.end <= start or end <= m.start for start, end in taken)))

    def _struck(self, frame: Frame) -> frozenset[int]:
        """The words that an attack is aimed at, of whatever actor they are ("struck tanks of Gaddafi's army")."""
        if frame.relation.family not in ("conflict", "coercion"):
            return frozenset()
        for slot in frame.trigger.target:
            tokens = self.grammar.slot(frame.token, slot)
            spans = [
                (self.doc[token.left_edge.i].idx, token.right_edge.idx + len(token.right_edge)) for token in tokens
            ]
            if any(start <= mention.start < end for mention in frame.target for start, end in spans):
                return frozenset(token.i for token in tokens)
        return frozenset()

    def _places(self, frame: Frame) -> tuple[Mention, ...]:
        for slot in PLACE_SLOTS:
            for token in self.grammar.slot(frame.token, slot):
                found = [mention for mention in self.actors.at(token) if mention.kind == "place"]
                if found:
                    return tuple(found)
        return ()

    # ------------------------------------------------------------------ quantities

    def _quantities_of(self, sentence: Span) -> dict[int, QuantityMention]:
        """The quantities of a sentence by the tokens that they count and are made of, read when first asked for."""
        if sentence.start not in self._quantities:
            found = self._quantities[sentence.start] = dict[int, QuantityMention]()
            start = sentence.start_char
            dates = [(first - start, last - start) for first, last in self._timing.spans(sentence)]
            for mention in find_quantities(sentence.text, dates):
                span = self.doc.char_span(sentence.start_char + mention.start, sentence.start_char + mention.end)
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
        """How much or how many: of what is given, moved or hit, else a rate or a sum of money in its phrase."""
        quantities = self._quantities_of(frame.token.sent)
        if not quantities:
            return None
        for token in self._counted_by(frame):
            mention = quantities.get(token.i)
            if mention is not None:
                return self._quantity(token, mention)
        for near, mention in self._measures(frame, quantities):
            return self._quantity(near, mention)
        for token in self._counted_by(frame):  # "the number of containers sent exceeds 5,000"
            amount = token.head.head if token.dep_ == "pobj" else token
            if amount.lemma_ in words_of("amount_nouns") and amount.dep_ == "nsubj":
                for near in amount.head.subtree:
                    mention = quantities.get(near.i)
                    if mention is not None and near.i > amount.head.i:
                        return self._quantity(near, mention)
        return None

    def _counted_by(self, frame: Frame) -> Iterator[Token]:
        """The words that an act may count, the likeliest first."""
        slots, trigger = self.grammar.slot, frame.trigger
        for slot in COUNTED_IN_SPEECH if frame.relation.family == "speech" else COUNTED_SLOTS:
            yield from slots(frame.token, slot)
        if frame.relation.family == "speech":
            return
        for slot in trigger.target:
            if slot not in ("any", "none") and not slot.startswith("comp"):
                yield from slots(frame.token, slot)
        # who acts is counted where he is what moves or gathers, but not what only carries or hits something
        moves = "subj" in trigger.when or not slots(frame.token, "obj")
        if moves and not slots(frame.token, "with"):
            yield from slots(frame.token, "subj")
        hurt = frame.token.head
        if frame.token.dep_ == "nsubj" and hurt.lemma_ in words_of("harm_verbs"):
            yield from slots(hurt, "obj")  # "the strike killed ten"
        within = frame.token.dep_ == "pobj" and hurt.lower_ in ("in", "by", "during")
        if within and hurt.head.lemma_ in words_of("harm_verbs") | words_of("casualty_verbs"):
            yield from slots(hurt.head, "obj") or slots(hurt.head, "subj")  # "ten died in the strike"
        if frame.relation.family == "conflict":
            for clause in casualty_clauses(frame.token if frame.token.pos_ == "VERB" else hurt):
                yield from slots(clause, "obj")

    def _measures(
        self, frame: Frame, quantities: Mapping[int, QuantityMention]
    ) -> Iterator[tuple[Token, QuantityMention]]:
        """Rates and sums in the phrases of an act: "tariffs of 25%", "a loan of $500m", "tanks worth $50m"."""
        rates = [token for slot in RATE_SLOTS for token in self.grammar.slot(frame.token, slot)]
        inside = [token for outer in self.grammar.slot(frame.token, "obj") for token in _phrase(outer)]
        around = _phrase(frame.token) if frame.relation.family == "cooperation" else []
        for token in (*rates, *inside, *around):
            mention = quantities.get(token.i)
            if mention is not None and mention.unit_text in measured_units():
                yield token, mention

    def _quantity(self, head: Token, mention: QuantityMention) -> Quantity:
        unit = mention.unit_text
        actor = self.actors.at(head)
        if unit == head.text.lower() or not unit:
            unit = "persons" if actor and actor[0].via == "demonym" else head.text.lower()
        return Quantity(mention.value, unit, mention.qualifier, mention.text)


def _phrase(head: Token) -> list[Token]:
    """The tokens of a phrase without the clauses in it."""
    found = [head]
    for child in head.children:
        if child.dep_ not in ("relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "nsubj", "nsubjpass", "appos"):
            found += _phrase(child)
    return sorted(found)
