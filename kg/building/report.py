"""The report of a build: what was read, what was skipped and why, and with what. It holds nothing of the clock."""

from collections.abc import Mapping
from dataclasses import asdict

from kg import __version__
from kg.articles import Skipped
from kg.building.intake import Intake
from kg.language.pipeline import Model
from kg.types import Content


def make_report(intake: Intake, content: Content, model: Model, vocabulary: str) -> Mapping[str, object]:
    """The report, ready for JSON. Notes are the reports about articles that were kept."""
    return {
        "kg": __version__,
        "model": asdict(model),
        "vocabulary": vocabulary,
        "counts": {
            "articles": len(content.articles),
            "skipped": sum(intake.skipped.values()),
            "claims": len(content.claims),
            "entities": len(content.entities),
            "events": len(content.events),
        },
        "reasons": intake.skipped,
        "skipped": [_row(report) for report in intake.reports if not report.kept],
        "notes": [_row(report) for report in intake.reports if report.kept],
    }


def _row(report: Skipped) -> Mapping[str, str]:
    return {"path": report.path, "place": report.place, "reason": report.reason, "detail": report.detail}
