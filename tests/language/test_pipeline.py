"""Loading spaCy pipelines: the bundled one, one by path, and those that will not do."""

from pathlib import Path

import pytest
import spacy

from kg.errors import ModelError
from kg.language.pipeline import NEEDED, describe_model, load_pipeline


def test_the_bundled_pipeline_is_loaded_once_with_all_that_reading_needs() -> None:
    nlp = load_pipeline()
    assert load_pipeline() is nlp
    assert set(NEEDED) <= set(nlp.component_names)
    assert nlp.pipe_names.index("kg_lines") < nlp.pipe_names.index("parser")


def test_a_loaded_pipeline_is_described_by_name_version_and_components() -> None:
    model = describe_model(load_pipeline())
    assert str(model).startswith("core_web_md 3.8")
    assert "parser" in model.components


def test_an_unknown_pipeline_is_refused_by_its_name() -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline 'xx_none' is installed, nor is it a path to one"):
        load_pipeline("xx_none")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_pipeline_without_a_parser_or_not_of_english_is_refused(tmp_path: Path, language: str) -> None:
    spacy.blank(language).to_disk(tmp_path / language)
    with pytest.raises(ModelError, match=rf"\({language}\) lacks \['tagger', 'parser'.*an English one with"):
        load_pipeline(str(tmp_path / language))
