import datetime

RSS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Times</title><link>https://example.org</link><language>en-gb</language>
<item><title>Talks &amp; more in Málaga</title><link>https://example.org/a</link>
<pubDate>Sun, 14 Jan 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ministers of the two countries met in <b>Málaga</b>.</p><p>They agreed.</p>]]>
</content:encoded></item>
<item><title>Speech</title><description>The president spoke to &lt;b&gt;the press&lt;/b&gt; on the coast.</description>
<source url="https://wire.example">Example Wire</source><pubDate>some day</pubDate></item>
<item><title>Only a title</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Herald</title>
<entry><title>Talks</title><link href="https://example.org/b"/><updated>2024-01-14T10:00:00Z</updated>
<content type="text">The ministers of a &lt; b met
and agreed.</content></entry></feed>"""


def test_the_entries_of_an_rss_feed_are_read_with_their_full_text(read) -> None:
    articles, skipped = read("a.rss", RSS.encode("iso-8859-1"))
    first, second = articles
    assert first.text == "The ministers of the two countries met in Málaga.\n\nThey agreed."
    assert (first.title, first.url) == ("Talks & more in Málaga", "https://example.org/a")
    assert (first.source, first.published) == ("Example Times", datetime.date(2024, 1, 14))
    assert second.text == "The president spoke to the press on the coast."
    assert (second.source, second.published) == ("Example Wire", None)
    assert [(each.place, each.reason, each.kept) for each in skipped] == [
        ("#2", "bad date", True),
        ("#3", "empty", False),
    ]
    assert first.path.endswith("a.rss#1")


def test_the_entries_of_an_atom_feed_are_read(read) -> None:
    (article,), skipped = read("a.xml", ATOM)
    assert article.text == "The ministers of a < b met\nand agreed."
    assert (article.source, article.published) == ("Example Herald", datetime.date(2024, 1, 14))
    assert skipped == []


def test_a_cut_off_feed_gives_what_it_has_and_a_report(read) -> None:
    articles, skipped = read("a.rss", RSS[: RSS.index("<item><title>Only")].encode("iso-8859-1"))
    assert len(articles) == 2
    assert [each.reason for each in skipped if not each.kept] == ["broken"]


def test_xml_that_is_no_feed_is_of_unknown_format(read) -> None:
    assert [each.reason for each in read("a.xml", "<?xml version='1.0'?><catalogue><item/></catalogue>")[1]] == [
        "unknown format"
    ]
