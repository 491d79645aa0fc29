"""A parsed text in plain Python objects: what the rules read, many times faster than spaCy's own views of it.

In: a spaCy Doc with tags, lemmas, dependencies and names. Out: `Doc`, `Span` and `Token` with the attributes of those
of spaCy that rules need, under the same names and with the same values. spaCy looks each string up and makes each
token anew whenever it is asked; here both happen once a text.
"""

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise, repeat
from typing import overload
from unicodedata import category

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc as SpacyDoc

_STRINGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)  # in the order of Token's parameters
FINITE = frozenset({"VBD", "VBZ", "VBP"})  # tags of verbs that have a tense
SUBJECTS = frozenset({"nsubj", "nsubjpass"})  # dependencies of subjects that are no clauses
_REMEMBERED = 200_000  # strings; then it begins anew


class Token:
    """A word or mark of a text, its place in the sentence's tree beside it; see `spacy.tokens.Token`."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "lemma_", "lower_", "pos_", "sent", "tag_", "text",
        "whitespace_",
    )  # fmt: skip
    head: "Token"
    children: list["Token"]  # in text order
    sent: "Span"

    def __init__(  # noqa: PLR0913, PLR0917  (one parameter an annotation)
        self, doc: "Doc", i: int, idx: int, space: int, text: str, lower: str, lemma: str, pos: str, tag: str, dep: str,
        name: str,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.idx, self.text, self.whitespace_ = doc, i, idx, text, " " if space else ""
        self.children = []
        self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = lower, lemma, pos, tag, dep, name

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: "Token") -> bool:
        return self.i < other.i

    @property
    def text_with_ws(self) -> str:
        """The text with the blank after it."""
        return self.text + self.whitespace_

    @property
    def is_space(self) -> bool:
        """Whether it is made of blanks and line ends alone."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """Whether it is made of letters alone."""
        return self.text.isalpha()

    @property
    def is_punct(self) -> bool:
        """Whether it is made of punctuation marks alone."""
        return not self.text[0].isalnum() and all(category(character).startswith("P") for character in self.text)

    @property
    def lefts(self) -> list["Token"]:
        """The children before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """The children behind it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> Iterator["Token"]:
        """Itself and all below it, in text order where no arcs cross."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def left_edge(self) -> "Token":
        """The first token of its subtree."""
        first = self
        while first.children and (child := first.children[0]).i < first.i:
            first = child
        return first

    @property
    def right_edge(self) -> "Token":
        """The last token of its subtree."""
        last = self
        while last.children and (child := last.children[-1]).i > last.i:
            last = child
        return last

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Its head, the head of that, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> list["Token"]:
        """The others that it is coordinated with."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return [token for token in found if token is not self]

    def hang_on(self, head: "Token") -> None:
        """Take another head; the token itself to be the root."""
        if self.head is not self:
            self.head.children.remove(self)
        if head is not self:
            insort(head.children, self)
        self.head = head

    def take_place_of(self, other: "Token") -> None:
        """Hang where another token hangs, which may be the root of its sentence."""
        self.hang_on(self if other.head is other else other.head)
        self.dep_ = other.dep_

    def is_ancestor(self, token: "Token") -> bool:
        """Whether the other stands below it."""
        return any(ancestor is self for ancestor in token.ancestors)

    @property
    def following(self) -> "Token | None":
        """The token behind it."""
        tokens = self.doc.tokens
        return tokens[self.i + 1] if self.i + 1 < len(tokens) else None

    def nbor(self, distance: int = 1) -> "Token":
        """The token so many places behind it, or before it. Raises IndexError where the text has none there."""
        place = self.i + distance
        if place < 0:
            raise IndexError(place)
        return self.doc[place]


class Span:
    """Tokens of a text that stand together, two alike being equal; see `spacy.tokens.Span`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __repr__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Span) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def _key(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> "Span": ...
    def __getitem__(self, place: int | slice) -> "Token | Span":
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[range(self.start, self.end)[place]]

    @property
    def start_char(self) -> int:
        """The offset of its first character."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset behind its last character, the blank after it left out."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text, the blank after it left out."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token nearest to the top of the sentence's tree, of several the first."""
        start, end, tokens = self.start, self.end, self.doc.tokens
        if end - start == 1:
            return tokens[start]
        outside = []
        for token in tokens[start:end]:
            head = token.head
            if head is token:
                return token
            if not start <= head.i < end:
                outside.append(token)
        return min(outside, key=_depth) if len(outside) > 1 else outside[0]

    @property
    def sent(self) -> "Span":
        """The sentence that it begins in."""
        return self.doc.tokens[self.start].sent

    @property
    def ents(self) -> list["Span"]:
        """The names that lie within it."""
        return [name for name in self.doc.ents if self.start <= name.start and name.end <= self.end]


def _depth(token: Token) -> tuple[bool, int]:
    """How far below the top a token stands; blanks and marks with nothing below them stand lowest."""
    bare = not token.children and (token.is_space or token.is_punct)
    return bare, 0 if bare else sum(1 for _ in token.ancestors)


class Doc:
    """A parsed text; see `spacy.tokens.Doc`. `parse` is spaCy's own, for what works on no other."""

    def __init__(self, parse: SpacyDoc) -> None:
        self.parse = parse
        self.text = parse.text
        table = np.asarray(parse.to_array([*_STRINGS, IDX, SPACY, HEAD, SENT_START]), np.uint64)
        *strings, idx, space, head, starts = table.reshape(len(parse), len(_STRINGS) + 4).T
        read = _strings_of(parse.vocab.strings).__getitem__
        columns = (map(read, column.tolist()) for column in strings)
        self.tokens = tokens = list(map(Token, repeat(self), range(len(parse)), idx.tolist(), space.tolist(), *columns))
        self.ents = [Span(self, name.start, name.end, name.label_) for name in parse.ents]
        self.sents = self._divide(starts.astype(np.int64).tolist())
        for token, distance in zip(tokens, head.astype(np.int64).tolist(), strict=True):
            token.head = above = tokens[token.i + distance]
            if distance:
                above.children.append(token)

    def _divide(self, starts: Sequence[int]) -> list[Span]:
        """The sentences, entered at each of their tokens."""
        first = [0, *(i for i in range(1, len(starts)) if starts[i] == 1), len(starts)] if starts else []
        sentences = [Span(self, start, end) for start, end in pairwise(first)]
        for sentence in sentences:
            for token in self.tokens[sentence.start : sentence.end]:
                token.sent = sentence
        return sentences

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[place]

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that the characters from `start` to `end` touch; None where they reach beyond the text."""
        if start < 0 or end < 1 or max(start, end - 1) >= len(self.text):
            return None
        first, last = (bisect_right(self._offsets, place) - 1 for place in (start, end - 1))
        if start == self.tokens[first].idx + len(self.tokens[first].text):
            first += 1  # the blank behind a token is no part of it
        return Span(self, first, last + 1)


class _Strings(dict[int, str]):
    """The strings of a vocabulary by their hashes."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, key: int) -> str:
        string = self[key] = self.store[key]
        return string


_known: list[_Strings] = []


def _strings_of(store: StringStore) -> _Strings:
    """The strings that texts of the same vocabulary have shown so far."""
    if not _known or _known[0].store is not store or len(_known[0]) > _REMEMBERED:
        _known[:] = [_Strings(store)]
    return _known[0]
