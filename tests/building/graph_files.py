"""The bytes of a graph's folder, to compare two builds."""

from collections.abc import Mapping
from pathlib import Path


def files(folder: Path) -> Mapping[str, bytes]:
    """The bytes of all files but those of the database, which holds its own log and times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "store" not in path.parts
    }
