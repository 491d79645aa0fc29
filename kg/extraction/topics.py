"""What an act is about, in the text's own words: talks "on grain exports", sanctions "over its missile tests".

In: a frame whose relation type says in which slots its topic stands. Out: the words of the first slot that holds any
that name neither an actor nor a day or an amount, without articles and clauses; None where the text does not tell.
"""

from collections.abc import Iterator, Mapping

from kg.extraction.arguments import Arguments
from kg.extraction.clauses import MODIFIERS
from kg.extraction.frames import Frame
from kg.extraction.syntax import Grammar
from kg.language.actors import ACTOR_KINDS
from kg.language.tokens import Token
from kg.vocabulary.words import words_of

LONGEST = 10
"""Tokens of a topic; what follows is detail."""
# What is no part of the words of a topic: grammar, and clauses with things to tell of their own.
LEFT_OUT = frozenset({
    "relcl", "appos", "advcl", "nsubj", "nsubjpass", "csubj", "aux", "auxpass", "mark", "neg", "npadvmod", "expl",
    "parataxis", "punct", "agent", "preconj", "predet",
})  # fmt: skip
DAYS = frozenset({"DATE", "TIME"})
NOT_TOPICS = frozenset({*DAYS, "MONEY", "PERCENT", "CARDINAL", "ORDINAL"})


class Topics:
    """Finds the topics of acts in one document; `labels` are those of the acts' types by token."""

    def __init__(self, grammar: Grammar, arguments: Arguments, labels: Mapping[int, str]) -> None:
        self._grammar = grammar
        self._arguments = arguments
        self._labels = labels

    def about(self, frame: Frame) -> str | None:
        """What the act is about, None where the text does not tell."""
        for slot in frame.relation.about:
            outer, _, last = slot.rpartition(".")
            if last == "mod":
                nouns = self._grammar.slot(frame.token, outer) if outer else [frame.token]
                found = next((words for noun in nouns if (words := self._modifiers(noun))), None)
            else:
                own = [frame.token] if frame.token.pos_ == "NOUN" else []
                tokens = self._grammar.slot(frame.token, slot) if slot != "self" else own
                found = next((words for token in tokens if (words := self._words(token))), None)
            if found:
                return found
        return None

    def _modifiers(self, noun: Token) -> str | None:
        """What stands before a noun of talking or agreeing ("a grain deal", "nuclear talks")."""
        if noun.pos_ != "NOUN":
            return None
        kept = [
            child
            for child in noun.children
            if child.i < noun.i and not self._names_actor(child) and child.ent_type_ not in NOT_TOPICS
            if (child.dep_ == "compound" and child.pos_ == "NOUN")
            or (child.dep_ in MODIFIERS and child.lower_ in words_of("topic_adjectives"))
        ]
        tokens = sorted({inner for child in kept for inner in child.subtree if inner.dep_ in (*MODIFIERS, "punct")})
        text = _joined(tokens)
        return None if text.lower() in words_of("bare_topics") else text or None

    def _names_actor(self, token: Token) -> bool:
        return any(
            mention.kind in ACTOR_KINDS or mention.kind == "place" for mention in self._arguments.actors.at(token)
        )

    def _words(self, head: Token) -> str | None:
        if head.pos_ not in ("NOUN", "PROPN", "VERB") or head.ent_type_ in NOT_TOPICS or self._names_actor(head):
            return None
        if head.lemma_.lower() in words_of("no_topics"):
            return None
        tokens = sorted(self._kept(head))
        purpose = _purpose_after(tokens[-1], head)
        if purpose is not None:
            tokens += sorted(self._kept(purpose))
        if head.pos_ == "VERB":
            tokens = [token for token in tokens if token.i >= head.i]
            if all(token == head or token.dep_ == "advmod" for token in tokens) and head.i in self._labels:
                return self._labels[head.i]  # "agreed to cooperate militarily": military cooperation
        while len(tokens) > 1 and self._opens_badly(tokens[0]):
            tokens = tokens[1:]
        tokens = _trimmed(tokens)
        text = _joined(tokens)
        alone = len(tokens) == 1 and (head.lemma_.lower() in words_of("bare_topics") or head.lower_ == "s")
        return None if alone or not text else text

    def _opens_badly(self, token: Token) -> bool:
        """Whether a token before a topic adds nothing to it: articles, numbers, and whose it is."""
        whose = token.dep_ in MODIFIERS and self._names_actor(token)
        return whose or token.dep_ in ("det", "poss", "case", "cc") or token.pos_ in ("DET", "PUNCT", "NUM")

    def _is_beside(self, preposition: Token) -> bool:
        """Whether a preposition tells of the act, and not of its topic, when it is or in which city or region."""
        if preposition.lower_ in words_of("time_prepositions"):
            return True
        mentions = [m for noun in preposition.children for m in self._arguments.actors.at(noun)]
        return preposition.lower_ in ("in", "at", "near") and any(mention.kind == "place" for mention in mentions)

    def _kept(self, head: Token) -> Iterator[Token]:
        yield head
        for child in head.children:
            if child.dep_ == "punct" and child.text not in ("-", "\N{EN DASH}"):
                continue
            if child.dep_ in LEFT_OUT and child.dep_ != "punct":
                continue
            if (child.dep_ == "conj" and child.pos_ == "VERB") or (child.dep_ == "prep" and self._is_beside(child)):
                continue
            if child.dep_ == "cc" and not any(other.dep_ == "conj" and other.pos_ != "VERB" for other in head.children):
                continue
            if any(inner.ent_type_ in DAYS for inner in (child, *child.children)) and child.dep_ in ("prep", "advmod"):
                continue
            yield from self._kept(child)


def _purpose_after(last: Token, head: Token) -> Token | None:
    """The preposition with a gerund right after an object, which the parser hangs on the verb ("help in building")."""
    if head.dep_ != "dobj":
        return None
    return next(
        (
            child
            for child in head.head.children
            if child.i == last.i + 1 and child.dep_ == "prep" and any(inner.dep_ == "pcomp" for inner in child.children)
        ),
        None,
    )


def _trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens of a topic, cut where they stop standing together or run long."""
    kept: list[Token] = []
    for token in tokens[:LONGEST]:
        if kept and any(between.text in (",", ";", ":", "(") for between in token.doc[kept[-1].i + 1 : token.i]):
            break
        kept.append(token)
    while kept and (kept[-1].pos_ in ("ADP", "DET", "CCONJ", "PART", "PUNCT", "SCONJ") or kept[-1].dep_ == "poss"):
        kept.pop()
    return kept


def _joined(tokens: list[Token]) -> str:
    return " ".join("".join(token.text_with_ws for token in tokens).split())
