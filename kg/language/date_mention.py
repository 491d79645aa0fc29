"""A date in a text, as the date grammar reports it."""

from dataclasses import dataclass

from kg.language.date_grammar import Bound, DateKind, Relation

_DAYS_IN = {"hour": 1 / 24, "day": 1.0, "week": 7.0}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text; `text == article[start:end]`, and `edtf` is None where the text does not tell it.

    `amount` and `unit` are the length of a duration, the years of an anniversary, or the distance of a relative event
    (negative before its anchor). `anchor` says where the date stands from which it is counted. A relative event "N
    days after X" dates X if `of_anchor` ("A day after X, Y happened on Wednesday"), else what comes after X. `bound`
    is the word before a date that makes it an end of a stretch: from, since, until, by, before, after.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    kind: DateKind
    amount: float | None = None
    unit: str | None = None
    anchor: str | None = None
    relation: Relation | None = None
    of_anchor: bool = False
    bound: Bound | None = None
    dateline: bool = False

    @property
    def days(self) -> int | None:
        """The length of a duration in whole days, None if it has none or is told in months or years."""
        if self.kind != "duration":
            return None
        return self._whole_days()

    @property
    def offset_days(self) -> int | None:
        """The distance of a relative event from its anchor in days, None if it is told in months or years."""
        if self.kind != "relative_event":
            return None
        return self._whole_days()

    @property
    def years(self) -> int | None:
        """The years of an anniversary."""
        return round(self.amount) if self.kind == "anniversary" and self.amount else None

    def _whole_days(self) -> int | None:
        if self.amount is None or self.unit not in _DAYS_IN:
            return None
        days = self.amount * _DAYS_IN[self.unit]
        return int(days) if days == int(days) else None
