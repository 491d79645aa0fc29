"""Six short articles on disk, and readings made by hand."""

from pathlib import Path

import pytest

from kg.types import Entity, Mention, Reading

TEXTS = {
    "2023-10-20-lavrov": "Russian Foreign Minister Sergei Lavrov visited North Korea on Thursday. He met Kim Jong Un.",
    "2024-01-05-missiles": "The White House said Russia launched North Korean missiles at Ukraine. Moscow denied it.",
    "2024-01-14-choe": "North Korean Foreign Minister Choe Son Hui will visit Russia on Monday, Pyongyang said.",
    "2024-02-02-sanctions": "The European Union imposed sanctions on Iran over its delivery of drones to Russia.",
    "2024-03-07-sweden": "Sweden joined NATO on Thursday. Hungary had ratified the accession in February.",
    "2024-04-11-quito": "Mexico severed diplomatic ties with Ecuador after police raided its embassy in Quito.",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def readings() -> list[Reading]:
    russia = Entity("Q159", "state", "Russia", ("Moscow",), "RUS", "Q159")
    mention = Mention(0, 6, "Moscow", "state", "Q159", "metonym")
    return [
        Reading("a1", (), (), ()),
        Reading("a2", (mention,), (russia,), ()),
        Reading("a3", (mention, Mention(9, 12, "üñ", "person", "üñ", "name", "military")), (), ()),
    ]
