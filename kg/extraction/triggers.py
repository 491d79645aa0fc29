"""Finds triggers in a parsed document: words that name an act, with the relation type that their grammar fits best."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extraction.anaphora import Anaphora
from kg.extraction.arguments import Arguments
from kg.extraction.frames import Frame
from kg.extraction.syntax import FLOATING
from kg.language.actors import ACTOR_KINDS
from kg.language.tokens import Token
from kg.types import Mention
from kg.vocabulary.relations import SLOTS, RelationType, Trigger
from kg.vocabulary.words import words_of

# Families of relations that may be aimed at a place that no state stands for.
PLACE_FAMILIES = frozenset({"conflict", "coercion", "military", "cooperation", "speech"})
WHERE = frozenset({"in", "at", "near", "across", "into"})  # slots of a noun that tell where
# Where those were whom a text does not name ("killed ten people in Mali").
GROUND = ("in", "obj.in", "at", "near", "at.in", "from.in", "obj.from.in")
PLOVER_ASKED = "REQUEST"
PLOVER_VIOLENT = "ASSAULT"
PLOVER_KIND = frozenset({"AID", "SUPPORT", "COOPERATE", "AGREE"})
RECIPROCAL = frozenset({("other", "each"), ("other", "the"), ("another", "one")})
WORDLESS = SLOTS - {"there"}  # every other slot is a preposition, found by its word
POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


class TriggerIndex:
    """The triggers of all relation types by part of speech and lemma; phrases by their last word."""

    def __init__(self, relations: Iterable[RelationType]) -> None:
        self.relations = {relation.name: relation for relation in relations}
        self._by_lemma: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
        self._phrases: dict[tuple[str, str], list[tuple[str, Trigger]]] = defaultdict(list)
        self._asked: dict[int, tuple[frozenset[str], ...]] = {}  # a trigger's id -> sets of words
        for relation in self.relations.values():
            for trigger in relation.triggers:
                self._asked[id(trigger)] = tuple(_asked_words(trigger))
                for lemma in sorted(trigger.lemmas):
                    modifier, _, head = lemma.rpartition(" ")
                    self._by_lemma[trigger.pos, lemma].append(trigger)
                    if modifier:
                        self._phrases[trigger.pos, head].append((modifier, trigger))

    def standing_among(self, triggers: Iterable[Trigger], words: frozenset[str]) -> Iterator[Trigger]:
        """Those triggers for which a sentence of these words (lemmas and forms) has what their conditions ask for.

        A look that costs little, before any grammar; who passes it may fail still.
        """
        for trigger in triggers:
            if not any(map(words.isdisjoint, self._asked[id(trigger)])):
                yield trigger

    def types_of_noun(self, noun: Token) -> frozenset[str]:
        """The relation types that a noun may name ("transfer": arms_transfer), broader types included."""
        names = {trigger.relation for trigger in self._by_lemma.get(("noun", noun.lemma_.lower()), ())}
        return frozenset(names | {broader for name in names if (broader := self.relations[name].same)})

    def candidates(self, token: Token) -> Sequence[Trigger]:
        """The triggers that the word itself may be; a phrase's modifier must stand before it."""
        pos = POS_OF.get(token.pos_)
        if pos is None:
            return ()
        key = (pos, token.lemma_.lower())
        alone, phrases = self._by_lemma.get(key, ()), self._phrases.get(key)
        if not phrases:
            return alone
        before = {form for child in token.lefts for form in (child.lower_, child.lemma_.lower())}
        return [*alone, *(trigger for modifier, trigger in phrases if modifier in before)]


# What any filler, any actor, or another class of mentions ("@weapon") counts for beside single words.
BREADTH = {"*": 200, "@actor": 200}
CLASS_BREADTH = 40


def _asked_words(trigger: Trigger) -> Iterator[frozenset[str]]:
    """For each condition of a trigger the words that can meet it: prepositions of its slot, and what stands in it.

    Of several words the last is the head; mentions are of any words.
    """
    for slot, words in trigger.when.items():
        if slot not in ("source", "target"):
            yield from (frozenset({part}) for part in slot.lstrip("~").split(".") if part not in WORDLESS)
            if not any(word == "*" or word.startswith("@") for word in words):
                yield frozenset(word.rpartition(" ")[2] for word in words)


def _breadth(trigger: Trigger) -> int:
    """How many words a trigger's conditions let in; of two that fit as well, the narrower says more."""
    if not trigger.when:
        return BREADTH["*"] + trigger.negated  # "will not release them" tells of a release first
    asked = (word for words in trigger.when.values() for word in words)
    return sum(BREADTH.get(word, CLASS_BREADTH if word.startswith("@") else 1) for word in asked)


