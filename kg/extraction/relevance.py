"""What a sentence tells that is no act between actors of politics: sport, fiction, weather, private business.

In: a frame that grammar has found. Out: why it is left out ("tells of sport"), or None where it stays. Sport and its
like are known by their words (`kg.vocabulary.domains`), unless somebody of a state takes part; private matters by
there being nobody known on either side; fiction is left to `kg.extraction.fiction`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from kg.extraction.fiction import is_fiction, is_present
from kg.extraction.frames import Frame
from kg.extraction.themes import is_theme
from kg.language.actors import Actors
from kg.language.tokens import Doc, Span, Token
from kg.types import Mention, Sector
from kg.vocabulary.domains import Domain, load_domains, opening_words, weights_by_word
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.words import words_of

# Sectors of groups that act in public, whether or not the text says of which state.
PUBLIC: frozenset[Sector] = frozenset(
    {"government", "military", "parliament", "court", "police", "intelligence", "opposition", "rebels"}
)
OFFICIAL_VIA = frozenset({"body", "role"})
PRIVATE_FAMILIES = frozenset({"conflict", "diplomacy"})
LONGEST = 4  # words of the longest expression in domains.yaml
CARRIED = 2  # a sentence's words weigh half in the one beside it
TRAVEL_FAMILIES = frozenset({"diplomacy", "cooperation"})
LEGAL_FAMILIES = frozenset({"speech", "coercion"})
FIRM_FAMILIES = frozenset({"conflict", "military", "speech", "cooperation"})  # what firms do to firms in metaphor


class Relevance:
    """Tells which frames of one document are left out, and why."""

    def __init__(self, doc: Doc, actors: Actors) -> None:
        self.actors = actors
        self._doc = doc
        self._sentences = [sentence for sentence in doc.sents if not sentence.text.isspace()]
        self._number = {sentence.start: number for number, sentence in enumerate(self._sentences)}
        self._weights: dict[int, Mapping[str, int]] = {}  # number of a sentence -> field -> how much it speaks of it
        self._firms = frozenset(entry.id for entry in load_organisations() if entry.kind == "company")

    def reason(self, frame: Frame) -> str | None:
        """Why an act is none between actors of politics, None where it may be one."""
        if is_fiction(frame):
            return "told in a film, a book, a game or a made-up case"
        for domain in load_domains():
            needed = domain.needs.get(frame.relation.family)
            if needed is None or any(self._is_official(mention) for mention in _sparing(frame, domain)):
                continue
            if self._weight(domain, frame.token.sent) >= needed:
                return f"the sentence tells of {domain.label}"
        if (theme := next((domain for domain in self._themes if self._is_of_theme(frame, domain)), None)) is not None:
            return f"the text is about {theme.label}"
        if frame.relation.family in FIRM_FAMILIES and frame.target:
            for is_firm in (self._is_firm, self._is_called_firm):
                if all(map(is_firm, frame.parties)):
                    return "a matter between firms"
        if frame.target and not any(map(self._is_public, frame.parties)):
            return "nobody on either side is known to act in politics"
        if self._is_war_of_words(frame):
            return "an attack in words"
        if self._is_local_matter(frame):
            return "a matter of a town or region of one country"
        if frame.relation.family in TRAVEL_FAMILIES and any(
            side and all(map(self._is_private_person, side)) for side in (frame.source, frame.target)
        ):
            return "private people, whose travels and work are no affair of state"
        if frame.relation.family in LEGAL_FAMILIES and frame.target and all(map(self._is_of_court, frame.parties)):
            return "a matter between those who stand before a court"
        if frame.token.pos_ == "PROPN" and frame.relation.family in LEGAL_FAMILIES and _is_in_name(frame.token):
            return "the word is part of a name"
        if frame.relation.family in PRIVATE_FAMILIES and frame.source and frame.target and self._is_private(frame):
            return "a matter between private people of one country"
        return None

    # ------------------------------------------------------------------ what a sentence speaks of

    def _weight(self, domain: Domain, sentence: Span) -> int:
        """How much a sentence speaks of a field, by its own words and, half as much, by those of one beside it."""
        number = self._number[sentence.start]
        beside = [n for n in (number - 1, number + 1) if 0 <= n < len(self._sentences)]
        own = self._own_weight(domain, number)
        return own + max((self._own_weight(domain, n) for n in beside), default=0) // CARRIED if own else 0

    def _own_weight(self, domain: Domain, number: int) -> int:
        if number not in self._weights:
            self._weights[number] = _weigh(self._sentences[number])
        return self._weights[number].get(domain.name, 0)

    @cached_property
    def _themes(self) -> tuple[Domain, ...]:
        """The fields that the text as a whole is about."""
        numbers = range(len(self._sentences))
        themed = (domain for domain in load_domains() if domain.theme is not None)
        return tuple(domain for domain in themed if is_theme(self._own_weight(domain, n) for n in numbers))

    def _is_of_theme(self, frame: Frame, domain: Domain) -> bool:
        """Whether an act in a text about a field is of that field, too."""
        if domain.theme == "plot":
            return is_present(frame.token)
        spares = self._is_official if domain.theme == "unofficial" else self._is_of_politics
        return not any(map(spares, frame.parties))

    # ------------------------------------------------------------------ who takes part

    def _is_official(self, mention: Mention) -> bool:
        """Whether somebody acts for a state or an armed group, as no team or dish does (a team has a defence, too)."""
        entity = self.actors.entities[mention.entity]
        if mention.text.split()[-1].lower() in words_of("team_lines"):
            return False
        if mention.kind == "person":
            return bool(entity.offices) or entity.id in self.actors.gazetteer.entities
        return mention.kind == "armed_group" or mention.via in OFFICIAL_VIA or mention.sector in PUBLIC

    def _is_public(self, mention: Mention) -> bool:
        """Whether an actor is one of politics: of a known country or office, known by name, or a body of state."""
        entity = self.actors.entities[mention.entity]
        if mention.kind == "place" or entity.country or entity.offices or mention.sector in PUBLIC:
            return True
        if entity.id in self.actors.gazetteer.entities or mention.entity in self.actors.titled:
            return True
        words = entity.name.split()
        public = words_of("organisation_words") | words_of("public_bodies") | words_of("body_military")
        return mention.kind == "organisation" and (
            entity.name.isupper() or any(word.lower() in public for word in words)
        )

    def _is_of_politics(self, mention: Mention) -> bool:
        """Whether a mention is of a state, an armed group, a holder of office or a known organisation, and no firm."""
        entity = self.actors.entities[mention.entity]
        known = entity.id in self.actors.gazetteer.entities and mention.entity not in self._firms
        return mention.kind in ("state", "armed_group") or bool(entity.offices) or known

    def _is_private(self, frame: Frame) -> bool:
        """Whether nobody but civilians takes part, all of one country as far as the text says."""
        countries = {self.actors.entities[mention.entity].country for mention in frame.parties} - {None}
        return len(countries) < 2 and all(
            mention.kind == "group" and mention.via == "description" and mention.sector == "civilians"
            for mention in frame.parties
        )

    def _last_word(self, mention: Mention) -> str:
        """The noun that tells who a mention is of: its last, or that which a demonym stands before."""
        span = self._doc.char_span(mention.start, mention.end)
        if span is None or mention.via == "pronoun":
            name = self.actors.entities[mention.entity].name.lower().split(" from ")[0].split(" of ")[0]
            return name.split()[-1].removesuffix("s")
        root = span.root
        if root.dep_ in ("amod", "compound", "nmod", "poss") and root.head.pos_ == "NOUN":
            root = root.head
        return root.lemma_.lower()

    def _is_private_person(self, mention: Mention) -> bool:
        """Whether a mention is of tourists, students, artists and the like, whatever their country."""
        people = mention.kind == "group" or (mention.kind == "state" and mention.via != "description")
        return people and self._last_word(mention) in words_of("private_people")

    def _is_of_court(self, mention: Mention) -> bool:
        """Whether a mention is of a judge, lawyer or party to a case, of no country that the text names."""
        return self.actors.entities[mention.entity].kind == "group" and (
            self._last_word(mention) in words_of("court_people")
        )

    def _is_local_head(self, mention: Mention) -> bool:
        word = self._last_word(mention)
        group = self.actors.entities[mention.entity].kind == "group"
        return word in words_of("local_heads") or (group and word in words_of("regional_heads"))

    def _is_war_of_words(self, frame: Frame) -> bool:
        """Whether those of parliament or opposition "attack" their government, which they do in speeches."""
        return (
            frame.relation.family == "conflict"
            and frame.token.lemma_ in words_of("blows_in_words")
            and bool(frame.source)
            and all(mention.sector in ("opposition", "parliament") for mention in frame.source)
            and any(mention.sector == "government" for mention in frame.target)
        )

    def _is_local_matter(self, frame: Frame) -> bool:
        """Whether a mayor or the like deals with others of the same country, or with nobody known of another."""
        civil = frame.relation.family in LEGAL_FAMILIES | TRAVEL_FAMILIES  # who kills a mayor is no local matter
        if not any(map(self._is_local_head, frame.parties if civil else frame.source)):
            return False
        countries = {self.actors.entities[mention.entity].country for mention in frame.parties} - {None}
        return len(countries) < 2

    def _is_called_firm(self, mention: Mention) -> bool:
        """Whether a mention names a known firm or speaks of one, of whatever country ("the Swedish carmaker")."""
        return mention.entity in self._firms or self._last_word(mention) in words_of("firm_heads")

    def _is_firm(self, mention: Mention) -> bool:
        entity = self.actors.entities[mention.entity]
        if mention.entity in self._firms:
            return True
        return (
            not self._is_public(mention) and mention.kind in ("organisation", "group", "person") and not entity.country
        )


def _is_in_name(token: Token) -> bool:
    """Whether a word with a capital stands among others in the midst of a sentence: "Court of Commission *Review*"."""
    if token.i == token.sent.start or not token.text[:1].isupper():
        return False
    beside = [other for other in (token.nbor(-1), token.nbor(-2) if token.i > 1 else None) if other is not None]
    name = token.ent_type_ in ("ORG", "WORK_OF_ART", "LAW", "EVENT", "FAC")
    return name and any(other.ent_type_ == token.ent_type_ for other in beside)


def _sparing(frame: Frame, domain: Domain) -> list[Mention]:
    """The parties that keep an act from being taken for one of a field, where they act for a state or group."""
    return frame.target if domain.by_police else frame.parties


def _weigh(sentence: Span) -> Mapping[str, int]:
    """How much a sentence speaks of each field that it speaks of, by name."""
    weights: Counter[str] = Counter()
    words = weights_by_word()
    for expression in set(_expressions(sentence)):
        weights.update(words.get(expression, {}))
    return weights


def _expressions(sentence: Span) -> Iterator[str]:
    """Every lemma and word of a sentence in lower case, and every run of words that opens as one of a field does."""
    forms = [token.lower_ for token in sentence]
    yield from forms
    yield from (token.lemma_.lower() for token in sentence)
    openings = opening_words()
    for start, form in enumerate(forms):
        if form in openings:
            for length in range(2, LONGEST + 1):
                yield " ".join(forms[start : start + length]).replace(" - ", "-")
