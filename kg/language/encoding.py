"""Runs the models of a spaCy pipeline faster, to the same numbers within rounding.

In: a loaded pipeline. Out: the same, in whose encoders (`spacy.Tok2Vec.v2` of a multi-hash embedding and a maxout
window, as in the English models of small, medium and large size) and parsers some layers compute otherwise:

- The embedding of a word does not depend on its neighbours, so that each is computed once and remembered.
- The convolutions, and the tables from which a parser or finder of names weighs its moves, are multiplied with NumPy's
  BLAS, on many processors thrice as fast as the one that spaCy ships. Its rounding depends on where a row stands, so
  that each Doc is multiplied by itself and on one thread: what is read from a text does not depend on what is read
  beside it.

A layer of another kind is left as it is.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDS, NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from threadpoolctl import ThreadpoolController

type Floats = NDArray[np.float32]
type _Layer = Model[Any, Any]

# Features that a word's text decides, and those of a token; an embedding of others is not remembered.
_OF_WORD = frozenset(IDS[name] for name in ("ORTH", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "IS_TITLE"))
_OF_TOKEN = (NORM, SPACY)
_REMEMBERED = 60_000  # words; with 96 numbers each that is 23 MB an encoder, and then it begins anew
_TINY = np.float32(1e-8)  # thinc's own, against a division by zero


def quicken(nlp: Language) -> None:
    """Quicken the layers of all models in a pipeline that are of the known kinds, in place."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            if node.has_ref("embed") and node.has_ref("encode") and len(node.layers) == 2:
                _quicken_encoder(node)
            if node.name == "parser_model" and node.layers[1].name == "precomputable_affine":
                _quicken_parser(*node.layers[:2])


def _quicken_encoder(tok2vec: _Layer) -> None:
    embed, encode = tok2vec.layers
    features = {int(i) for node in embed.walk() for i in _ids(node.attrs.get("columns", ()))}
    if features and features <= _OF_WORD | set(_OF_TOKEN):
        of_token = [attribute for attribute in _OF_TOKEN if attribute in features]
        _compute_otherwise(embed, _Embeddings(embed, (ORTH, *of_token)))
    if convolutions := _find_convolutions(encode):
        _compute_otherwise(encode, partial(_encode, convolutions=convolutions))


def _ids(columns: Sequence[int | str]) -> Iterator[int]:
    return (IDS[column] if isinstance(column, str) else column for column in columns)


def _compute_otherwise(layer: _Layer, predict: Callable[[Any], Any]) -> None:
    """Give a layer another function; its parameters and its place in the model stay, for whoever writes it to disk."""

    def forward(model: _Layer, inputs: Any, is_train: bool) -> tuple[Any, Callable[..., Any]]:
        if is_train:
            raise NotImplementedError("a pipeline loaded by kg reads; it cannot be trained")
        return predict(inputs), lambda gradient: gradient

    layer._func = forward


