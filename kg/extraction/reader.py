"""Reads articles into claims: the pipeline, the gazetteer and the triggers, loaded once and used for many articles."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from kg.extraction.claims import Reader
from kg.extraction.triggers import TriggerIndex
from kg.garbage import without_collecting
from kg.language.gazetteer import NameMatcher, load_gazetteer
from kg.language.layout import blank_unread
from kg.language.pipeline import load_pipeline
from kg.language.tokens import Doc
from kg.types import Article, Reading
from kg.vocabulary.relations import load_relations

BATCH = 32  # articles parsed together; more gains nothing on one core


class ArticleReader:
    """Reads articles with one spaCy pipeline and one set of relation types.

    `model` is the name or path of a pipeline (the bundled one where none is named), `relations` are a user's own files
    of relation types. Raises ModelError and VocabularyError as their loaders do.
    """

    def __init__(
        self, model: str | None = None, relations: Iterable[Path] = (), *, nlp: Language | None = None
    ) -> None:
        self.nlp = nlp or load_pipeline(model)
        self._matcher = NameMatcher(self.nlp, load_gazetteer())
        self._index = TriggerIndex(load_relations(*relations))

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        return self.analyse(self.nlp(blank_unread(article.text)), article).reading()

    def read_all(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Reading]]:
        """Each article with its reading, in the order given; a stream of any length."""
        texts = ((blank_unread(article.text), article) for article in articles)
        for doc, article in self.nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
            with without_collecting():
                reading = self.analyse(doc, article).reading()
            yield article, reading

    def analyse(self, doc: SpacyDoc, article: Article) -> Reader:
        """What every step found in an article and its parsed text, for explanations and for the reading."""
        return Reader(Doc(doc), self._matcher, self._index, article)


@cache
def default_reader(model: str | None = None, relations: tuple[Path, ...] = ()) -> ArticleReader:
    """The reader of a model and a set of relation files, loaded once a process."""
    return ArticleReader(model, relations)
