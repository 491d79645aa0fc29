"""What pronouns point back to: "it", "their", "who", "we".

In: the `Discourse` before a pronoun. Out: the ids of the entities it stands for, none where it is left open.
"""

from kg.language.discourse import COLLECTIVE, REACH, Discourse
from kg.language.tokens import Token
from kg.vocabulary.words import words_of

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "our", "us", "ours"})
JOINT = frozenset({"both", "all", "each"})
BOUND = 2.0
"""More than what a subject is more salient by: in "fined Chad for its attack", Chad attacked."""
REASONS = frozenset({"for", "over", "of", "to", "after", "because", "due"})  # "because of", "due to", "in response to"
POINTING = HE.keys() | IT | THEY | WE | JOINT


class Pronouns:
    """Resolves the pronouns of one document."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.actors = discourse.actors

    def resolve(self, number: int, token: Token) -> list[str] | None:
        """The entities that a word of a sentence stands for; None if it is no such pronoun."""
        word = token.lower_
        if word not in POINTING and token.tag_ != "WP$":
            return None
        if word in HE:
            return self._person(number, token, HE[word])
        if word in IT:
            return self._thing(number, token)
        joint = word in JOINT and not self._is_partitive(token) and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        if word in THEY or (
            joint and (token.pos_ == "PRON" or (word in ("both", "each") and token.dep_.startswith("nsubj")))
        ):
            return self._plural(number, token, 2 if word in ("both", "each") else None)
        if token.tag_ == "WP$":
            return self._antecedent(token)
        return self._speakers_state(token) if word in WE else None

    def _person(self, number: int, token: Token, gender: str) -> list[str]:
        best: tuple[float, str] | None = None
        titles = words_of("honorifics") | words_of("delegation")
        for sentence, head, mention in reversed(self.discourse.past):
            if number - sentence > REACH:
                break
            one = mention.kind == "person" or (mention.via == "body" and head.lemma_.lower() in titles)
            if not one or head.tag_ in ("NNS", "NNPS") or self.actors.genders.get(mention.entity, gender) != gender:
                continue
            if self.discourse.is_co_argument(head, token):
                continue
            score = self.discourse.salience(number, sentence, head) + 0.4 * (mention.entity in self.actors.genders)
            score += BOUND * _is_bound(head, token)
            if best is None or score > best[0]:
                best = (score, mention.entity)
        return [best[1]] if best else []

    @staticmethod
    def _is_partitive(token: Token) -> bool:
        """Whether the word only counts what follows: "each of the neighbours"."""
        return token.lower_ == "each" and any(child.lower_ == "of" for child in token.children)

    def _antecedent(self, token: Token) -> list[str]:
        """The one whose relative clause it is: "Kigali, whose forces"."""
        clause = token
        while clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        if clause.dep_ != "relcl":
            return []
        entity = next((mention.entity for mention in self.actors.at(clause.head)), None)
        if entity is None:
            return []
        state = self.actors.acting_state(entity) if self.actors.entities[entity].kind == "person" else None
        return [state or entity]

    def _thing(self, number: int, token: Token) -> list[str]:
        if token.lower_ == "it" and self._is_expletive(token):
            return []
        scores: dict[str, float] = {}
        for sentence, head, mention in reversed(self.discourse.past):
            if number - sentence > 1:
                break
            speaks = head.tag_ in ("NN", "NNP") and self._is_speaker_of(head, token)
            if (
                not (mention.kind in COLLECTIVE or (mention.kind == "group" and speaks))  # "the army said its jets"
                or self.discourse.is_co_argument(head, token)
                or (mention.via == "demonym" and head.dep_ == "amod")
            ):
                continue
            score = self.discourse.salience(number, sentence, head) + (
                -1.5 if self.discourse.is_in_list(head) else 0.5 * self._is_speaker_of(head, token)
            )
            score += BOUND * _is_bound(head, token)
            scores[mention.entity] = max(score, scores.get(mention.entity, -1.0))
        return [max(scores, key=lambda entity: scores[entity])] if scores else []

    def _is_expletive(self, token: Token) -> bool:
        verb = token.head
        if token.dep_ == "expl":
            return True
        return (
            token.dep_ in ("nsubj", "nsubjpass")
            and verb.lemma_ in words_of("expletive_verbs")
            and any(
                child.dep_ in ("ccomp", "csubj", "csubjpass", "acomp")
                and child.i > token.i
                and child.pos_ != "NOUN"
                and not (child.dep_ == "acomp" and child.lower_ in words_of("minded_states"))
                for child in verb.children
            )
        )

    @staticmethod
    def _is_speaker_of(head: Token, token: Token) -> bool:
        """Whether the candidate says the clause in which the pronoun stands ("Kyiv said its forces")."""
        clause = token.head
        for _ in range(6):
            if clause.dep_ in ("ccomp", "xcomp") and head.dep_ == "nsubj" and _speaks(head.head, clause.head):
                return True
            if clause.head == clause:
                return False
            clause = clause.head
        return False

    def _plural(self, number: int, token: Token, count: int | None) -> list[str]:
        """The last actors named together (or, for "both", the last two), else the last group of people."""
        for back in range(number, max(-1, number - 2), -1):
            here = [
                (head, mention)
                for sentence, head, mention in self.discourse.past
                if sentence == back and head.i < token.i
            ]
            acts = token.lower_ == "they" and token.dep_ in ("nsubj", "nsubjpass")
            latest_first = here[::-1]
            if acts:  # "they" are rather those who acted than those acted on
                latest_first.sort(key=lambda entry: not _is_plural_subject(entry[0]))
            for head, mention in latest_first:
                if mention.via == "pronoun":
                    same = [other.entity for other_head, other in here if other_head == head]
                    if len(same) > 1:
                        return list(dict.fromkeys(same))
                if self.discourse.is_co_argument(head, token):
                    continue
                many = mention.kind == "armed_group" or (acts and mention.via == "body" and mention.kind != "person")
                if count is None and many and self._is_speaker_of(head, token):
                    return [mention.entity]  # "the Taliban said they", "a spokesman said they"
                together = self.discourse.coordinated(head, here)
                if len(together) >= (count or 2):
                    return together if count is None else together[-count:]
                plural = head.tag_ in ("NNS", "NNPS") and mention.kind in (
                    "group",
                    "armed_group",
                    "state",
                    "organisation",
                )
                if count is None and plural and (mention.kind != "state" or mention.via in ("body", "demonym")):
                    return [mention.entity]
        if count is not None:
            return self.discourse.last_distinct(number, token, count, COLLECTIVE | {"person"})
        return []

    def _speakers_state(self, token: Token) -> list[str]:
        """The actor for whom someone says "we": the subject of the verb of saying around the words."""
        clause = token
        for _ in range(8):
            if clause.lemma_ in words_of("say_verbs"):
                for child in clause.children:
                    if child.dep_ == "nsubj" and child.i != token.i:
                        for mention in self.actors.at(child):
                            return [self.actors.acting_state(mention.entity) or mention.entity]
            if clause.head == clause:
                return []
            clause = clause.head
        return []


def _speaks(verb: Token, said: Token) -> bool:
    """Whether the subject of a verb is that of a verb of saying: the same, or joined to it ("agreed and said")."""
    while said != verb and said.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in said.children):
        said = said.head
    return said == verb


def _is_bound(head: Token, pronoun: Token) -> bool:
    """Whether the grammar of the sentence makes a word what a pronoun stands for."""
    return any(
        bound(head, pronoun) for bound in (_is_same, _is_blamed, _is_told, _is_made_to, _owns_beside, _announces)
    )


def _is_same(head: Token, pronoun: Token) -> bool:
    """Whether somebody does something to himself: "*Kigali* arms *itself*"."""
    if not pronoun.lower_.endswith(("self", "selves")):
        return False
    verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
    return head.head == verb and head.dep_ in ("nsubj", "nsubjpass")


def _is_blamed(head: Token, pronoun: Token) -> bool:
    """Whether somebody is blamed or praised for what a pronoun says is his: "condemned *Chad* for *its* raid"."""
    reason = pronoun.head.head
    if pronoun.dep_ != "poss" or reason.lower_ not in REASONS or not head.i < reason.i < pronoun.i:
        return False
    if any(child.lower_ == "own" for child in pronoun.head.children):
        return False
    verb = next((t for t in reason.ancestors if t.pos_ == "VERB"), reason)
    if verb.lemma_ not in words_of("blaming_verbs") or not verb.is_ancestor(head):
        return False
    while head.head != verb:
        head = head.head
    return head.dep_ in ("dobj", "prep", "dative", "pobj", "nsubjpass")


def _is_told(head: Token, pronoun: Token) -> bool:
    """Whether somebody is told what a pronoun must do: "told *Kigali* that *it* must withdraw"."""
    act = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or act.dep_ != "ccomp" or head.head != act.head:
        return False
    obliged = any(child.dep_ == "aux" and child.lower_ in words_of("obliging_modals") for child in act.children)
    return obliged and head.dep_ in ("dobj", "dative", "nsubjpass")


def _is_made_to(head: Token, pronoun: Token) -> bool:
    """Whether somebody is urged or allowed to do with what is his: "pressed *Chad* to end *its* strikes".

    Not where it is for another's good: "urged Chad to respect its borders".
    """
    act = next((above for above in pronoun.ancestors if above.pos_ == "VERB"), pronoun)
    if pronoun.dep_ != "poss" or act.tag_ != "VB" or act.dep_ not in ("xcomp", "ccomp", "advcl"):
        return False
    if any(child.dep_ == "aux" and child.lower_ != "to" for child in act.children):
        return False  # "told Chad that its army would"
    if act.head.lemma_ not in words_of("pressing_verbs") | words_of("letting_verbs"):
        return False
    pressed = head.dep_ == "dobj" and head.head == act.head and head.i < act.i
    named = head.dep_ == "nsubj" and head.head == act
    return (pressed or named) and act.lemma_ not in words_of("heeding_verbs")


def _owns_beside(head: Token, pronoun: Token) -> bool:
    """Whether a pronoun owns what is joined to what somebody owns: "*Mr Ruto's* tour and *his* attempts to mediate"."""
    thing = pronoun.head
    return pronoun.dep_ == "poss" and thing.dep_ == "conj" and head.dep_ == "poss" and head.head == thing.head


def _announces(head: Token, pronoun: Token) -> bool:
    """Whether a pronoun acts in what somebody's word says: "*Mr Ruto's* announcement that *he* had left"."""
    said, word = pronoun.head, pronoun.head.head
    acts = pronoun.dep_ in ("nsubj", "nsubjpass") and said.dep_ in ("acl", "ccomp", "relcl") and word.pos_ == "NOUN"
    return acts and head.dep_ == "poss" and head.head == word


def _is_plural_subject(head: Token) -> bool:
    """Whether a word, or what it is joined to, is the subject of a verb, and more than one."""
    several = (
        head.tag_ in ("NNS", "NNPS") or head.dep_ == "conj" or any(child.dep_ == "conj" for child in head.children)
    )
    while head.dep_ == "conj":
        head = head.head
    return several and head.dep_ in ("nsubj", "nsubjpass")
