"""Draws sentences with displaCy: actors and acts marked in the text, and arcs from an act to what fills its roles.

displaCy's renderers are called below `displacy.render`, which would give each drawing a random id.
"""

from collections.abc import Iterator

from markupsafe import Markup, escape
from spacy.displacy.render import DependencyRenderer, EntityRenderer

from kg.explain.colours import KIND_COLOURS, TRIGGER_COLOURS, UNREAD_COLOURS
from kg.explain.explanation import ExplainedClaim, ExplainedSentence, NamedActor, Words
from kg.explain.phrases import headline

# Widths in px: a character of a word below an arc, the least and the most of its column.
CHARACTER, NARROWEST, WIDEST = 8, 130, 200
LONGEST = 24  # characters of a word below an arc; what is longer is cut

MARK = (
    '<mark class="entity" style="background: {bg}; color: {ink}" title="{title}">'
    '{text}<span class="kind">{label}</span></mark>'
)


def draw_sentence(sentence: ExplainedSentence) -> Markup:
    """The sentence with its actors and acts marked, as HTML; of what overlaps, the first and longest."""
    marks = {
        (claim.trigger.start, claim.trigger.end): _mark(
            claim.label, f"{claim.label}: {claim.factuality}", TRIGGER_COLOURS
        )
        for claim in sentence.claims
        if not claim.follows_from
    }
    actors: dict[tuple[int, int], list[NamedActor]] = {}
    for actor in sentence.actors:
        actors.setdefault((actor.words.start, actor.words.end), []).append(actor)
    marks |= {place: _mark_actors(named) for place, named in actors.items()}
    marks |= {
        (words.start, words.end): _mark("not read", "layout, no news", UNREAD_COLOURS) for words in sentence.unread
    }
    origin = end = sentence.words.start
    spans = []
    for place in sorted(marks, key=lambda place: (place[0], -place[1])):
        if place[0] >= end:
            spans.append({**marks[place], "start": place[0] - origin, "end": place[1] - origin})
            end = place[1]
    renderer = EntityRenderer({"template": MARK})
    return Markup(renderer.render_ents(sentence.words.text, spans, None))  # noqa: S704  (it escapes what it takes)


def _mark_actors(actors: list[NamedActor]) -> dict[str, object]:
    """The mark of words that name one actor, or several ("the two countries")."""
    first = actors[0]
    kind = first.kind.replace("_", " ")
    names = ", ".join(dict.fromkeys(actor.name for actor in actors))
    title = ", ".join(filter(None, (names, kind, first.country, f"by {first.via}", first.sector)))
    return _mark(kind if names == first.words.text else f"{kind} · {names}", title, KIND_COLOURS[first.kind])


def _mark(label: str, title: str, colours: tuple[str, str]) -> dict[str, object]:
    ink, ground = colours
    return {"label": label, "params": {"bg": ground, "ink": ink, "label": escape(label), "title": escape(title)}}


def draw_claim(claim: ExplainedClaim, sentence: Words, name: str) -> Markup:
    """Arcs from a claim's trigger to the words of its roles, holder, date and factuality, as SVG with the id `name`."""
    parts: dict[tuple[int, int], list[str]] = {}
    for words, part in _parts(claim):
        if sentence.start <= words.start < sentence.end:
            tags = parts.setdefault(_place(words, parts), [])
            if part not in tags:
                tags.append(part)
    places = sorted(parts)
    act = places.index((claim.trigger.start, claim.trigger.end))
    texts = [_shorten(sentence.text[start - sentence.start : end - sentence.start]) for start, end in places]
    cells = [{"text": text, "tag": escape(claim.label if i == act else "")} for i, text in enumerate(texts)]
    arcs = [
        {
            "start": min(i, act),
            "end": max(i, act),
            "label": escape(", ".join(parts[place])),
            "dir": "left" if i < act else "right",
        }
        for i, place in enumerate(places)
        if i != act
    ]
    widest = max(len(text) for text in texts) * CHARACTER + 30
    options = {
        "distance": min(max(widest, NARROWEST), WIDEST),
        "offset_x": WIDEST // 2,
        "word_spacing": 26,
        "font": "inherit",
        "color": "currentColor",
        "bg": "transparent",
    }
    renderer = DependencyRenderer(options)
    svg = renderer.render_svg(name, cells, arcs)
    label = escape(f"{claim.label}: {' '.join(headline(claim))}")
    # with a viewBox it shrinks to the page; displaCy draws it at one size only
    scaled = f'viewBox="0 0 {renderer.width} {renderer.height}" role="img" aria-label="{label}" class="displacy"'
    return Markup(svg.replace('class="displacy"', scaled, 1))  # noqa: S704  (escaped here or there)


def _parts(claim: ExplainedClaim) -> Iterator[tuple[Words, str]]:
    yield claim.trigger, claim.label
    for role, fillers in claim.roles.items():
        yield from ((filler.actor.words, role) for filler in fillers)
    yield from ((actor.words, "holder") for actor in claim.holder)
    yield from ((words, claim.factuality) for words in claim.factuality_why.cues)
    yield from ((words, "date") for words in claim.date_words)


def _place(words: Words, known: dict[tuple[int, int], list[str]]) -> tuple[int, int]:
    """The offsets of words, or those of words already there that they overlap."""
    over = ((start, end) for start, end in known if start < words.end and words.start < end)
    return next(over, (words.start, words.end))


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
