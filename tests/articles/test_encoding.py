import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import encoding
from kg.articles.encoding import decode, decode_lines

TEXT = "Türkiye and the European Union talk about €6 billion — “a start”, says the minister in Ankara.\n"


def lines(data: bytes) -> list[str | None]:
    return list(decode_lines(io.BufferedReader(io.BytesIO(data))))


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_texts_are_read_in_the_usual_encodings(name: str) -> None:
    data = (TEXT * 5).encode(name)
    assert decode(data) == TEXT * 5
    assert lines(data) == [TEXT] * 5


def test_big_endian_texts_are_read_by_their_mark() -> None:
    data = b"\xfe\xff" + TEXT.encode("utf-16-be")
    assert decode(data) == TEXT
    assert lines(data) == [TEXT]


def test_what_a_page_declares_is_used_where_it_is_not_utf_8() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-9"></head><p>Şam'
    assert decode(page.encode("iso-8859-9")).endswith("Şam")


def test_a_false_declaration_is_not_followed() -> None:
    page = '<meta charset="utf-8"><p>' + TEXT
    assert decode(page.encode("cp1252")) == page
    assert decode(b'<meta charset="nonsense">\xe9t\xe9') != ""


def test_one_line_in_another_encoding_leaves_the_rest_as_it_is() -> None:
    good = "Kyiv, Київ\n"
    result = lines(good.encode() + TEXT.encode("cp1252") + good.encode())
    assert result[0] == result[2] == good
    assert result[1] is not None
    assert "billion" in result[1]


def test_a_line_over_the_limit_is_none_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MAX_LINE", 10)
    assert lines(b"short\n" + b"x" * 25 + b"\nlast") == ["short\n", None, "last"]
    assert lines("short\nxxxxxxxxxxxxxxxxxxxxx\nlast".encode("utf-16")) == ["short\n", None, "last"]


@given(st.binary())
def test_any_bytes_decode(data: bytes) -> None:
    assert isinstance(decode(data), str)
    assert all(isinstance(line, str) for line in lines(data))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf_8_is_read_back(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
