"""What a word that embeds an act makes of it: "denied having", "is believed to", "plans for", "cancelled".

In: the embedding verb or noun, how it is linked to the act, and the stance so far. The stance is changed in place.
"""

from dataclasses import dataclass

from kg.extraction.clauses import is_passive, phrasal
from kg.extraction.syntax import Grammar
from kg.language.tokens import Token
from kg.types import Factuality
from kg.vocabulary.words import words_of


@dataclass(slots=True)
class Stance:
    """Factuality, the tokens that name the holder, and the word that decided (for explanations).

    `reported` says that some clause above attributes the act, even if its factuality is not "reported"; `open` that it
    is only thought about, so that nothing is said to have been done or decided; `deniers` are those who deny it where
    somebody else claims it.
    """

    factuality: Factuality = "asserted"
    holder: tuple[Token, ...] = ()
    cue: Token | None = None
    reported: bool = False
    open: bool = False
    deniers: tuple[Token, ...] = ()

    def weaken(self, factuality: Factuality, cue: Token | None) -> None:
        """Take on a factuality unless something nearer the act has already decided."""
        if self.factuality == "asserted":
            self.factuality, self.cue = factuality, cue

    def cancel(self, cue: Token) -> None:
        """Take back what was to happen: a plan that is called off is no plan any more."""
        if self.factuality in ("asserted", "planned"):
            self.factuality, self.cue = "negated", cue

    def condition(self, cue: Token) -> None:
        """Become a condition, which says nothing of the act whether it is negated or not ("if it does not leave")."""
        if self.factuality in ("asserted", "negated"):
            self.factuality, self.cue = "conditional", cue

    def deny(self, cue: Token) -> bool:
        """Take on a denial of what nobody that is named has claimed; whether it is one."""
        planned = self.factuality == "planned" and cue.lemma_ not in words_of("reject_verbs")
        if (self.factuality in ("asserted", "alleged", "reported") or planned) and not self.reported:
            self.factuality, self.cue = "denied", cue
        return self.factuality == "denied"

    def hold(self, holder: list[Token]) -> None:
        """Take on a holder unless one nearer the act has been found."""
        if holder and not self.reported:
            self.holder, self.reported = tuple(holder), True

    def attribute(self, holder: list[Token], cue: Token) -> None:
        """Take on a holder and, where nothing else has decided, the factuality "reported"."""
        if not self.reported:
            self.hold(holder)
            self.weaken("reported", cue)


def is_negated(verb: Token) -> bool:
    """Whether a verb has a negation of its own."""
    return any(child.dep_ == "neg" and not is_putting_off(child) for child in verb.children)


def is_putting_off(negation: Token) -> bool:
    """Whether a negation only puts off what follows: "it was not until May that they agreed"."""
    verb = negation.head
    after = (child for child in verb.children if child.i > negation.i and child.dep_ in ("prep", "mark", "advcl"))
    until = any(word.lower_ == "until" for child in after for word in (child, child.left_edge))
    return verb.lemma_ == "be" and until and any(child.lower_ == "it" and child.i < verb.i for child in verb.children)


def is_conditioned(verb: Token) -> bool:
    """Whether what the verb says hangs on a condition: "will leave if", "unless it", but not "even if"."""
    shared = [clause for clause in verb.head.children if verb.dep_ == "ccomp" and verb.i < clause.i < verb.head.i]
    for clause in (*verb.children, *shared):
        if clause.dep_ == "advcl":
            for mark in clause.children:
                if mark.dep_ == "mark" and mark.lower_ in words_of("condition_marks"):
                    before = mark.nbor(-1).lower_ if mark.i > mark.sent.start else ""
                    if before not in ("even", "as"):
                        return True
    return False


