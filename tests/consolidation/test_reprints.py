"""Which articles are copies of one text."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.consolidation.reprints import Copies, find_reprints
from kg.engines import EmbeddedEngine
from kg.types import Article

DAY = datetime.date(2024, 5, 6)
PARAGRAPHS = [
    "The government of Sudan severed relations with the United Arab Emirates on Tuesday and recalled its ambassador.",
    "The defence minister read out the decision on television after three days of drone strikes on the port city.",
    "Flights were diverted, fuel depots burned, and thick smoke stood over the harbour until late in the evening.",
    "The Emirates rejected the accusation and said that the body which had taken the decision spoke for nobody.",
    "The paramilitaries have fought the army since April of the year before last, and millions have fled the country.",
]


def _article(*paragraphs: str, title: str = "", day: datetime.date | None = DAY) -> Article:
    return Article.make("\n".join(paragraphs), title=title, published=day)


def find(articles: Sequence[Article]) -> Copies:
    with TemporaryDirectory() as folder:
        return find_reprints(articles, EmbeddedEngine(), Path(folder))


def test_copy_without_a_paragraph_and_with_edits_is_a_reprint() -> None:
    original = _article(*PARAGRAPHS)
    edited = PARAGRAPHS[1].replace("read out", "announced")
    copy = _article("(Agencies) " + PARAGRAPHS[0], edited, *PARAGRAPHS[2:4], day=DAY + datetime.timedelta(days=1))
    copies = find([copy, original])
    assert copies.original == {original.id: original.id, copy.id: original.id}
    (merge,) = copies.merges
    assert (merge.kept, merge.merged) == (original.id, copy.id)
    assert merge.score > 0.6
    assert "4 words" in merge.why


def test_text_with_additions_is_a_reprint() -> None:
    original = _article(*PARAGRAPHS[:3])
    longer = _article(*PARAGRAPHS, title="longer")
    assert len(set(find([original, longer]).original.values())) == 1


def test_another_report_of_the_same_news_is_no_reprint() -> None:
    original = _article(*PARAGRAPHS)
    other = _article(
        "Sudan has broken off relations with the Emirates, its defence minister said on Tuesday on television.",
        "The United Arab Emirates do not recognise the decision of what they call the authority in Port Sudan.",
        PARAGRAPHS[3],
    )
    assert find([original, other]).merges == ()


def test_same_form_months_later_is_no_reprint() -> None:
    report = _article(*PARAGRAPHS)
    later = _article(*PARAGRAPHS, title="later", day=DAY + datetime.timedelta(days=60))
    assert find([report, later]).merges == ()


def test_copies_of_copies_are_one_group_whatever_their_order() -> None:
    articles = [_article(*PARAGRAPHS, title=str(number)) for number in range(12)]
    forward, backward = find(articles), find(articles[::-1])
    assert forward == backward
    assert set(forward.original.values()) == {min(article.id for article in articles)}


def test_texts_too_short_to_tell_are_no_reprints() -> None:
    empty = [_article(text, title=str(number)) for number, text in enumerate(["", "", "One two.", "One two."])]
    assert find(empty).merges == ()
    assert find([]).original == {}
