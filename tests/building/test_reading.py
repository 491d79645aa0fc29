from kg.building import reading
from kg.building.reading import count_workers, make_shards
from kg.types import Article

MANY = [Article.make(f"Text {number}.") for number in range(2000)]


def test_each_article_is_in_one_shard() -> None:
    shards = list(make_shards(MANY))
    assert [article for shard in shards for article in shard.payload] == MANY
    assert len({shard.name for shard in shards}) == len(shards)


def test_shards_grow_with_the_corpus_up_to_a_limit() -> None:
    sizes = [max(len(shard.payload) for shard in make_shards(MANY[:count])) for count in (5, 100, 400, 2000)]
    assert sizes == [5, 8, 25, 64]


def test_few_short_articles_need_no_worker() -> None:
    assert count_workers(MANY[:50]) == 1


def test_many_characters_get_a_worker_for_each_core() -> None:
    long = Article.make("word " * (reading._ALONE // 5 + 1))
    assert count_workers([long]) == len(reading.os.sched_getaffinity(0))