class _Embeddings:
    """The embedding layer of an encoder with the vectors of the words that it has seen."""

    def __init__(self, layer: _Layer, attributes: tuple[int, ...]) -> None:
        self._layer, self._compute = layer, layer._func
        self._attributes: list[int | str] = list(attributes)
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[tuple[int, ...], int] = {}
        self._vectors: Floats = np.empty((0, 0), np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        if len(self._rows) > _REMEMBERED:
            self._forget()
        keys = [self._keys(doc) for doc in docs]
        new = list(dict.fromkeys(key for of_doc in keys for key in of_doc if key not in self._rows))
        if new or not self._rows:
            self._learn(new, docs[0])
        rows = self._rows
        return [self._vectors[[rows[key] for key in of_doc]] for of_doc in keys]

    def _keys(self, doc: Doc) -> list[tuple[int, ...]]:
        values = np.asarray(doc.to_array(self._attributes), np.uint64)
        return [tuple(of_token) for of_token in values.reshape(len(doc), len(self._attributes)).tolist()]

    def _learn(self, keys: Sequence[tuple[int, ...]], example: Doc) -> None:
        """Embed words out of their context, each under the norm and with the blank after it that it was seen with."""
        strings = example.vocab.strings
        fields = [dict(zip(self._attributes, key, strict=True)) for key in keys]
        words = [strings[values[ORTH]] for values in fields]
        doc = Doc(example.vocab, words, [bool(values.get(SPACY)) for values in fields])
        for token, values in zip(doc, fields, strict=True):
            if NORM in values:
                token.norm_ = strings[values[NORM]]
        [vectors], _ = self._compute(self._layer, [doc], is_train=False)
        self._vectors = np.concatenate([self._vectors, vectors]) if self._rows else vectors
        self._rows |= {key: len(self._rows) + i for i, key in enumerate(keys)}


class _Convolution(NamedTuple):
    """One layer: weights (window * width, pieces * width) with the maxout's pieces side by side, and its norm."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats
    window: int
    pieces: int


def _find_convolutions(encode: _Layer) -> list[_Convolution]:
    """The layers of a maxout window encoder, none where it is built in another way."""
    nodes = list(encode.walk())
    maxouts, norms, windows = (
        [n for n in nodes if n.name == name] for name in ("maxout", "layernorm", "expand_window")
    )
    known = {"maxout", "layernorm", "expand_window", "dropout"}
    if any(not node.layers and node.name not in known for node in nodes) or not maxouts:
        return []
    if not len(maxouts) == len(norms) == len(windows):
        return []
    found = []
    for maxout, norm, window in zip(maxouts, norms, windows, strict=True):
        weights = np.asarray(maxout.get_param("W"), np.float32)  # (width, pieces, window * width)
        width, pieces, inputs = weights.shape
        size = int(window.attrs["window_size"])
        if inputs != width * (2 * size + 1):
            return []
        beside = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width))
        bias = np.ascontiguousarray(np.asarray(maxout.get_param("b"), np.float32).T).ravel()
        scale, shift = (np.asarray(norm.get_param(name), np.float32) for name in ("G", "b"))
        found.append(_Convolution(beside, bias, scale, shift, size, pieces))
    return found


def _encode(inputs: Sequence[Floats], convolutions: Sequence[_Convolution]) -> list[Floats]:
    """The encoding of each Doc's vectors, (tokens, width) to (tokens, width)."""
    around = sum(layer.window for layer in convolutions)  # what stands beyond has no influence
    with _threads().limit(limits=1, user_api="blas"):
        return [_convolve(np.pad(rows, ((around, around), (0, 0))), convolutions)[around:-around] for rows in inputs]


def _convolve(rows: Floats, convolutions: Sequence[_Convolution]) -> Floats:
    size, width = rows.shape
    for layer in convolutions:
        edge = np.pad(rows, ((layer.window, layer.window), (0, 0)))
        seen = np.concatenate([edge[i : i + size] for i in range(2 * layer.window + 1)], axis=1)
        pieces = seen @ layer.weights
        pieces += layer.bias
        best = pieces[:, :width].copy()
        for i in range(1, layer.pieces):
            np.maximum(best, pieces[:, i * width : (i + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + _TINY
        best *= (1 / np.sqrt(variance))[:, None]
        best *= layer.scale
        best += layer.shift
        best += rows
        rows = best
    return rows


def _quicken_parser(vectors: _Layer, tables: _Layer) -> None:
    """Multiply the vectors of the tokens by Doc; `tables` is given those of all Docs in one array."""
    compute = vectors._func
    sizes: list[int] = []  # of the Docs whose vectors come next

    def encode(docs: Sequence[Doc]) -> Floats:
        sizes[:] = map(len, docs)
        encoded: Floats = compute(vectors, docs, is_train=False)[0]
        return encoded

    def multiply(rows: Floats) -> Floats:
        return _multiply(rows, sizes, tables)

    _compute_otherwise(vectors, encode)
    _compute_otherwise(tables, multiply)


def _multiply(rows: Floats, sizes: Sequence[int], layer: _Layer) -> Floats:
    """What each token (tokens, width) adds to a state, by its place there: (1 + tokens, places, hidden, pieces).

    The first row is that of places where no token stands.
    """
    weights = np.asarray(layer.get_param("W"), np.float32)  # (places, hidden, pieces, width)
    product = np.empty((1 + len(rows), *weights.shape[:3]), np.float32)
    product[0] = layer.get_param("pad")[0]
    flat, beside = product.reshape(len(product), -1), weights.reshape(-1, weights.shape[3]).T
    start = 0
    with _threads().limit(limits=1, user_api="blas"):
        for size in sizes:
            np.matmul(rows[start : start + size], beside, out=flat[1 + start : 1 + start + size])
            start += size
    return product


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
