"""What documents leave to others, as set: dated, per division, inherited downward, never sideways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luodi.policy.frame import MISSING


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of one 标准, 条件, 名录 or 事件 in one division, from a day on; an open end is None."""

    id: str
    division: str
    start: date | None
    end: date | None
    value: Any
    basis: str
    floor: Any = None
    ceiling: Any = None
    line: int = 0

    def covers(self, on: date) -> bool:
        """Whether it holds on a day, both ends in."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(slots=True)
class Standards:
    """All entries, by division and id."""

    entries: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """One more entry."""
        self.entries.setdefault(entry.division, {}).setdefault(entry.id, []).append(entry)

    def all(self) -> Iterator[Entry]:
        """Every entry, by division, then id, then day."""
        for division in sorted(self.entries):
            for id in sorted(self.entries[division]):
                yield from sorted(self.entries[division][id], key=lambda entry: entry.start or date.min)

    def here(self, chain: tuple[str, ...]) -> View:
        """What holds in a division; ``chain``: itself first, province last."""
        return View([self.entries[code] for code in chain if code in self.entries])


class View:
    """The standards of one division and of those above it."""

    __slots__ = ("_levels", "_memo")

    def __init__(self, levels: list[dict[str, list[Entry]]]) -> None:
        self._levels = levels
        self._memo: dict[tuple[str, date], Any] = {}

    def entry(self, id: str, *, on: date) -> Entry | None:
        """The entry of the nearest level that has one for this day."""
        for level in self._levels:
            for entry in level.get(id, ()):
                if entry.covers(on):
                    return entry
        return None

    def value(self, id: str, *, on: date) -> Any:
        """The value on a day, or MISSING."""
        key = (id, on)
        if key not in self._memo:
            entry = self.entry(id, on=on)
            self._memo[key] = MISSING if entry is None else entry.value
        return self._memo[key]
