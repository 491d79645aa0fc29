"""The tense around a date: from the parse of a spaCy Doc where there is one, else from the words beside it.

"on Monday" is the last Monday in "met on Monday" and the next one in "will meet on Monday", and a text alone rarely
says more than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.language.date_calendar import Tense
from kg.vocabulary.dates import load_date_words
from kg.vocabulary.words import words_of

if TYPE_CHECKING:  # spaCy takes a second to import, and a text without a parse needs none of it
    from kg.language.tokens import Doc, Token

TenseAt = Callable[[int, int], Tense | None]

_REACH = 200
"""Characters on either side in which a word can tell the tense; beyond, it belongs to another clause."""
_WORD = re.compile(r"['\u2019]ll|[^\W\d_]+(?:['\u2019]t)?|[.;:!?\n]")
_ENDS = frozenset(".;:!?\n")


def tense_near(text: str, start: int, end: int, *, look_ahead: bool = True) -> Tense | None:
    """The tense that the nearest telling word before the offsets gives, else the nearest after; None if there is none.

    Without `look_ahead` only the words before count.

    >>> tense_near("Both will sign the accord on Friday.", 29, 35)
    'future'
    """
    before = _WORD.findall(text, max(0, start - _REACH), start)
    after = _WORD.findall(text, end, end + _REACH) if look_ahead else []
    return _first_tense(before[::-1], before[-2::-1]) or _first_tense(after, ["", *after])


def tense_from_parse(doc: Doc) -> TenseAt:
    """A function that gives the tense of the verb that governs the characters from `start` to `end` of a parsed Doc.

    A noun's date ("Friday's talks") takes the tense of the verb above it, but lies in the past where that speaks of the
    present ("Friday's talks show"). None where no finite verb governs it.
    """

    def tense_at(start: int, end: int) -> Tense | None:
        span = doc.char_span(start, end)
        if span is None:
            return None
        token = span.root
        of_noun = False
        while True:
            if token.pos_ in ("VERB", "AUX") and (tense := _verb_tense(token)):
                return "past" if of_noun and tense == "present" else tense
            of_noun = of_noun or (token.pos_ == "NOUN" and token.dep_ != "prep" and not start <= token.idx < end)
            if token.head.i == token.i:
                return None
            token = token.head

    return tense_at


def _verb_tense(verb: Token) -> Tense | None:
    """The tense of a verb with its auxiliaries, None for a form that takes its tense from the verb above."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    tags = {child.tag_ for child in auxiliaries}
    if "MD" in tags or verb.tag_ == "MD":
        return "future"
    if "TO" in tags and verb.dep_ == "ROOT":  # "Ghana to host summit on Friday"
        return "future"
    if "TO" in tags:
        ahead = verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and not _is_done_by(verb.head)
        ahead = ahead and not any(child.lower_ in words_of("rank_words") for child in verb.head.children)
        return "future" if ahead else None
    if "VBD" in tags or verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBN":
        perfect = any(child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in auxiliaries)
        return "past" if perfect or not auxiliaries else "present"
    return "present" if verb.tag_ in ("VBZ", "VBP") or tags & {"VBZ", "VBP"} else None


def _is_done_by(verb: Token) -> bool:
    """Whether a past verb has the date at the end of its infinitive: "ordered them to leave on Monday"."""
    if verb.tag_ not in ("VBD", "VBN") or verb.pos_ != "VERB":
        return False
    ordered = words_of("demand_verbs") | words_of("command_verbs")
    return verb.lemma_ in ordered or verb.lemma_ not in words_of("plan_verbs")


def _first_tense(words: list[str], neighbours: list[str]) -> Tense | None:
    """The tense of the first telling word; `neighbours` holds the word that stands before each in the text."""
    tenses = load_date_words().tenses
    for index, word in enumerate(words):
        if word in _ENDS:
            return None
        lower = (word if word == "May" else word.lower()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        kind = tenses.get(lower)
        if kind == "future":
            return "future"
        if kind == "past_tense":
            return "past"
        if len(lower) > 4 and lower.endswith("ed") and word[0].islower():
            # after an article or a form of "be" it is a participle: "a failed raid", "will be signed"
            previous = neighbours[index].lower() if index < len(neighbours) else ""
            if tenses.get(previous) != "auxiliary":
                return "past"
    return None
