"""The spaCy component `kg_claims`: claims, mentions and entities on any Doc that an English pipeline has parsed.

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("kg_claims")
    doc = nlp("Russian Foreign Minister Sergei Lavrov visited North Korea last October.")
    doc._.kg_claims

Set `doc._.kg_published` before the component runs (`nlp.make_doc`, then `nlp(doc)`), or dates such as "last October"
stay unknown.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction.reader import ArticleReader
from kg.types import Article


def _add_extensions() -> None:
    for name in ("kg_claims", "kg_mentions", "kg_entities"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("kg_published"):
        Doc.set_extension("kg_published", default=None)


@Language.factory(
    "kg_claims",
    requires=["token.dep", "token.tag", "token.lemma", "doc.ents"],
    assigns=["doc._.kg_claims", "doc._.kg_mentions", "doc._.kg_entities"],
)
def make_claims(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component; the pipeline must have a tagger, parser, lemmatizer and names before it."""
    _add_extensions()
    reader: list[ArticleReader] = []

    def read_claims(doc: Doc) -> Doc:
        if not reader:  # the gazetteer is tokenised with the pipeline's own tokenizer, once
            reader.append(ArticleReader(nlp=nlp))
        found = reader[0].analyse(doc, Article.make(doc.text, published=doc._.kg_published)).reading()
        doc._.kg_claims, doc._.kg_mentions, doc._.kg_entities = found.claims, found.mentions, found.entities
        return doc

    return read_claims
