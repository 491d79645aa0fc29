"""Logical grammar: for a verb, noun or adjective, which tokens stand in which slot.

Slots undo passives, control and raising, relative clauses, coordination and light verbs, so that "A attacked B", "B
was attacked by A", "A, which attacked B", "A was forced to attack B" and "A launched an attack on B" all give the
same `subj` and target. Works on any Doc with tags and dependencies of spaCy's English label set; knows no actors.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extraction.prepositions import own_objects, prepositional_objects
from kg.vocabulary.words import words_of

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
# Prepositions that parsers often hang on a nearer noun than the one they belong to: slot "~with" looks there.
FLOATING = frozenset(
    {
        "with", "between", "against", "from", "to", "on", "at", "into", "near", "outside", "over", "around", "along",
        "across", "toward", "towards", "as",
    }
)  # fmt: skip
# Prepositions whose noun has the verb's subject for its own: "flew in for talks", "left without an agreement".
NOUN_PREPOSITIONS = frozenset(
    {"on", "in", "into", "for", "with", "during", "after", "following", "before", "at", "under", "without"}
)
# Slots that the place in the clause makes; every other slot is a preposition, found by its word.
WORDLESS = frozenset(
    {
        "none", "subj", "obj", "iobj", "comp", "that", "purpose", "poss", "mod", "attr", "oprd", "recipient", "advmod",
        "any", "aux", "mark", "neg",
    }
)  # fmt: skip
MAX_DEPTH = 6  # clauses climbed in search of a subject; deeper chains are parser errors


def expand(tokens: list[Token]) -> list[Token]:
    """The tokens and those coordinated with them, in text order."""
    found: list[Token] = []
    for token in tokens:
        queue = [token]
        while queue:
            head = queue.pop(0)
            if head in found:
                continue
            found.append(head)
            queue += [child for child in head.children if child.dep_ == "conj" and child.pos_ != "VERB"]
    return sorted(found, key=lambda token: token.i)


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive participle, with or without its auxiliary."""
    if verb.tag_ != "VBN":
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj":  # "was seen and heard": the auxiliary stands with the first
        head = verb.head
        return not (deps & SUBJECTS) and head.tag_ == "VBN" and is_passive(head)
    return "nsubj" not in deps and "dobj" not in deps


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


