"""Is it said to have happened, and who says so: factuality and holder of an act, from its clause and all above it.

In: the token that names an act. Out: a `Stance`. The clause's own grammar comes first (negation, modals, adverbs,
"planned", "alleged"), then each clause that embeds it (`kg.extraction.embedding`): what is denied is denied whoever
reports the denial; a plan or condition stays one when somebody announces it, and the announcer becomes its holder.
"""

from kg.extraction.attitudes import read_attitude, read_predicate, read_relative_attitude, read_words_before
from kg.extraction.attribution import MAX_CLAUSES, read_source, read_speech_around
from kg.extraction.clauses import gerund_subject, is_infinitive, is_passive, is_taken, phrasal
from kg.extraction.embedding import Embedding, Stance, falls_short, is_conditioned, is_finite, is_putting_off
from kg.extraction.presupposed import demand_to_stop, is_taken_for_granted
from kg.extraction.syntax import Grammar
from kg.language.tokens import Token
from kg.language.trees import are_parted
from kg.vocabulary.words import words_of

UNREAL = frozenset({"would", "could", "may", "might", "can"})  # the other modals of words.yaml speak of what should be


class FactualityReader:
    """Reads the stance of acts in one document."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._embedding = Embedding(grammar)

    def read(self, trigger: Token, *, planned: bool = False, refused: bool = False) -> Stance:
        """The stance of the act that the token names.

        `planned` says that its words speak of what is yet to come, `refused` that the act is a refusal, told by the
        negation of another ("will not accept").
        """
        stance = Stance()
        if planned:
            stance.weaken("planned", trigger)
        if trigger.pos_ in ("NOUN", "PROPN"):
            _read_noun(trigger, stance)
            stance.open |= _is_called_for(trigger)
            read_relative_attitude(trigger, stance)
        elif trigger.dep_ == "ROOT" and is_infinitive(trigger):
            stance.weaken("planned", trigger)  # the headline's future: "Ghana to host summit"
        if not refused:
            read_clause(trigger, stance)
        elif is_conditioned(trigger):
            stance.weaken("conditional", trigger)
        if trigger.lemma_ in words_of("own_claim_verbs"):
            stance.attribute(self._grammar.slot(trigger, "subj"), trigger)  # "claimed the attack"
        token: Token | None = trigger
        for _ in range(MAX_CLAUSES):
            token = self._climb(token, stance) if token is not None else None
        read_source(trigger, stance, self._grammar)
        read_speech_around(trigger, stance, self._grammar)
        last = next((token for token in reversed(list(trigger.sent)) if not token.is_space), trigger)
        if last.text == "?":
            stance.weaken("conditional", last)
        return stance

    # ------------------------------------------------------------------ the clauses above

    def _climb(self, token: Token, stance: Stance) -> Token | None:
        """Let what stands above `token` act on the stance; where to climb from next, None at the top."""
        head, dep = token.head, token.dep_
        if dep == "relcl" and token.tag_ in ("VBZ", "VBP") and _is_one_of_many(head):
            stance.weaken("conditional", head)  # "a Russia that conquers Ukraine"
        if head == token or (dep == "relcl" and not _tells_content(token)):
            return None  # a relative clause states its own
        if is_taken_for_granted(token) or are_parted(token, head):
            return None  # what stands on the other side of a semicolon is told apart
        if (subject := gerund_subject(token)) is not None:
            read_attitude(token, subject.head.head, subject.head.lower_, stance)
        if dep in ("conj", "appos"):
            both_verbs = head.pos_ in ("VERB", "AUX") and token.pos_ in ("VERB", "AUX")
            if both_verbs and not any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children):
                self._share_modals(head, stance)
            return head
        if head.pos_ == "ADP" or head.dep_ in ("prep", "agent"):
            return self._climb_preposition(token, head, stance)
        if head.pos_ in ("VERB", "AUX"):
            return self._climb_verb(token, head, stance)
        if head.pos_ == "ADJ" and dep in ("xcomp", "ccomp", "acl", "advcl"):
            _read_state(head, stance)
        elif head.pos_ in ("NOUN", "PROPN"):
            self._climb_noun(token, head, stance)
        return head

    @staticmethod
    def _read_talk(word: Token, talking: str, preposition: str, stance: Stance) -> None:
        """What is only talked about is neither done nor decided: "talked about leaving", "talks on buying"."""
        if word.lemma_ in words_of(talking) and preposition in ("about", "on", "of"):
            stance.open = True

    @staticmethod
    def _share_modals(first: Token, stance: Stance) -> None:
        """A verb without an auxiliary of its own shares those of another ("will visit A and sign B")."""
        for child in first.children:
            if child.dep_ != "aux":
                continue
            if child.lower_ in words_of("future_modals"):
                stance.weaken("planned", child)
            elif child.lower_ in words_of("unreal_modals"):
                stance.weaken("conditional", child)
            elif child.lower_ == "to" and first.dep_ == "xcomp" and first.head.lemma_ in words_of("plan_verbs"):
                stance.weaken("planned", first.head)

    def _climb_preposition(self, token: Token, preposition: Token, stance: Stance) -> Token | None:
        governor, lower = preposition.head, preposition.lower_
        if token.dep_ == "pcomp" and lower in words_of("means_prepositions"):
            self._share_modals(governor, stance)  # "would lose by attacking"
        if token.dep_ in ("pobj", "pcomp"):
            read_attitude(token, governor, lower, stance)
            read_words_before(token, preposition, stance)
        reason = lower == "over" and governor.pos_ == "VERB" and governor.lemma_ not in words_of("talk_verbs")
        if lower in words_of("time_prepositions") or governor == preposition or reason:
            return None  # what something happened during or after is taken for granted
        if governor.lower_ == "ahead":
            stance.weaken("planned", governor)
            return None
        against = lower == "against" and governor.lemma_ == "be" and token.dep_ == "pcomp"
        if against or (lower in ("without", "instead") and token.pos_ != "NUM"):
            stance.weaken("negated", preposition)
        verb = governor.head if governor.dep_ == "dobj" and token.dep_ == "pcomp" else governor
        if lower == "against" and verb.lemma_ in words_of("caution_verbs") and token.dep_ == "pcomp":
            stance.weaken("conditional", verb)  # "warned Tehran against supplying"
        elif verb is not governor and verb.lemma_ in words_of("allege_verbs"):
            self._embedding.read_verb(verb, stance, lower)  # "accused Tehran of supplying", "of" hung on the accused
        elif governor.pos_ == "ADV" and governor.lower_ in words_of("short_adverbs"):
            stance.weaken("negated", governor)  # "stopped short of"
        elif governor.pos_ == "ADJ" and token.dep_ == "pcomp":
            _read_state(governor, stance)  # "close to attacking"
        elif governor.pos_ in ("NOUN", "PROPN"):
            if lower in words_of("content_prepositions"):
                self._embedding.read_noun(governor, stance, lower)
            elif lower == "including" and governor.lemma_ in words_of("plan_nouns"):
                stance.weaken("planned", governor)  # "ten demands, including a withdrawal"
            if token.dep_ == "pcomp":
                self._read_talk(governor, "talk_nouns", lower, stance)
                _read_allegation(governor, stance)  # "its alleged role in attacking"
        elif governor.pos_ in ("VERB", "AUX"):
            if token.dep_ == "pcomp":
                self._read_talk(governor, "talk_verbs", lower, stance)
            if lower == "at" and governor.lemma_ in words_of("shunning_verbs"):
                stance.weaken("negated", governor)  # "avoided each other at the summit"
            tells = governor.lemma_ in words_of("report_verbs") | words_of("deny_verbs") and lower not in ("of", "on")
            takes = token.dep_ in ("pobj", "pcomp") and lower in words_of("complement_prepositions")
            takes = takes and token.i > governor.i  # "on later trips he sought help"
            if takes and (not tells or falls_short(governor)):
                self._embedding.read_verb(governor, stance, lower)
            if lower in ("for", "to") and governor.lemma_ in words_of("plan_verbs") and token.pos_ == "NOUN":
                stance.weaken("planned", governor)
            occasion = lower in ("for", "with") and token.lemma_ in words_of("occasion_nouns")
            if token.pos_ == "NOUN" and (occasion or governor.lemma_ in words_of("light_verbs")):
                read_clause(governor, stance)
        return governor

    def _climb_verb(self, token: Token, head: Token, stance: Stance) -> Token | None:
        dep = token.dep_
        if dep == "xcomp" and (demand := demand_to_stop(head)) is not None:
            stance.weaken("alleged", head)
            stance.hold(self._grammar.slot(demand, "subj"))
            return None
        if dep == "advcl":
            return self._climb_adverbial(token, head, stance)
        if dep in ("ccomp", "xcomp", "csubj", "csubjpass", "parataxis", "dep"):
            self._embedding.read_demand(token, head, stance)
            self._embedding.read_verb(head, stance, "that" if dep == "ccomp" else "to", token)
            if token.tag_ == "VBG" and head.pos_ == "VERB" and dep in ("ccomp", "xcomp"):
                read_attitude(token, head, "", stance)
                self._share_modals(head, stance)
            if head.lemma_ in words_of("implicative_verbs") | {"have"}:
                if is_infinitive(token) and any(child.lower_ == "yet" for child in head.children):
                    stance.weaken("negated", head)  # "has yet to"
                read_clause(head, stance)
            elif is_infinitive(token) and not _is_ranked(head):
                stance.weaken("planned", head)  # of no verb that we know to bring its complement about
        elif dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "acomp", "dative"):
            self._embedding.read_position(token, head, stance)
            if dep in ("dobj", "nsubjpass"):
                read_attitude(token, head, "", stance)
            if dep in ("nsubj", "nsubjpass") and token.left_edge.i > token.sent.start:
                read_words_before(token, token.left_edge.nbor(-1), stance)
            read_predicate(token, head, stance)
            if dep == "nsubj" and token.lemma_ in words_of("told_nouns") and _is_called_false(head):
                stance.deny(head)
            carries = head.lemma_ in words_of("light_verbs") | words_of("implicative_verbs")
            if carries or dep in ("dobj", "attr", "nsubj", "nsubjpass"):
                read_clause(head, stance)
        return head

    def _climb_adverbial(self, token: Token, head: Token, stance: Stance) -> Token | None:
        """Let the verb on which an adverbial clause hangs act on the stance, and the clause's own conjunction."""
        marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")}
        purpose = token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children)
        if marks & words_of("condition_marks") or _is_inverted(token):
            stance.condition(token)
        elif "than" in marks and any(child.lower_ == "rather" for mark in token.children for child in mark.children):
            stance.weaken("negated", token)  # "rather than recall its envoy, it"
        elif head.lemma_ in words_of("report_verbs") and token.i < head.i and not marks and is_finite(token):
            self._embedding.read_verb(head, stance, "that")  # a quotation that the parser takes for an adjunct
        elif token.tag_ == "VBG" and phrasal(head) in words_of("oppose_verbs") | words_of("phrasal_verbs"):
            stance.weaken("negated", head)  # "ruled out attacking", "gave up attacking"
        elif token.tag_ == "VBG" and _is_thought_of(head):
            stance.open = True  # "dreads Togo attacking it"
        elif token.tag_ == "VBG":
            read_attitude(token, head, "", stance)
        elif {"as", "though"} <= marks or (marks & words_of("then_marks") and _is_yet_to_come(token, head)):
            stance.weaken("conditional", token)
        elif head.lemma_ in words_of("passive_allege") and is_passive(head) and _is_perfect_infinitive(token):
            self._embedding.read_verb(head, stance, "to", token)  # "is said by Mali to have"
        elif purpose or (marks & {"before", "until"} and head.tag_ not in ("VBD", "VBN")):
            stance.weaken("planned", token)  # a purpose is no fact
        if token.tag_ == "VBD" and marks & {"when", "after"}:
            return _clause_top(head)  # it happened, whatever becomes of the verb that the parser hangs it on
        says = head.lemma_ in words_of("report_verbs") | words_of("deny_verbs")
        return None if says and token.i > head.i else head

    def _climb_noun(self, token: Token, head: Token, stance: Stance) -> None:
        telling = words_of("allege_nouns") | words_of("plan_nouns")
        if token.dep_ in ("acl", "ccomp", "xcomp", "relcl", "advcl"):
            participle = token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and not is_finite(token)
            participle = participle and not _is_perfect_infinitive(token)  # "its claim to have shot it down"
            named = any(child.dep_ == "nsubj" for child in token.children)  # "calls for Fiji to recognise it"
            if is_infinitive(token) and head.lemma_ in words_of("asking_nouns") and not (named or is_taken(head)):
                stance.open = True  # "a request to send troops", by nobody who is said to
            elif participle:
                stance.open |= token.tag_ == "VBG" and head.dep_ == "dobj" and _is_thought_of(head.head)
            else:
                self._embedding.read_noun(head, stance)
                if is_infinitive(token) and not {child.lower_ for child in head.children} & words_of("rank_words"):
                    stance.weaken("planned", head)  # but "the first country to recognise it"
        elif token.dep_ in ("compound", "amod", "nmod") and token.pos_ != "VERB" and head.lemma_ in telling:
            self._embedding.read_noun(head, stance)