def is_finite(verb: Token) -> bool:
    """Whether a clause has a subject or conjunction of its own, as no participle after a noun has."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "mark", "expl") for child in verb.children)


def falls_short(verb: Token) -> bool:
    """Whether an adverb says that the verb never got to it: "stopped short of", "held back from", "came close to"."""
    return any(child.dep_ in ("advmod", "prt") and child.lower_ in words_of("short_adverbs") for child in verb.children)


class Embedding:
    """Reads embedding words in one document."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def _subjects(self, verb: Token) -> list[Token]:
        return self._grammar.slot(verb, "subj")

    # ------------------------------------------------------------------ verbs with a clause

    def read_verb(self, verb: Token, stance: Stance, link: str, below: Token | None = None) -> None:
        """A verb that takes the act as its complement, linked by "that", "to" or a preposition.

        `below` is the head of the complement, where it is a clause.
        """
        lemma, passive = phrasal(verb), is_passive(verb)
        if lemma in words_of("consider_verbs") and not passive:
            stance.open = True
        if is_negated(verb) and not self._read_negated(verb, stance, link):
            return
        if lemma in words_of("deny_verbs"):
            if not (lemma in words_of("reject_verbs") and link == "to"):
                self._deny(verb, stance)
        elif lemma in words_of("lasting_verbs") and below is not None and below.dep_ == "xcomp" and below.tag_ == "VBG":
            pass  # "kept buying"
        elif lemma in words_of("fail_verbs") and below is not None and below.lemma_ in words_of("comment_verbs"):
            pass  # "declined to comment on": nothing is said of the act itself
        elif (
            (lemma in words_of("fail_verbs") and link in ("to", "from", "of"))
            or (falls_short(verb) and link in ("to", "from", "of"))
            or (lemma in words_of("cancel_verbs") and link != "that")
            or (lemma in words_of("prevent_verbs") and link in ("from", "to"))
            or (lemma in words_of("oppose_verbs") and link != "that")
        ):
            stance.weaken("negated", verb)
        elif lemma in words_of("unreal_verbs"):
            stance.weaken("conditional", verb)
        elif lemma in words_of("seem_verbs"):
            stance.weaken("alleged", verb)
        elif passive and lemma in words_of("passive_allege"):
            stance.weaken("alleged", verb)
            if agents := self._subjects(verb):
                stance.hold(agents)
        elif passive and lemma in words_of("report_verbs") and not self._subjects(verb):
            pass  # "it was revealed that": told as a fact
        elif lemma in words_of("allege_verbs") and not (lemma in words_of("consider_verbs") and link == "to"):
            self._allege(verb, stance, link)
        elif lemma in words_of("question_verbs") and any(word.lower_ in ("if", "whether") for word in verb.subtree):
            stance.weaken("alleged", verb)
        elif lemma in words_of("report_verbs") and (link == "that" or lemma in words_of("passive_allege")):
            stance.attribute(self._subjects(verb), verb)
        elif lemma == "go" and verb.tag_ != "VBG":
            pass  # "went on a pilgrimage", and not "is going to"
        elif lemma in words_of("plan_verbs"):
            self._plan(verb, stance, link)
        elif lemma == "be" and link == "to":
            stance.weaken("planned", verb)  # "is to visit"
        elif lemma == "be":
            self._read_judgement(verb, stance)
        elif lemma in words_of("say_verbs") and link == "that":
            stance.attribute(self._subjects(verb), verb)

    def _read_judgement(self, verb: Token, stance: Stance) -> None:
        """ "It is possible that", "it is a lie that"."""
        for child in verb.children:
            if child.dep_ == "attr":
                self.read_noun(child, stance)
            elif child.dep_ == "acomp" and child.lower_ in words_of("deny_phrases_objects") | words_of(
                "unlikely_states"
            ):
                stance.weaken("negated", child)
            elif child.dep_ == "acomp" and child.lower_ in words_of("allege_adjectives"):
                stance.weaken("alleged", child)

    @staticmethod
    def read_demand(act: Token, verb: Token, stance: Stance) -> None:
        """What somebody demands of another is neither done nor planned by him: "urged Kigali to withdraw"."""
        if _obliges(act, verb):
            stance.open = True
        if verb.lemma_ not in words_of("demand_verbs") or stance.factuality != "asserted":
            return
        if act.tag_ not in ("VB", "VBP") and act.lower_ != act.lemma_:
            return  # "insists that it is withdrawing" is a report
        if act.dep_ == "ccomp" or any(
            child.dep_ in ("dobj", "dative") or (child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "for"))
            for child in verb.children
        ):
            stance.open = True

    @staticmethod
    def _read_negated(verb: Token, stance: Stance, link: str) -> bool:
        """A negated embedding verb; whether it still says something of the act itself."""
        lemma = phrasal(verb)
        if lemma in words_of("deny_verbs"):
            stance.weaken("alleged", verb)  # "did not deny having": said by somebody
            return False
        if lemma in words_of("oppose_verbs"):
            stance.weaken("conditional", verb)  # "did not rule out"
            return False
        if lemma in words_of("plan_verbs") | words_of("implicative_verbs") or link in ("to", "from"):
            stance.weaken("negated", verb)
        elif lemma in words_of("report_verbs") | words_of("allege_verbs"):
            stance.weaken("alleged", verb)
        return True

    def _deny(self, verb: Token, stance: Stance) -> None:
        if {verb.head.lemma_, *(child.lemma_ for child in verb.conjuncts)} & words_of("confirm_verbs"):
            stance.weaken("alleged", verb)  # "neither confirmed nor denied"
            return
        charges = [noun for noun in self._grammar.slot(verb, "obj") if noun.lemma_ in words_of("claim_nouns")]
        accusers = [agent for noun in charges for agent in self._participle_agents(noun)]
        if accusers and not stance.reported:  # "denied the charge, levelled by A, that it has ..."
            stance.factuality, stance.cue = "alleged", charges[0]
            stance.hold(accusers)
            stance.deniers = tuple(self._subjects(verb))
        elif not stance.reported or stance.factuality in ("asserted", "reported"):
            stance.factuality, stance.cue = "denied", verb
            stance.holder, stance.reported = tuple(self._subjects(verb)), True

    def _allege(self, verb: Token, stance: Stance, link: str) -> None:
        if link == "that" and verb.lemma_ in words_of("report_verbs"):
            stance.attribute(self._subjects(verb), verb)
        elif not stance.reported:
            stance.weaken("alleged", verb)
            stance.hold(self._subjects(verb))

    def _plan(self, verb: Token, stance: Stance, link: str) -> None:
        if link == "that" and verb.lemma_ in words_of("say_verbs"):
            stance.attribute(self._subjects(verb), verb)
            return
        threatens = verb.lemma_ in words_of("threat_verbs")
        stance.weaken("conditional" if threatens or is_conditioned(verb) else "planned", verb)
        if link == "that" or threatens:
            stance.hold(self._subjects(verb))

    # ------------------------------------------------------------------ nouns

    def read_position(self, noun: Token, verb: Token, stance: Stance) -> None:
        """An event noun as the object of a verb: "denied the attack", "plans a visit", "cancelled talks"."""
        lemma = phrasal(verb)
        if not ((noun.dep_ == "dobj" and not is_passive(verb)) or noun.dep_ == "nsubjpass"):
            return
        asked = noun.lemma_ in words_of("demand_nouns")  # a demand that is rejected was made all the same
        if (
            lemma in words_of("deny_verbs")
            and not is_negated(verb)
            and not (asked and lemma in words_of("reject_verbs"))
        ):
            if stance.deny(verb):
                stance.hold(self._subjects(verb))
        elif lemma in words_of("cancel_verbs") | words_of("prevent_verbs"):
            if is_negated(verb):
                stance.weaken("conditional", verb)  # "did not rule out a strike"
            else:
                stance.cancel(verb)
        elif _intends(verb, noun):
            stance.weaken("planned", verb)
        elif lemma == "offer" or (
            lemma in words_of("plan_verbs") and lemma not in words_of("light_verbs") | words_of("say_verbs")
        ):
            if lemma not in words_of("deciding_verbs"):
                stance.weaken("planned", verb)
        elif lemma in ("allege", "suspect"):
            stance.attribute(self._subjects(verb), verb)
            stance.factuality = "alleged"

    def read_noun(self, noun: Token, stance: Stance, link: str = "that") -> None:
        """A noun that takes the act as its content: "the denial of", "allegations that", "plans for"."""
        lemma = noun.lemma_.lower()
        if any(child.lower_ in ("no", "little") for child in noun.children):  # "no plans to", "no evidence that"
            stance.weaken("negated" if lemma in words_of("plan_nouns") else "alleged", noun)
        if lemma in words_of("refusal_nouns") | words_of("lie_nouns"):
            stance.weaken("negated", noun)
        elif lemma in words_of("idea_nouns"):
            stance.weaken("conditional", noun)
        elif lemma == "denial":
            stance.weaken("denied", noun)
            stance.hold(self._authors(noun) or self._subjects(noun))
        elif lemma in words_of("allege_nouns"):
            stance.weaken("alleged", noun)
            if authors := self._authors(noun) or self._participle_agents(noun):
                stance.hold(authors)
        elif lemma in words_of("threat_nouns"):
            stance.weaken("conditional", noun)
            stance.hold(self._authors(noun))
        elif lemma in words_of("plan_nouns") and link in ("that", "for", "to", "of"):
            stance.weaken("planned", noun)

    def _authors(self, noun: Token) -> list[Token]:
        return self._grammar.slot(noun, "poss") or self._grammar.slot(noun, "by")

    def _participle_agents(self, noun: Token) -> list[Token]:
        """The agent of a participle after a noun: "the charge levelled by A"."""
        participles = [child for child in noun.children if child.dep_ == "acl" and not is_finite(child)]
        found = [agent for child in participles for agent in self._subjects(child)]
        if not found and noun.dep_ == "dobj":  # where the parser hangs the participle on the verb
            found = [
                agent
                for child in noun.head.children
                if child.dep_ == "advcl" and child.tag_ == "VBN" and child.i > noun.i
                for agent in self._grammar.slot(child, "by")
            ]
        return found


def _intends(verb: Token, noun: Token) -> bool:
    """Whether an act is what somebody means to do, and not what he is known to have planned: "plans a visit"."""
    if verb.lemma_ not in words_of("intending_verbs"):
        return False
    past = verb.tag_ in ("VBD", "VBN") and all(child.lower_ not in ("is", "are") for child in verb.children)
    known = any(child.lower_ in words_of("telling_back") or child.dep_ == "poss" for child in noun.children)
    return not (past and known)


def _obliges(act: Token, verb: Token) -> bool:
    """Whether somebody says what another must do: "said *Kigali* must withdraw", "told *Kigali* it should"."""
    if act.dep_ != "ccomp" or verb.lemma_ not in words_of("say_verbs"):
        return False
    if all(child.lower_ not in words_of("obliging_modals") for child in act.children if child.dep_ == "aux"):
        return False
    told = any(child.dep_ in ("dobj", "dative") for child in verb.children)
    return told or any(child.dep_ in ("nsubj", "nsubjpass") and child.pos_ != "PRON" for child in act.children)