def is_refusal(token: Token) -> bool:
    """Whether the clause says that something will not or would not be done."""
    words = {child.lower_ for child in token.children if child.dep_ in ("neg", "aux", "advmod")}
    if "have" in words:
        return False  # "could not have attended"
    return bool(words & words_of("negators")) and bool(words & words_of("refusal_modals"))


def _holds(phrase: Mention, name: Mention) -> bool:
    """Whether a name is only a part of the phrase that names another actor: "the wealthy *Gulf* state"."""
    inside = phrase.start <= name.start and name.end <= phrase.end
    return inside and len(name.text) < len(phrase.text) and name.entity != phrase.entity


class FrameFinder:
    """Finds the frames of one document."""

    def __init__(self, index: TriggerIndex, arguments: Arguments) -> None:
        self.index = index
        self.arguments = arguments
        self.grammar = arguments.grammar
        self._sentence: tuple[int, frozenset[str]] = (-1, frozenset())  # where the last one began, and its words
        self.anaphora = Anaphora(arguments, index.types_of_noun)

    def find(self, tokens: Iterable[Token]) -> list[Frame]:
        """The best frame of each trigger word, without nouns that a verb's frame has taken as its own."""
        best: dict[int, Frame] = {}
        incomplete: dict[int, Frame] = {}
        tokens = list(tokens)
        for token in tokens:
            triggers = self.index.candidates(token)
            if not triggers:
                continue
            possible = self.index.standing_among(triggers, self._words_around(token))
            frames = [frame for trigger in possible if (frame := self._frame(token, trigger))]
            able = [frame for frame in frames if frame.is_complete or frame.relation.borrows or frame.relation.answers]
            for fitting, into in ((able, best), (frames, incomplete)):
                if fitting:
                    into[token.i] = max(fitting, key=lambda frame: (frame.score, -_breadth(frame.trigger)))
        seen = frozenset(best)
        best = {i: frame for i, frame in best.items() if not frame.trigger.silent}
        for frame in list(best.values()):
            for slot in frame.trigger.when:
                if frame.token.pos_ in ("VERB", "AUX") and "." not in slot:
                    for inner in self.grammar.slot(frame.token, slot):
                        taken = best.get(inner.i)
                        if taken is not None and not frame.trigger.keeps and inner.pos_ in ("NOUN", "PROPN"):
                            del best[inner.i]
        rest = {i: frame for i, frame in incomplete.items() if i not in seen and not frame.trigger.silent}
        found = {i: frame for i, frame in (best | rest).items() if not self._repeats_subject(frame, best)}
        complete = self.anaphora.complete([found[i] for i in sorted(found)])
        told = {frame.token.i for frame in complete}
        echoes = [echo for token in tokens if token.i not in told and (echo := self.anaphora.echo(token, complete))]
        frames = sorted([*complete, *echoes], key=lambda frame: frame.token.i)
        return [way for frame in frames for way in frame.each_way()]

    def _words_around(self, token: Token) -> frozenset[str]:
        """The lemmas and forms of the token's sentence, and of those before it where it may point back to them."""
        sentence = token.sent
        if self._sentence[0] != sentence.start:
            near = self.anaphora.reach(sentence)
            words = {other.lower_ for other in near} | {other.lemma_.lower() for other in near}
            self._sentence = sentence.start, frozenset(words)
        return self._sentence[1]

    def _repeats_subject(self, frame: Frame, best: Mapping[int, Frame]) -> bool:
        """Whether its subject tells the act ("an Israeli strike kills seven"), or what a thing does that it set going.

        "Rockets fired by Hezbollah hit Haifa" tells of one attack.
        """
        if frame.trigger.pos != "verb":
            return False
        thing = frame.token.head
        if frame.token.dep_ == "acl" and thing.dep_ == "nsubj" and not frame.target and thing.head.i in best:
            return best[thing.head.i].relation.family == "conflict"
        subjects = [best[token.i] for token in self.grammar.slot(frame.token, "subj") if token.i in best]
        return any(other.relation.family == frame.relation.family for other in subjects)

    def _frame(self, token: Token, trigger: Trigger) -> Frame | None:
        if trigger.particle is not None and not self._has_particle(token, trigger.particle):
            return None
        if trigger.negated and not is_refusal(token):
            return None
        if not self._meets_conditions(token, trigger):
            return None
        for slot, words in trigger.unless.items():
            if slot not in ("source", "target") and self.arguments.any_matches(token, slot, words):
                return None
        relation = self.index.relations[trigger.relation]
        target_slots = self._noun_slots(token, trigger.target) if trigger.pos == "noun" else trigger.target
        source = self.arguments.fill(token, trigger.source, "source")
        source = self._allowed(source, relation, "source")
        moved = "obj" in trigger.source and not self.grammar.slot(token, "subj")
        if moved and not any(self.arguments.is_known(mention) or " " in mention.text for mention in source):
            source = []  # "a plan to send troops": nobody's, as far as is said
        mutual = relation.symmetric if trigger.mutual is None else trigger.mutual
        if mutual and not source:  # "ties were restored between A and B"
            between = [slot for slot in trigger.target if slot.endswith("between")]
            source = self._allowed(self.arguments.fill(token, between, "source"), relation, "source")
        acting = frozenset(mention.entity for mention in source)
        if mutual and len(acting) > 1 and self._acts_without(token):
            return None  # "neither Oman nor Chad attended the talks": with whom is not said
        if mutual and len(acting) > 1:  # "A and B agreed to": they did so with each other
            shared = ("comp", "recipient")  # who died in their fighting is no third side of it, nor is where they met
            apart = (s for s in target_slots if not s.startswith(shared) and not s.endswith("between"))
            target_slots = tuple(s for s in apart if s.rpartition(".")[2] not in ("in", "at", "any"))
        role = self._target_role(relation)
        without = acting if len(acting) == 1 or not mutual else frozenset[str]()  # shared among many
        if relation.family == "diplomacy":  # nobody deals with the state for which he acts
            acting_for = (self.arguments.actors.acting_state(m.entity) for m in source if m.kind == "person")
            without |= {state for state in acting_for if state is not None}
        target = self._allowed(self.arguments.fill(token, target_slots, role, without), relation, "target")
        if relation.family == "diplomacy":
            target = [mention for mention in target if not self._acts_for(mention, acting)]
        target = [mention for mention in target if not any(_holds(actor, mention) for actor in source)]
        nobody_named = bool(target) and not any(map(self.arguments.is_known, target))
        violent = (relation.family == "conflict" and relation.intensity < 0) or trigger.plover == PLOVER_VIOLENT
        if violent and (nobody_named or (not target and not mutual and self._struck_unnamed(token))):
            grounds = (*GROUND, *(f"{slot}.in" for slot in trigger.target))  # "struck a militant camp in Pakistan"
            found = self._allowed(self.arguments.fill(token, grounds, role, acting), relation, "target")
            target += [mention for mention in found if not target or self.arguments.country(mention)]
        strangers = not any(map(self.arguments.is_known, target))
        reciprocal = len(acting) > 1 and strangers and self._is_reciprocal(token, trigger)
        source, target = self._split(source, source if reciprocal else target, symmetric=mutual or reciprocal)
        if not self._roles_match(trigger, source, target):
            return None
        if not source and "source" in trigger.needs:
            return None
        by_phrase = token.lemma_.lower() not in trigger.lemmas  # "trade deal" says more than "deal"
        score = 2.0 * len(trigger.when)
        score += (trigger.particle is not None) + by_phrase + bool(source) + bool(target)
        reciprocal = reciprocal and not relation.symmetric
        parties = [*source, *target] if reciprocal else source
        return Frame(token, trigger, relation, parties, parties if reciprocal else target, score, reciprocal=reciprocal)

    def _noun_slots(self, noun: Token, slots: tuple[str, ...]) -> tuple[str, ...]:
        """The slots of a noun's target, with whom its act happens to.

        A known actor says more than where it was done: "a strike in Mali killed two of the M23".
        """
        where = tuple(slot for slot in slots if slot in WHERE)
        others = tuple(slot for slot in slots if slot not in WHERE)
        if where and any(map(self.arguments.is_known, self.arguments.fill(noun, ("recipient",), "target"))):
            return (*others, "recipient", *where)
        return (*slots, "recipient")

    def _target_role(self, relation: RelationType) -> str:
        """What the target is to the act, which decides where in a phrase it is looked for."""
        broad = self.index.relations.get(relation.same or "", relation)
        if relation.answers:
            return "answered"
        if PLOVER_ASKED in (relation.plover, broad.plover):
            return "asked"
        if relation.family not in PLACE_FAMILIES:
            return "party"
        return "helped" if relation.plover in PLOVER_KIND else "target"  # "aid in the fight against"

    def _meets_conditions(self, token: Token, trigger: Trigger) -> bool:
        """Whether every slot that the trigger constrains holds what it asks for, or a pronoun for it."""
        matches = self.arguments.any_matches
        for slot, words in trigger.when.items():
            if slot in ("source", "target") or matches(token, slot, words):
                continue
            if slot in FLOATING and matches(token, f"~{slot}", words):
                continue
            if "target" not in trigger.needs or not self._points_back(token, slot, words):
                return False
        return True

    def _is_reciprocal(self, token: Token, trigger: Trigger) -> bool:
        """Whether those who act stand on the other side too: "accused each other", "expelled one another's envoys"."""
        slots = [inner for slot in trigger.target for inner in self.grammar.slot(token, slot)]
        slots += [owner for inner in slots for owner in inner.children if owner.dep_ == "poss"]
        return any((inner.lower_, child.lower_) in RECIPROCAL for inner in slots for child in inner.children)

    def _points_back(self, token: Token, slot: str, words: frozenset[str]) -> bool:
        return any(self.anaphora.antecedent(filler, words) for filler in self.grammar.slot(token, slot))

    def _struck_unnamed(self, token: Token) -> bool:
        """Whether what an act struck is a thing of nobody's that the text names: "shelled a village in Mali"."""
        struck = self.grammar.slot(token, "obj")
        grounds = [place for slot in GROUND for place in self.grammar.slot(token, slot)]
        ground = words_of("ground_nouns")
        named = any(self._is_named_ground(place) for place in grounds)  # not "in Bangkok's price war"
        return bool(struck) and all(
            noun.pos_ == "NUM" or noun.lemma_ in ground or (named and noun.pos_ == "NOUN") for noun in struck
        )

    def _acts_for(self, mention: Mention, states: frozenset[str]) -> bool:
        """Whether a person acts for one of some states (ids), and is no other side to it."""
        return mention.kind == "person" and self.arguments.actors.acting_state(mention.entity) in states

    def _acts_without(self, token: Token) -> bool:
        """Whether those who act are named one by one, as not acting: "neither A nor B attended the talks"."""
        verb = token if token.pos_ == "VERB" else token.head
        return verb.lemma_ in ("attend", "join") and any(
            child.lower_ == "nor" for noun in self.grammar.slot(token, "subj") for child in noun.children
        )

    def _is_named_ground(self, place: Token) -> bool:
        named = self.arguments.actors.named
        region = place.lemma_.lower() in words_of("place_nouns") and self.grammar.slot(place, "mod")
        return place.i in named or any(token.i in named for token in region or ())

    @staticmethod
    def _has_particle(token: Token, particle: str) -> bool:
        """Whether a verb has a particle, and no preposition beside its object ("took it in 2019")."""
        has_object = any(child.dep_ == "dobj" for child in token.children)
        return any(
            child.lower_ == particle
            and (child.dep_ in ("prt", "advmod") or (child.dep_ == "prep" and not (has_object and child.children)))
            for child in token.children
        )

    def _allowed(self, found: list[Mention], relation: RelationType, role: str) -> list[Mention]:
        default = ACTOR_KINDS | {"place"} if role == "target" and relation.family in PLACE_FAMILIES else ACTOR_KINDS
        kinds = relation.actors.get(role, default)
        allowed = [mention for mention in found if mention.kind in kinds and mention.kind != "weapon"]
        if relation.family != "speech":
            return allowed
        return [mention for mention in allowed if not self.arguments.is_nobodys(mention)]  # no sea is spoken to

    def _roles_match(self, trigger: Trigger, source: list[Mention], target: list[Mention]) -> bool:
        for role, fillers in (("source", source), ("target", target)):
            wanted = trigger.when.get(role)
            if wanted and not any(self._mention_matches(mention, wanted) for mention in fillers):
                return False
        return True

    @staticmethod
    def _mention_matches(mention: Mention, wanted: frozenset[str]) -> bool:
        classes = {
            "@actor": ACTOR_KINDS, "@person": {"person"}, "@organisation": {"organisation", "group", "armed_group"},
            "@state": {"state"}, "@place": {"place", "state"},
        }  # fmt: skip
        return any(mention.kind in kinds for name, kinds in classes.items() if name in wanted)

    @staticmethod
    def _split(source: list[Mention], target: list[Mention], *, symmetric: bool) -> tuple[list[Mention], list[Mention]]:
        """No actor on both sides; where those of a symmetric relation all stand on one, the first is the source."""
        if symmetric:
            together = source
            same = {mention.entity for mention in source} == {mention.entity for mention in target}
            if (not target or not source or same) and len({mention.entity for mention in together}) > 1:
                first = together[0]
                return [first], [mention for mention in together[1:] if mention.entity != first.entity]
        acting = {mention.entity for mention in source}
        return source, [mention for mention in target if mention.entity not in acting]
