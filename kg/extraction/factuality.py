"""Is it said to have happened, and who says so: factuality and holder of an act, from its clause and all above it.

In: the token that names an act. Out: a `Stance`. The clause's own grammar comes first (negation, modals, adverbs,
"planned", "alleged"), then each clause that embeds it: what is denied is denied whoever reports the denial; a plan
or condition stays one when somebody announces it, and the announcer becomes its holder.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.syntax import Grammar, is_passive
from kg.types import Factuality
from kg.vocabulary.words import words_of

MAX_CLAUSES = 10
CLAUSAL = frozenset({"ccomp", "xcomp", "pcomp", "acl", "advcl", "conj", "relcl", "csubj", "csubjpass", "parataxis", "dep", "prep", "pobj", "dobj", "appos", "nsubj", "nsubjpass", "attr", "oprd", "acomp", "agent", "compound", "poss", "nmod", "amod"})  # fmt: skip


@dataclass(slots=True)
class Stance:
    """Factuality, the tokens that name the holder, and the words that decided (for explanations)."""

    factuality: Factuality = "asserted"
    holder: tuple[Token, ...] = ()
    cue: Token | None = None
    reported: bool = False  # some clause above attributes it, even if its factuality is not "reported"
    open: bool = False  # only thought about: nothing is said to have been done or decided
    deniers: tuple[Token, ...] = ()  # who denies it, where somebody else claims it

    def weaken(self, factuality: Factuality, cue: Token | None) -> None:
        """Take on a factuality unless something nearer the act has already decided."""
        if self.factuality == "asserted":
            self.factuality, self.cue = factuality, cue

    def attribute(self, holder: list[Token], cue: Token) -> None:
        """Take on a holder unless one nearer the act has been found."""
        if not self.reported:
            self.holder, self.reported = tuple(holder), True
            self.weaken("reported", cue)


class FactualityReader:
    """Reads the stance of acts in one document."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.deny = words_of("deny_verbs")
        self.report = words_of("report_verbs")
        self.allege = words_of("allege_verbs")
        self.plan = words_of("plan_verbs")
        self.fail = words_of("fail_verbs")
        self.prevent = words_of("prevent_verbs")
        self.cancel = words_of("cancel_verbs")
        self.light = words_of("light_verbs")
        self.implicative = words_of("implicative_verbs")

    def _subjects(self, verb: Token) -> list[Token]:
        return self.grammar.slot(verb, "subj")

    def read(self, trigger: Token, *, planned: bool = False) -> Stance:
        """The stance of the act that the token names."""
        stance = Stance()
        if planned:
            stance.weaken("planned", trigger)
        token = trigger
        if trigger.pos_ in ("NOUN", "PROPN"):
            self._read_noun(trigger, stance)
        self._read_clause(token, stance)
        for _ in range(MAX_CLAUSES):
            above = self._climb(token, stance)
            if above is None:
                break
            token = above
        self._read_according(trigger, stance)
        return stance

    # ------------------------------------------------------------------ the act's own words

    def _read_noun(self, noun: Token, stance: Stance) -> None:
        for child in noun.children:
            lemma, lower = child.lemma_.lower(), child.lower_
            if child.dep_ in ("det", "neg", "preconj") and lower in ("no", "neither"):
                stance.weaken("negated", child)
            elif child.dep_ in ("amod", "compound", "advmod"):
                if lower in words_of("allege_adjectives") or lemma in words_of("allege_adjectives"):
                    stance.weaken("alleged", child)
                elif lower in words_of("plan_adjectives") and lower != "next":
                    stance.weaken("planned", child)

    def _read_clause(self, token: Token, stance: Stance) -> None:
        """Negation, modals and adverbs of the clause whose head is `token`."""
        future: Token | None = None
        for child in token.children:
            lemma, lower = child.lemma_.lower(), child.lower_
            if child.dep_ == "neg" or (
                child.dep_ in ("advmod", "preconj", "cc")
                and lower in ("never", "hardly", "scarcely", "neither", "nor", "no")
            ):
                stance.weaken("negated", child)
            elif child.dep_ == "aux" and lower in words_of("future_modals"):
                future = child
            elif child.dep_ == "aux" and lower in words_of("unreal_modals"):
                if lower in ("would", "could", "may", "might", "can"):
                    stance.weaken("conditional", child) if not self._is_future_in_past(child, token) else stance.weaken(
                        "planned", child
                    )
                else:
                    stance.weaken("planned", child)
            elif child.dep_ == "mark" and lower in words_of("condition_marks"):
                stance.weaken("conditional", child)
            elif child.dep_ in ("advmod",) and lower in words_of("allege_adverbs"):
                stance.weaken("alleged", child)
            elif child.dep_ in ("nsubj", "nsubjpass") and (
                lower in ("none", "nobody", "neither")
                or any(
                    inner.lower_ in ("no", "neither") and inner.dep_ in ("det", "preconj") for inner in child.children
                )
            ):
                stance.weaken("negated", child)
            elif child.dep_ == "dobj" and any(
                inner.dep_ in ("det", "neg") and inner.lower_ == "no" for inner in child.children
            ):
                stance.weaken("negated", child)
            elif child.dep_ == "prep" and lower == "without" and False:
                stance.weaken("negated", child)
        if future is not None:
            stance.weaken("planned", future)
        if token.dep_ == "pcomp" and token.head.lower_ in ("without", "instead", "than"):
            stance.weaken("negated", token.head)

    @staticmethod
    def _is_future_in_past(modal: Token, verb: Token) -> bool:
        """ "Said it would send" is a plan; "would send if" is a condition."""
        if modal.lower_ != "would" or any(
            child.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in child.children)
            for child in verb.children
        ):
            return False
        head = verb.head
        return (
            verb.dep_ in ("ccomp", "relcl", "conj")
            and head.tag_ in ("VBD", "VBN")
            and not any(child.lower_ in ("only", "if") for child in verb.children)
        )

    # ------------------------------------------------------------------ the clauses above

    def _climb(self, token: Token, stance: Stance) -> Token | None:  # noqa: C901
        """Let the construction above `token` act on the stance; the next token to climb from, or None at the top."""
        head = token.head
        if head == token:
            return None
        dep = token.dep_
        if dep in ("conj", "appos"):
            if head.pos_ in ("VERB", "AUX") and token.pos_ in ("VERB", "AUX") and not self._has_own_subject(token):
                self._read_modals_only(head, token, stance)
            return head
        if dep == "relcl":
            return None if not self._is_restrictive(token) else None
        if head.pos_ == "ADP" or head.dep_ in ("prep", "agent"):
            return self._climb_preposition(token, head, stance)
        if head.pos_ in ("VERB", "AUX"):
            return self._climb_verb(token, head, stance)
        if head.pos_ == "ADJ":
            if head.lower_ in words_of("plan_states") and dep in ("xcomp", "ccomp", "acl", "advcl"):
                stance.weaken("planned", head)
            return head
        if head.pos_ in ("NOUN", "PROPN"):
            if dep in ("acl", "ccomp", "relcl", "xcomp"):
                if token.tag_ in ("VBN", "VBG") and dep == "acl":
                    return head if token.tag_ == "VBG" else head
                self._read_embedding_noun(head, stance)
            elif dep in ("compound", "amod", "nmod") and head.lemma_ in words_of("allege_nouns") | words_of(
                "plan_nouns"
            ):
                self._read_embedding_noun(head, stance)
            return head
        return head

    def _read_modals_only(self, head: Token, token: Token, stance: Stance) -> None:
        if any(child.dep_ == "aux" for child in token.children):
            return
        for child in head.children:
            if child.dep_ == "aux" and child.lower_ in words_of("future_modals"):
                stance.weaken("planned", child)
            elif child.dep_ == "aux" and child.lower_ in words_of("unreal_modals"):
                stance.weaken("conditional", child)
            elif (
                child.dep_ == "aux" and child.lower_ == "to" and head.dep_ == "xcomp" and head.head.lemma_ in self.plan
            ):
                stance.weaken("planned", head.head)

    @staticmethod
    def _has_own_subject(token: Token) -> bool:
        return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)

    @staticmethod
    def _is_restrictive(token: Token) -> bool:
        return not any(child.dep_ == "punct" for child in token.children)

    def _climb_preposition(self, token: Token, preposition: Token, stance: Stance) -> Token | None:
        governor = preposition.head
        lower = preposition.lower_
        if lower in words_of("time_prepositions"):
            return None  # what something happened during or after is taken for granted
        if lower in ("without", "instead") and token.pos_ != "NUM":
            stance.weaken("negated", preposition)
        if governor == preposition:
            return None
        lemma = governor.lemma_
        if governor.pos_ in ("NOUN", "PROPN") and lower in (
            "of",
            "for",
            "about",
            "on",
            "over",
            "that",
            "against",
            "to",
        ):
            self._read_embedding_noun(governor, stance, preposition=lower)
            return governor
        if governor.pos_ in ("VERB", "AUX"):
            if token.dep_ in ("pobj", "pcomp") and lower in (
                "of",
                "for",
                "from",
                "with",
                "about",
                "to",
                "on",
                "in",
                "at",
                "against",
                "over",
            ):
                self._read_embedding_verb(governor, stance, lower)
            if lower in ("if", "unless"):
                stance.weaken("conditional", preposition)
            if lower in ("for", "to") and lemma in self.plan and token.pos_ == "NOUN":
                stance.weaken("planned", governor)
            if lower in ("on", "in", "into", "for", "with") and token.pos_ == "NOUN" and lemma in self.light:
                self._read_clause(governor, stance)
            return governor
        return governor

    def _climb_verb(self, token: Token, head: Token, stance: Stance) -> Token | None:
        dep = token.dep_
        if dep == "advcl":
            marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")}
            if marks & words_of("condition_marks"):
                stance.weaken("conditional", token)
            elif token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children):
                stance.weaken("planned", token)  # a purpose is no fact
            elif marks & {"before", "until"} and head.tag_ not in ("VBD", "VBN"):
                stance.weaken("planned", token)
            if head.lemma_ in self.report | self.deny and not self._precedes_quote(token, head):
                return None
            return head
        if dep in ("ccomp", "xcomp", "csubj", "csubjpass", "parataxis", "dep"):
            self._read_embedding_verb(head, stance, "that" if dep == "ccomp" else "to")
            return head
        if dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "acomp", "dative"):
            self._read_noun_position(token, head, stance)
            return head
        return head

    @staticmethod
    def _precedes_quote(token: Token, head: Token) -> bool:
        return token.i < head.i

    def _read_noun_position(self, noun: Token, verb: Token, stance: Stance) -> None:
        """An event noun as subject or object: "denied the attack", "plans a visit", "cancelled talks"."""
        lemma = verb.lemma_
        as_object = (noun.dep_ == "dobj" and not is_passive(verb)) or noun.dep_ == "nsubjpass"
        if as_object and lemma in self.deny and not self._is_negated(verb):
            stance.weaken("denied", verb)
            if stance.factuality == "denied" and not stance.reported:
                stance.holder, stance.reported = tuple(self._subjects(verb)), True
        elif as_object and lemma in self.cancel | self.prevent:
            stance.weaken("negated", verb)
        elif (
            as_object
            and (lemma in self.plan and lemma not in self.light)
            and not (lemma in ("approve", "order", "announce", "warn", "urge", "expect_not"))
        ):
            stance.weaken("planned", verb)
        elif as_object and lemma in ("allege", "suspect"):
            stance.attribute(self._subjects(verb), verb)
            stance.factuality = "alleged"
        if (
            noun.dep_ == "attr"
            or lemma in self.light
            or lemma in self.implicative
            or as_object
            or noun.dep_ in ("nsubj", "nsubjpass")
        ):
            self._read_clause(verb, stance)

    def _is_negated(self, verb: Token) -> bool:
        return any(child.dep_ == "neg" for child in verb.children)

    def _read_embedding_verb(self, verb: Token, stance: Stance, link: str) -> None:  # noqa: C901
        """A verb that takes the act as its complement."""
        lemma = verb.lemma_
        if lemma in words_of("consider_verbs") and not is_passive(verb):
            stance.open = True
        if self._is_negated(verb):
            if lemma in self.deny:
                return
            if lemma in self.plan | self.implicative or link in ("to", "from"):
                stance.weaken("negated", verb)
            elif lemma in self.report | self.allege:
                stance.weaken("alleged", verb)
        if lemma in self.deny:
            if not (lemma in ("dismiss", "reject", "contest", "dispute") and link == "to"):
                self._deny(verb, stance)
        elif lemma in self.fail and link in ("to", "from", "of"):
            stance.weaken("negated", verb)
        elif lemma in self.prevent and link in ("from", "to"):
            stance.weaken("negated", verb)
        elif is_passive(verb) and lemma in words_of("passive_allege") and link in ("to", "that", "of", "for"):
            stance.weaken("alleged", verb)
            agents = self._subjects(verb)
            if agents and not stance.reported:
                stance.holder, stance.reported = tuple(agents), True
        elif is_passive(verb) and lemma in self.report and not self._subjects(verb):
            pass  # "it was revealed that": told as a fact
        elif lemma in self.allege and not (lemma in ("consider", "think") and link == "to"):
            if link == "that" and lemma in self.report:
                stance.attribute(self._subjects(verb), verb)
            elif stance.factuality in ("asserted",) or not stance.reported:
                stance.weaken("alleged", verb)
                if not stance.reported:
                    stance.holder, stance.reported = tuple(self._subjects(verb)), True
        elif (
            lemma in words_of("question_verbs")
            and link == "that"
            and any(child.lower_ in ("if", "whether") for child in verb.subtree)
        ):
            stance.weaken("alleged", verb)
        elif (
            lemma in self.report
            and link in ("that", "to")
            and not (link == "to" and lemma not in ("say", "claim", "report"))
        ):
            stance.attribute(self._subjects(verb), verb)
        elif lemma in self.plan and link in ("to", "that", "for", "on", "with", "of", "about", "against"):
            if link == "that" and lemma in words_of("say_verbs"):
                stance.attribute(self._subjects(verb), verb)
            else:
                stance.weaken("planned", verb)
                if link == "that" and not stance.reported:
                    stance.holder, stance.reported = tuple(self._subjects(verb)), True
        elif lemma in self.implicative:
            if lemma == "be" and link == "to":
                stance.weaken("planned", verb)
            self._read_clause(verb, stance)
        elif lemma == "have" and link == "to":
            self._read_clause(verb, stance)
        elif lemma in words_of("say_verbs") and link == "that":
            stance.attribute(self._subjects(verb), verb)

    def _deny(self, verb: Token, stance: Stance) -> None:
        charges = [noun for noun in self.grammar.slot(verb, "obj") if noun.lemma_ in words_of("claim_nouns")]
        accusers = [agent for noun in charges for agent in self._participle_agents(noun)]
        if accusers and not stance.reported:  # "denied the charge, levelled by A, that it has ..."
            stance.factuality, stance.cue, stance.reported = "alleged", charges[0], True
            stance.holder, stance.deniers = tuple(accusers), tuple(self._subjects(verb))
            return
        if not stance.reported or stance.factuality in ("asserted", "reported"):
            stance.factuality, stance.cue = "denied", verb
            stance.holder, stance.reported = tuple(self._subjects(verb)), True

    def _read_embedding_noun(self, noun: Token, stance: Stance, preposition: str = "that") -> None:
        lemma = noun.lemma_.lower()
        if lemma in ("denial",):
            stance.weaken("denied", noun)
            if not stance.reported:
                holder = self.grammar.slot(noun, "poss") or self.grammar.slot(noun, "by") or self._subjects(noun)
                stance.holder, stance.reported = tuple(holder), True
        elif lemma in words_of("allege_nouns"):
            stance.weaken("alleged", noun)
            if not stance.reported:
                holder = (
                    self.grammar.slot(noun, "poss") or self.grammar.slot(noun, "by") or self._participle_agents(noun)
                )
                if holder:
                    stance.holder, stance.reported = tuple(holder), True
        elif lemma in words_of("plan_nouns") and preposition in ("that", "for", "to", "of"):
            stance.weaken("planned", noun)

    def _participle_agents(self, noun: Token) -> list[Token]:
        found = [agent for child in noun.children if child.dep_ == "acl" for agent in self.grammar.slot(child, "subj")]
        if not found and noun.dep_ == "dobj":  # "denied the charge, levelled by A, that ..."
            found = [
                agent
                for child in noun.head.children
                if child.dep_ == "advcl" and child.tag_ == "VBN" and child.i > noun.i
                for agent in self.grammar.slot(child, "by")
            ]
        return found

    def _read_according(self, trigger: Token, stance: Stance) -> None:
        """ "According to A", "by the reckoning of A": anywhere in the clause or the ones above it."""
        if stance.reported:
            return
        token = trigger
        for _ in range(MAX_CLAUSES):
            for child in token.children:
                if child.lower_ == "according":
                    holders = [end for inner in child.children for end in inner.children if end.dep_ == "pobj"]
                    stance.attribute(holders, child)
                    return
            if token.head == token or token.dep_ == "relcl":
                return
            token = token.head
