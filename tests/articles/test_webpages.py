import datetime
import io

from kg.articles.drafts import Document, Draft
from kg.articles.webpages import read, read_page

PARAGRAPHS = [
    "The foreign ministers of the two countries met in Doha on Monday to discuss the release of prisoners.",
    "They agreed on a list of 120 names, officials said, and will meet again in Geneva on 3 February 2021.",
    "The talks, mediated by Qatar, had been suspended since the summer after a dispute over the border.",
]
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="iso-8859-1"><title>Ministers meet - Example Times</title>
<meta property="og:site_name" content="Example Times"><link rel="canonical" href="https://example.org/ministers-meet">
<meta property="article:published_time" content="2024-01-15T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ministers meet in Doha</h1>{"".join(f"<p>{each}</p>" for each in PARAGRAPHS)}<p>Café talks.</p></article>
<footer>All rights reserved 2019</footer><script>var x = "tracker";</script></body></html>"""


def test_a_page_gives_its_main_text_title_date_and_site() -> None:
    draft = read_page(PAGE.encode("iso-8859-1"))
    assert (draft.title, draft.source) == ("Ministers meet in Doha", "Example Times")
    assert draft.published == datetime.date(2024, 1, 15)
    assert draft.url == "https://example.org/ministers-meet"
    assert all(each in draft.text for each in [*PARAGRAPHS, "Café talks."])
    assert not any(each in draft.text for each in ("Home", "tracker", "rights reserved"))


def test_a_date_in_the_running_text_is_not_the_pages() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-01-15T08:00:00Z">', "").replace(
        "2019", ""
    )
    assert read_page(page.encode("iso-8859-1")).published is None


def test_a_date_to_come_is_read_as_one_gone_by() -> None:
    assert read_page(PAGE.replace("2024-01-15", "2091-01-15").encode()).published == datetime.date(2091, 1, 15)


def test_a_page_without_an_article_gives_an_empty_text() -> None:
    for page in (b"<html></html>", b"<", b"\x00"):
        (draft,) = read(Document("a.html", io.BufferedReader(io.BytesIO(page))))
        assert isinstance(draft, Draft)
        assert draft.text == ""


def test_a_long_article_is_not_cut() -> None:
    body = "".join(f"<p>Paragraph {number}: {PARAGRAPHS[0]}</p>" for number in range(300))
    assert "Paragraph 299" in read_page(f"<html><body><article>{body}</article></body></html>".encode()).text
