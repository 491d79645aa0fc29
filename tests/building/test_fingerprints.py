from pathlib import Path

import pytest

from kg.building.fingerprints import hash_reading, hash_vocabulary
from kg.errors import VocabularyError
from kg.language.pipeline import Model

MODEL = Model("core_web_md", "3.8.0", ("tagger", "parser"))


def test_a_relation_file_of_the_user_changes_the_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("[]")
    plain, first = hash_vocabulary(), hash_vocabulary([path])
    path.write_text("[ ]")
    assert len({plain, first, hash_vocabulary([path])}) == 3
    assert hash_vocabulary() == plain


@pytest.mark.parametrize("model", [Model("core_web_sm", "3.8.0", MODEL.components), Model("core_web_md", "3.9.0", ())])
def test_another_model_makes_another_reading(model: Model) -> None:
    assert hash_reading(model, "v") != hash_reading(MODEL, "v")


def test_another_vocabulary_makes_another_reading() -> None:
    assert hash_reading(MODEL, "v") != hash_reading(MODEL, "w")


def test_a_missing_relation_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"none\.yaml: cannot be read"):
        hash_vocabulary([tmp_path / "none.yaml"])
