"""Names spelt as a state or capital that name something else: "Cuba, N.Y.", "HMS Iceland", "a horse called Chad".

In: a Doc and the matches of the gazetteer in it. Out: the tokens of those matches that name a namesake. The shapes are
few: a larger place after a comma, a noun that says what the name is of, before it, after it or in apposition.
"""

from collections.abc import Iterable, Iterator, Mapping

from kg.language.gazetteer import Gazetteer, Match
from kg.language.tokens import Doc, Span, Token
from kg.vocabulary.words import words_of

LONGEST_REGION = 3  # words of the longest name of a region ("Prince Edward Island")
NAMING = 2  # tokens that may stand between a noun and the name of what it is ("a horse called", "ship named")
APPOSED = 6  # tokens within which an apposition must come to its noun
AGES = range(8, 110)


def find_namesakes(doc: Doc, matches: Iterable[Match], gazetteer: Gazetteer) -> frozenset[int]:
    """The tokens of names that are no state, capital or place here though they are spelt like one.

    A name that is a namesake where it stands first is one wherever it stands again alone, unless the text names the
    state by its people, too.
    """
    states = {match.span.start: match for match in matches if _may_be_namesake(match, gazetteer)}
    found: dict[int, Match] = {}
    for start, match in states.items():
        if _is_namesake(match, states, gazetteer):
            found[start] = match
    spelt = {match.span.text: start for start, match in reversed(found.items())}
    told_otherwise = {
        reading.entity for match in states.values() for reading in match.readings if match.span.text not in spelt
    }
    for start, match in states.items():
        first = spelt.get(match.span.text)
        alone = not {reading.entity for reading in match.readings} & told_otherwise
        if first is not None and first < start and alone:
            found[start] = match
    taken = {i for match in found.values() for i in range(match.span.start, match.span.end)}
    for match in found.values():  # whoever is of a town of Pennsylvania does not act for the United States
        if (region := region_after(match.span)) is not None and not _is_listed(match.span):
            taken |= set(range(region.start, region.end))
    return frozenset(taken)


def _may_be_namesake(match: Match, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.entities[reading.entity].kind in ("state", "place") for reading in match.readings)


def _is_namesake(match: Match, states: Mapping[int, Match], gazetteer: Gazetteer) -> bool:
    span = match.span
    if any(reading.via == "demonym" for reading in match.readings):
        return _is_craft(span) or _is_named_so(span)
    return (
        _lies_in_region(match, states, gazetteer)
        or _is_craft(span)
        or _is_named_so(span)
        or _is_of_kind(span, gazetteer, match)
        or _is_aged(span)
    )


# ---------------------------------------------------------------------- a larger place after a comma


def region_after(span: Span) -> Span | None:
    """The region that tells which town is meant: "Cuba, *New York*", "London, *Ont.*", "Moscow, *Ayrshire*"."""
    doc, comma = span.doc, span[-1].following
    if comma is None or comma.text != ",":
        return None
    for length in range(LONGEST_REGION, 0, -1):
        region = doc[comma.i + 1 : comma.i + 1 + length]
        if len(region) == length and region.text in words_of("town_regions"):
            after = region[-1].following
            speaks = region[-1].dep_ == "nsubj" and region[-1].head == after  # "sold to Russia, Washington says"
            return None if speaks or (after is not None and after.lower_ in ("and", "or", "&")) else region
    return None


def _lies_in_region(match: Match, states: Mapping[int, Match], gazetteer: Gazetteer) -> bool:
    region = region_after(match.span)
    if region is None or _is_listed(match.span):
        return False
    here = {gazetteer.entities[reading.entity].country for reading in match.readings}
    outer = states.get(region.start)
    there = {gazetteer.entities[reading.entity].country for reading in outer.readings} if outer else {None}
    return not here & there


def _is_listed(span: Span) -> bool:
    """Whether a name stands in a list of several, behind a comma of its own."""
    return span.start > span.sent.start and span.doc[span.start - 1].text in (",", "and")


# ---------------------------------------------------------------------- what it is a name of


def _is_craft(span: Span) -> bool:
    """Whether a ship's prefix or kind stands before the name: "HMS Iceland", "the frigate Vietnam"."""
    if span.start == 0:
        return False
    before = span.doc[span.start - 1]
    if before.text in words_of("ship_prefixes"):
        return True
    root = span.root
    together = root in (before.head, before) or root.head == before  # but "the ship China built"
    together |= root.head == before.head and root.dep_ == before.dep_
    return together and before.tag_ == "NN" and before.lemma_.lower() in words_of("namesake_heads")


def _is_named_so(span: Span) -> bool:
    """Whether something is "named", "called" or "nicknamed" so, with its noun in reach."""
    start = span.start
    if start < 1:
        return False
    verb = span.doc[start - 1]
    low = max(span.sent.start, start - 1 - NAMING)
    before = span.doc[low : start - 1]
    if verb.lower_ not in words_of("naming_words") or (len(before) and before[-1].text == "-"):
        return False  # "the so-called"
    if any(token.lemma_.lower() in words_of("country_heads") for token in before):
        return False
    after = span[-1].following
    if after is not None and after.pos_ == "PROPN":
        return False  # "Mr Khan, called Turkey's" is on the telephone
    return verb.tag_ == "VBN" and any(token.tag_ == "NN" or token.lemma_ == "be" for token in before)


def _is_of_kind(span: Span, gazetteer: Gazetteer, match: Match) -> bool:
    """Whether a noun says that a settlement, street, inn, horse or the like has this name.

    Of a capital "the city of" and its like say nothing.
    """
    city = any(
        reading.capital or gazetteer.entities[reading.entity].kind == "place" for reading in match.readings
    ) or any(
        reading.entity in gazetteer.states and span.text in gazetteer.states[reading.entity].capitals
        for reading in match.readings
    )
    small = words_of("hamlet_heads") | words_of("namesake_heads")
    heads = small if city else small | words_of("town_heads")
    doc = span.doc
    before = doc[span.start - 2] if span.start >= 2 and doc[span.start - 1].lower_ == "of" else None
    if before is not None and before.tag_ in ("NN", "NNP") and before.lemma_.lower() in heads:
        return True
    after = span[-1].following
    if after is None:
        return False
    if after.text in words_of("named_things"):
        return True
    return after.text == "," and any(token.lemma_.lower() in heads for token in _apposed(span))


def _apposed(span: Span) -> Iterator[Token]:
    """The head of an apposition with an indefinite article after a name: "Moscow, *a* small *village* in"."""
    doc = span.doc
    article = doc[span.end + 1] if span.end + 1 < len(doc) else None
    if article is None or article.lower_ not in ("a", "an"):
        return
    for token in doc[span.end + 2 : span.end + 2 + APPOSED]:
        if token.pos_ in ("NOUN", "PROPN") and (
            token.i + 1 >= len(doc) or doc[token.i + 1].pos_ not in ("NOUN", "PROPN")
        ):
            yield token
            return


def _is_aged(span: Span) -> bool:
    """Whether an age tells that it is a person: "Chad, 34,"."""
    after = span.doc[span.end : span.end + 3]
    if len(after) < 3 or after[0].text != "," or not after[1].text.isdigit() or after[2].text not in (",", ".", ";"):
        return False
    return int(after[1].text) in AGES
