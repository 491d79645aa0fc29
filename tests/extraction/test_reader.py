"""What holds for any article: exact offsets, stable ids, equal readings, nothing asserted that the text does not."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import edtf
from kg.errors import ModelError, VocabularyError
from kg.extraction.predictions import to_prediction
from kg.extraction.reader import ArticleReader, default_reader
from kg.types import Article, Claim, Reading
from kg.vocabulary.relations import relations_by_name

PUBLISHED = datetime.date(2024, 3, 14)
STATES = ("Chad", "Russia", "South Korea", "Peru", "the United States", "Iran", "Serbia", "Moscow", "the EU")
ACTS = (
    ("attacked", "attack", "attacking"),
    ("visited", "visit", "visiting"),
    ("imposed sanctions on", "impose sanctions on", "imposing sanctions on"),
    ("supplied missiles to", "supply missiles to", "supplying missiles to"),
    ("signed a treaty with", "sign a treaty with", "signing a treaty with"),
    ("severed ties with", "sever ties with", "severing ties with"),
    ("recognised", "recognise", "recognising"),
    ("held talks with", "hold talks with", "holding talks with"),
)
WRAPPED = yaml.safe_load((Path(__file__).parent / "unasserted.yaml").read_text(encoding="utf-8"))
SENTENCES = (
    "{a} attacked {b} on Tuesday.", "“We condemn {a},” said {b}.", "{a}’s army shelled {b}’s positions.",
    "Talks between {a} and {b} took place in Geneva.", "It denied the claim.", "The two countries signed a pact.",
    "{a} and {b} held joint drills in May 2023.", "{a} – and others – left.", "A\nheadline on {a}",
    "He met the leaders of {a} and {b}, café owners said.", "{a} gave {b} 40 tanks 🚀 worth $3bn.", "  ", "…", "{a}",
)  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of a few made-up sentences about a few states, with and without a date of publication."""
    pieces = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
    states = st.sampled_from(STATES)
    text = draw(st.sampled_from([" ", "\n", "\n\n"])).join(
        piece.format(a=draw(states), b=draw(states)) for piece in pieces
    )
    return Article.make(text, published=draw(st.none() | st.just(PUBLISHED)))


def check_reading(article: Article, reading: Reading) -> None:
    entities = {entity.id for entity in reading.entities}
    claimed = [
        mention
        for claim in reading.claims
        for mention in (
            *(mention for fillers in claim.roles.values() for mention in fillers),
            *claim.holder,
            *(mention for denial in claim.denials for mention in denial.holder),
        )
    ]
    for mention in (*reading.mentions, *claimed):
        assert article.text[mention.start : mention.end] == mention.text != ""
        assert mention.entity in entities
    for claim in reading.claims:
        start, end = claim.trigger
        assert 0 <= claim.start <= start < end <= claim.end <= len(article.text)
        assert claim.article == article.id == reading.article
        assert claim.type in relations_by_name()
        assert claim.date is None or edtf.is_valid(claim.date)
        assert not {m.entity for m in claim.source} & {m.entity for m in claim.target}
        assert claim.source or claim.target
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    assert len({entity.id for entity in reading.entities}) == len(reading.entities)
    order = [(mention.start, mention.end, mention.entity) for mention in reading.mentions]
    assert order == sorted(order)


@settings(deadline=None, max_examples=60)
@given(articles())
def test_mentions_and_claims_fit_the_text_and_one_another(article: Article) -> None:
    check_reading(article, default_reader().read(article))


@settings(deadline=None, max_examples=20)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_at_all_can_be_read(text: str) -> None:
    article = Article.make(text, published=PUBLISHED)
    check_reading(article, default_reader().read(article))


@settings(deadline=None, max_examples=20)
@given(articles())
def test_reading_twice_gives_the_same(article: Article) -> None:
    reader = default_reader()
    assert reader.read(article) == reader.read(dataclasses.replace(article, path="elsewhere.txt"))


@settings(deadline=None, max_examples=8)
@given(st.lists(articles(), min_size=1, max_size=4))
def test_articles_read_together_are_read_as_alone(several: list[Article]) -> None:
    reader = default_reader()
    assert [reading for _, reading in reader.read_all(several)] == [reader.read(article) for article in several]


