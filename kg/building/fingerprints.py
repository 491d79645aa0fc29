"""Hashes of what decides a reading besides the article: the vocabulary, the model and the code that reads."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.errors import VocabularyError
from kg.language.pipeline import Model
from kg.types import content_hash

_PACKAGE = Path(__file__).parent.parent
_VOCABULARY = _PACKAGE / "vocabulary"
# The code between an article and its reading, and the form in which readings are kept.
_READING_CODE = (
    "extraction",
    "language",
    "vocabulary",
    "graph/readings.py",
    "edtf.py",
    "graph/tables.py",
    "types.py",
)


def hash_vocabulary(relations: Iterable[Path] = ()) -> str:
    """The hash of all vocabulary files, and of a user's own files of relation types in their order.

    Raises VocabularyError for a file that cannot be read.
    """
    own = sorted(path for path in _VOCABULARY.rglob("*") if path.suffix in (".yaml", ".txt", ".csv", ".tsv"))
    return content_hash(_hash_files(own, _VOCABULARY), *map(_hash_file, relations))


def hash_reading(model: Model, vocabulary: str) -> str:
    """The hash of everything that decides what is read from an article: same hash and article, same reading."""
    code = [path for name in _READING_CODE for path in sorted(_python_files(_PACKAGE / name))]
    return content_hash(model.name, model.version, ",".join(model.components), vocabulary, _hash_files(code, _PACKAGE))


def _python_files(path: Path) -> Iterable[Path]:
    return path.rglob("*.py") if path.is_dir() else (path,)


def _hash_files(paths: Iterable[Path], base: Path) -> str:
    return content_hash(*(part for path in paths for part in (path.relative_to(base).as_posix(), _hash_file(path))))


def _hash_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise VocabularyError(f"{path}: cannot be read: {error.strerror}") from error
