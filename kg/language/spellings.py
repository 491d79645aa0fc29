"""Teaches a pipeline the forms that it reads wrongly: which stay one token, and their lemmas."""

import re

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokenizer import Tokenizer

from kg.vocabulary.lemmas import load_wordforms

TAGS = {"verb": ["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"], "noun": ["NN", "NNS"]}


def teach_spellings(nlp: Language) -> None:
    """Add the forms of the vocabulary to the tokenizer and the attribute ruler of an English pipeline."""
    ruler = nlp.get_pipe("attribute_ruler")
    tokenizer = nlp.tokenizer
    if not isinstance(ruler, AttributeRuler) or not isinstance(tokenizer, Tokenizer):
        return  # a pipeline with parts of its own kind keeps its ways
    words = load_wordforms()
    whole = (form for word in words if "-" in word.form for form in (word.form, word.form.capitalize()))
    own = tokenizer.token_match
    patterns = [*([own.__self__.pattern] if own else []), *(f"{re.escape(form)}$" for form in whole)]
    # asked once for each word of the language, where a special case would be looked for in each text
    tokenizer.token_match = re.compile("|".join(f"(?:{pattern})" for pattern in patterns)).match
    for word in words:
        ruler.add([[{"LOWER": word.form, "TAG": {"IN": TAGS[word.pos]}}]], {"LEMMA": word.lemma})
