"""Acts told elsewhere: what "it", "the pact", "the attack" point back to, and the parties that such an act lends.

In: the frames of a document in text order, those whose target no word of their own names among them. Out: the frames
that are complete, by their own words or by what an act nearby lends them ("Belgrade scrapped the pact": with whom it
had signed it; "Doha condemned the attack": who attacked). Where two acts could lend as well, neither does.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kg.extraction.arguments import Arguments
from kg.extraction.frames import Frame
from kg.language.tokens import Span, Token
from kg.types import Mention
from kg.vocabulary.words import words_of

LENDER_REACH = 40  # tokens between the sentences of an act and of the one that it lends its parties to
NOUN_REACH = 2  # sentences, its own among them, in which a pronoun's noun is looked for
SINGULAR = frozenset({"it", "this", "that"})
PLURAL = frozenset({"them", "they", "these", "those"})
POINTING = SINGULAR | PLURAL
BESIDE = frozenset({"conj", "ccomp", "parataxis", "dep"})  # how parsers hang one of two clauses on the other
FOREGROUND = frozenset({"conj", "dobj", "xcomp", "prep", "pobj", "nsubjpass", "nsubj"})  # links within a main clause
THIRD_PARTY = "third-party"  # the mode of acts done between others


class Anaphora:
    """Points of one document back to what it has told before."""

    def __init__(self, arguments: Arguments, types_of_noun: Callable[[Token], frozenset[str]]) -> None:
        self.arguments = arguments
        self.grammar = arguments.grammar
        self.types_of_noun = types_of_noun

    # ------------------------------------------------------------------ pronouns for things

    @staticmethod
    def reach(sentence: Span) -> Span:
        """The sentence, with those before it to whose nouns its pronouns may point back."""
        doc, start = sentence.doc, sentence.start
        if any(token.lower_ in POINTING for token in sentence):
            for _ in range(NOUN_REACH - 1):
                start = doc[start - 1].sent.start if start else 0
        return doc[start : sentence.end]

    def antecedent(self, pronoun: Token, words: frozenset[str]) -> Token | None:
        """The noun, one of the words, that a pronoun points back to: the nearest, and the least deeply embedded."""
        plural = pronoun.lower_ in PLURAL
        if pronoun.pos_ not in ("PRON", "DET") or pronoun.lower_ not in POINTING:
            return None
        if pronoun.dep_ not in ("dobj", "pobj", "nsubjpass") or not (words := _plain(words)):
            return None
        sentence, start = pronoun.sent, pronoun.sent.start
        for _ in range(NOUN_REACH):
            found = [
                token
                for token in sentence.doc[start : min(pronoun.i, sentence.end)]
                if token.pos_ == "NOUN"
                and (token.tag_ == "NNS") == plural
                and token.head.i != pronoun.head.i
                and self.arguments.matches(token, words)
            ]
            if found:
                return min(found, key=lambda token: (_depth(token), -token.i))
            if start == 0:
                return None
            sentence = sentence.doc[start - 1].sent
            start = sentence.start
        return None

    # ------------------------------------------------------------------ acts done as told before

    def echo(self, token: Token, told: list[Frame]) -> Frame | None:
        """What "followed suit" or "answered in kind" tells: the last act of the frames before it, done by another.

        Likewise, it is done to the same; in kind, to whom it came from.
        """
        if token.pos_ != "VERB" or token.lemma_.lower() not in _echoing_verbs():
            return None
        phrases = _phrases(token)
        back = bool(phrases & words_of("answering_phrases"))
        if not back and not phrases & words_of("following_phrases"):
            return None
        source = self.arguments.fill(token, ("subj",), "source")
        acting = self._sides(source)
        near = [f for f in told if f.token.i < token.i and token.sent.start - f.token.sent.start <= LENDER_REACH]
        if back:
            near = [f for f in near if acting & self._sides(f.target)]
        near = [f for f in near if not acting & self._sides(f.source)]
        lender = _first_to_mind(near)
        if lender is None or not source:
            return None
        target = lender.source if back else [m for m in lender.target if self._side(m) not in acting]
        return Frame(token, lender.trigger, lender.relation, source, target, lender=lender) if target else None

    # ------------------------------------------------------------------ parties lent by an act

    def complete(self, frames: list[Frame]) -> list[Frame]:
        """The frames that are complete, in the same order, once acts nearby have lent what is missing."""
        kept: list[Frame] = []
        for frame in frames:
            if frame.is_complete or frame.target:
                kept.append(frame)
                continue
            lender = self._lender(frame, kept, frames)
            if lender is not None and (lent := self._lent(frame, lender)):
                frame.target = lent
                frame.lender = lender
                kept.append(frame)
        return kept

    def _lender(self, frame: Frame, before: list[Frame], frames: list[Frame]) -> Frame | None:
        if frame.relation.answers:
            return self._answered(frame, before)
        if frame.relation.borrows:
            return self._lending(frame, before, frames)
        if frame.trigger.returns and (returned := self._returned(frame, before)):
            return returned
        return self._parallel(frame, before) or self._continued(frame, before)

    def _returned(self, frame: Frame, before: list[Frame]) -> Frame | None:
        """The last act before, not far off, between those who act now and others."""
        last = _first_to_mind([f for f in before if _distance(f, frame) <= LENDER_REACH])
        return last if last is not None and self._sides(last.parties) & self._sides(frame.source) else None

    def _answered(self, frame: Frame, before: list[Frame]) -> Frame | None:
        """The act that a word about acts is aimed at ("condemned the attack")."""
        objects = self.grammar.slot(frame.token, "obj")
        types = frozenset(name for noun in objects for name in self.types_of_noun(noun))
        if not types and not any(noun.lemma_.lower() in words_of("act_nouns") for noun in objects):
            return None
        told = [f for f in before if f.relation.family != "speech" or f.relation.name in types]
        near = [f for f in told if 0 <= _distance(f, frame) <= LENDER_REACH]
        named = [f for f in near if f.relation.name in types]
        if not named and types and not any(noun.lemma_.lower() in words_of("act_nouns") for noun in objects):
            return None  # "condemned the incursion": none has been told
        if not named:  # "the move", "it": what the sentence before has told in its main clause
            named = [f for f in near if _is_foreground(f.token)]
        return self._chosen(frame, named)

    def _lending(self, frame: Frame, before: list[Frame], frames: list[Frame]) -> Frame | None:
        """The act that a frame is about ("scrapped the pact"); of mediation, any near it ("a deal by Oman")."""
        between = frame.relation.mode == THIRD_PARTY
        able = [f for f in (frames if between else before) if f.relation.name in frame.relation.borrows]
        able = [f for f in able if f.relation.symmetric or _distance(f, frame) == 0 or not between]
        near = [f for f in able if f is not frame and abs(_distance(f, frame)) <= LENDER_REACH]
        if not between:
            pointers = list(self._pointers(frame))
            types = frozenset(name for noun in pointers for name in self.types_of_noun(noun))
            if not types & set(frame.relation.borrows):
                return None
            return self._chosen(frame, [f for f in near if f.relation.name in types] or near)
        near.sort(key=lambda other: abs(other.token.i - frame.token.i))
        lent = [other for other in near if self._lent(frame, other)]
        pairs = [other for other in lent if len({m.entity for m in self._lent(frame, other)}) > 1]
        return next(iter(pairs or lent[-1:]), None)

    def _pointers(self, frame: Frame) -> Iterator[Token]:
        """The nouns that the conditions of a frame's trigger found, pronouns by what they point back to."""
        for slot, words in frame.trigger.when.items():
            if slot in ("source", "target"):
                continue
            for token in self.grammar.slot(frame.token, slot):
                noun = self.antecedent(token, words) or token
                told_back = any(child.lower_ in words_of("telling_back") for child in noun.children)
                if noun is not token or told_back or self.grammar.slot(noun, "poss"):
                    yield noun

    def _parallel(self, frame: Frame, before: list[Frame]) -> Frame | None:
        """The like act of another in the clause before ("Chile recalls its envoy to Israel; Bolivia cuts ties")."""
        clause = frame.token
        if frame.trigger.pos != "verb" or not any(child.dep_ == "nsubj" for child in clause.children):
            return None
        other = next((other for other in reversed(before) if other.token.sent == clause.sent), None)
        if other is None or other.trigger.pos != "verb" or other.relation.symmetric != frame.relation.symmetric:
            return None
        beside = clause.head == other.token or other.token.head == clause
        kin = {frame.relation.name, frame.relation.same} & {other.relation.name, other.relation.same} - {None}
        apart = not self._sides(frame.source) & self._sides(other.parties)
        return other if beside and kin and apart and clause.dep_ in BESIDE | {"ROOT"} else None

    def _continued(self, frame: Frame, before: list[Frame]) -> Frame | None:
        """The act that goes on ("promised Ukraine tanks ... will send them in March")."""
        again = any(
            self.antecedent(token, words)
            for slot, words in frame.trigger.when.items()
            if slot == "obj"
            for token in self.grammar.slot(frame.token, slot)
        )
        acting = self._sides(frame.source)
        same = [f for f in before if f.relation == frame.relation and acting == self._sides(f.source)]
        return self._chosen(frame, [f for f in same if _distance(f, frame) <= LENDER_REACH]) if again else None

    def _chosen(self, frame: Frame, lenders: Iterable[Frame]) -> Frame | None:
        """The one that comes to mind first: told last, least deeply embedded; none where two are as near."""
        able = [lender for lender in lenders if self._lent(frame, lender)]
        first = _first_to_mind(able)
        if first is None:
            return None
        lent = {frozenset(m.entity for m in self._lent(frame, other)) for other in able if _as_near(other, first)}
        return first if len(lent) == 1 else None

    def _lent(self, frame: Frame, lender: Frame) -> list[Mention]:
        """Whom an act lends to a frame: who did it, or its parties but those who act."""
        acting = self._sides(frame.source)
        if frame.relation.answers:
            return [] if acting & self._sides(lender.source) else lender.source
        others = [mention for mention in lender.parties if self._side(mention) not in acting]
        if frame.relation.mode == THIRD_PARTY and acting & self._sides(lender.source):
            return []  # who released prisoners did not mediate with them
        if frame.trigger.returns:
            return others
        if frame.relation.borrows and frame.relation.mode != THIRD_PARTY and len(others) == len(lender.parties):
            return []  # who quits a pact is one of those who made it
        return others if frame.relation.borrows else [m for m in lender.target if self._side(m) not in acting]

    def _sides(self, mentions: Iterable[Mention]) -> set[str]:
        return self.arguments.actors.sides(mentions)

    def _side(self, mention: Mention) -> str:
        return self.arguments.actors.side(mention.entity)


