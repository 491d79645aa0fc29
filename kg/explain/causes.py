"""Why a claim is as it is: where its fillers stand, which words made it doubtful or denied, which words date it.

In: what `kg.extraction.claims.Reader` keeps of each step. Out: parts of an `ExplainedClaim`.
"""

import datetime
from collections.abc import Iterable

from kg import edtf
from kg.explain.explanation import Condition, Reason, Words
from kg.explain.slots import quote
from kg.extraction.arguments import Arguments
from kg.extraction.embedding import Stance
from kg.extraction.frames import Frame
from kg.extraction.syntax import FLOATING, Grammar
from kg.extraction.timing import Timing
from kg.language.dates import extend
from kg.language.tokens import Doc, Span, Token
from kg.types import Claim, Factuality, Mention

# What a word below an act is to it, by its dependency.
BELOW = {
    "neg": "negation",
    "aux": "auxiliary",
    "mark": "conjunction",
    "advmod": "adverb",
    "amod": "adjective",
    "compound": "noun",
    "det": "determiner",
    "preconj": "conjunction",
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "prep": "preposition",
}
ACCORDING = "according"  # the one word that attributes without governing what it attributes


def words_at(token: Token) -> Words:
    """The token as words of the text."""
    return Words(token.idx, token.idx + len(token), token.text)


def find_slot(mention: Mention, role: str, frame: Frame, arguments: Arguments) -> tuple[str, Token | None]:
    """The slot in which a frame found one of its fillers, and the word that stands there; "" where it is in none.

    A role's own slots come first; then the other role's, for of a symmetric relation both sides may stand in one.
    """
    trigger = frame.trigger
    sides = {"source": trigger.source, "target": (*trigger.target, "recipient")}
    other = "target" if role == "source" else "source"
    for asked in (role, other):
        for slot in (*sides[asked], *(f"~{slot}" for slot in sides[asked] if slot in FLOATING)):
            for token in arguments.grammar.slot(frame.token, slot):
                if mention in arguments.mentions([token], asked):
                    return slot, token
    return "", None


def find_conditions(frame: Frame, arguments: Arguments) -> tuple[Condition, ...]:
    """The words that meet what the trigger asks of its slots, its particle among them."""
    found = [
        Condition(slot, tuple(words_at(token) for token in tokens if arguments.matches(token, words)))
        for slot, words in frame.trigger.when.items()
        if (tokens := arguments.grammar.slot(frame.token, slot))
    ]
    particles = [child for child in frame.token.children if child.lower_ == frame.trigger.particle]
    found += [Condition("particle", (words_at(child),)) for child in particles[:1]]
    return tuple(condition for condition in found if condition.words)


def explain_factuality(
    claim: Claim, stance: Stance, trigger: Token, date_words: tuple[Words, ...], published: datetime.date | None
) -> Reason:
    """Which words made a claim planned, denied, alleged ...; for a plain one, that none did."""
    if claim.factuality != stance.factuality:
        return _explain_date(claim.factuality, claim.date, date_words, published)
    cue = stance.cue
    if cue is None and claim.factuality == "reported":
        return Reason("it stands in a quotation that names no speaker")
    if cue is None:
        return Reason("nothing denies, doubts, plans or attributes it")
    if cue == trigger:
        return Reason(f"{quote(cue.text)} itself tells what is yet to come", (words_at(cue),))
    if cue.lower_ == ACCORDING:
        return Reason(f"{quote(cue.text)} names who says so", (words_at(cue),))
    return Reason(_place(cue, trigger), (words_at(cue),))


def _explain_date(
    factuality: Factuality, date: str | None, date_words: tuple[Words, ...], published: datetime.date | None
) -> Reason:
    if date and published and edtf.first_day(date) > published:
        named = quote(*(words.text for words in date_words)) or date
        return Reason(f"{named} lies after publication ({published.isoformat()})", date_words)
    return Reason(f"told as {factuality} elsewhere in the sentence")


