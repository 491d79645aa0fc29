import io

import pytest
from explained_texts import TRANSFER, explained
from rich.console import Console

from kg.explain import Explanation, render_terminal
from kg.explain.explanation import ExplainedSentence, Words


def show(explanation: Explanation, width: int = 100, *, everything: bool = False) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width).print(render_terminal(explanation, everything=everything))
    return stream.getvalue()


def test_a_claim_is_drawn_with_its_parties_and_reasons() -> None:
    drawn = show(explained(TRANSFER))
    assert " arms transfer  Iran → Sudan   reported   disputed  2023-12" in drawn
    assert "factuality  reported: “said” governs “supplied”" in drawn
    assert "denied by   Iran: “Tehran denied the claim.”" in drawn
    assert "denies the arms transfer (“supplied”)" in drawn


def test_quiet_words_are_shown_only_when_asked_for() -> None:
    explanation = explained("Iran held drills.")
    assert "could tell" not in show(explanation).replace("could tell one", "")
    assert "1 more word could tell one" not in show(explanation)
    assert "no target (whom it is aimed at)" in show(explanation, everything=True)


def test_a_verb_of_many_senses_shows_its_nearest_misses_alone() -> None:
    drawn = show(explained("Iran held drills."), everything=True)
    assert "more" in drawn
    assert drawn.count("must be") <= 4


def test_text_that_looks_like_markup_is_shown_as_it_stands() -> None:
    assert "[bold]Spain[/bold]" in show(explained("[bold]Spain[/bold] imposed sanctions on Belarus."))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in show(explained(TRANSFER), width, everything=True).splitlines()) <= width


def test_a_dateline_of_its_own_says_that_it_is_not_read() -> None:
    dateline = Words(0, 22, "PARIS, Jan 16 (Wire) -")
    sentence = ExplainedSentence(dateline, (), (), (), unread=(Words(0, 23, "PARIS, Jan 16 (Wire) - "),))
    assert "not read: layout, no news" in show(Explanation(dateline.text, None, "", (sentence,)))
