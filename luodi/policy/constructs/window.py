"""窗口 and 届满: days counted from A in one step; both ends in; X must not lie before A.

``A 后|起 D 内`` holds from A to A + D; ``A 前 D 内`` from D before A to A; ``A 起 满 D`` from A + D on.
Nothing is subtracted: a window before A asks whether X + D reaches A. For month rows a window of
N months counts months, A's month the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Final

from luodi.kernel.period import CalendarOverflow, add_days, add_months
from luodi.kernel.truth import Truth
from luodi.kernel.values import NA, Span, Value, span_of
from luodi.policy.constructs.compare import decide
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader, Today
from luodi.policy.frame import Doubts, Frame
from luodi.policy.kinds import TRUTH, Kind

DAYS_OF_A_PART: Final = 30
HOLIDAYS: Final = "param.holidays"
"""What is missing where the working-day table of a year is not published yet."""


def moved(day: date | None, length: int | Fraction | None, unit: str, frame: Frame) -> date | None:
    """``day`` + ``length`` 月, 日 or 工作日: the first day by which all of it has passed.

    None where open or past the calendar's last year.
    """
    if day is None or length is None:
        return None
    try:
        if unit == "月":
            return add_months(day, months=length) if isinstance(length, int) else _part_of_month(day, length)
        if unit == "日":
            return add_days(day, days=ceil(length))
        return frame.run.calendar.add(day, workdays=ceil(length))
    except CalendarOverflow:
        return None


def _part_of_month(day: date, length: Fraction) -> date:
    """A part of a month is that part of thirty days, and never more than the whole month."""
    whole, rest = divmod(length, 1)
    return min(
        add_days(add_months(day, months=whole), days=ceil(rest * DAYS_OF_A_PART)),
        add_months(day, months=whole + 1),
    )


def shifted(day: Value, length: Value, unit: str, frame: Frame) -> Value:
    """A date and a length, each possibly a span, to a date or a span of dates."""
    if day is NA or length is NA:
        return NA
    if not isinstance(day, Span) and not isinstance(length, Span):
        made = moved(day, length, unit, frame)
        if made is None:
            return Span(day if unit == "工作日" else date.max, None)
        return made
    one, by = span_of(day), span_of(length)
    low = moved(one.lo, by.lo, unit, frame)
    if low is None:
        beyond = unit != "工作日" and one.lo is not None and by.lo is not None
        low = date.max if beyond else one.lo
    return Span(low, moved(one.hi, by.hi, unit, frame), one.nullable or by.nullable)


def needs_calendar(day: Value, length: Value, unit: str, frame: Frame) -> bool:
    """Whether only an unpublished working-day table keeps ``day`` + ``length`` open."""
    if unit != "工作日" or isinstance(day, Span) or isinstance(length, Span) or day is NA or length is NA:
        return False
    return moved(day, length, unit, frame) is None


@dataclass(frozen=True)
class Window(Node):
    """``x`` in the window of ``length`` after (or, ``before``, ahead of) ``anchor``."""

    x: Node
    anchor: Node
    length: Node
    unit: str
    before: bool = False
    word: str = "后"

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.x, self.anchor, self.length)

    def make_reader(self, maker: Maker) -> Reader:
        x, anchor, length = (maker.reader(child) for child in self.children())
        unit, before = self.unit, self.before
        rows = self.x.kind().base == "月份"

        def truth(frame: Frame) -> Truth:
            start, end = anchor(frame), x(frame)
            if start is NA or end is NA:
                return False
            if rows:
                start = _first_of_month(start)
            if before:
                start, end = end, start
            first = decide("<=", start, end)
            if first is False:
                return False
            limit = shifted(start, length(frame), unit, frame)
            last = decide("<" if rows else "<=", end, limit)
            return False if last is False else True if first and last else None

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        return _calendar_doubter(super().make_doubter(maker), maker, self)

    def prose(self) -> str:
        who = ("现在" if self.before else "现在还") if isinstance(self.x, Today) else self.x.prose()
        where = "前" if self.before else "起" if self.word == "起" else "后"
        return f"{who}在{self.anchor.prose()}{where}{self.length.prose()}内（头尾两天都算）"


@dataclass(frozen=True)
class Lapse(Node):
    """``A 起 满|不满|超过 D``: whether ``x`` lies on or after (``>=``), before (``<``), past (``>``) A + D."""

    x: Node
    anchor: Node
    length: Node
    unit: str
    op: str

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.x, self.anchor, self.length)

    def make_reader(self, maker: Maker) -> Reader:
        x, anchor, length = (maker.reader(child) for child in self.children())
        unit, op = self.unit, self.op

        def truth(frame: Frame) -> Truth:
            start, end = anchor(frame), x(frame)
            if start is NA or end is NA:
                return False
            begun = decide("<=", start, end)
            if begun is False:
                return False
            reached = decide(op, end, shifted(start, length(frame), unit, frame))
            return False if reached is False else True if begun and reached else None

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        return _calendar_doubter(super().make_doubter(maker), maker, self)

    def prose(self) -> str:
        word = {">=": "已满", "<": "不满", ">": "超过"}[self.op]
        until = "现在" if isinstance(self.x, Today) else self.x.prose()
        return f"从{self.anchor.prose()}到{until}{word}{self.length.prose()}"


def _calendar_doubter(ask: Doubter, maker: Maker, node: Window | Lapse) -> Doubter:
    """The leaves, and the working-day table where that is what is missing."""
    x, anchor, length = (maker.reader(child) for child in node.children())
    unit, before = node.unit, getattr(node, "before", False)

    def doubt(frame: Frame, doubts: Doubts) -> None:
        ask(frame, doubts)
        if needs_calendar(x(frame) if before else anchor(frame), length(frame), unit, frame):
            doubts.parameters.add(HOLIDAYS)

    return doubt


def _first_of_month(value: Value) -> Value:
    if isinstance(value, Span):
        return Span(
            value.lo and value.lo.replace(day=1), value.hi and value.hi.replace(day=1), value.nullable
        )
    return value.replace(day=1)
