"""Remembers what the attribute ruler and the lemmatizer of a pipeline make of a word, once for each word and tag.

In: a tagged and parsed Doc. Out: the same with part of speech, morphology and lemma, as the two components give them;
nearly all their rules look at one token, so that its form, tag and (where a rule names it) dependency decide.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs
from spacy.vocab import Vocab

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
_WRITTEN = [TAG, DEP, POS, MORPH, LEMMA]

type _Pattern = Mapping[str, Sequence[Sequence[Mapping[str, Any]]]]
_REMEMBERED = 100_000  # forms; then it begins anew
# What a rule may ask of a token for its result to be remembered.
_ASKED = frozenset({"TAG", "DEP", "LOWER", "ORTH", "IS_SPACE"})


def remember_wordforms(nlp: Language) -> None:
    """Let one component that remembers stand for the ruler and the lemmatizer, where they are of the known kind."""
    names = nlp.pipe_names
    if RULER not in names or names.index(LEMMATIZER) != names.index(RULER) + 1:
        return
    ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
    if type(ruler) is AttributeRuler and isinstance(lemmatizer, Lemmatizer) and not lemmatizer.overwrite:
        nlp.add_pipe("kg_wordforms", after=LEMMATIZER)
        nlp.select_pipes(disable=[RULER, LEMMATIZER])


class Wordforms:
    """The component: a table of the forms that it has seen."""

    def __init__(self, nlp: Language) -> None:
        self._nlp, self._vocab = nlp, nlp.vocab
        self._forget()

    @cached_property
    def _lemmatizer(self) -> Lemmatizer:
        return cast(Lemmatizer, self._nlp.get_pipe(LEMMATIZER))

    @cached_property
    def _rules(self) -> "_Rules":
        """The rules, read when they are needed: a pipeline that is being loaded gets its components before them."""
        return _Rules(self._vocab, cast(AttributeRuler, self._nlp.get_pipe(RULER)))

    def _forget(self) -> None:
        self._rows: dict[tuple[int, int, int], int] = {}
        self._values = np.empty((0, len(_WRITTEN)), np.uint64)
        self._ruled = np.empty(0, bool)  # whether a rule gave the lemma
        self._retagged = np.empty(0, bool)  # whether a rule gave tag and dependency, as of blanks

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of each token."""
        if len(self._rows) > _REMEMBERED:
            self._forget()
        given: NDArray[np.uint64] = np.asarray(doc.to_array([ORTH, TAG, DEP, LOWER]), np.uint64).reshape(len(doc), 4)
        matches = self._rules.neighbours.match(doc, given[:, 3], given[:, 2])
        deps, other = self._rules.deps, self._rules.other_dep
        keys = [(orth, tag, dep if dep in deps else other) for orth, tag, dep in given[:, :3].tolist()]
        new = list(dict.fromkeys(key for key in keys if key not in self._rows))
        if new:
            self._learn(new)
        rows = np.fromiter(map(self._rows.__getitem__, keys), np.intp, len(keys))
        values = self._values[rows]
        doc.from_array([POS, MORPH, LEMMA], values[:, 2:])  # type: ignore[arg-type]  # spaCy's own stub forgets NumPy
        for i in np.flatnonzero(self._retagged[rows]).tolist():
            doc[i].tag, doc[i].dep = values[i, :2].tolist()
        for i, sets_lemma in self._rules.neighbours.apply(doc, matches):
            if not sets_lemma and not self._ruled[rows[i]]:
                doc[i].lemma_ = self._lemmatizer.lemmatize(doc[i])[0]
        return doc

    def _learn(self, keys: Sequence[tuple[int, int, int]]) -> None:
        strings = self._vocab.strings
        doc = Doc(self._vocab, [strings[orth] for orth, _, _ in keys], tags=[strings[tag] for _, tag, _ in keys])
        for token, (_, _, dep) in zip(doc, keys, strict=True):
            token.dep = dep
        ruled = self._rules.alone(doc).to_array([LEMMA]).ravel() != 0
        values = self._lemmatizer(doc).to_array(_WRITTEN)
        start = len(self._rows)
        self._rows |= {key: start + i for i, key in enumerate(keys)}
        self._values = np.concatenate([self._values, values])
        self._ruled = np.concatenate([self._ruled, ruled])
        retagged = (values[:, :2] != np.array(keys, np.uint64)[:, 1:]).any(axis=1)
        self._retagged = np.concatenate([self._retagged, retagged])


