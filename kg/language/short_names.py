"""Joins the names of one article that are short for others: acronyms, last words, given names.

In: the `Named` spans of a Doc, in text order. Out: the same spans, those of names that no vocabulary knows with the
entity of the longer name that they are short for, and one kind for one spelling; and the acronyms that stand in
brackets behind a name, wherever they come back. What two longer names might be short for is left as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.language.gazetteer import Gazetteer
from kg.language.named import Named
from kg.language.tokens import Doc, Span
from kg.types import Entity, EntityKind

JOINED_KINDS: tuple[EntityKind, ...] = ("organisation", "armed_group", "person", "place", "group")
# The kinds of which a name may be cut down to an acronym, or to its first or last words.
BODIES = frozenset({"organisation", "armed_group", "media", "group"})
ACRONYM_LENGTHS = range(2, 8)


def join_short_names(doc: Doc, found: list[Named], gazetteer: Gazetteer) -> list[Named]:
    """The names, each with the entity that its spelling or the longer form of it names in this article.

    The entities of the vocabularies keep their names; those of states may be short, too ("the North").
    """
    known = gazetteer.entities.keys()
    joined = _with_one_kind(found, known)
    acronyms = dict(_bracketed(doc, joined))
    longer = _by_part(joined)
    result = []
    for named in joined:
        if named.entity.id in known or named.entity.name != named.span.text:
            result.append(named)
            continue
        text = named.span.text
        full = acronyms.get(text) or _only(_long_forms_of_acronym(text, joined))
        if full is not None:
            result.append(replace(named, entity=full, via="acronym"))
            continue
        full = _only(full for full in longer.get(text.lower(), ()) if _may_shorten(named.entity.kind, full.kind))
        result.append(named if full is None else replace(named, entity=full, via="surname"))
    states = {named.span.start: named for named in _short_states(doc, gazetteer)}
    result = [named for named in result if len(named.span) > 1 or named.span.start not in states]
    taken = {i for named in result for i in range(named.span.start, named.span.end)}
    short = [Named(doc[t.i : t.i + 1], acronyms[t.text], "acronym") for t in doc if t.text in acronyms]
    result += [named for named in (*short, *states.values()) if named.span.start not in taken]
    return sorted(result, key=lambda named: named.span.start)


def _short_states(doc: Doc, gazetteer: Gazetteer) -> Iterator[Named]:
    """The words behind "the" that stand for a state of which the text speaks: "the North", and not "the North Sea"."""
    for name, words, state in gazetteer.short_states:
        if not any(word in doc.text for word in words):
            continue
        for token in doc:
            after = token.following
            alone = after is None or not (
                after.text[:1].isupper() or after.text == "-" or after.lower_ in ("of", "and")
            )
            if token.text == name and alone and token.i and token.nbor(-1).lower_ == "the":
                yield Named(doc[token.i : token.i + 1], gazetteer.entities[state])


def _with_one_kind(found: list[Named], known: Collection[str]) -> list[Named]:
    """The names, those spelt alike of the kind that most of them were taken for."""
    kinds: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    entities: dict[tuple[str, EntityKind], Entity] = {}
    for named in found:
        if named.entity.id not in known and named.entity.kind in JOINED_KINDS:
            kinds[named.span.text][named.entity.kind] += 1
            entities.setdefault((named.span.text, named.entity.kind), named.entity)
    best = {
        text: entities[text, max(counts, key=lambda kind: (counts[kind], -JOINED_KINDS.index(kind)))]
        for text, counts in kinds.items()
        if len(counts) > 1
    }
    return [
        replace(named, entity=best[named.span.text], via="name")
        if named.span.text in best and named.entity.id not in known and named.entity.kind != best[named.span.text].kind
        else named
        for named in found
    ]


def initials(name: str) -> frozenset[str]:
    """The acronyms that a name may have: of its capitalised words, and of all of them.

    >>> sorted(initials("Democratic Front for Renewal"))
    ['DFFR', 'DFR']
    """
    words = [word for word in name.replace("-", " ").replace("–", " ").split() if word[0].isalpha()]
    return frozenset(
        {
            "".join(word[0] for word in words if word[0].isupper()),
            "".join(word[0].upper() for word in words),
        }
    )


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and letters.isalpha() and len(letters) in ACRONYM_LENGTHS


def _bracketed(doc: Doc, found: list[Named]) -> Iterator[tuple[str, Entity]]:
    """Acronyms in brackets behind the names that they are short for."""
    for named in found:
        end = named.span.end
        if named.entity.kind in BODIES and len(named.span) > 1 and doc[end : end + 1].text == "(":
            short = doc[end + 1 : end + 2]
            closed = doc[end + 2 : end + 3].text in (")", ",", ";")
            if closed and _is_acronym(short.text) and short.text in initials(named.span.text):
                yield short.text, named.entity


def _long_forms_of_acronym(text: str, found: list[Named]) -> Iterator[Entity]:
    if _is_acronym(text):
        letters = text.replace(".", "")
        for named in found:
            if named.entity.kind in BODIES and len(named.span) > 1 and letters in initials(named.span.text):
                yield named.entity


def _by_part(found: list[Named]) -> Mapping[str, list[Entity]]:
    """The entities by the first and the last words of their names; of persons only the first."""
    longer: dict[str, list[Entity]] = defaultdict(list)
    for named in found:
        if named.via != "name" or len(named.span) < 2:
            continue
        for part in _parts(named.span, person=named.entity.kind == "person"):
            if named.entity.kind in BODIES or named.entity.kind == "person":
                longer[part.lower()].append(named.entity)
    return longer


def _parts(span: Span, *, person: bool) -> Iterator[str]:
    if person:
        yield span[0].text
        yield from (span[cut:].text for cut in range(1, len(span) - 1))  # last words alone are surnames, read before
        return
    for cut in range(1, len(span)):
        yield span[:cut].text
        yield span[cut:].text


def _may_shorten(short: EntityKind, full: EntityKind) -> bool:
    """Whether a name taken for one kind may be short for one of another; a town is not its football club."""
    return (full in BODIES and short in BODIES) or (full == "person" and short in ("person", "group"))


def _only(entities: Iterable[Entity]) -> Entity | None:
    by_id = {entity.id: entity for entity in entities}
    return next(iter(by_id.values())) if len(by_id) == 1 else None
