"""Measures extraction on gold sets and writes docs/quality.md: `python scripts/measure_quality.py FOLDER`.

FOLDER holds gold sets as JSON Lines beside a program `score.py` that measures predictions against one; the sentences of
data/gold are measured with the same program, each half apart. Merging is measured on the sample corpus.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parent.parent
SETS = {
    "plover_sentences": "1,044 sentences of news, one event coded in each (PLOVER types)",
    "quad_sentences": "455 sentences in five classes, neutral among them",
    "challenge": "60 passages, every event coded",
    "dw_documents": "98 articles: entities, their mentions and links",
    "defence_documents": "45 statements and encyclopedia texts: entities",
}
REGISTERS = {
    "plain": "plain agency prose",
    "news": "news of many kinds",
    "article": "whole articles",
    "": "indirect prose and traps",
}
LEFT_OUT = {"texts", "gold", "mentions", "recall_by_type", "f1_by_class", "quad_recall"}
TEXT = ROOT / "docs" / "quality-notes.md"


def measure(gold: Path, scorer: Path, folder: Path) -> Mapping[str, object]:
    """The figures of one gold file, read with the package's own command."""
    predicted = folder / f"{gold.stem}.predicted.jsonl"
    subprocess.run([sys.executable, "-m", "kg", "extract", gold, "-o", predicted], check=True)
    command = [sys.executable, scorer, gold, predicted, "--json"]
    figures: Mapping[str, object] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return figures


def own_sentences(folder: Path) -> Iterator[tuple[str, Path]]:
    """The project's own sentences: the half that rules were tuned on and the half that they were not, by register."""
    rows = [json.loads(line) for line in (ROOT / "data/gold/sentences.jsonl").read_text().splitlines()]
    for half, (register, named) in product(("dev", "test"), REGISTERS.items()):
        path = folder / f"sentences-{half}-{register or 'other'}.jsonl"
        chosen = (row for row in rows if half in row["tags"] and _register(row["tags"]) == register)
        path.write_text("".join(json.dumps(row) + "\n" for row in chosen))
        yield f"{half} half, {named}", path


def _register(tags: Sequence[str]) -> str:
    return next((tag for tag in tags if tag in REGISTERS), "")


def table(figures: Mapping[str, object]) -> Iterator[str]:
    """The figures as the rows of a Markdown table."""
    yield "| figure | |"
    yield "|---|---|"
    for name, value in figures.items():
        if name not in LEFT_OUT and value is not None:
            yield f"| {name.replace('_', ' ')} | {value} |"
    by_class = figures.get("recall_by_type") or figures.get("f1_by_class")
    if isinstance(by_class, dict):
        yield ""
        yield "By class: " + ", ".join(f"{name} {value}" for name, value in by_class.items()) + "."


def main() -> None:
    """Measure all sets and write the page."""
    gold = Path(sys.argv[1])
    lines = [TEXT.read_text().rstrip()]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for part, path in own_sentences(folder):
            lines += [
                "",
                f"## data/gold/sentences.jsonl, {part}",
                "",
                *table(measure(path, gold / "score.py", folder)),
            ]
        for name, what in SETS.items():
            if (gold / f"{name}.jsonl").exists():
                lines += [
                    "",
                    f"## {name}: {what}",
                    "",
                    *table(measure(gold / f"{name}.jsonl", gold / "score.py", folder)),
                ]
    (ROOT / "docs" / "quality.md").write_text("\n".join(lines) + "\n")


main()