class _Rules:
    """The rules of an attribute ruler: those about a word alone, and those about its neighbours."""

    def __init__(self, vocab: Vocab, ruler: AttributeRuler) -> None:
        patterns = cast(list[_Pattern], ruler.patterns)
        alone = [pattern for pattern in patterns if _looks_at_one(pattern)]
        self.alone = _make_ruler(vocab, alone)
        self.neighbours = _NeighbourRules(vocab, [pattern for pattern in patterns if pattern not in alone])
        asked = [
            token["DEP"] for pattern in alone for tokens in pattern["patterns"] for token in tokens if "DEP" in token
        ]
        self.deps = {vocab.strings.add(dep) if dep else 0 for test in asked for dep in _named(test) or ()}
        self.other_dep = vocab.strings.add("other")  # stands for all dependencies that no rule names


class _NeighbourRules:
    """The few rules that ask about neighbours, tried around the words and dependencies that they name."""

    def __init__(self, vocab: Vocab, patterns: Sequence[_Pattern]) -> None:
        self._ruler = _make_ruler(vocab, patterns)
        anchors = [_find_anchor(tokens) for pattern in patterns for tokens in pattern["patterns"]]
        add = vocab.strings.add
        self._words = np.array([add(word) for name, words in anchors if name == "LOWER" for word in words], np.uint64)
        self._deps = np.array([add(dep) for name, deps in anchors if name == "DEP" for dep in deps], np.uint64)
        self._everywhere = any(not name for name, _ in anchors)
        self._reach = max((len(tokens) for pattern in patterns for tokens in pattern["patterns"]), default=1) - 1

    def match(self, doc: Doc, words: NDArray[np.uint64], deps: NDArray[np.uint64]) -> list[tuple[int, int]]:
        """Rules and the tokens that they change, in the order of the rules."""
        anchors = np.flatnonzero(np.isin(words, self._words) | np.isin(deps, self._deps)).tolist()
        windows = [(max(0, i - self._reach), i + self._reach + 1) for i in anchors]
        found = set[tuple[int, int]]()
        for start, end in [(0, len(doc))] if self._everywhere else windows:
            matches = self._ruler.matcher(doc[start:end], allow_missing=True, as_spans=False)
            rules = ((int(doc.vocab.strings[match]), begin) for match, begin, _ in matches)
            found |= {(rule, start + begin + self._ruler.indices[rule]) for rule, begin in rules}
        return sorted(found)

    def apply(self, doc: Doc, matches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
        """Change the tokens; each is given with whether the rule set its lemma."""
        for rule, i in matches:
            set_token_attrs(doc[i], self._ruler.attrs[rule])
            yield i, LEMMA in self._ruler.attrs[rule]


def _make_ruler(vocab: Vocab, patterns: Sequence[_Pattern]) -> AttributeRuler:
    ruler = AttributeRuler(vocab)
    ruler.add_patterns(patterns)  # type: ignore[arg-type]
    return ruler


def _looks_at_one(pattern: _Pattern) -> bool:
    return all(
        len(tokens) == 1 and tokens[0].keys() <= _ASKED and _named(tokens[0].get("DEP", "")) is not None
        for tokens in pattern["patterns"]
    )


def _named(test: str | Mapping[str, Sequence[str]]) -> Sequence[str] | None:
    """The values that a test tells apart ("expl", or those of IN and NOT_IN); None where it is of another kind."""
    if isinstance(test, str):
        return [test]
    return [value for values in test.values() for value in values] if test.keys() <= {"IN", "NOT_IN"} else None


def _find_anchor(tokens: Sequence[Mapping[str, Any]]) -> tuple[str, Sequence[str]]:
    """A word or dependency that some token of a pattern must have; none where operators or other tests decide."""
    if all(token.keys() <= _ASKED for token in tokens):
        for name in ("LOWER", "DEP"):
            for token in tokens:
                if isinstance(value := token.get(name), str):
                    return name, [value]
    return "", []


@Language.factory("kg_wordforms", assigns=["token.pos", "token.morph", "token.lemma"])
def make_wordforms(nlp: Language, name: str) -> Wordforms:
    """Make the component, which reads the rules of the ruler and the lemmatizer of the same pipeline."""
    return Wordforms(nlp)
