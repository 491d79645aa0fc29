"""Reads the article on an HTML page through trafilatura: main text, title, date, site.

Only dates that the page's address, head or markup gives are taken; dates in running text are those of events.
"""

import logging
from collections.abc import Iterator

import trafilatura
from trafilatura.settings import Document as Page

from kg.articles.drafts import MAX_PAGE, Document, Draft, Outcome
from kg.articles.encoding import decode
from kg.articles.published import parse_date

# A fixed last date: trafilatura's own is today, and a page would read differently from day to day.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2099-12-31"}
# Both write a line for each page they can do nothing with, which is reported as "empty" here.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


def read(document: Document) -> Iterator[Outcome]:
    """The article in an HTML file."""
    yield read_page(document.read(MAX_PAGE))


def read_page(data: bytes, *, url: str | None = None, place: str = "") -> Draft:
    """The article on a page, with an empty text where trafilatura finds none; `url` is where it was fetched."""
    page = trafilatura.bare_extraction(
        decode(data), url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    if not isinstance(page, Page):
        return Draft("", place=place, url=url)
    return Draft(
        text=page.text or "",
        title=page.title or "",
        place=place,
        url=url or page.url,
        source=page.sitename or page.hostname,
        published=parse_date(page.date),
        language=page.language,
    )
