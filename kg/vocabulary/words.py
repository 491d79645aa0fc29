"""Classes of words that the grammar and the relation types refer to by name: words.yaml.

A class is a set of lemmas ("speech": say, tell, declare ...); a class may take in others by "@name".
"""

from collections.abc import Mapping
from functools import cache

from kg.errors import VocabularyError
from kg.vocabulary.files import FOLDER, check_keys, read_rows


@cache
def load_word_classes() -> Mapping[str, frozenset[str]]:
    """The words of each class. Raises VocabularyError for a class that stands twice or names a later one."""
    classes: dict[str, frozenset[str]] = {}
    for place, row in read_rows(FOLDER / "words.yaml"):
        check_keys(place, row, required={"name", "words"}, allowed={"note"})
        name, text = str(row["name"]), row["words"]
        if name in classes:
            raise VocabularyError(f"{place}: class {name!r} stands twice")
        if not isinstance(text, str):
            raise VocabularyError(f"{place}: words must be one text, separated by commas, found {text!r}")
        words: set[str] = set()
        for word in (part.strip() for part in text.replace("\n", " ").split(",")):
            if word.startswith("@"):
                if word[1:] not in classes:
                    raise VocabularyError(f"{place}: {word!r} names no class above; known are {sorted(classes)}")
                words |= classes[word[1:]]
            elif word:
                words.add(word)
        classes[name] = frozenset(words)
    return classes


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one class. Raises VocabularyError if there is no such class."""
    try:
        return load_word_classes()[name]
    except KeyError:
        raise VocabularyError(f"words.yaml: no class {name!r}; known are {sorted(load_word_classes())}") from None
