"""What the document leaves to others: 标准 条件 名录 事件, dated, per division, honestly unset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luodi.kernel.truth import Truth
from luodi.kernel.values import NA, Among, Span, Value, hull
from luodi.policy.constructs.compare import decide
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader
from luodi.policy.frame import MISSING, Doubts, Frame
from luodi.policy.kinds import DATE, TRUTH, Kind
from luodi.policy.vocabulary import Parameter

UNSET_FIGURE = Span(0, None)
NULLABLE_FIGURE = Span(0, None, nullable=True)


@dataclass(frozen=True)
class Authority:
    """A 条件 that a named authority decides: a finding, unknown for a subject until decided."""

    name: str


@dataclass(frozen=True)
class Standard(Node):
    """标准.X, ``按`` a key where it is a table, ``于`` another day; ``members``: every code of a closed list of keys."""

    parameter: Parameter
    key: Node | None = None
    on: Node | None = None
    members: tuple[str, ...] = ()

    def kind(self) -> Kind:
        return self.parameter.kind

    def children(self) -> tuple[Node, ...]:
        return tuple(child for child in (self.key, self.on) if child is not None)

    def make_reader(self, maker: Maker) -> Reader:
        id = self.parameter.id
        key, members = maker.reader(self.key) if self.key else None, self.members
        on = maker.reader(self.on) if self.on else None
        asked = [read for read in (key, on) if read is not None]

        def figure(frame: Frame) -> Value:
            value = self._held(frame, id, on)
            if value is MISSING:
                # Whatever is set later, no day gives no figure, and no key none of a table.
                return NULLABLE_FIGURE if any(_may_be_absent(read(frame)) for read in asked) else UNSET_FIGURE
            if value is NA or not isinstance(value, dict):
                return value
            return _row_of(value, key(frame), members=members) if key else UNSET_FIGURE

        return figure

    @staticmethod
    def _held(frame: Frame, id: str, on: Reader | None) -> Any:
        day = on(frame) if on else None
        if day is NA:
            return NA
        # The figure of an unknown day is any figure.
        return MISSING if isinstance(day, Span) else frame.run.parameter(id, on=day)

    def make_doubter(self, maker: Maker) -> Doubter:
        id = self.parameter.id
        ask = super().make_doubter(maker)
        on = maker.reader(self.on) if self.on else None
        key = maker.reader(self.key) if self.key else None

        def doubt(frame: Frame, doubts: Doubts) -> None:
            ask(frame, doubts)
            value = self._held(frame, id, on)
            if (value is MISSING and not (on and isinstance(on(frame), Span))) or (
                isinstance(value, dict) and key and _lacks(value, key(frame), self.members)
            ):
                doubts.parameters.add(id)

        return doubt

    def prose(self) -> str:
        name = self.parameter.name.removeprefix("标准.")
        return f"当地定的“{name}”" + (f"（按{self.key.prose()}）" if self.key else "")


def _may_be_absent(value: Value) -> bool:
    return value is NA or bool(getattr(value, "nullable", False))


def _row_of(table: dict[Any, Value], key: Value, *, members: tuple[str, ...] = ()) -> Value:
    """The row of a table; the hull of the rows for an unknown key; unset where there is no row."""
    if key is NA:
        return NA
    options = _options(table, key, members)
    if options is None:
        return table.get(key, UNSET_FIGURE)
    rows = [table.get(option, UNSET_FIGURE) for option in options]
    if key.nullable:
        rows.append(NA)
    answer = rows[0] if rows else UNSET_FIGURE
    for row in rows[1:]:
        answer = hull(answer, row)
    return answer


def _options(table: dict[Any, Value], key: Value, members: tuple[str, ...]) -> list[Any] | None:
    """The keys still possible, or None where there is exactly one."""
    if isinstance(key, Span):
        # A grade with an open end may be one that no row names.
        known = key.lo is not None and key.hi is not None
        return list(range(key.lo, key.hi + 1)) if known else [*table, None]
    if isinstance(key, Among):
        if key.members is not None:
            return sorted(key.members)
        # An unknown member of an open list may be one that no row names.
        return list(members) or [*table, "other"]
    return None


def _lacks(table: dict[Any, Value], key: Value, members: tuple[str, ...]) -> bool:
    options = _options(table, key, members) if key is not NA else []
    return key not in table if options is None else any(option not in table for option in options)


@dataclass(frozen=True)
class Condition(Node):
    """条件.X: filled by the lower level, or by the finding of an authority it names."""

    parameter: Parameter

    def kind(self) -> Kind:
        return TRUTH

    def make_reader(self, maker: Maker) -> Reader:
        id = self.parameter.id

        def truth(frame: Frame) -> Truth:
            value = frame.run.parameter(id)
            if value is NA:
                return False
            return value if value is True or value is False else None

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        id = self.parameter.id

        def doubt(frame: Frame, doubts: Doubts) -> None:
            if frame.run.parameter(id) is MISSING:
                doubts.parameters.add(id)
            else:
                doubts.facts.add((id, None, None))

        return doubt

    def prose(self) -> str:
        return f"符合“{self.parameter.name.removeprefix('条件.')}”（具体由有关方面定）"


@dataclass(frozen=True)
class EventDay(Node):
    """事件.X as a date; 不适用 while it has not happened."""

    parameter: Parameter

    def kind(self) -> Kind:
        return DATE

    def make_reader(self, maker: Maker) -> Reader:
        id = self.parameter.id

        def day(frame: Frame) -> Value:
            value = frame.run.parameter(id)
            if value is MISSING:
                return Span(None, None, nullable=True)
            return Span(None, frame.run.day) if value is True else NA if value is False else value

        return day

    def make_doubter(self, maker: Maker) -> Doubter:
        id = self.parameter.id
        return lambda frame, doubts: doubts.parameters.add(id)

    def prose(self) -> str:
        return f"“{self.parameter.name.removeprefix('事件.')}”那天"


@dataclass(frozen=True)
class Awaits(Node):
    """待: an event that has not happened keeps everything open (暂缓)."""

    event: EventDay

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.event,)

    def make_reader(self, maker: Maker) -> Reader:
        read = maker.reader(self.event)

        def truth(frame: Frame) -> Truth:
            day = read(frame)
            return True if day is not NA and decide("<=", day, frame.run.day) else None

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        read, id = maker.reader(self.event), self.event.parameter.id

        def doubt(frame: Frame, doubts: Doubts) -> None:
            day = read(frame)
            unset = isinstance(day, Span) and frame.run.parameter(id) is MISSING
            (doubts.parameters if unset else doubts.events).add(id)

        return doubt

    def prose(self) -> str:
        return f"“{self.event.parameter.name.removeprefix('事件.')}”之后才办"
