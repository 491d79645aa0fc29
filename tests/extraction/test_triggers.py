"""The cheap look at a sentence's words before its grammar never turns away what the grammar would have found."""

from kg.articles import read_articles
from kg.extraction.reader import default_reader
from kg.extraction.triggers import TriggerIndex
from kg.vocabulary.relations import load_relations


def test_a_trigger_whose_conditions_hold_is_never_ruled_out_by_the_words_around_it() -> None:
    index, reader = TriggerIndex(load_relations()), default_reader()
    held = 0
    for article in list(read_articles("data/articles"))[:25]:
        found = reader.analyse(reader.nlp(article.text), article)
        for sentence in found.doc.sents:
            around = frozenset(word for token in sentence for word in (token.lower_, token.lemma_.lower()))
            for token in sentence:
                for trigger in index.candidates(token):
                    slots = {slot: words for slot, words in trigger.when.items() if slot not in ("source", "target")}
                    if slots and all(found.arguments.any_matches(token, *asked) for asked in slots.items()):
                        held += 1
                        assert list(index.standing_among([trigger], around)), (token, trigger)
    assert held > 100
