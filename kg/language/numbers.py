"""Numbers in English text, in digits or words: a pattern that finds them and a function that reads their value."""

import re
from collections.abc import Iterable
from functools import cache

from kg.vocabulary.quantities import load_quantity_words

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PART = re.compile(r"[a-z]+|" + DIGITS)


@cache
def number_words_pattern() -> str:
    """A pattern, without groups that capture, of a number in words: "five", "twenty-five", "two hundred and ten".

    The words "a", "half" and plurals such as "hundreds" are left to the caller. Match it with re.IGNORECASE; with
    re.VERBOSE it means the same.
    """
    values = load_quantity_words().values
    small = _alternatives(word for word, value in values["number"].items() if value < 20)
    tens = _alternatives(word for word, value in values["number"].items() if value >= 20)
    scale = _alternatives(values["scale"])
    compound = rf"(?:(?:{tens})(?:[- ](?:{small}))?|(?:{small}))\b"
    scales = rf"(?:[- ](?:{scale})\b)"
    return rf"(?:{compound}{scales}+(?:[ ]and)?[ ]{compound}{scales}*(?:[ ]and[ ]{compound})?|{compound}{scales}*)"


def read_number(text: str) -> float:
    """The value of a number in digits, in words or in both. Raises ValueError if it holds no number.

    >>> read_number("5,000"), read_number("twenty-five"), read_number("2.5 million"), read_number("two dozen")
    (5000.0, 25.0, 2500000.0, 24.0)
    >>> read_number("a hundred"), read_number("half a million"), read_number("two hundred and ten thousand")
    (100.0, 500000.0, 210000.0)
    """
    values = load_quantity_words().values
    total, current, factor, seen = 0.0, 0.0, 1.0, False
    for part in _PART.findall(text.lower()):
        if part[0].isdigit():
            current, seen = current + float(part.replace(",", "")), True
        elif part in values["number"]:
            current, seen = current + values["number"][part], True
        elif part in values["scale"]:
            scale = values["scale"][part]
            current, seen = (current or 1.0) * scale, True
            if scale >= 1000:
                total, current = total + current, 0.0
        elif part == "half":
            factor = 0.5
    if not seen:
        raise ValueError(f"{text!r} holds no number")
    return (total + current) * factor


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
