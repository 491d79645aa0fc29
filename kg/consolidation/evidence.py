"""Which date and which figure of an event to believe: the one that most independent texts bear out, then the finest."""

from collections.abc import Iterable, Sequence

from kg.consolidation.acts import Act, day_span
from kg.consolidation.matching import agree
from kg.consolidation.status import VOICES
from kg.types import Quantity

_TOLD = frozenset({"fact", "word", "suspicion"})  # an act that happened is dated by those who say so, not by its plan


def best_date(acts: Sequence[Act]) -> str | None:
    """The date that most texts agree with, the most precise of those, as EDTF; None where no claim has one."""
    dated = [(act, act.profile.date) for act in _first_hand(acts) if act.profile.date is not None]
    dated = [(act, date) for act, date in dated if VOICES[act.factuality] in _TOLD] or dated
    if len({date for _, date in dated}) == 1:
        return dated[0][1]
    ranked = []
    for number, (_, date) in enumerate(dated):
        first, last = day_span(date)
        support = len({act.text for act, other in dated if day_span(other)[0] <= last and first <= day_span(other)[1]})
        same = len({act.text for act, other in dated if other == date})
        ranked.append((-support, last - first, -same, number, date))
    return min(ranked)[-1] if ranked else None


def best_quantity(acts: Sequence[Act]) -> Quantity | None:
    """The amount that most texts agree with, of those the commonest, then an exact one, then the latest published."""
    counted = [(act, act.profile.quantity) for act in _first_hand(acts) if act.profile.quantity is not None]
    if len({quantity for _, quantity in counted}) == 1:
        return counted[0][1]
    ranked = []
    for number, (act, quantity) in enumerate(counted):
        like = {other.text for other, amount in counted if amount.unit == quantity.unit and agree(quantity, amount)}
        of_unit = {other.text for other, amount in counted if amount.unit == quantity.unit}
        same = {
            other.text for other, amount in counted if amount.unit == quantity.unit and amount.value == quantity.value
        }
        counts = (-len(of_unit), -len(like), -len(same))
        rank = (*counts, quantity.qualifier != "=", -(act.published or 0), number)
        ranked.append((rank, quantity))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def best_topic(acts: Iterable[Act]) -> str | None:
    """What most texts say the event is about."""
    topics: dict[str, set[str]] = {}
    for act in acts:
        if act.about:
            topics.setdefault(act.about, set()).add(act.text)
    return min(topics, key=lambda topic: (-len(topics[topic]), topic)) if topics else None


def _first_hand(acts: Sequence[Act]) -> Sequence[Act]:
    """The acts without those of reprints, whose "yesterday" counts from another day; all, if only reprints tell it."""
    return [act for act in acts if act.text == act.article] or acts