# ---------------------------------------------------------------------- the act's own words


def _read_noun(noun: Token, stance: Stance) -> None:
    """What stands before an event noun: "no talks", "the alleged attack", "a planned visit"."""
    for child in noun.children:
        lower = child.lower_
        if child.dep_ in ("det", "neg", "preconj") and lower in ("no", "neither"):
            stance.weaken("negated", child)
        elif child.dep_ in ("amod", "compound", "advmod") and lower in words_of("plan_adjectives") and lower != "next":
            stance.weaken("planned", child)
    _read_allegation(noun, stance)


def _read_allegation(noun: Token, stance: Stance) -> None:
    """Whether a noun is "alleged", "suspected" or "purported"."""
    for child in noun.children:
        words = {child.lower_, child.lemma_.lower()}
        if child.dep_ in ("amod", "compound", "advmod") and words & words_of("allege_adjectives"):
            stance.weaken("alleged", child)


def _read_state(adjective: Token, stance: Stance) -> None:
    """A state that comes before an act, or keeps from it: "ready to", "close to", "unable to", "too weak to"."""
    if adjective.lower_ in words_of("unable_states") or any(child.lower_ == "too" for child in adjective.children):
        stance.weaken("negated", adjective)
    elif adjective.lower_ in words_of("plan_states"):
        stance.weaken("planned", adjective)


