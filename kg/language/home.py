"""The state that an article is about, whose bodies it need not say they are: "the army", "police", "the government".

In: the `Actors` of a document, as its names were read. Out: the id of the state, if one stands out.
"""

from collections import Counter

from kg.language.actors import APART, Actors
from kg.language.bodies import NP_CHILDREN
from kg.language.tokens import Token
from kg.types import Mention
from kg.vocabulary.words import words_of

FEWEST = 2  # names of it, or of what is in it
SHARE = 0.55  # of all sentences that name a state, each state counted once a sentence
FIRST = 0.5  # sentences more for the state that is named first


def home_state(actors: Actors) -> str | None:
    """The state that most sentences name, by itself, its places, people or organisations, if one stands out.

    A state that is only named in as many sentences as others has to come first.
    """
    states = actors.gazetteer.state_of
    names = (mention for mention in actors.mentions if mention.via not in ("body", "role", "description"))
    named = sorted((mention.start, mention.end, mention.entity) for mention in names)
    times: Counter[str] = Counter()
    for _, _, entity in named:
        country = actors.entities[entity].country
        if country in states:
            times[states[country]] += 1
    if not times:
        return None
    weights: dict[str, float] = {next(iter(times)): FIRST}
    for sentence in actors.doc.sents:
        here = {mention.entity for i in range(sentence.start, sentence.end) for mention in actors.by_head.get(i, ())}
        countries = {actors.entities[entity].country for entity in here}
        for state in {states[country] for country in countries if country in states}:
            weights[state] = weights.get(state, 0) + 1
    top = max(weights, key=lambda state: (weights[state], state))
    return top if times[top] >= FEWEST and weights[top] >= SHARE * sum(weights.values()) else None


def is_home_body(token: Token, read_as: list[Mention]) -> bool:
    """Whether a noun is that of a state's body of which nothing says whose it is.

    `read_as` are the mentions at the noun so far.
    """
    lemma = token.lemma_.lower()
    before = [child for child in token.children if child.i < token.i]
    pair = next((f"{child.lower_} {lemma}" for child in before if child.i == token.i - 1), "")
    if not {lemma, pair} & words_of("home_bodies") or any(m.kind != "group" for m in read_as):
        return False
    if any(m.sector in APART for m in read_as) or token.dep_ in NP_CHILDREN - {"poss"}:  # "police stations"
        return False
    definite = any(child.lower_ == "the" for child in before)
    bare = not any(child.dep_ in ("det", "poss", "nummod") for child in before)
    named = pair in words_of("home_bodies")
    others = [child for child in before if child.lower_ != "the" and not (named and child.i == token.i - 1)]
    plain = all(child.lower_ in words_of("home_modifiers") for child in others)
    told = any(child.dep_ in ("relcl", "acl", "appos") or _says_whose(child) for child in token.children)
    plural = bool({lemma, pair} & words_of("home_plurals")) and token.tag_ in ("NNS", "NN", "NNPS")
    return plain and not told and (definite or (bare and plural))


def _says_whose(preposition: Token) -> bool:
    """Whether a word says of whom a body is, and not of what it is accused ("accused the army *of* shelling")."""
    return preposition.lower_ == "of" and any(child.dep_ == "pobj" for child in preposition.children)
