import subprocess
import sys
from html.parser import HTMLParser

import pytest
from explained_texts import TRANSFER, explained

from kg.explain import explain, render_html
from kg.explain.diagrams import draw_sentence
from kg.explain.explanation import ExplainedSentence, NamedActor, Words

VOID = {"meta", "link", "br"}


class Reading(HTMLParser):
    """The text of a page, its elements, and the addresses that it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.loads += [found[name] for name in ("src", "href", "xlink:href") if name in found]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(html: str) -> Reading:
    page = Reading()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def test_a_page_shows_arcs_from_the_act_to_its_parties() -> None:
    page = read(render_html(explained(TRANSFER)))
    for label in ("source", "target", "instrument", "holder", "date", "reported"):
        assert label in page.texts
    assert {"svg", "mark", "textpath"} <= set(page.tags)


def test_a_page_loads_nothing() -> None:
    page = read(render_html(explained(TRANSFER)))
    assert all(address.startswith(("#", "data:")) for address in page.loads)
    assert "script" not in page.tags


def test_ids_of_a_page_are_its_own() -> None:
    page = read(render_html(explained("Israel bombed Lebanon and Iran attacked Israel. Iran attacked Iraq.")))
    assert len(page.ids) == len(set(page.ids)) > 5


@pytest.mark.parametrize("text", ['<script>alert(1)</script> Spain attacked <b onclick=x>Belarus</b> & "Iran".'])
def test_a_hostile_text_stays_text(text: str) -> None:
    page = read(render_html(explained(text)))
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert "<script>" in "".join(page.texts)


def test_braces_in_a_text_are_no_template() -> None:
    page = read(render_html(explained("Spain {label} attacked {{ 7 * 7 }} Belarus {0}.")))
    assert "{{ 7 * 7 }}" in "".join(page.texts)


def test_an_actor_named_by_overlapping_words_is_marked_once() -> None:
    html = render_html(explained("Israeli jets bombed Lebanon."))
    assert "Israeli jets" in "".join(read(html).texts)
    assert html.count('<mark class="entity"') == 3


def test_words_for_two_actors_name_both() -> None:
    words = Words(0, 13, "Both capitals")
    kenya, uganda = (NamedActor(words, "state", name, name, "description", None, None) for name in ("Kenya", "Uganda"))
    drawn = draw_sentence(ExplainedSentence(words, (kenya, uganda), (), ()))
    assert drawn.count("<mark") == 1
    assert "state · Kenya, Uganda" in drawn


def test_a_page_is_the_same_whatever_the_hash_seed() -> None:
    program = (
        "import datetime, sys; from kg.explain import explain, render_html;"
        f"sys.stdout.write(render_html(explain({TRANSFER!r}, datetime.date(2024, 1, 17))))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}, capture_output=True, check=True
    )
    assert other.stdout.decode() == render_html(explained(TRANSFER))


def test_a_page_about_nothing_is_whole() -> None:
    assert "0 claims in 0 sentences" in " ".join("".join(read(render_html(explain(""))).texts).split())
