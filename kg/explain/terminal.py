"""Draws an explanation for a terminal: each sentence with its actors coloured, below it a tree for each claim."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from kg.explain.colours import FACTUALITY_COLOURS, KIND_COLOURS
from kg.explain.explanation import ExplainedClaim, ExplainedSentence, Explanation, QuietWord
from kg.explain.phrases import actor_lines, claim_lines, denial_line, headline, rivals

LABEL_WIDTH = 11
ACT = "bold reverse"  # on light and dark terminals alike
NEAREST = 3  # types shown for a word that tells nothing; verbs such as "hold" have a dozen


def render_terminal(explanation: Explanation, *, everything: bool = False) -> RenderableType:
    """The explanation as a rich renderable; with `everything`, also the types tried in vain for each word."""
    parts: list[RenderableType] = []
    for number, sentence in enumerate(explanation.sentences, 1):
        parts += [*_sentence(number, sentence, everything=everything), Text()]
    quiet = [word for sentence in explanation.sentences for word in sentence.quiet]
    if everything and quiet:
        parts += [Rule("Words that could tell an act and do not", style="dim", align="left"), _quiet_table(quiet)]
    claims = len(list(explanation.claims))
    parts.append(Text(_footer(explanation, claims, len(quiet), everything=everything), style="dim"))
    return Group(*parts)


def _footer(explanation: Explanation, claims: int, quiet: int, *, everything: bool) -> str:
    published = explanation.published.isoformat() if explanation.published else "not given, so relative dates stay open"
    counted = f"{claims} claim{'s' * (claims != 1)}"
    if not everything and quiet:
        counted += f"; {quiet} more word{'s' * (quiet != 1)} could tell one (--all)"
    return f"{counted} · published: {published} · {explanation.model}"


def _sentence(number: int, sentence: ExplainedSentence, *, everything: bool) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", justify="right", width=3)
    grid.add_column()
    grid.add_row(str(number), _coloured(sentence))
    yield grid
    actors = Table.grid(padding=(0, 1))
    actors.add_column(style="dim", no_wrap=True)
    actors.add_column()
    for actor, words in actor_lines(sentence):
        kind = actor.kind.replace("_", " ")
        place = f" {actor.country}" if actor.country else ""
        label = Text.assemble((actor.name, _style(*KIND_COLOURS[actor.kind])), (f"  {kind}{place}  ", "dim"), words)
        actors.add_row(" ", label)
    yield Padding(actors, (0, 0, 0, 2))
    for claim in sentence.claims:
        yield Padding(_claim(claim, everything=everything), (1, 0, 0, 4))
    if sentence.denies:
        yield Padding(Text(f"denies the {denial_line(sentence)}"), (0, 0, 0, 4))
    elif not sentence.claims:
        why = "no claim" if sentence.is_read else "not read: layout, no news"
        yield Padding(Text(why, style="dim italic"), (0, 0, 0, 4))


def _coloured(sentence: ExplainedSentence) -> Text:
    text = Text(sentence.words.text.replace("\n", " "))
    origin = sentence.words.start

    def colour(start: int, end: int, style: str) -> None:
        text.stylize(style, start - origin, end - origin)

    for words in sentence.unread:
        colour(words.start, words.end, "dim strike")
    for actor in sentence.actors:
        colour(actor.words.start, actor.words.end, _style(*KIND_COLOURS[actor.kind]))
    for claim in sentence.claims:
        for words in (*claim.factuality_why.cues, *claim.date_words):
            colour(words.start, words.end, "underline")
        colour(claim.trigger.start, claim.trigger.end, ACT)
    return text


def _style(ink: str, ground: str) -> str:
    return f"{ink} on {ground}"


def _claim(claim: ExplainedClaim, *, everything: bool) -> Tree:
    source, arrow, target = headline(claim)
    title = Text.assemble(
        (f" {claim.label} ", ACT),
        " ",
        (source, "bold"),
        f" {arrow} ",
        (target, "bold"),
        "  ",
        (f" {claim.factuality} ", _style(*FACTUALITY_COLOURS[claim.factuality])),
        *([("  disputed", "bold red")] if claim.denials else []),
        *([f"  {claim.date}"] if claim.date else []),
    )
    tree = Tree(title, guide_style="dim")
    for label, line in claim_lines(claim):
        tree.add(_line(label, line))
    others = list(rivals(claim, everything=everything))
    for n, (name, reason) in enumerate(others[:NEAREST]):
        tree.add(_line("but not" if n == 0 else "", f"{name}: {reason}"))
    if len(others) > NEAREST:
        tree.add(_line("", f"and {len(others) - NEAREST} more"))
    return tree


def _line(label: str, line: str) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", width=LABEL_WIDTH, no_wrap=True)
    grid.add_column()
    grid.add_row(label, Text(line))
    return grid


def _quiet_table(words: Iterable[QuietWord]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("word", style="bold", no_wrap=True)
    table.add_column("could tell", no_wrap=True)
    table.add_column("but")
    for word in words:
        for n, alternative in enumerate(word.alternatives[:NEAREST]):
            table.add_row(word.words.text if n == 0 else "", alternative.type, Text(alternative.reason))
        more = len(word.alternatives) - NEAREST
        if more > 0:
            table.add_row("", Text(f"and {more} more", style="dim"), "")
    return table
