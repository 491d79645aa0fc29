"""What of a graph an endpoint already has: a line of JSON for each named graph that it took, in the graph's folder.

Each line is written as soon as the endpoint has answered, so that a push that is stopped goes on where it was.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from kg.errors import GraphError


class Journal:
    """The digest of each named graph that an endpoint holds, as far as this folder knows."""

    def __init__(self, path: Path, digests: dict[str, str]) -> None:
        self.path = path
        self._digests = digests

    @classmethod
    def open(cls, folder: Path, endpoint: str) -> Self:
        """The journal of an endpoint, empty where nothing was pushed there yet. Raises GraphError for a damaged one."""
        host = re.sub(r"[^\w.-]+", "-", urlsplit(endpoint).netloc.rpartition("@")[2])
        path = folder / f"push-{host}-{sha256(endpoint.encode()).hexdigest()[:8]}.jsonl"
        digests: dict[str, str] = {}
        try:
            lines = path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []
            for line in lines:  # what follows the last line's end was cut short
                entry = json.loads(line)
                if entry["digest"] is None:
                    digests.pop(entry["graph"], None)
                else:
                    digests[entry["graph"]] = entry["digest"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{path}: damaged: {error!r}; without it all is pushed again") from error
        return cls(path, digests)

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each graph, by its IRI."""
        return self._digests

    def forget(self) -> None:
        """Take the endpoint for empty."""
        self._digests.clear()
        self.path.unlink(missing_ok=True)

    def note(self, iri: str, digest: str | None) -> None:
        """Keep that the endpoint now has a graph, or has it no more. Raises GraphError where that cannot be written."""
        if digest is None:
            self._digests.pop(iri, None)
        else:
            self._digests[iri] = digest
        self._write("a", _line(iri, digest))

    def settle(self) -> None:
        """Leave one line a graph, sorted."""
        self._write("w", "".join(_line(iri, digest) for iri, digest in sorted(self._digests.items())))

    def _write(self, mode: str, text: str) -> None:
        try:
            if mode == "a":
                with self.path.open("ab+") as stream:
                    if stream.tell() and not _ends_a_line(self.path):
                        text = f"\n{text}"
                    stream.write(text.encode())
                return
            partial = self.path.with_name(f".{self.path.name}.partial")
            partial.write_text(text, encoding="utf-8")
            partial.replace(self.path)
        except OSError as error:
            raise GraphError(f"{self.path}: cannot be written: {error.strerror or error}") from error


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, 2)
        return stream.read(1) == b"\n"


def _line(iri: str, digest: str | None) -> str:
    return json.dumps({"graph": iri, "digest": digest}) + "\n"
