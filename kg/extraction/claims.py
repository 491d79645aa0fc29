"""Makes claims of frames: factuality and holder, date, quantity, instrument, what it is about; each once a sentence.

In: a Doc with the actors found in it. Out: the article's `Reading`.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from kg import edtf
from kg.extraction.arguments import Arguments
from kg.extraction.attribution import find_speakers
from kg.extraction.casualties import find_casualties
from kg.extraction.circumstances import Circumstances
from kg.extraction.denials import attach_denials
from kg.extraction.embedding import Stance
from kg.extraction.factuality import FactualityReader
from kg.extraction.frames import Frame
from kg.extraction.inference import infer_claims
from kg.extraction.occasions import carry_dates
from kg.extraction.quotations import Quotations
from kg.extraction.relevance import Relevance
from kg.extraction.syntax import Grammar
from kg.extraction.timing import Timing
from kg.extraction.topics import Topics
from kg.extraction.triggers import FrameFinder, TriggerIndex, is_refusal
from kg.language.actors import Actors
from kg.language.coreference import resolve_coreference
from kg.language.gazetteer import NameMatcher
from kg.language.layout import find_unread
from kg.language.tokens import Doc, Span
from kg.types import Article, Claim, Denial, Factuality, Mention, Reading, content_hash
from kg.vocabulary.relations import PLOVER_COOPERATIVE, PLOVER_INTENT, PLOVER_REFUSAL
from kg.vocabulary.words import words_of

PHRASES = frozenset({"body", "role", "description"})  # ways to mention an actor that say less than its name
PLACE_NAMES = frozenset({"name", "metonym"})  # ways to name a state that name a place, too
# Families of relations that an actor may be accused of.
ACCUSED_FAMILIES = frozenset({"conflict", "military", "coercion"})


class Reader:
    """Reads one document into claims; keeps what each step found, for explanations."""

    def __init__(self, doc: Doc, matcher: NameMatcher, index: TriggerIndex, article: Article) -> None:
        self.doc = doc
        self.article = article
        self.published = article.published
        self.skip = _skipped_tokens(doc)
        self.actors = Actors(doc, matcher, article.published, self.skip, article.text)
        resolve_coreference(self.actors)
        self.grammar = Grammar(doc)
        self.arguments = Arguments(self.grammar, self.actors)
        self.frames = FrameFinder(index, self.arguments).find(token for token in doc if token.i not in self.skip)
        acts = frozenset(frame.token.i for frame in self.frames)
        self.topics = Topics(
            self.grammar, self.arguments, {frame.token.i: frame.relation.label for frame in self.frames}
        )
        self.timing = Timing(doc, self.grammar, acts, article.published)
        self.circumstances = Circumstances(doc, self.grammar, self.actors, self.arguments, self.timing)
        factuality = FactualityReader(self.grammar)
        self.stances = {
            frame.token.i: factuality.read(frame.token, planned=frame.trigger.planned, refused=frame.trigger.negated)
            for frame in self.frames
        }
        quotations = Quotations(doc, self.grammar)
        for frame in self.frames:
            speakers = quotations.speakers(frame.token)
            if speakers:
                self.stances[frame.token.i].attribute(list(speakers), speakers[0].head)
            elif quotations.is_somebodys(frame.token):
                self.stances[frame.token.i].weaken("reported", None)
        self._attribute_by_shape()
        self._wrapped = self._find_wrapped()
        relevance = Relevance(doc, self.actors)
        self.left_out = {frame.token.i: why for frame in self.frames if (why := relevance.reason(frame))}
        for frame in find_casualties(self.frames, self.arguments.is_known):
            self.left_out[frame.token.i] = "told as casualties of the attack beside it"
        told = [
            frame
            for frame in self.frames
            if not self.stances[frame.token.i].open and frame.token.i not in self.left_out
        ]
        wrappers = {wrapper.token.i for wrapper in self._wrapped.values()}
        stated = [frame for frame in told if frame.token.i not in wrappers]
        claims = [self._claim(frame, self.stances[frame.token.i]) for frame in stated]
        claims = carry_dates(doc, claims, self.timing)
        claims += infer_claims(doc, claims, self.actors, index.relations.__getitem__)
        self.claims = attach_denials(doc, _unique(claims), self.grammar, self.arguments, index)

    def _find_wrapped(self) -> dict[int, Frame]:
        """The acts of planning or refusal around others, by the token of what is planned or refused.

        "Refused to lift its embargo on Mali" is a relief that was negated, and no second claim about Mali.
        """
        wrappers = {frame.token.i: frame for frame in self.frames if frame.trigger.wraps}
        wrapped: dict[int, Frame] = {}
        for frame in self.frames:
            cue = self.stances[frame.token.i].cue
            wrapper = wrappers.get(cue.i) if cue is not None else None
            if wrapper is None or wrapper is frame:
                continue
            sides = [{mention.entity for mention in side} for side in (wrapper.source, wrapper.target)]
            same = {mention.entity for mention in frame.source} == sides[0]
            if same and sides[1] <= {mention.entity for mention in frame.target}:
                wrapped[frame.token.i] = wrapper
        return wrapped

    def reading(self) -> Reading:
        """Mentions in text order, the entities that they and the claims name, and the claims."""
        used: set[str] = set()
        for claim in self.claims:
            used |= {mention.entity for fillers in claim.roles.values() for mention in fillers}
            used |= {mention.entity for mention in claim.holder}
            used |= {mention.entity for denial in claim.denials for mention in denial.holder}
        mentions = tuple(
            sorted(set(self.actors.mentions), key=lambda m: (m.start, m.end, m.entity, m.via, m.sector or ""))
        )
        used |= {mention.entity for mention in mentions}
        for entity in list(used):
            used |= {office.of for office in self.actors.entities[entity].offices}
        known = self.actors.gazetteer.entities
        found = {entity: self.actors.entities.get(entity) or known.get(entity) for entity in used}
        entities = tuple(found[entity] for entity in sorted(found) if found[entity] is not None)
        return Reading(self.article.id, mentions, entities, tuple(self.claims))  # type: ignore[arg-type]  # None filtered

    def _attribute_by_shape(self) -> None:
        """Attribute acts of sentences whose shape alone tells who says them, where the grammar has found nobody."""
        for sentence in dict.fromkeys(frame.token.sent for frame in self.frames):
            frames = [frame for frame in self.frames if frame.token.sent == sentence]
            for speaker in find_speakers(sentence):
                named = self.arguments.mentions([speaker], "holder")
                if not any(mention.kind != "state" or mention.via not in PLACE_NAMES for mention in named):
                    continue  # the state before a colon is what a headline is about
                for frame in frames:
                    if not speaker.left_edge.i <= frame.token.i <= speaker.i:
                        self.stances[frame.token.i].attribute([speaker], speaker)

    def _by_name(self, fillers: list[Mention], sentence: Span) -> tuple[Mention, ...]:
        """The fillers, pronouns replaced by the nearest name of the same entity in the sentence, where there is one."""
        start, end = sentence.start_char, sentence.end_char
        named = [m for m in self.actors.mentions if start <= m.start < end and not _is_pronominal(m)]
        found: list[Mention] = []
        for filler in fillers:
            same = [mention for mention in named if mention.entity == filler.entity and mention.kind == filler.kind]
            if filler.via == "pronoun" and same:
                filler = _nearest(same, filler.start)  # noqa: PLW2901
            found.append(filler)
        return tuple(dict.fromkeys(found))

    def _factuality(self, frame: Frame, stance: Stance, holder: tuple[Mention, ...], date: str | None) -> Factuality:
        """The factuality of an act, weighed by who says so and when.

        An act whose date lies after publication has not happened yet; who says that his own side has not done what it
        might be accused of denies it.
        """
        if stance.factuality == "negated" and holder and frame.relation.family in ACCUSED_FAMILIES:
            sides = self.actors.sides(holder)
            own = sides & self.actors.sides(frame.source)
            did = any(child.dep_ == "aux" and child.lemma_ == "do" for child in frame.token.children)
            if own and (did or frame.token.tag_ in ("VBN", "VBD")):
                return "denied"
        ahead = date is not None and self.published is not None and edtf.first_day(date) > self.published
        return "planned" if ahead and stance.factuality in ("asserted", "reported") else stance.factuality

    def _plover(self, frame: Frame, factuality: Factuality) -> str:
        """The PLOVER type where it is not that of the relation type: what is refused or meant is not yet the act."""
        told = frame.trigger.plover or frame.relation.plover
        if (wrapper := self._wrapped.get(frame.token.i)) is not None:
            return wrapper.trigger.plover or wrapper.relation.plover
        decided = frame.trigger.planned and frame.trigger.plover
        if factuality == "planned" and told in PLOVER_COOPERATIVE and not decided:
            return PLOVER_INTENT
        if factuality == "negated" and told in PLOVER_COOPERATIVE and is_refusal(frame.token):
            return PLOVER_REFUSAL
        return frame.trigger.plover

    def _date(self, frame: Frame) -> str | None:
        """The date of an act; the day of a promise is no date of what is promised."""
        date = self.timing.date(frame.token)
        if date is not None and frame.trigger.planned and self.published is not None:
            return date if edtf.last_day(date) > self.published else None
        return date

    def _claim(self, frame: Frame, stance: Stance) -> Claim:
        sentence: Span = frame.token.sent
        while sentence[0].is_space:
            sentence = sentence[1:]
        roles = {"source": self._by_name(frame.source, sentence), "target": self._by_name(frame.target, sentence)}
        roles |= self.circumstances.roles(frame)
        holder = tuple(self.arguments.mentions(stance.holder, "holder"))
        deniers = tuple(self.arguments.mentions(stance.deniers, "holder"))
        denials = (
            (Denial(deniers, sentence.start_char, sentence.start_char + len(sentence.text.rstrip())),)
            if deniers
            else ()
        )
        date = self._date(frame)
        factuality = self._factuality(frame, stance, holder, date)
        claim_id = content_hash(
            self.article.id, frame.relation.name, sentence.start_char, frame.token.idx, *_spans(roles)
        )
        return Claim(
            id=claim_id,
            article=self.article.id,
            type=frame.relation.name,
            roles={role: fillers for role, fillers in roles.items() if fillers},
            factuality=factuality,
            start=sentence.start_char,
            end=sentence.start_char + len(sentence.text.rstrip()),
            trigger=(frame.token.idx, frame.token.idx + len(frame.token)),
            holder=holder,
            denials=denials,
            date=date,
            quantity=self.circumstances.quantity(frame),
            plover=self._plover(frame, factuality),
            about=self.topics.about(frame),
        )


def _is_pronominal(mention: Mention) -> bool:
    """Whether a mention is a pronoun or a phrase that opens with one ("its forces")."""
    return mention.via == "pronoun" or mention.text.split()[0].lower() in words_of("possessive_pronouns")


def _nearest(mentions: list[Mention], start: int) -> Mention:
    """The mention nearest to an offset, names before phrases."""
    return min(mentions, key=lambda mention: (mention.via in PHRASES, abs(mention.start - start)))


def _skipped_tokens(doc: Doc) -> frozenset[int]:
    spans = list(find_unread(doc.text))
    return (
        frozenset(token.i for token in doc if any(start <= token.idx < end for start, end in spans))
        if spans
        else frozenset()
    )


def _spans(roles: dict[str, tuple[Mention, ...]]) -> Iterable[str]:
    return (f"{role}:{mention.start}:{mention.entity}" for role in sorted(roles) for mention in roles[role])


def _unique(claims: list[Claim]) -> list[Claim]:
    """Each type between the same actors once a sentence and date: the claim that says most, then the first.

    One that names nobody on the other side says nothing beside one that does, nor does one without a date beside
    one that has it.
    """
    kept: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_weight, reverse=True):
        alike = kept[claim.type, claim.start]
        if not any(_repeats(claim, other) for other in alike):
            alike.append(claim)
    return sorted(chain(*kept.values()), key=lambda claim: (claim.start, claim.trigger, claim.type))


def _repeats(claim: Claim, other: Claim) -> bool:
    """Whether a claim says nothing that another of its type and sentence, which says as much or more, does not say."""
    if claim.date not in (None, other.date):
        return False
    sides = [{mention.entity for mention in side} for side in (claim.source, claim.target)]
    others = [{mention.entity for mention in side} for side in (other.source, other.target)]
    alike = claim.factuality == other.factuality
    return sides == others or (alike and not sides[1] and bool(sides[0]) and sides[0] == others[0])


def _weight(claim: Claim) -> tuple[int, int]:
    return (sum(len(fillers) for fillers in claim.roles.values()) + (claim.date is not None), -claim.trigger[0])
