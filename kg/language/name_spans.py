"""What the words of a span, and those beside it, tell of a name that no vocabulary knows: of a person, place or ship.

In: a span of a Doc. Out: what `kg.language.names` needs to know before it makes an entity of the name.
"""

from collections.abc import Iterator

from kg.language.tokens import Doc, Span, Token
from kg.vocabulary.words import words_of


def names_place(span: Span) -> bool:
    """Whether a name that may stand for a government is only the place here ("in Geneva", "a flight to Moscow")."""
    root = span.root
    if root.dep_ == "appos" or (root.dep_ == "conj" and root.head.dep_ == "pobj"):
        root = root.head
    if root.dep_ == "pobj" and root.head.lower_ in words_of("place_prepositions"):
        return True
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in words_of("before_places"):
        return True
    return root.dep_ in ("compound", "nmod") and root.head.lemma_ in words_of("place_heads")


def trim(ent: Span) -> Span | None:
    """The span without articles before and possessive marks after it."""
    tokens = list(ent)
    while tokens and (tokens[0].lower_ in ("the", "a", "an", "’s", "'s") or _is_mark(tokens[0])):
        del tokens[0]
    while tokens and (tokens[-1].text in ("'s", "’s", "'", "’") or _is_mark(tokens[-1])):
        del tokens[-1]
    words = [token.text for token in tokens]
    if "(" in words and ")" not in words:
        del tokens[words.index("(") :]  # "Democratic Front for Renewal (DFR"
    return ent.doc[tokens[0].i : tokens[-1].i + 1] if tokens else None


def _is_mark(token: Token) -> bool:
    return token.is_punct or token.is_space


def is_person_name(span: Span) -> bool:
    """Whether a span is written as the full name of a person is."""
    words = [token for token in span if token.is_alpha]
    return (
        len(span) <= 5
        and len(words) >= 2
        and all(word.text[0].isupper() or word.lower_ in words_of("name_particles") for word in words)
    )


def names_in_two_parts(doc: Doc) -> Iterator[Span]:
    """The family names that a given name follows of which the second part begins small: "Lee Nak-yon"."""
    for dash in doc[2:-1]:
        family, first, second = dash.nbor(-2), dash.nbor(-1), dash.nbor(1)
        joined = dash.text == "-" and not first.whitespace_ and not dash.whitespace_
        named = joined and second.tag_ == "NNP" and second.text.islower() and second.is_alpha
        if named and all(t.tag_ == "NNP" and t.text.istitle() and t.is_alpha for t in (family, first)):
            yield doc[family.i : second.i + 1]


def is_among_persons(name: Token) -> bool:
    """Whether a name is coordinated with one that the pipeline takes for a person's, of more than one word."""
    beside = [child for child in name.children if child.dep_ == "conj"] + [name.head] * (name.dep_ == "conj")
    return any(other.ent_type_ == "PERSON" and other.nbor(-1).ent_type_ == "PERSON" for other in beside if other.i)


def is_called_place(span: Span) -> bool:
    """Whether a word beside a name says that it is a place: "the province of *Cuanza Sul*", "*Cuanza Sul* province"."""
    doc, start = span.doc, span.start
    of = start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in words_of("region_nouns")
    return of or (span.end < len(doc) and doc[span.end].lower_ in words_of("region_nouns"))


def is_ship(span: Span) -> bool:
    """Whether a name is that of the ship named before it: "the Dutch frigate *Tromp*"."""
    before = span.doc[span.start - 1] if span.start else span[0]
    return before.text.islower() and before.lemma_ in words_of("ship_nouns")


def is_storm(span: Span) -> bool:
    """Whether a name is that of a storm: "Cyclone *Yasa*"."""
    before = span.doc[span.start - 1] if span.start else span[0]
    return not words_of("storm_words").isdisjoint((span[0].lower_, before.lower_))