def asserted_acts(wrapping: str, act: tuple[str, str, str], states: Sequence[str]) -> list[Claim]:
    """The asserted claims of a wrapped act that are of a type that it has when stated plainly."""
    (past, base, ing), (a, b, c) = act, states
    reader = default_reader()
    plain = reader.read(Article.make(f"{a} {past} {b}.", published=PUBLISHED))
    types = {claim.type for claim in plain.claims}
    text = wrapping.format(past=past, base=base, ing=ing, a=a, b=b, c=c)
    claims = reader.read(Article.make(text, published=PUBLISHED)).claims
    return [claim for claim in claims if claim.type in types and claim.factuality == "asserted"]


def marked(item: Mapping[str, str]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=item["fails"])] if "fails" in item else []
    return pytest.param(item["text"], id=item["text"], marks=marks)


@pytest.mark.parametrize("wrapping", [marked(item) for item in WRAPPED])
def test_no_act_is_asserted_that_is_not_stated_as_a_fact(wrapping: str) -> None:
    assert [claim for act in ACTS for claim in asserted_acts(wrapping, act, ("South Korea", "Japan", "Peru"))] == []


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([item["text"] for item in WRAPPED if "fails" not in item]),
    st.sampled_from(ACTS),
    st.permutations(("Chad", "Peru", "Serbia", "South Korea", "Japan", "the United States", "Iran")),
)
def test_whoever_acts_an_act_that_is_not_stated_as_a_fact_is_not_asserted(
    wrapping: str, act: tuple[str, str, str], states: list[str]
) -> None:
    assert asserted_acts(wrapping, act, states[:3]) == []


@pytest.mark.parametrize("act", ACTS, ids=[act[1] for act in ACTS])
def test_the_plain_act_is_asserted(act: tuple[str, str, str], reader: ArticleReader) -> None:
    reading = reader.read(Article.make(f"South Korea {act[0]} Japan.", published=PUBLISHED))
    assert [claim.factuality for claim in reading.claims] == ["asserted"]


def test_ids_do_not_depend_on_the_process(reader: ArticleReader) -> None:
    article = Article.make("Chad attacked Niger on Tuesday.", published=PUBLISHED, source="The Post")
    [claim] = reader.read(article).claims
    assert article.id == "e2d48b5e36d2cb66"
    assert claim.id == "96a8cb673bb7c89d"


def test_a_reader_takes_a_users_own_relation_types(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- {name: snub, label: snub, definition: A snubs B., family: speech, intensity: -1, past: snubbed,"
        " triggers: [{verb: cold-shoulder}, {verb: outfox}]}",
        encoding="utf-8",
    )
    reading = ArticleReader(relations=[path]).read(Article.make("Chad outfoxed Niger.", published=PUBLISHED))
    assert [claim.type for claim in reading.claims] == ["snub"]


def test_a_reader_of_an_unknown_model_or_of_a_bad_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        ArticleReader("xx_none")
    with pytest.raises(VocabularyError):
        ArticleReader(relations=[tmp_path / "none.yaml"])


def test_a_prediction_carries_the_claims_with_their_broader_types(reader: ArticleReader) -> None:
    article = Article.make("Chad condemned Niger, which denied it, on 3 May 2023.", published=PUBLISHED)
    prediction: dict[str, Any] = to_prediction("x-1", article, reader.read(article))
    [claim] = prediction["claims"]
    assert (prediction["id"], claim["type"], claim["subtype"]) == ("x-1", "accuse", "condemn")
    assert [(filler["text"], filler["country"]) for filler in claim["source"]] == [("Chad", "TCD")]
    assert claim["quote"] == article.text


def test_a_mention_is_the_text_at_its_offsets_with_the_marks_that_are_left_unread(reader: ArticleReader) -> None:
    article = Article.make("Peru accused a Maoist[3] rebel group[12] from Bolivia of a raid.[4]", published=PUBLISHED)
    mentions = reader.read(article).mentions
    assert any("[3]" in mention.text for mention in mentions)
    assert all(mention.text == article.text[mention.start : mention.end] for mention in mentions)
