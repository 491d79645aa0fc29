from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.building.intake import Intake, collect_articles
from kg.building.progress import Progress
from kg.errors import InputError
from kg.types import Article


def collect(*inputs: str | Path | Article, seen: list[Progress] | None = None, strict: bool = False) -> Intake:
    listen = (lambda progress: None) if seen is None else seen.append
    return collect_articles(inputs, published=None, columns=None, strict=strict, listen=listen)


def test_articles_come_in_the_order_of_their_ids_whatever_the_inputs(articles: Path) -> None:
    paths = sorted(articles.iterdir())
    found = collect(*paths)
    assert list(found.articles) == sorted(found.articles)
    assert collect(*reversed(paths)) == found == collect(articles)
    assert len(found.articles) == len(paths)


def test_articles_can_be_given_as_such(articles: Path) -> None:
    own = Article.make("Norway recognised Palestine.")
    assert list(collect(own, own).articles.values()) == [own]
    assert collect(own, articles).articles[own.id] is own


def test_what_is_skipped_is_counted_by_reason(articles: Path) -> None:
    (articles / "empty.txt").touch()
    (articles / "twice.txt").write_text("Wang Yi visited Paris.")
    (articles / "twice-2.txt").write_text("Wang Yi visited Paris.")
    found = collect(articles)
    assert found.skipped == {"duplicate": 1, "empty": 1}
    assert [Path(report.path).name for report in found.reports] == ["empty.txt", "twice.txt"]


@pytest.mark.parametrize("names", [["empty.txt"], []])
def test_no_article_at_all_is_an_error(names: Sequence[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(InputError, match=r"no article in .*: (1 skipped \(1 empty\)|no file)|no article was named"):
        collect(tmp_path)


def test_strict_stops_at_the_first_skip(articles: Path) -> None:
    (articles / "empty.txt").touch()
    with pytest.raises(InputError, match=r"empty\.txt: empty"):
        collect(articles, strict=True)


def test_progress_is_told_while_articles_are_collected(tmp_path: Path) -> None:
    seen: list[Progress] = []
    path = tmp_path / "many.csv"
    path.write_text("text\n" + "".join(f"The minister spoke in the town for {n} minutes.\n" for n in range(120)))
    collect(path, seen=seen)
    assert [progress.done for progress in seen] == [50, 100]