class Grammar:
    """The slots of one document, computed when asked for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._cache: dict[tuple[int, str], list[Token]] = {}
        self._light = words_of("light_verbs")
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

    def slot(self, token: Token, path: str) -> list[Token]:
        """The tokens in a slot of `token`, with what is coordinated; a path "obj.with" looks in slots of slots."""
        first, _, rest = path.partition(".")
        key = (token.i, first)
        if key not in self._cache:
            self._cache[key] = []  # a cycle in the search finds nothing
            self._cache[key] = expand(list(dict.fromkeys(self._find(token, first))))
        tokens = self._cache[key]
        if not rest:
            return tokens
        return list(dict.fromkeys(inner for outer in tokens for inner in self.slot(outer, rest)))

    def _find(self, token: Token, slot: str) -> list[Token]:
        match slot:
            case "none":
                return []
            case "subj":
                return self.subjects(token)
            case "obj":
                return self.objects(token)
            case "iobj":
                return self._indirect_objects(token)
            case "comp" | "that":
                return list(self._complements(token))
            case "purpose":
                return [c for c in token.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB"]
            case "poss":
                return self._possessors(token)
            case "mod":
                return self._modifiers(token)
            case "attr" | "oprd":
                return self._predicates(token)
            case "recipient":
                return self._recipients(token)
            case "clause":
                return self._clause_around(token)
            case "advmod":
                return [child for child in token.children if child.dep_ in ("advmod", "npadvmod")]
            case "any":
                return self._inside(token)
            case "aux" | "mark" | "neg":
                return [child for child in token.children if child.dep_ == slot]
            case "acl":
                return [child for child in token.children if child.dep_ == "acl" and child.pos_ == "VERB"]
            case "there":
                return [child for child in token.children if child.dep_ == "advmod" and child.lower_ == "there"]
            case _:
                return list(prepositional_objects(token, slot, self._light))

    # ------------------------------------------------------------------ subjects and objects

    def subjects(self, token: Token, depth: int = 0) -> list[Token]:
        """Who acts: the logical subject of a verb, or of an event noun through its light verb."""
        if depth > MAX_DEPTH:
            return []
        if token.pos_ in ("NOUN", "PROPN"):
            return self._subjects_of_noun(token, depth)
        if token.pos_ == "ADJ" and token.dep_ in ("acomp", "oprd", "attr"):
            return self.subjects(token.head, depth + 1)
        if is_passive(token):
            return list(self._agents(token))
        own = [child for child in token.children if child.dep_ in SUBJECTS]
        if own:
            return self._antecedents(own[-1])  # a dateline before it may pass for another
        return self._outer_subjects(token, depth)

    def _agents(self, verb: Token) -> Iterator[Token]:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for by in (child, *(inner for inner in child.children if inner.dep_ == "conj")):
                    yield from (inner for inner in by.children if inner.dep_ == "pobj")

    def _antecedents(self, subject: Token) -> list[Token]:
        """The noun that a relative pronoun stands for; any other subject itself."""
        if subject.tag_ in RELATIVE_TAGS or (subject.lower_ == "that" and subject.dep_ in SUBJECTS | PASSIVE_SUBJECTS):
            clause = subject.head
            for _ in range(3):
                if clause.dep_ == "relcl":
                    return [clause.head]
                clause = clause.head
        return [subject]

    def _patient(self, verb: Token) -> list[Token]:
        """The surface subject of a passive verb."""
        own = [child for child in verb.children if child.dep_ in PASSIVE_SUBJECTS]
        if own:
            return self._antecedents(own[0])
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            return self._patient(verb.head) if is_passive(verb.head) else self.subjects(verb.head, 1)
        if verb.dep_ in ("acl", "relcl", "amod"):
            return [verb.head]
        if verb.dep_ in ("xcomp", "advcl", "ccomp") and verb.head.pos_ in ("VERB", "AUX"):
            return self._surface_subject(verb.head)
        if verb.dep_ == "pcomp":
            return self._surface_subject(verb.head.head)
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
            case "xcomp" | "ccomp" | "advcl" | "dep" if head.pos_ in ("VERB", "AUX"):
                if head.lemma_ in self._appeal and (asked := self.slot(head, "to") or self.slot(head, "on")):
                    return asked  # "appealed to the gangs to lay down their arms"
                if head.lemma_ in self._object_control and verb.dep_ != "advcl":
                    return self.objects(head) or self._surface_subject(head, depth)
                return self._surface_subject(head, depth)
            case "xcomp" | "acl" | "advcl" if head.pos_ == "ADJ":
                return self.subjects(head, depth + 1)
            case "acl" | "relcl" if (
                verb.tag_ == "VB" and head.dep_ in ("attr", "npadvmod", "oprd") and head.head != head
            ):
                return self.subjects(head.head, depth + 1)  # "became the first to recognise"
            case "acl" if verb.tag_ == "VBG":
                return [head]
            case "acl" | "xcomp" | "ccomp" if head.pos_ in ("NOUN", "PROPN"):
                owners = self._possessors(head) or list(own_objects(head, "of")) or self._modifiers(head)
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
                    if governor.lemma_ in self._object_control:
                        return self.objects(governor) or self._surface_subject(governor, depth)
                    return self._surface_subject(governor, depth)
                if governor.pos_ == "ADJ":
                    return self.subjects(governor, depth + 1)
                if governor.dep_ == "dobj" and governor.head.lemma_ in self._object_control:
                    return [governor]  # "accused Tehran of supplying", where "of" hangs on the accused
                return self._possessors(governor) or self._subjects_of_noun(governor, depth + 1)
        return []

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
        if noun.dep_ == "dobj" and head.lemma_ in self._blame and (blamed := self.slot(head, "on")):
            return blamed  # "blamed the attack on Iran"
        written = noun.lemma_ in self._documents
        if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX") and (written or head.lemma_ in self._light):
            return self.subjects(head, depth + 1)
        if noun.dep_ in PASSIVE_SUBJECTS and head.lemma_ in self._light:
            return list(self._agents(head))
        if noun.dep_ == "pobj" and head.lower_ == "with" and head.head.pos_ == "NOUN" and noun.lemma_ in self._joint:
            return self._subjects_of_noun(head.head, depth + 1)  # "ended a visit with talks"
        if noun.dep_ == "pobj" and head.lower_ in NOUN_PREPOSITIONS and head.head.pos_ in ("VERB", "AUX"):
            verb = head.head
            if head.lower_ in ("on", "in", "into") and verb.lemma_ in self._light:
                return self._surface_subject(verb, depth)
            if head.lower_ == "for" and verb.lemma_ in self._object_control:  # "blamed Tehran for an attack"
                return self.objects(verb)
            if written or noun.lemma_ in self._joint or noun.lemma_ in self._spans:
                # "ended the visit with talks", "flew in for talks", "said in a statement that accused"
                return self._surface_subject(verb, depth)
        for child in noun.children:
            if child.dep_ in ("acl", "relcl") and child.lemma_ in self._light:
                found = list(self._agents(child)) if is_passive(child) else self._own_subjects(child)
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
        clause = [
            inner
            for child in verb.children
            if child.dep_ == "ccomp" and child.tag_ not in ("VBD", "VBZ", "VBP")
            for inner in child.children
            if inner.dep_ == "nsubj"
        ]
        return clause if verb.lemma_ in self._object_control else []

    @staticmethod
    def _has_gap_filler(verb: Token) -> bool:
        return any(child.tag_ in RELATIVE_TAGS and child.dep_ in SUBJECTS for child in verb.children) or any(
            child.dep_ in ("prep", "advmod") and child.tag_ in ("WRB", "WDT") for child in verb.children
        )

    def _indirect_objects(self, verb: Token) -> list[Token]:
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

    # ------------------------------------------------------------------ complements and modifiers

    def _complements(self, token: Token) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in ("xcomp", "ccomp", "acl") and child.pos_ in ("VERB", "AUX"):
                yield child
                yield from (inner for inner in child.children if inner.dep_ == "conj" and inner.pos_ == "VERB")
            elif child.dep_ == "prep":
                yield from (inner for inner in child.children if inner.dep_ == "pcomp" and inner.pos_ == "VERB")
            elif child.dep_ == "advcl" and any(i.dep_ == "mark" and i.lower_ == "for" for i in child.children):
                yield child  # "called for Israel to halt"
        if token.pos_ == "VERB":
            for noun in token.children:
                if noun.dep_ == "dobj":
                    yield from (i for i in noun.children if i.dep_ in ("acl", "relcl") and i.tag_ == "VB")

    def _possessors(self, noun: Token) -> list[Token]:
        found = [child for child in noun.children if child.dep_ == "poss"]
        if not found and noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
            return self._possessors(noun.head)
        return found

    def _modifiers(self, noun: Token) -> list[Token]:
        """Nouns and adjectives before a noun, the first coordinated ones included ("US-China trade talks")."""
        found: list[Token] = []
        for child in noun.children:
            if child.dep_ in MODIFIERS:
                found.append(child)
                found += [inner for inner in child.children if inner.dep_ in MODIFIERS]
        if not found and noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            return self._modifiers(noun.head)
        return found

    def _predicates(self, verb: Token) -> list[Token]:
        return [
            child
            for child in verb.children
            if child.dep_ in ("attr", "acomp", "oprd")
            or (child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("ADJ", "NOUN"))
        ]

    def _recipients(self, noun: Token) -> list[Token]:
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
        if noun.dep_ == "pobj" and head.lower_ == "under" and head.head.lemma_ in ("come", "be", "remain"):
            return self.subjects(head.head)
        return []

    @staticmethod
    def _inside(token: Token) -> list[Token]:
        """All below a token but its subject and relative clauses, nearest to the top first."""
        found: list[Token] = []
        level = [token]
        while level:
            level = [
                child
                for parent in level
                for child in parent.children
                if child.dep_ not in ("nsubj", "nsubjpass", "relcl", "punct", "det", "aux", "mark", "cc")
                or (child.dep_ == "relcl" and child.tag_ == "VB")  # "money to rebuild schools": a purpose
            ]
            found += level
        return found

    @staticmethod
    def _clause_around(noun: Token) -> list[Token]:
        """The verb that a noun's phrase is told beside: "sent troops at Benin's request", "left in a statement"."""
        head = noun.head
        beside = noun.dep_ == "pobj" and head.lower_ in words_of("clause_prepositions")
        return [head.head] if beside and head.head.pos_ in ("VERB", "AUX") else []