def _place(cue: Token, trigger: Token) -> str:
    """Where a cue stands, seen from the act: "“said” governs “launched”", "the negation “not” of “attack”"."""
    above = list(trigger.ancestors)
    if cue in above:
        chain = [trigger, *above[: above.index(cue)]]
        below = next(token for token in reversed(chain) if token.pos_ != "ADP" or token == trigger)
        return f"{quote(cue.text)} governs {quote(below.text)}"
    role = BELOW.get(cue.dep_, "word")
    return f"the {role} {quote(cue.text)} of {quote(cue.head.text)}"


def explain_holder(stance: Stance, grammar: Grammar) -> Reason | None:
    """The words that name a claim's holder and the word that makes it one ("White House", with "said")."""
    if not stance.holder:
        return None
    holders = tuple(words_at(token) for token in stance.holder)
    named = quote(*(_phrase(token).text for token in stance.holder))
    link = _link(stance, grammar)
    if link is None:
        return Reason(f"{named} speaks", holders)
    how = "according to" if link.lower_ == ACCORDING else link.text
    return Reason(f"{named}, by {quote(how)}", (*holders, words_at(link)))


def explain_lender(frame: Frame) -> Reason | None:
    """The act told elsewhere that lends a claim its target, or all but its source."""
    lender = frame.lender
    if lender is None:
        return None
    act = f"{quote(lender.token.text)} ({lender.relation.label})"
    whole = frame.trigger is lender.trigger and frame.token.lemma_.lower() not in frame.trigger.lemmas
    return Reason(f"does as {act} tells" if whole else f"target from {act}", (words_at(lender.token),))


def _link(stance: Stance, grammar: Grammar) -> Token | None:
    """The verb, noun or "according" that ties the holder to what it holds."""
    holder, cue = stance.holder[0], stance.cue
    if cue is not None and holder in grammar.slot(cue, "subj"):
        return cue
    link = holder.head
    while link.pos_ == "ADP" and link.lower_ != ACCORDING and link.head != link:
        link = link.head
    return link if link != holder else None


def _phrase(token: Token) -> Span:
    """The noun phrase of a token without what follows its head."""
    start = token.left_edge.i
    while start < token.i and token.doc[start].pos_ in ("DET", "PUNCT", "CCONJ", "SPACE"):
        start += 1
    return token.doc[start : token.i + 1]


def find_date_words(date: str | None, trigger: Token, timing: Timing, doc: Doc) -> tuple[Words, ...]:
    """The words that a claim's date was read from, nearest to the act, with those of a duration that extends it."""
    if date is None:
        return ()
    dated = [
        (abs(dated.governor.i - trigger.i), dated.mention.start, dated.mention)
        for dated in timing.dates.get(trigger.sent.start, ())
        if dated.mention.edtf == date
    ]
    if dated:
        _, _, mention = min(dated, key=lambda found: found[:2])
        return (Words(mention.start, mention.end, mention.text),)
    durations = {id(mention): mention for mention in timing.durations.values()}.values()
    extended = [
        (start, duration)
        for start in (dated.mention for dated in timing.dates.get(trigger.sent.start, ()))
        for duration in durations
        if start.edtf
        and duration.days
        and edtf.first_day(start.edtf) == edtf.last_day(start.edtf)
        and extend(start.edtf, duration.days) == date
    ]
    if extended:
        start, duration = min(extended, key=lambda pair: abs(pair[1].start - trigger.idx))
        return tuple(Words(found.start, found.end, found.text) for found in (duration, start))
    return _anniversary(date, trigger, timing, doc)


def _anniversary(date: str, trigger: Token, timing: Timing, doc: Doc) -> tuple[Words, ...]:
    above: Iterable[Token] = (trigger, *trigger.ancestors)
    marked = next((token for token in above if timing.anniversaries.get(token.i) == date), None)
    if marked is None:
        return ()
    start = end = marked.i
    while timing.anniversaries.get(start - 1) == date:
        start -= 1
    while timing.anniversaries.get(end + 1) == date:
        end += 1
    span = doc[start : end + 1]
    return (Words(span.start_char, span.end_char, span.text),)
