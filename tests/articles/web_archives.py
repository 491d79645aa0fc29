"""Web archives made for tests."""

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = b"""<html><head><title>T</title></head><body><article><h1>Ministers meet in Doha</h1><p>The foreign
ministers of the two countries met in Doha on Monday and agreed to exchange all of the prisoners of the war
before the end of the year.</p><p>The talks,
mediated by Qatar, had been suspended since the summer after a dispute over the border.</p></article>"""


class Writer(WARCWriter):
    """A writer that leaves no temporary files open."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def archive(*responses: tuple[str, str, bytes], compressed: bool = True, encoding: str = "") -> bytes:
    file = io.BytesIO()
    writer = Writer(file, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for number, (status, kind, body) in enumerate(responses):
        headers = [("Content-Type", kind)] + ([("Content-Encoding", encoding)] if encoding else [])
        writer.write_record(
            writer.create_warc_record(
                f"https://www.example.org/{number}",
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            )
        )
    return file.getvalue()
