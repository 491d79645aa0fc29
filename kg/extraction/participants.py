"""Who takes part in an act: the logical subject and objects of a verb, or of an event noun through the words around it.

Undoes passives, control and raising, relative clauses, coordination and light verbs, so that "A attacked B", "B was
attacked by A", "A, which attacked B", "A was forced to attack B" and "A launched an attack on B" all give the same.
"""

from kg.extraction.clauses import (
    PASSIVE_SUBJECTS,
    RELATIVE_TAGS,
    SUBJECTS,
    agents,
    antecedents,
    expand,
    gerund_subject,
    has_tense,
    is_apposed_clause,
    is_infinitive,
    is_passive,
    is_taken,
    named_by,
    own_subject,
    phrasal,
    speaks_on,
)
from kg.extraction.dependents import measured_by, modifiers, possessors
from kg.extraction.prepositions import noun_called_beside, own_objects, prepositional_objects
from kg.language.tokens import Token
from kg.vocabulary.words import words_of

# Prepositions whose noun has the verb's subject for its own: "flew in for talks", "left without an agreement".
NOUN_PREPOSITIONS = frozenset(
    {"on", "in", "into", "for", "over", "with", "during", "after", "following", "before", "at", "under", "without"}
)
MAX_DEPTH = 6  # clauses climbed in search of a subject; deeper chains are parser errors


def _double_object(direct: list[Token]) -> list[Token]:
    """Receiver and thing given, where the parser takes the thing for an apposition: "hand Ukraine 19 fighters"."""
    if len(direct) == 1 and direct[0].tag_ == "NNP":
        for child in direct[0].children:
            if child.dep_ == "appos" and child.tag_ in ("NNS", "NN") and child.left_edge.i == direct[0].i + 1:
                return [direct[0], child]
    return []


def _receiver_before(verb: Token, thing: Token) -> list[Token]:
    """The receiver that the parser takes for a part of the thing given: "sell Taiwan 66 jets", "give Ukraine tanks".

    It is a name between the verb and the thing, and either a number or determiner follows it, or it is the whole name
    of a place, which does not stand for an adjective as "US" does.
    """
    for child in thing.subtree:
        if child.tag_ not in ("NNP", "NNPS") or child.dep_ not in ("compound", "nmod") or child.i >= thing.i:
            continue
        before = verb.doc[child.left_edge.i - 1]
        if child.left_edge.dep_ != "det" and before != verb:
            continue
        after = verb.doc[child.i + 1]
        if after.dep_ in ("nummod", "det", "poss") or (child.ent_type_ == "GPE" and not child.text.isupper()):
            return [child]
    return []


def _name_before(preposition: Token) -> Token | None:
    """The name behind whose comma a phrase stands: "Mr Biya, on a visit to Oman, saw nobody"."""
    if preposition.i < 2 or preposition.nbor(-1).text != ",":
        return None
    name = preposition.nbor(-2)
    return name if name.pos_ == "PROPN" and name.dep_ in ("nsubj", "nsubjpass", "conj") else None


def _are_listed(verb: Token, subjects: list[Token]) -> bool:
    """Whether two subjects are listed, as headlines do ("Kenya, Uganda sign pact"); datelines may look like one."""
    if len(subjects) < 2:
        return False
    first, second = subjects[-2:]
    between = verb.doc[first.i + 1 : second.left_edge.i]
    if first.pos_ != "PROPN" or second.tag_ != "NNP" or not between:
        return False
    parted = between[0].text == "," and between[-1].lower_ == "and"  # "Ruto, on a visit to Oman, and Haitham met"
    return parted or (between.text == "," and verb.tag_ == "VBP")