def _is_called_for(noun: Token) -> bool:
    """Whether an act is what somebody demands, and nobody's plan: "called for talks", "demanded his resignation"."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "for":
        return head.head.lemma_ in words_of("call_for_verbs")
    return noun.dep_ == "dobj" and head.lemma_ in words_of("call_for_verbs") - {"call", "march", "rally"}


def read_clause(verb: Token, stance: Stance) -> None:
    """Negation, modals, conditions and adverbs of the clause whose head is `verb`."""
    future: Token | None = None
    for child in verb.children:
        if _negates(child):
            stance.weaken("negated", child)
    for child in verb.children:
        lower, dep = child.lower_, child.dep_
        if dep == "aux" and lower in words_of("future_modals"):
            future = child
        elif dep == "aux" and lower in words_of("unreal_modals"):
            real = lower not in UNREAL or (lower == "would" and _is_future_in_past(verb))
            stance.weaken("planned" if real else "conditional", child)
        elif (dep == "mark" and lower in words_of("condition_marks")) or _is_in_case(child):
            stance.weaken("conditional", child)
        elif (dep == "mark" and lower == "whether") or (dep == "advmod" and lower in words_of("allege_adverbs")):
            stance.weaken("alleged", child)
    if future is not None:
        stance.weaken("conditional" if is_conditioned(verb) else "planned", future)
    if verb.dep_ == "pcomp":
        before = verb.doc[max(0, verb.head.i - 1)].lower_
        if verb.head.lower_ in ("without", "instead", "than") or before in ("instead", "short"):
            stance.weaken("negated", verb.head)


def _negates(child: Token) -> bool:
    """Whether a dependent negates its verb: "not", "never", "no one did", "did no such thing"."""
    lower, dep = child.lower_, child.dep_
    if dep == "neg":
        return not is_putting_off(child)
    if dep in ("advmod", "preconj", "cc") and lower in words_of("negators"):
        return True
    if dep == "advmod" and (lower in words_of("nearly_adverbs") or any(c.lower_ == "no" for c in child.children)):
        return True  # "nearly", "no longer"
    if dep in ("nsubj", "nsubjpass", "dobj"):
        inner = {(c.dep_, c.lower_) for c in child.children}
        start = child.left_edge
        before = start.nbor(-1).lower_ if start.i > start.sent.start else ""
        if "not" in (start.lower_, before) and any(word.lower_ in ("a", "one", "single") for word in child.children):
            return True  # "not a single state has recognised it"
        return (lower in ("none", "nobody", "neither") and dep != "dobj") or bool(
            inner & {("det", "no"), ("neg", "no"), ("det", "neither"), ("preconj", "neither")}
        )
    return False


def _is_perfect_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive that tells of the past: "to have attacked"."""
    return {"to", "have"} <= {child.lower_ for child in verb.children if child.dep_ == "aux"}


