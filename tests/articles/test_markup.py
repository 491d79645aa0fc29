import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.markup import fragment_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<p>One\n two</p>\n<p>three</p>", "One two\n\nthree"),
        ("a<script>x()</script>b<style>p{}</style>c", "abc"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("Q&amp;A &#8211; caf&eacute;", "Q&A \u2013 café"),
        ('<img src="x" alt="flag"><a href="y">link</a>', "link"),
        ("un<b>break</b>able", "unbreakable"),
        ("</script>visible", "visible"),
    ],
)
def test_a_fragment_is_turned_into_its_text(html: str, text: str) -> None:
    assert fragment_text(html) == text


@given(st.text())
def test_any_string_gives_a_text(html: str) -> None:
    assert fragment_text(html) == fragment_text(html).strip()