class Participants:
    """Subjects and objects of the words of a document; keeps the classes of words that decide them."""

    def __init__(self) -> None:
        self._light = words_of("light_verbs")
        self._cancel = words_of("cancel_verbs")
        self._visits = words_of("visit_nouns")
        self._attacks = words_of("attack_nouns")
        self._wars = words_of("war_nouns")
        self._stop = words_of("stopping_verbs")
        self._object_control = words_of("object_control_verbs")
        self._receive = words_of("receive_verbs")
        self._ditransitive = words_of("ditransitive_verbs")
        self._appeal = words_of("appeal_verbs")
        self._harm = words_of("harm_verbs")
        self._vague = words_of("vague_heads")
        self._joint = words_of("joint_nouns")
        self._spans = words_of("span_nouns")
        self._documents = words_of("document_nouns")
        self._behest = words_of("behest_nouns")
        self._blame = words_of("blame_verbs")
        self._arrive = words_of("arrive_verbs")
        self._acquire = words_of("acquire_verbs")

    def subjects(self, token: Token, depth: int = 0) -> list[Token]:
        """Who acts: the logical subject of a verb, or of an event noun through its light verb."""
        if depth > MAX_DEPTH:
            return []
        if token.pos_ in ("NOUN", "PROPN"):
            return self._subjects_of_noun(token, depth)
        if token.dep_ == "acomp" or (token.pos_ == "ADJ" and token.dep_ in ("oprd", "attr", "advcl")):
            return self.subjects(token.head, depth + 1)
        if is_passive(token):
            return list(agents(token)) or self._acquirers(token, depth)
        own = [child for child in token.children if child.dep_ in SUBJECTS]
        if own:
            return own[-2:] if _are_listed(token, own) else antecedents(own[-1])
        if any(child.dep_ == "expl" for child in token.children):
            return []  # "said that there had been a debate"
        joined = own_subject(token) or gerund_subject(token)
        return self._outer_subjects(token, depth) if joined is None else expand([joined])

    def _acquirers(self, verb: Token, depth: int) -> list[Token]:
        """Who has acquired a thing that a clause tells of: "fired missiles bought from Iran"."""
        if verb.dep_ != "acl" or verb.lemma_ not in self._acquire:
            return []
        thing = verb.head
        if owners := possessors(thing):
            return owners
        while thing.dep_ in ("pobj", "prep", "dobj", "conj", "attr") and thing.head.pos_ not in ("VERB", "AUX"):
            thing = thing.head
        return self._surface_subject(thing.head, depth) if thing.dep_ in ("dobj", "attr", "prep") else []

    def _patient(self, verb: Token) -> list[Token]:
        """The surface subject of a passive verb."""
        own = [child for child in verb.children if child.dep_ in PASSIVE_SUBJECTS]
        if own:
            return antecedents(own[0])
        if (joined := own_subject(verb)) is not None:
            return expand([joined])
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            return self._patient(verb.head) if is_passive(verb.head) else self.subjects(verb.head, 1)
        if verb.dep_ in ("acl", "relcl", "amod"):
            return [verb.head]
        if verb.dep_ == "acomp":
            return self.subjects(verb.head)  # "is determined to leave"
        if verb.dep_ in ("xcomp", "advcl", "ccomp") and verb.head.pos_ in ("VERB", "AUX"):
            return self._surface_subject(verb.head)
        if verb.dep_ == "pcomp":
            governor = verb.head.head
            spoken_of = self.objects(governor) if verb.head.lower_ == "as" else []  # "lists ten as having been shot"
            return spoken_of or self._surface_subject(governor)
        # headline: "Three diplomats expelled"
        return [child for child in verb.children if child.dep_ == "nsubj"]

    def _surface_subject(self, verb: Token, depth: int = 0) -> list[Token]:
        return self._patient(verb) if is_passive(verb) else self.subjects(verb, depth + 1)

    def _outer_subjects(self, verb: Token, depth: int) -> list[Token]:
        """The subject of a verb that has none of its own: from control, coordination, or the noun it modifies."""
        head = verb.head
        match verb.dep_:
            case "conj" if head.pos_ in ("VERB", "AUX"):
                return self._surface_subject(head, depth)
            case "advcl" if verb.tag_ == "VBG" and (told := self._told_before(head)):
                return self._surface_subject(told, depth)
            case "advcl" if speaks_on(verb):
                return self._surface_subject(head.head, depth)
            case "xcomp" | "ccomp" | "advcl" | "dep" if head.pos_ in ("VERB", "AUX"):
                if head.lemma_ in self._appeal and (asked := self._asked(head)):
                    return asked  # "appealed to the gangs to lay down their arms"
                pressed = verb.tag_ == "VB" and head.lemma_ in words_of("pressing_verbs")  # "to press it to leave"
                if head.lemma_ in self._object_control and (verb.dep_ != "advcl" or pressed):
                    return self.objects(head) or self._surface_subject(head, depth)
                return self._surface_subject(head, depth)
            case "xcomp" | "acl" | "advcl" if head.pos_ == "ADJ":
                return self.subjects(head, depth + 1)
            case "acl" | "relcl" if (
                verb.tag_ == "VB" and head.dep_ in ("attr", "npadvmod", "oprd") and head.head != head
            ):
                return self.subjects(head.head, depth + 1)  # "became the first to recognise"
            case "acl" | "advcl" | "relcl" if verb.tag_ == "VB" and head.dep_ == "ROOT" and head.pos_ == "PROPN":
                return [head]  # headline: "EU to train Ukrainian soldiers"
            case "acl" if verb.tag_ in ("VBG", "VBD"):  # "troops crossed the border" is a clause, read so or not
                return [head]
            case "amod" if is_apposed_clause(verb):
                return [head.head]
            case "acl" | "xcomp" | "ccomp" if head.pos_ in ("NOUN", "PROPN"):
                named = [noun for noun in modifiers(head) if noun.text[:1].isupper()]
                owners = possessors(head) or list(own_objects(head, "of")) or named  # but no "mediation effort to"
                if is_taken(head) and not owners and is_infinitive(verb):
                    return self.subjects(head.head, depth + 1)
                return owners or self._subjects_of_noun(head, depth + 1)  # "the bid of Sweden to join"
            case "relcl":
                return [head]
            case "pcomp" if head.lower_ in words_of("listing_prepositions"):
                return []  # "war crimes, including killing a soldier"
            case "pcomp":
                governor = head.head.head if head.head.pos_ == "ADV" else head.head  # "stopped short of"
                if head.lower_ == "for" and (blamed := self._blamed(governor)):
                    return blamed
                if governor.pos_ in ("VERB", "AUX"):
                    blamed_for = head.lower_ in ("for", "over") and governor.lemma_ in words_of("blaming_verbs")
                    if blamed_for or governor.lemma_ in self._object_control:
                        return self.objects(governor) or self._surface_subject(governor, depth)
                    return self._surface_subject(governor, depth)
                if governor.pos_ == "ADJ":
                    return self.subjects(governor, depth + 1)
                meant = governor.lemma_ in words_of("plan_nouns")  # "had no intention of attacking"
                if governor.dep_ == "dobj" and governor.head.lemma_ in self._object_control and not meant:
                    return [governor]  # "accused Tehran of supplying", where "of" hangs on the accused
                return possessors(governor) or self._subjects_of_noun(governor, depth + 1)
        return []

    def bearers(self, noun: Token) -> list[Token]:
        """Who is called by a noun: "Oman, the mediator", "Oman is the mediator", "Oman, as mediator, "."""
        head = noun.head
        if noun.dep_ == "appos":
            return [head]
        if noun.dep_ == "attr" and head.pos_ == "AUX":
            return self.subjects(head)
        if noun.dep_ == "pobj" and head.lower_ == "as":
            before = head.nbor(-1) if head.i else head
            if noun_called_beside(before) == noun:
                return [before]
            return self._surface_subject(head.head) if head.head.pos_ in ("VERB", "AUX") else []
        return [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]

    def destinations(self, verb: Token) -> list[Token]:
        """Where a thing arrives that a verb says to be given: "tents that Oman has sent reached Chad"."""
        if verb.dep_ not in ("acl", "relcl"):
            return []
        thing = verb.head
        if (whole := measured_by(thing)) is not None:
            thing = whole
        elif thing.dep_ == "pobj" and thing.head.lower_ in ("of", "with"):
            thing = thing.head.head  # "six of the tugs", "lorries with tents"
        arrival = thing.head
        if thing.dep_ not in ("nsubj", "nsubjpass") or arrival.lemma_ not in self._arrive:
            return []
        direct = [child for child in arrival.children if child.dep_ == "dobj"]
        return direct or [noun for place in ("in", "to", "into", "at") for noun in own_objects(arrival, place)]

    def _blamed(self, verb: Token) -> list[Token]:
        """On whom something comes down: "imposed sanctions on a bank for having lent"."""
        heads = (verb, *(child for child in verb.children if child.dep_ == "dobj"))
        found = [noun for head in heads for noun in own_objects(head, "on")]
        return [noun for noun in found if noun.ent_type_ not in ("DATE", "TIME")]

    @staticmethod
    def _told_before(verb: Token) -> Token | None:
        """The clause that a verb of saying follows ("Rebels shelled the town, officials said, killing ten")."""
        told = [child for child in verb.children if child.dep_ == "ccomp" and child.right_edge.i < verb.i]
        return told[-1] if told else None

    def _subjects_of_noun(self, noun: Token, depth: int) -> list[Token]:
        """The subject of the light verb whose object the noun is ("A held talks"), or of a preposition's verb."""
        if depth > MAX_DEPTH or any(child.dep_ == "poss" and child.pos_ != "PRON" for child in noun.children):
            return []  # who makes "Netanyahu's visit" is told
        head = noun.head
        if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
            return self._subjects_of_noun(head, depth + 1)
        if noun.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in self._vague:
            return self._subjects_of_noun(head.head, depth + 1)  # "launched a second round of strikes"
        if noun.dep_ == "dobj" and head.lemma_ in self._blame and (blamed := self._objects_of(head, "on")):
            return blamed  # "blamed the attack on Iran"
        written = noun.lemma_ in self._documents or (noun.lemma_ in self._visits and phrasal(head) in self._cancel)
        if noun.dep_ == "dobj" and noun.lemma_ in self._attacks and head.lemma_ in self._receive:
            return []  # who receives fire
        if noun.dep_ == "dobj" and noun.lemma_ in self._wars and head.lemma_ in self._stop:
            enders = self.subjects(head, depth + 1)
            return enders if len(expand(enders)) > 1 else []  # who alone ends a war has not made it
        if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX") and (written or head.lemma_ in self._light):
            return self.subjects(head, depth + 1)
        if noun.dep_ in PASSIVE_SUBJECTS and head.lemma_ in self._light:
            return list(agents(head))
        if noun.dep_ == "pobj" and head.lower_ == "with" and head.head.pos_ == "NOUN" and noun.lemma_ in self._joint:
            return self._subjects_of_noun(head.head, depth + 1)  # "ended a visit with talks"
        if noun.dep_ == "pobj" and noun.lemma_ in self._joint and (beside := _name_before(head)) is not None:
            return [beside]
        there = head.head
        verbless = there.dep_ == "ROOT" and there.pos_ in ("NOUN", "PROPN") and head.lower_ == "for"
        if noun.dep_ == "pobj" and verbless and noun.lemma_ in self._joint:
            return [there]  # headline: "NATO chief in Kyiv for talks with Zelensky"
        if noun.dep_ == "pobj" and head.head.pos_ == "ADJ" and noun.lemma_ in self._joint:
            return self.subjects(head.head, depth + 1)  # "fresh from a visit to Oman, he flew on"
        if noun.dep_ == "pobj" and head.lower_ in NOUN_PREPOSITIONS and head.head.pos_ in ("VERB", "AUX"):
            verb = head.head
            if head.lower_ in ("on", "in", "into") and verb.lemma_ in self._light:
                return self._surface_subject(verb, depth)
            named_cause = head.lower_ == "for" or (head.lower_ == "over" and noun.lemma_ in self._joint)
            if named_cause and verb.lemma_ in self._object_control:  # "blamed Tehran for an attack", "over a deal with"
                return self.objects(verb)
            if written or noun.lemma_ in self._joint or noun.lemma_ in self._spans:
                # "ended the visit with talks", "flew in for talks", "said in a statement that accused"
                return self._surface_subject(verb, depth)
        for child in noun.children:
            if child.dep_ in ("acl", "relcl") and child.lemma_ in self._light:
                found = list(agents(child)) if is_passive(child) else self._own_subjects(child)
                if found:
                    return found
        return []

    @staticmethod
    def _own_subjects(verb: Token) -> list[Token]:
        return [child for child in verb.children if child.dep_ in SUBJECTS and child.tag_ not in RELATIVE_TAGS]

    def objects(self, verb: Token) -> list[Token]:
        """What is acted on: the logical object of a verb."""
        if verb.pos_ not in ("VERB", "AUX"):
            return []
        direct = [child for child in verb.children if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP"]
        if doubled := _double_object(direct):
            return doubled[1:]
        if is_passive(verb):
            # "Ukraine was given tanks": the surface subject is the indirect object
            return [child for child in direct if child.dep_ == "dobj"] or self._patient(verb)
        if is_apposed_clause(verb):
            return [verb.head]
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if len(subjects) > 1 and subjects[0].tag_ in RELATIVE_TAGS:
            return antecedents(subjects[0])  # "the jets that Oslo says Tehran sold"
        dobj = [child for child in direct if child.dep_ == "dobj"]
        if dobj:
            relative = dobj[0].tag_ in RELATIVE_TAGS or (dobj[0].lower_ == "that" and dobj[0].i < verb.i)
            if relative and verb.dep_ == "relcl":
                return [verb.head]
            return dobj[-1:]
        if verb.dep_ == "relcl" and self._own_subjects(verb) and not self._has_gap_filler(verb):
            return [verb.head]  # "the missiles Russia fired"
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not is_passive(verb.head) and verb.i > verb.head.i:
            # "shelled and bombed the town": the parser hangs the object on the last verb, seldom on the first
            return []
        if named := [noun for child in verb.children if child.dep_ == "ccomp" for noun in named_by(child)]:
            return named  # "condemned what it called an invasion"
        clause = [
            inner
            for child in verb.children
            if child.dep_ == "ccomp" and not has_tense(child)
            for inner in child.children
            if inner.dep_ == "nsubj"
        ]
        return clause if verb.lemma_ in self._object_control else []

    @staticmethod
    def _has_gap_filler(verb: Token) -> bool:
        """Whether the noun that the clause stands on is something else in it: "the place where", "a raid in which"."""
        return any(
            (child.tag_ in RELATIVE_TAGS and child.dep_ in SUBJECTS)
            or (child.dep_ in ("prep", "advmod") and child.tag_ in ("WRB", "WDT"))
            or (child.dep_ == "prep" and any(inner.tag_ in RELATIVE_TAGS for inner in child.children))
            for child in verb.children
        )

    def indirect_objects(self, verb: Token) -> list[Token]:
        """Who is given something: "gave Kyiv tanks", "Kyiv was given tanks", "the tanks that Warsaw promised Kyiv"."""
        if is_passive(verb) and any(child.dep_ == "dobj" for child in verb.children):
            return self._patient(verb)
        found = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        direct = [child for child in verb.children if child.dep_ == "dobj"]
        if doubled := _double_object(found or direct):
            return doubled[:1]
        if not found and len(direct) == 1 and verb.lemma_ in self._ditransitive:
            return _receiver_before(verb, direct[0])
        if len(direct) > 1 and direct[0].tag_ in RELATIVE_TAGS:
            return direct[1:2]  # "the tanks that Warsaw promised Kyiv"
        return found or (direct[:1] if len(direct) > 1 else [])

    def recipients(self, noun: Token) -> list[Token]:
        """Who an event noun happens to: "Ukraine suffered an attack", "came under attack", "the attack killed ten"."""
        head = noun.head
        if noun.dep_ == "nsubj" and head.lemma_ in self._harm:
            return self.objects(head)
        if noun.dep_ == "pobj" and head.lower_ == "in" and head.head.lemma_ in self._harm:  # "died in an ambush"
            return self.objects(head.head) or self.subjects(head.head)
        if noun.dep_ == "pobj" and head.lower_ == "at" and noun.lemma_ in self._behest:  # "at Tripoli's request"
            return self.subjects(head.head)
        if noun.dep_ == "dobj" and head.lemma_ in self._receive:
            return self.subjects(head)
        if noun.dep_ == "dobj" and head.lemma_ in self._ditransitive and is_passive(head):
            return self._patient(head)  # "was handed fresh sanctions by"
        if noun.dep_ == "pobj" and head.lower_ == "under" and head.head.lemma_ in ("come", "be", "remain"):
            return self.subjects(head.head)
        for clause in noun.children:  # "a strike that killed ten", "shelling which destroyed a school"
            if clause.dep_ not in ("relcl", "acl") or clause.lemma_ not in self._harm:
                continue
            if self.subjects(clause) == [noun]:
                return self.objects(clause)
            if any(inner.tag_ in RELATIVE_TAGS for inner in own_objects(clause, "in")):  # "in which ten were killed"
                return self.objects(clause) or self.subjects(clause)
        return []

    def _asked(self, verb: Token) -> list[Token]:
        return self._objects_of(verb, "to") or self._objects_of(verb, "on")

    def _objects_of(self, verb: Token, preposition: str) -> list[Token]:
        return expand(list(dict.fromkeys(prepositional_objects(verb, preposition, self._light))))