def _is_yet_to_come(clause: Token, head: Token) -> bool:
    """Whether a clause of time belongs to something that is to come: "will act once it has attacked"."""
    ahead = words_of("future_modals") | words_of("unreal_modals")
    present = clause.tag_ in ("VBZ", "VBP") or any(
        child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in clause.children
    )
    return present and any(child.dep_ == "aux" and child.lower_ in ahead for child in head.children)


def _is_one_of_many(name: Token) -> bool:
    """Whether a name has the article of a kind: it is that of what may become of its bearer."""
    return name.ent_type_ == "GPE" and any(
        child.dep_ == "det" and child.lower_ in ("a", "an") for child in name.children
    )


def _is_ranked(verb: Token) -> bool:
    """Whether somebody is said to be the first of those who did it: "became the first state to recognise it"."""
    ranked = (noun for noun in verb.children if noun.dep_ == "attr")
    return any(child.lower_ in words_of("rank_words") for noun in ranked for child in (noun, *noun.children))


def _tells_content(clause: Token) -> bool:
    """Whether a relative clause, as the parser has it, is what its noun says: "calls for it to leave", "a lie that"."""
    return is_infinitive(clause) or any(
        child.dep_ in ("mark", "advmod") and child.lower_ == "that" for child in clause.children
    )


