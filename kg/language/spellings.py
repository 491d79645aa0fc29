"""Teaches a pipeline the forms that it reads wrongly: which stay one token, and their lemmas."""

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
    for word in load_wordforms():
        if "-" in word.form:
            for form in (word.form, word.form.capitalize()):
                tokenizer.add_special_case(form, [{"ORTH": form}])
        ruler.add([[{"LOWER": word.form, "TAG": {"IN": TAGS[word.pos]}}]], {"LEMMA": word.lemma})
