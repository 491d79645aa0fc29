"""Logical grammar: for a verb, noun or adjective, which tokens stand in which slot.

In: any Doc with tags and dependencies of spaCy's English label set. Out: the tokens of a slot with what is coordinated;
knows no actors. Who takes part is found by `participants`, the rest by `dependents` and `prepositions`.
"""

from collections.abc import Callable, Iterable, Mapping

from kg.extraction.clauses import antecedents, expand
from kg.extraction.dependents import clause_around, complements, inside, modifiers, possessors, predicates
from kg.extraction.participants import Participants
from kg.extraction.prepositions import FLOATING_MARK, SAME, prepositional_objects
from kg.language.tokens import Doc, Token
from kg.vocabulary.words import words_of

# Prepositions that parsers often hang on a nearer noun than the one they belong to: slot "~with" looks there.
FLOATING = frozenset(
    {
        "with", "between", "against", "from", "to", "on", "at", "into", "near", "outside", "over", "around", "along",
        "across", "toward", "towards", "as",
    }
)  # fmt: skip


def _children(*deps: str) -> Callable[[Participants, Token], list[Token]]:
    return lambda _, token: [child for child in token.children if child.dep_ in deps]


# The slots of `kg.vocabulary.relations.SLOTS`, each with what finds its tokens; any other slot is a preposition.
FINDERS: Mapping[str, Callable[[Participants, Token], Iterable[Token]]] = {
    "none": lambda _, token: (),
    "subj": Participants.subjects,
    "obj": Participants.objects,
    "iobj": Participants.indirect_objects,
    "recipient": Participants.recipients,
    "arrival": Participants.destinations,
    "bearer": Participants.bearers,
    "comp": lambda _, token: complements(token),
    "that": lambda _, token: complements(token),
    "purpose": lambda _, token: [c for c in token.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB"],
    "poss": lambda _, token: possessors(token),
    "mod": lambda _, token: modifiers(token),
    "attr": lambda _, token: predicates(token),
    "oprd": lambda _, token: predicates(token),
    "clause": lambda _, token: clause_around(token),
    "any": lambda _, token: inside(token),
    "advmod": _children("advmod", "npadvmod"),
    "aux": _children("aux"),
    "mark": _children("mark"),
    "neg": _children("neg"),
    "acl": lambda _, token: [child for child in token.children if child.dep_ == "acl" and child.pos_ == "VERB"],
    "there": lambda _, token: [c for c in token.children if c.dep_ == "advmod" and c.lower_ == "there"],
}


class Grammar:
    """The slots of one document, computed when asked for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._cache: dict[tuple[int, str], list[Token]] = {}
        self._participants = Participants()
        self._forms: dict[int, frozenset[str]] = {}  # sentence start -> its words in lower case
        self._light = words_of("light_verbs")

    def slot(self, token: Token, path: str) -> list[Token]:
        """The tokens in a slot of `token`, with what is coordinated; a path "obj.with" looks in slots of slots."""
        key = (token.i, path)
        known = self._cache.get(key)
        if known is not None:
            return known
        first, _, rest = path.partition(".")
        if rest:
            return list(dict.fromkeys(inner for outer in self.slot(token, first) for inner in self.slot(outer, rest)))
        self._cache[key] = []  # a cycle in the search finds nothing
        found = expand(list(dict.fromkeys(self._find(token, first))))
        if token.dep_ == "relcl" and token.head in found:  # "Oman, which arms both, and Chad": Oman alone
            found = [noun for noun in found if noun.i < token.i or noun.head.i >= token.i]
        self._cache[key] = found
        return found

    def _find(self, token: Token, slot: str) -> Iterable[Token]:
        if finder := FINDERS.get(slot):
            return finder(self._participants, token)
        preposition = slot.removeprefix(FLOATING_MARK)
        if preposition not in self._forms_around(token) and preposition != "of":  # which other words may stand for
            return ()
        found = prepositional_objects(token, slot, self._light)
        return (noun for inner in found for noun in antecedents(inner))  # "with whom they met"

    def _forms_around(self, token: Token) -> frozenset[str]:
        sentence = token.sent
        if sentence.start not in self._forms:
            forms = {other.lower_ for other in sentence}
            self._forms[sentence.start] = frozenset(forms | {SAME[form] for form in forms & SAME.keys()})
        return self._forms[sentence.start]
