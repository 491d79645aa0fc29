"""Forms that a pipeline is taught: whole words with hyphens, and lemmas."""

import pytest

from kg.language.pipeline import load_pipeline


@pytest.mark.parametrize(
    ("sentence", "form", "lemma"),
    [
        ("The navy staged drills with Peru.", "staged", "stage"),
        ("Co-operation with Chile is close.", "Co-operation", "cooperation"),
        ("Iran re-opened its embassy in Riyadh.", "re-opened", "reopen"),
        ("The two countries co-operate closely.", "co-operate", "cooperate"),
        ("A cease-fire was agreed.", "cease-fire", "ceasefire"),
        ("Mali has been readmitted to the bloc.", "readmitted", "readmit"),
    ],
)
def test_a_taught_form_is_one_token_with_its_lemma(sentence: str, form: str, lemma: str) -> None:
    tokens = [token for token in load_pipeline()(sentence) if token.text == form]
    assert [token.lemma_ for token in tokens] == [lemma]


def test_other_compounds_are_still_taken_apart() -> None:
    assert [token.text for token in load_pipeline()("a Russian-backed militia")][1:4] == ["Russian", "-", "backed"]
