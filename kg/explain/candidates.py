"""Why a word makes no claim of a type: every trigger that it could be, tried alone, and the first demand that it fails.

In: a token and the triggers of its lemma. Out: an `Attempt` for each. Whether a trigger fits is asked of `FrameFinder`
itself, with an index that knows no other trigger: first without any demand, then with one demand more at a time until
it fits no longer. So a reason cannot differ from what the finder does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from kg.explain.slots import label_slot, label_words, quote
from kg.extraction.arguments import Arguments
from kg.extraction.frames import Frame
from kg.extraction.triggers import FrameFinder, TriggerIndex
from kg.language.tokens import Token
from kg.types import Mention
from kg.vocabulary.relations import RelationType, Trigger

ROLES = ("source", "target")
NEEDED = {"source": "who acts", "target": "whom it is aimed at"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One trigger tried on one token: the frame that it makes by itself, or the reason why it makes none.

    `met` counts the demands met before the one that failed; the nearest miss has met the most.
    """

    trigger: Trigger
    frame: Frame | None
    reason: str = ""
    met: int = 0


def try_triggers(token: Token, index: TriggerIndex, arguments: Arguments) -> Iterator[Attempt]:
    """Every trigger that the token could be, tried alone."""
    for trigger in index.candidates(token):
        relation = index.relations[trigger.relation]
        audible = replace(trigger, silent=False)
        frame = _frame_alone(token, audible, relation, arguments)
        if frame is not None:
            yield Attempt(trigger, frame)
            continue
        met = 0
        reason = "no act is lent to it nearby" if relation.borrows else "its grammar does not fit"
        for demanding, explain in _demands(token, audible, relation, arguments):
            if _frame_alone(token, demanding, replace(relation, borrows=()), arguments) is None:
                reason = explain()
                break
            met += 1
        yield Attempt(trigger, None, reason, met)


def _frame_alone(token: Token, trigger: Trigger, relation: RelationType, arguments: Arguments) -> Frame | None:
    index = TriggerIndex([replace(relation, triggers=(trigger,))])
    return next(iter(FrameFinder(index, arguments).find([token])), None)


def _demands(
    token: Token, trigger: Trigger, relation: RelationType, arguments: Arguments
) -> Iterator[tuple[Trigger, Callable[[], str]]]:
    """The trigger with one of its demands more at a time, and how to say that the last one is not met."""
    grown = replace(trigger, particle=None, when={}, unless={}, needs=(), negated=False)
    if trigger.particle is not None:
        grown = replace(grown, particle=trigger.particle)
        yield grown, partial("needs {} after it".format, quote(trigger.particle))
    slots = [slot for slot in trigger.when if slot not in ROLES]
    for slot in slots:
        grown = replace(grown, when={**grown.when, slot: trigger.when[slot]})
        yield grown, partial(_unmet_condition, token, trigger, slot, arguments)
    for slot in trigger.unless:
        grown = replace(grown, unless={**grown.unless, slot: trigger.unless[slot]})
        yield grown, partial(_ruled_out, token, trigger, slot, arguments)
    for role in trigger.needs:
        grown = replace(grown, needs=(*grown.needs, role))
        yield grown, partial(_missing_role, token, trigger, role, relation, arguments)
    for role in (role for role in ROLES if role in trigger.when):
        grown = replace(grown, when={**grown.when, role: trigger.when[role]})
        yield grown, partial("{} must be {}".format, role, label_words(trigger.when[role]))
    if trigger.negated:
        yield trigger, partial(str, "tells a refusal only: “will not”, “would not”")


def _unmet_condition(token: Token, trigger: Trigger, slot: str, arguments: Arguments) -> str:
    found = [inner.text for inner in arguments.grammar.slot(token, slot)]
    wanted = label_words(trigger.when[slot])
    return f"{label_slot(slot)} must be {wanted}" + (f", not {quote(*found)}" if found else ", and there is none")


def _ruled_out(token: Token, trigger: Trigger, slot: str, arguments: Arguments) -> str:
    ruling = [inner for inner in arguments.grammar.slot(token, slot) if arguments.matches(inner, trigger.unless[slot])]
    return f"ruled out by the {label_slot(slot)} {quote(*(inner.text for inner in ruling))}"


def _missing_role(token: Token, trigger: Trigger, role: str, relation: RelationType, arguments: Arguments) -> str:
    slots: tuple[str, ...] = trigger.source if role == "source" else trigger.target
    fillers: list[Mention] = arguments.fill(token, slots, role)
    allowed = relation.actors.get(role, frozenset())
    missing = f"no {role} ({NEEDED[role]})"
    if fillers and allowed and not any(mention.kind in allowed for mention in fillers):
        kinds = " or ".join(sorted({mention.kind.replace("_", " ") for mention in fillers}))
        return f"{missing}: {quote(*(mention.text for mention in fillers))} is a {kinds}, not {label_words(allowed)}"
    if fillers:
        return f"{missing}: {quote(*(mention.text for mention in fillers))} stands on the other side"
    found = list(dict.fromkeys(inner.text for slot in slots for inner in arguments.grammar.slot(token, slot)))
    if found:
        return f"{missing}: no actor known in {quote(*found)}"
    places = list(dict.fromkeys(label_slot(slot) for slot in slots))
    return f"{missing}, looked for as {', '.join(places)}"
