"""区间: X between two ends, in a calendar period, in a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.kernel.period import Period, month_of, previous_year, quarter_of, week_of, year_of
from luodi.kernel.truth import Truth
from luodi.kernel.values import NA, Among, Span, Value
from luodi.policy.constructs.compare import decide
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader
from luodi.policy.frame import Frame
from luodi.policy.kinds import PERIOD, TRUTH, Kind

AROUND: Final[dict[str, Callable[[date], Period]]] = {
    "本年度": year_of, "上一年度": previous_year, "本季度": quarter_of, "本月": month_of, "本周": week_of, "年度": year_of,
}  # fmt: skip


@dataclass(frozen=True)
class PeriodOf(Node):
    """The calendar period around a day: 本年度 … around 判定日, 年度(A) around A."""

    word: str
    day: Node

    def kind(self) -> Kind:
        return PERIOD

    def children(self) -> tuple[Node, ...]:
        return (self.day,)

    def make_reader(self, maker: Maker) -> Reader:
        read, around = maker.reader(self.day), AROUND[self.word]

        def period(frame: Frame) -> Value:
            """A Period, 不适用, or (lowest first day, highest last day) as a Span of unknown cut."""
            day = read(frame)
            if day is NA:
                return NA
            if not isinstance(day, Span):
                return around(day)
            first = Span(
                around(day.lo).first if day.lo else None,
                around(day.hi).first if day.hi else None,
                day.nullable,
            )
            last = Span(
                around(day.lo).last if day.lo else None, around(day.hi).last if day.hi else None, day.nullable
            )
            return first, last

        return period

    def prose(self) -> str:
        return self.word if self.word != "年度" else f"{self.day.prose()}那一年"


@dataclass(frozen=True)
class InPeriod(Node):
    """``x`` on one of the days of a period, both ends in."""

    x: Node
    period: Node

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.x, self.period)

    def make_reader(self, maker: Maker) -> Reader:
        x, period = maker.reader(self.x), maker.reader(self.period)

        def truth(frame: Frame) -> Truth:
            value, around = x(frame), period(frame)
            if value is NA or around is NA:
                return False
            first, last = (around.first, around.last) if isinstance(around, Period) else around
            after, before = decide(">=", value, first), decide("<=", value, last)
            if after is False or before is False:
                return False
            return True if after and before else None

        return truth

    def prose(self) -> str:
        return f"{self.x.prose()}在{self.period.prose()}"


@dataclass(frozen=True)
class InPlace(Node):
    """``x`` lies in a division; it may be known only to the city."""

    x: Node
    code: str
    name: str

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.x,)

    def make_reader(self, maker: Maker) -> Reader:
        read, code = maker.reader(self.x), self.code

        def truth(frame: Frame) -> Truth:
            value = read(frame)
            if value is NA:
                return False
            if isinstance(value, Among):
                return None
            if frame.run.divisions.contains(code, inner=value):
                return True
            return None if frame.run.divisions.contains(value, inner=code) else False

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        """A place known only to the city is in doubt, though its value is one code."""
        return maker.doubter(self.x)

    def prose(self) -> str:
        return f"{self.x.prose()}在{self.name}"
