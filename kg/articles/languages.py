"""Tells English texts from others by their function words, deterministically and without a model.

The share of function words is the oldest cue for a language (Ingle 1980; Grefenstette 1995) and does not mind foreign
names, which statistics of letters do. Which language another text is in does not matter here.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).with_name("function_words.txt")
_SAMPLE = 2000  # characters
# English news has 35-50 function words in 100, sentences full of names about 10, other languages rarely over 5.
_ENOUGH_ENGLISH = 0.08
# Too few words to tell: such a text passes unless it clearly reads as another language.
_SHORT = 20
_CLEARLY_OTHER = 0.15
_LATIN_SHARE = 0.5
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019](?:s\b)?)?")  # with what an apostrophe joins on: "d'", "Iran's"


def is_english(text: str, declared: str | None = None) -> bool:
    """Whether a text is English; where it is too short to tell, what its file declares decides.

    >>> is_english("Der Minister hat die Vorwürfe am Montag in Berlin zurückgewiesen.")
    False
    """
    sample = text[:_SAMPLE]
    letters = _LETTER.findall(sample)
    if len(_LATIN.findall(sample)) < _LATIN_SHARE * len(letters):
        return False
    if sample.isupper():
        sample = sample.lower()
    words = [word.replace("\u2019", "'") for word in _TOKEN.findall(sample)]
    languages = _function_words()
    english = sum(word.lower() in languages["en"] for word in words)
    # Other languages' words count as written, since capitals mark names in English ("La Paz", "U.S.", "Al Jazeera").
    other = max(sum(map(known.__contains__, words)) for language, known in languages.items() if language != "en")
    if len(words) >= _SHORT:
        # In a list of names, or a caption, nothing may speak for English, but nothing against it either.
        return not other or (english >= _ENOUGH_ENGLISH * len(words) and english > other)
    if declared and not declared.lower().startswith("en"):
        return english > other
    return english >= other or other < max(2, _CLEARLY_OTHER * len(words))


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    lines = (line for line in _WORDS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    pairs = (line.split(":", 1) for line in lines)
    return {language: frozenset(words.split()) for language, words in pairs}
