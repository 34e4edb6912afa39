"""What a judgement runs on: the facts of one subject, of each row, the day, and what is still in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from luodi.kernel.values import Value

if TYPE_CHECKING:
    from luodi.kernel.division import Divisions
    from luodi.kernel.workdays import Calendar

MISSING: Final = object()
"""Nobody has said: not given, not set."""


@dataclass(slots=True)
class RowSet:
    """The rows of a relation as given: each a dict of fact ids; complete, or there may be more."""

    rows: list[dict[str, Value]]
    complete: bool = True


@dataclass(slots=True)
class Doubts:
    """What stands between the facts and a definite answer.

    ``facts``: (id, relation, row) with relation and row None for the subject's own; ``absent``:
    relations of which nothing at all is known.
    """

    facts: set[tuple[str, str | None, int | None]] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)

    def take(self, other: Doubts) -> None:
        """Add everything ``other`` holds."""
        self.facts |= other.facts
        self.parameters |= other.parameters
        self.events |= other.events
        self.absent |= other.absent


class Run:
    """One judging day in one division: calendar, what is set there, what was given for this run."""

    __slots__ = ("calendar", "day", "divisions", "given", "granted", "standards", "statuses")

    def __init__(
        self, day: date, *, calendar: Calendar, divisions: Divisions, standards: Any, given: dict[str, Value]
    ) -> None:
        self.day, self.calendar, self.divisions = day, calendar, divisions
        self.standards, self.given = standards, given
        self.granted: Any = None
        """(provision id, frame) → (truth, Doubts): whether another provision is met; set by the judging."""
        self.statuses: dict[str, tuple[str, ...]] = {}
        """A 视同 name → the provisions in force here that give it."""

    def parameter(self, id: str, *, on: date | None = None) -> Any:
        """The value set for a 标准, 条件, 名录 or 事件 on a day, or MISSING; what was given for this run wins."""
        if id in self.given:
            return self.given[id]
        return self.standards.value(id, on=on or self.day)


class Frame:
    """The facts in reach of a 式: the subject's own, or those of one row with ``outer`` around it."""

    __slots__ = ("facts", "memo", "outer", "place", "run")

    def __init__(
        self,
        facts: dict[str, Value],
        *,
        run: Run,
        outer: Frame | None = None,
        place: tuple[str | None, int | None] = (None, None),
    ) -> None:
        self.facts, self.run, self.outer, self.place = facts, run, outer, place
        self.memo: dict[Any, Any] = {}
