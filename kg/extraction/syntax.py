"""Logical grammar: for a verb, noun or adjective, which tokens stand in which slot.

In: any Doc with tags and dependencies of spaCy's English label set. Out: the tokens of a slot with what is coordinated;
knows no actors. Who takes part is found by `participants`, the rest by `dependents` and `prepositions`.
"""

from kg.extraction.clauses import antecedents, expand
from kg.extraction.dependents import clause_around, complements, inside, modifiers, possessors, predicates
from kg.extraction.participants import Participants
from kg.extraction.prepositions import prepositional_objects
from kg.language.tokens import Doc, Token
from kg.vocabulary.words import words_of

# Prepositions that parsers often hang on a nearer noun than the one they belong to: slot "~with" looks there.
FLOATING = frozenset(
    {
        "with", "between", "against", "from", "to", "on", "at", "into", "near", "outside", "over", "around", "along",
        "across", "toward", "towards", "as",
    }
)  # fmt: skip


class Grammar:
    """The slots of one document, computed when asked for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._cache: dict[tuple[int, str], list[Token]] = {}
        self._participants = Participants()
        self._light = words_of("light_verbs")

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
                return self._participants.subjects(token)
            case "obj":
                return self._participants.objects(token)
            case "iobj":
                return self._participants.indirect_objects(token)
            case "comp" | "that":
                return list(complements(token))
            case "purpose":
                return [c for c in token.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB"]
            case "poss":
                return possessors(token)
            case "mod":
                return modifiers(token)
            case "attr" | "oprd":
                return predicates(token)
            case "recipient":
                return self._participants.recipients(token)
            case "clause":
                return clause_around(token)
            case "advmod":
                return [child for child in token.children if child.dep_ in ("advmod", "npadvmod")]
            case "any":
                return inside(token)
            case "aux" | "mark" | "neg":
                return [child for child in token.children if child.dep_ == slot]
            case "acl":
                return [child for child in token.children if child.dep_ == "acl" and child.pos_ == "VERB"]
            case "arrival":
                return self._participants.destinations(token)
            case "bearer":
                return self._participants.bearers(token)
            case "there":
                return [child for child in token.children if child.dep_ == "advmod" and child.lower_ == "there"]
            case _:
                found = prepositional_objects(token, slot, self._light)
                return [noun for inner in found for noun in antecedents(inner)]  # "with whom they met"
