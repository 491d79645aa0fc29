"""The named graph of one article: the article, its claims and denials, the mentions and the passages they rest on."""

from collections.abc import Iterable, Iterator, Mapping

from kg.rdf import roles, terms
from kg.rdf.iris import DCTERMS, OA, PROV, RDF, SCHEMA, Iris
from kg.rdf.names import Names
from kg.types import Article, Claim, Mention, content_hash

# How many characters before and after a quote tell it apart from the same words elsewhere in the text.
CONTEXT = 32


def article_lines(
    article: Article, claims: Iterable[Claim], events: Mapping[str, Iterable[str]], names: Names, run: str
) -> Iterator[str]:
    """The lines of N-Quads of one article.

    `events` maps the id of a claim to the ids of the events that rest on it; `run` is the run that made the claims.
    """
    iris = names.iris
    graph = iris.article(article.id)
    yield from terms.describe(graph, graph, _article(article, names))
    mentions: dict[str, Mention] = {}
    passages: set[tuple[int, int]] = set()
    for claim in claims:
        node = iris.claim(claim.id)
        about = [(iris.ns["about"], iris.event(event)) for event in events.get(claim.id, ())]
        made_by = [(RDF["type"], iris.ns["Claim"]), (PROV["wasGeneratedBy"], run), *about]
        spoken = list(_holders(claim.holder, article, names, mentions)) or [
            (PROV["wasAttributedTo"], names.outlet(article))
        ]
        fillers = [
            (roles.mention_property(iris, role), _mention_node(mention, article.id, iris, mentions))
            for role, fillers in claim.roles.items()
            for mention in fillers
        ]
        yield from terms.describe(node, graph, [*made_by, *spoken, *fillers, *_claim(claim, node, iris)])
        if claim.quantity is not None:
            yield from terms.describe(iris.quantity(node), graph, roles.quantity_pairs(claim.quantity, iris))
        passages.add((claim.start, claim.end))
        for number, denial in enumerate(claim.denials, 1):
            pairs = [
                *made_by,
                (iris.ns["denies"], node),
                (iris.ns["relation"], iris.relation[claim.type]),
                (iris.ns["stance"], iris.stance["denied"]),
                (PROV["wasDerivedFrom"], iris.passage(article.id, denial.start, denial.end)),
                (iris.ns["confidence"], terms.decimal(claim.confidence)),
                *_holders(denial.holder, article, names, mentions),
            ]
            yield from terms.describe(iris.denial(claim.id, number), graph, pairs)
            passages.add((denial.start, denial.end))
    for start, end in sorted(passages):
        yield from _passage(article, start, end, iris)
    for node, mention in sorted(mentions.items()):
        yield from terms.describe(node, graph, _mention(mention, names))


def _article(article: Article, names: Names) -> Iterator[tuple[str, str]]:
    yield RDF["type"], SCHEMA["NewsArticle"]
    yield RDF["type"], PROV["Entity"]
    yield DCTERMS["identifier"], terms.text(article.id)
    yield SCHEMA["publisher"], names.outlet(article)
    yield SCHEMA["inLanguage"], terms.text(article.language)
    yield SCHEMA["sha256"], terms.text(content_hash(article.text, length=64))
    if article.source is not None:
        yield names.iris.ns["outletName"], terms.text(article.source)
    if article.title:
        yield SCHEMA["headline"], terms.english(article.title)
    if article.published is not None:
        yield SCHEMA["datePublished"], terms.date(article.published)
    if article.url is not None:
        yield SCHEMA["url"], terms.uri(article.url)


def _holders(
    holder: tuple[Mention, ...], article: Article, names: Names, mentions: dict[str, Mention]
) -> Iterator[tuple[str, str]]:
    for mention in holder:
        yield PROV["wasAttributedTo"], names.entity(mention.entity)
        yield roles.mention_property(names.iris, "holder"), _mention_node(mention, article.id, names.iris, mentions)


def _claim(claim: Claim, node: str, iris: Iris) -> Iterator[tuple[str, str]]:
    yield DCTERMS["identifier"], terms.text(claim.id)
    yield iris.ns["relation"], iris.relation[claim.type]
    yield iris.ns["stance"], iris.stance[claim.factuality]
    yield iris.ns["confidence"], terms.decimal(claim.confidence)
    yield PROV["wasDerivedFrom"], iris.passage(claim.article, claim.start, claim.end)
    yield iris.ns["triggerStart"], terms.integer(claim.trigger[0])
    yield iris.ns["triggerEnd"], terms.integer(claim.trigger[1])
    if claim.plover:
        yield iris.ns["ploverType"], iris.plover[claim.plover]
    if claim.inferred:
        yield iris.ns["inferred"], terms.TRUE
    yield from roles.shared_pairs(claim, node, iris)


def _mention_node(mention: Mention, article: str, iris: Iris, mentions: dict[str, Mention]) -> str:
    """The IRI of a mention, which is noted among the mentions of its article."""
    what = content_hash(mention.text, mention.kind, mention.entity, mention.via, mention.sector, length=6)
    node = iris.mention(article, mention.start, mention.end, what)
    mentions[node] = mention
    return node


def _mention(mention: Mention, names: Names) -> Iterator[tuple[str, str]]:
    kg = names.iris.ns
    yield RDF["type"], kg["Mention"]
    yield kg["names"], names.entity(mention.entity)
    yield kg["via"], terms.text(mention.via)
    yield kg["start"], terms.integer(mention.start)
    yield kg["end"], terms.integer(mention.end)
    yield kg["words"], terms.text(mention.text)
    if mention.kind != names.kinds.get(mention.entity):
        yield kg["kind"], terms.text(mention.kind)
    if mention.sector is not None:
        yield kg["sector"], terms.text(mention.sector)


def _passage(article: Article, start: int, end: int, iris: Iris) -> Iterator[str]:
    """A passage as a resource of the Web Annotation model, by position and by quote."""
    graph = iris.article(article.id)
    node = iris.passage(article.id, start, end)
    position = iris.passage(article.id, start, end, "-position")
    quote = iris.passage(article.id, start, end, "-quote")
    resource = [
        (RDF["type"], OA["SpecificResource"]),
        (OA["hasSource"], graph),
        (OA["hasSelector"], position),
        (OA["hasSelector"], quote),
    ]
    yield from terms.describe(node, graph, resource)
    places = [
        (RDF["type"], OA["TextPositionSelector"]),
        (OA["start"], terms.integer(start)),
        (OA["end"], terms.integer(end)),
    ]
    yield from terms.describe(position, graph, places)
    words = [
        (RDF["type"], OA["TextQuoteSelector"]),
        (OA["prefix"], terms.text(article.text[max(0, start - CONTEXT) : start])),
        (OA["exact"], terms.text(article.text[start:end])),
        (OA["suffix"], terms.text(article.text[end : end + CONTEXT])),
    ]
    yield from terms.describe(quote, graph, words)