def _plain(words: frozenset[str]) -> frozenset[str]:
    """The words of a constraint without those that any actor or thing would meet."""
    return frozenset(word for word in words if word == "@weapon" or word[0] not in "@*")


def _is_foreground(token: Token) -> bool:
    """Whether a word stands in the main clause of its sentence, and not in what is said or told beside."""
    while token.dep_ in FOREGROUND and token.head is not token:
        token = token.head
    return token.head is token


def _first_to_mind(frames: list[Frame]) -> Frame | None:
    """Of several acts the one told last that is least deeply embedded in its sentence."""
    return max(frames, key=lambda f: (f.token.sent.start, -_depth(f.token), f.token.i), default=None)


def _as_near(frame: Frame, other: Frame) -> bool:
    return frame.token.sent == other.token.sent and _depth(frame.token) == _depth(other.token)


@cache
def _echoing_verbs() -> frozenset[str]:
    """The verbs that open a phrase such as "follow suit"."""
    phrases = words_of("answering_phrases") | words_of("following_phrases")
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def _phrases(verb: Token) -> frozenset[str]:
    """A verb with each word below it, a preposition with its object: "follow suit", "answer in kind"."""
    verb_lemma = verb.lemma_.lower()
    below = [f"{verb_lemma} {child.lemma_.lower()}" for child in verb.children]
    for child in verb.children:
        below += [
            f"{verb_lemma} {child.lower_} {inner.lemma_.lower()}" for inner in child.children if child.dep_ == "prep"
        ]
    return frozenset(below)


def _depth(token: Token) -> int:
    """How many clauses and phrases a word stands within."""
    return sum(1 for _ in token.ancestors)


def _distance(lender: Frame, frame: Frame) -> int:
    return frame.token.sent.start - lender.token.sent.start
