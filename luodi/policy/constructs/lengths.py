"""时间: full and begun years and months, age, the number of a year. Monotone, so ranges go end by end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.kernel.period import begun_months, begun_years, full_months, full_years
from luodi.kernel.quantity import AGE, MONTH, YEAR, YEAR_NUMBER, Unit
from luodi.kernel.values import NA, Span, Value, span_of
from luodi.policy.constructs.node import Maker, Node, Reader
from luodi.policy.frame import Frame
from luodi.policy.kinds import Kind


def _full_months(start: date, end: date) -> int | None:
    return full_months(start, end=end)


def _full_years(start: date, end: date) -> int | None:
    return full_years(start, end=end)


def _begun_months(start: date, end: date) -> int | None:
    return begun_months(start, end=end)


def _begun_years(start: date, end: date) -> int | None:
    return begun_years(start, end=end)


COUNTS: Final[dict[str, tuple[Callable[[date, date], int | None], Unit]]] = {
    "满月数": (_full_months, MONTH), "满年数": (_full_years, YEAR), "周岁": (_full_years, AGE),
    "计月数": (_begun_months, MONTH), "计年数": (_begun_years, YEAR),
}  # fmt: skip


@dataclass(frozen=True)
class Length(Node):
    """``word``(``start``, ``end``): 不适用 where ``end`` lies before ``start``."""

    word: str
    start: Node
    end: Node

    def kind(self) -> Kind:
        return Kind("数", COUNTS[self.word][1])

    def children(self) -> tuple[Node, ...]:
        return (self.start, self.end)

    def make_reader(self, maker: Maker) -> Reader:
        start, end, count = maker.reader(self.start), maker.reader(self.end), COUNTS[self.word][0]

        def length(frame: Frame) -> Value:
            a, b = start(frame), end(frame)
            if a is NA or b is NA:
                return NA
            if not isinstance(a, Span) and not isinstance(b, Span):
                exactly = count(a, b)
                return NA if exactly is None else exactly
            return _between(a, b, count)

        return length

    def prose(self) -> str:
        if self.word == "周岁":
            return f"周岁（按{self.start.prose()}算）"
        what = {
            "满月数": "的整月数",
            "满年数": "的整年数",
            "计月数": "的月数（不足一月算一月）",
            "计年数": "的年数（不足一年算一年）",
        }
        return f"从{self.start.prose()}到{self.end.prose()}{what[self.word]}"


def _between(a: Value, b: Value, count: Callable[[date, date], int | None]) -> Value:
    start, end = span_of(a), span_of(b)
    longest = count(start.lo, end.hi) if start.lo is not None and end.hi is not None else None
    if longest is None and start.lo is not None and end.hi is not None:
        return NA
    shortest = count(start.hi, end.lo) if start.hi is not None and end.lo is not None else None
    return Span(shortest or 0, longest, start.nullable or end.nullable or shortest is None)


@dataclass(frozen=True)
class YearNumber(Node):
    """年份(A): the calendar year of a day, as a number."""

    day: Node

    def kind(self) -> Kind:
        return Kind("数", YEAR_NUMBER)

    def children(self) -> tuple[Node, ...]:
        return (self.day,)

    def make_reader(self, maker: Maker) -> Reader:
        read = maker.reader(self.day)

        def year(frame: Frame) -> Value:
            day = read(frame)
            if day is NA:
                return NA
            if isinstance(day, Span):
                return Span(day.lo and day.lo.year, day.hi and day.hi.year, day.nullable)
            return day.year

        return year

    def prose(self) -> str:
        return f"{self.day.prose()}那一年"
