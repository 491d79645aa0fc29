import gzip
import io

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.streams import decompress, format_of, is_binary, sniff_format


def unpack(data: bytes) -> bytes:
    with decompress(io.BufferedReader(io.BytesIO(data))) as stream:
        return stream.read()


@given(st.binary(max_size=100_000))
def test_compressed_bytes_come_out_as_they_went_in(data: bytes) -> None:
    assert unpack(gzip.compress(data)) == data
    assert unpack(zstandard.compress(data)) == data


def test_files_of_several_members_are_read_to_the_end() -> None:
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"
    assert unpack(zstandard.compress(b"one ") + zstandard.compress(b"two")) == b"one two"


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress])
def test_a_cut_off_file_is_an_end_of_file_error(compress) -> None:
    data = compress(bytes(range(256)) * 100)
    with pytest.raises(EOFError):
        unpack(data[:-5])


def test_a_cut_off_second_frame_is_an_end_of_file_error() -> None:
    with pytest.raises(EOFError):
        unpack(zstandard.compress(b"one ") + zstandard.compress(b"two" * 100)[:-3])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "text"),
        ("a.TXT", "text"),
        ("a.b.jsonl.gz", "jsonl"),
        ("a.ndjson.zst", "jsonl"),
        ("a.warc.gz", "warc"),
        ("a.htm", "html"),
        ("a.xml", "feed"),
        ("a.gz", None),
        ("a", None),
        ("a.docx", None),
    ],
)
def test_a_name_tells_the_format(name: str, expected: str | None) -> None:
    assert format_of(name) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"The ministers met.", "text"),
        (b'{"text": "The ministers met."}', "json"),
        (b'\xef\xbb\xbf [ {"text": 1}]', "json"),
        (b'{"text": "They met."}\r\n{"text": "They left."}\n', "jsonl"),
        (b'{\n"text": "They met."}\n', "json"),
        (b"[Updated] The ministers met.", "text"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"  <HTML lang='en'>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (b'<?xml version="1.0"?><rss version="2.0">', "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"PAR1\x15\x04", "parquet"),
        (b"WARC/1.0\r\n", "warc"),
        (b"%PDF-1.7\n", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (bytes(range(256)), None),
    ],
)
def test_the_first_bytes_tell_the_format(data: bytes, expected: str | None) -> None:
    assert sniff_format(data) == expected


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert not is_binary(b"The ministers\x00 met in Doha on Monday.")
    assert not is_binary("The ministers met.".encode("utf-16"))
