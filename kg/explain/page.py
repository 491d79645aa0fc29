"""Writes an explanation as one HTML file that needs no network: displaCy's views with the reasons below them."""

from pathlib import Path

import jinja2

from kg.explain.colours import FACTUALITY_COLOURS, KIND_COLOURS
from kg.explain.diagrams import draw_claim, draw_sentence
from kg.explain.explanation import Explanation
from kg.explain.phrases import actor_lines, claim_lines, denial_line, headline, rivals

TEMPLATES = Path(__file__).parent / "templates"


def render_html(explanation: Explanation) -> str:
    """The explanation as a self-contained HTML page; the same explanation gives the same bytes."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    sentences = [
        {
            "number": number,
            "drawing": draw_sentence(sentence),
            "actors": [(actor, words) for actor, words in actor_lines(sentence)],
            "claims": [
                {
                    "label": claim.label,
                    "parties": headline(claim),
                    "factuality": claim.factuality,
                    "date": claim.date,
                    "denied": bool(claim.denials),
                    "drawing": draw_claim(claim, sentence.words, f"claim-{number}-{place}"),
                    "lines": list(claim_lines(claim)),
                    "rivals": list(rivals(claim, everything=True)),
                }
                for place, claim in enumerate(sentence.claims, 1)
            ],
            "denies": denial_line(sentence),
            "is_read": sentence.is_read,
            "quiet": sentence.quiet,
        }
        for number, sentence in enumerate(explanation.sentences, 1)
    ]
    kinds = {actor.kind for sentence in explanation.sentences for actor in sentence.actors}
    return environment.get_template("explanation.html").render(
        explanation=explanation,
        sentences=sentences,
        claims=len(list(explanation.claims)),
        kinds=[(kind.replace("_", " "), *colours) for kind, colours in KIND_COLOURS.items() if kind in kinds],
        kind_colours=KIND_COLOURS,
        factualities=FACTUALITY_COLOURS,
    )
