"""Tells numbers that count nothing: those of names ("Leopard 2"), scores, ages, ordinals, and those that refer back."""

import re

from kg.language.quantity_units import Unit
from kg.vocabulary.quantities import load_quantity_words

REFERS_BACK = 20
"""Up to this a number after "the" or "its" names things told before ("the two sides")."""
_GIVING_REACH = 4
"""Words up to a name among which a verb of giving makes an amount of the number after it ("hand Ukraine 19 jets")."""
_BEFORE = 60
"""Characters before a number that are looked at for the words of a name."""
_WORD = re.compile(r"[^\W\d_]+")
_GLUED_AFTER = re.compile(
    r"-?[^\W\d_]*\d|[-\u2013/]\w|['\u2019]?s\b|:\d|[^\W\d_]|\s?[ap]\.?m\b|\s?(?:GMT|UTC)\b|\s\w+[\s-]old\b"
)
_GLUED_BEFORE = re.compile(r"[-/:#](?<!--)\s?$|\.$")
_LAST_NAME = re.compile(r"([^\W\d_][\w.-]*)(?: (of))?\s*$")
_ENDS_SENTENCE = ".!?\n:;\"'\u201c\u2018"


def counts_nothing(text: str, match: re.Match[str]) -> bool:
    """Whether the number of a match of `number_pattern` is part of a name, a score, an age or a number of a thing."""
    start, end = match.span("number")
    window = text[max(0, start - _BEFORE) : start]
    before = window.rstrip()
    if _GLUED_AFTER.match(text, end) or _GLUED_BEFORE.search(window):
        return True
    opens = not before or before[-1] in _ENDS_SENTENCE or match.group("bound") is not None
    number = match.group("number")
    if number[0].isupper() and not number.isupper() and not opens:
        return True  # "Group of Seven", "the Five Eyes"
    if before.endswith(",") and text[end : end + 1] == "," and re.search(r"[A-Z][\w-]+,$", before):
        return True  # "Ivan Petrov, 45, said"
    return match.group("bound") is None and _numbers_a_name(window)


def bound_is_particle(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a bound belongs to the verb before it: "handed *over* 20 prisoners"."""
    if (match.group("bound") or "").lower() != "over":
        return False
    word = _LAST_NAME.search(text[max(0, match.start() - _BEFORE) : match.start()])
    return word is not None and word.group(1).lower() in load_quantity_words().lists["with_over"]


def refers_back(text: str, match: re.Match[str], value: float, unit: Unit) -> bool:
    """Whether a number means things told before ("the two sides"), or is a bare "one"."""
    if match.group("number").lower() == "one":
        return True
    word = _LAST_NAME.search(text[max(0, match.start() - _BEFORE) : match.start()])
    definite = word is not None and word.group(0).strip().lower() in load_quantity_words().lists["definite"]
    return definite and value <= REFERS_BACK and unit.name not in load_quantity_words().units["unit"].values()


def _numbers_a_name(window: str) -> bool:
    """Whether a name stands right before the number ("Leopard 2"), and no verb of giving before the name."""
    lists = load_quantity_words().lists
    last = _LAST_NAME.search(window)
    if last is None:
        return False
    name, of = last.groups()
    if name in lists["designator"]:
        return not of or name == "Group"
    if of or not name[0].isupper():
        return False
    before = window[: last.start()].rstrip()
    if not before or before[-1] in _ENDS_SENTENCE:
        return False  # the capital is that of the sentence
    return not any(word.lower() in lists["give"] for word in _WORD.findall(window)[-_GIVING_REACH:])