def _is_thought_of(verb: Token) -> bool:
    """Whether a verb only thinks of what its object does: "imagines", "dreads", "discusses"."""
    return verb.lemma_ in words_of("consider_verbs") | words_of("unreal_verbs")


def _is_in_case(preposition: Token) -> bool:
    """Whether words make a condition of the clause that they stand in: "in case it attacks"."""
    bare = [noun.lower_ for noun in preposition.children if all(child.dep_ == "det" for child in noun.children)]
    return preposition.dep_ == "prep" and preposition.lower_ == "in" and bare in (["case"], ["event"])


def _clause_top(verb: Token) -> Token:
    """The head of the clause that somebody may state, from a verb in it."""
    while verb.head != verb and verb.dep_ not in ("ccomp", "parataxis", "relcl"):
        verb = verb.head
    return verb


def _is_called_false(verb: Token) -> bool:
    """Whether a clause says that its subject is untrue ("claims that ... were false")."""
    return verb.lemma_ in ("be", "remain") and any(
        child.dep_ in ("acomp", "attr") and child.lower_ in words_of("deny_phrases_objects") for child in verb.children
    )


def _is_inverted(verb: Token) -> bool:
    """Whether the clause begins with its auxiliary, as a condition does ("had it attacked")."""
    first = next(iter(verb.subtree), None)
    return (
        first is not None and first.dep_ == "aux" and first.head == verb and first.lower_ in ("had", "should", "were")
    )


def _is_future_in_past(verb: Token) -> bool:
    """Whether "would" is the future told in the past ("said it would send") and no condition ("would send if")."""
    told = verb.dep_ in ("ccomp", "relcl", "conj") and verb.head.tag_ in ("VBD", "VBN")
    return told and not is_conditioned(verb) and not any(child.lower_ in ("only", "if") for child in verb.children)
