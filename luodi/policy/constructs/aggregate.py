"""聚合 over the rows of a relation: count = [sure rows, sure and possible rows]."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from luodi.kernel.quantity import BARE, Unit
from luodi.kernel.truth import Truth
from luodi.kernel.values import NA, Span, Value, exact, narrowed
from luodi.policy.constructs.compare import Compare
from luodi.policy.constructs.logic import Bare, Every
from luodi.policy.constructs.names import DefinitionRef
from luodi.policy.constructs.node import Constant, Doubter, Maker, Node, Reader
from luodi.policy.constructs.rows import Rows, RowsOf
from luodi.policy.frame import MISSING, Doubts, Frame
from luodi.policy.kinds import TRUTH, Kind

Chosen = tuple[list[tuple[Frame, bool]], bool]
"""The rows that hold or may hold, each with whether it surely does; and whether there are no others."""


def chosen(rows: Rows, *, where: Reader | None) -> Chosen:
    """The rows for which ``where`` is 是 or 未知."""
    kept = []
    for row, sure in rows[0]:
        truth = True if where is None else where(row)
        if truth is not False:
            kept.append((row, sure and truth is True))
    return kept, rows[1]


def count_rows(found: Chosen) -> Value:
    """[sure, sure + possible], open above where the list may be incomplete."""
    rows, complete = found
    sure = sum(1 for _, is_sure in rows if is_sure)
    return narrowed(sure, len(rows) if complete else None, nullable=False)


def count_distinct(found: Chosen, *, key: str) -> Value:
    """The same over different people (or other linked entities); a row without an id is somebody else.

    A row that has no such entity is left out.
    """
    rows, complete = found
    code = key.removesuffix(".id")
    sure: set[object] = set()
    possible: set[object] = set()
    for number, (row, is_sure) in enumerate(rows):
        if row.facts.get(code) is NA:
            continue
        who = row.facts.get(key, MISSING)
        identity = number if who is MISSING else who
        possible.add(identity)
        if is_sure:
            sure.add(identity)
    return narrowed(len(sure), len(possible) if complete else None, nullable=False)


def total(found: Chosen, *, value: Reader, may_be_negative: bool) -> Value:
    """合计: a possible row adds between 0 and its figure; a row whose value is 不适用 is left out."""
    rows, complete = found
    low: int | None = 0
    high: int | None = 0
    for row, is_sure in rows:
        figure = value(row)
        if figure is NA:
            continue
        span = figure if isinstance(figure, Span) else Span(figure, figure)
        loose = not is_sure or span.nullable
        low = None if low is None or span.lo is None else low + (min(0, span.lo) if loose else span.lo)
        high = None if high is None or span.hi is None else high + (max(0, span.hi) if loose else span.hi)
    if not complete:
        high = None
        low = None if may_be_negative else low
    return narrowed(low, high, nullable=False)


def extreme(found: Chosen, *, value: Reader, largest: bool, floor: Any = None, asked: Any = None) -> Value:
    """最大 最小 最早 最晚 of the rows' values; of nothing 不适用.

    ``floor``: below which no value lies; ``asked``: below which no row passes the filter.
    """
    rows, complete = found
    possible: list[Span] = []
    sure: list[Span] = []
    for row, is_sure in rows:
        figure = value(row)
        if figure is NA:
            continue
        span = figure if isinstance(figure, Span) else Span(figure, figure)
        if asked is not None and (span.lo is None or span.lo < asked):
            span = Span(asked, span.hi, span.nullable)
        possible.append(span)
        if is_sure and not span.nullable:
            sure.append(span)
    if not possible:
        # Where no row is known, the given figure speaks for itself: the filter does not bound it.
        return NA if complete else Span(floor, None, nullable=True)
    pick = max if largest else min
    near, far = ("lo", "hi") if largest else ("hi", "lo")
    tight = _best([getattr(span, near) for span in sure], pick)
    ends = [getattr(span, far) for span in possible]
    wide = None if not complete or not ends or any(end is None for end in ends) else pick(ends)
    if tight is None and complete and (loose := [getattr(span, near) for span in possible]):
        turned = min if largest else max
        tight = None if any(end is None for end in loose) else turned(loose)
    low, high = (tight, wide) if largest else (wide, tight)
    least = floor if asked is None else asked
    return narrowed(least if low is None else low, high, nullable=not sure)


def _best(ends: list[object], pick: Callable[..., object]) -> object | None:
    known = [end for end in ends if end is not None]
    return pick(known) if known else None


def exists(found: Chosen) -> Truth:
    """存在: one sure row is 是; none possible in a complete list is 否."""
    rows, complete = found
    if any(is_sure for _, is_sure in rows):
        return True
    return False if complete and not rows else None


def each(found: Chosen, *, satisfy: Reader) -> Truth:
    """每: there is a row, and every row satisfies; of nothing it is 否."""
    rows, complete = found
    if complete and not rows:
        return False
    answers = [(is_sure, satisfy(row)) for row, is_sure in rows]
    if any(is_sure and truth is False for is_sure, truth in answers):
        return False
    if complete and all(truth is False for _, truth in answers):
        return False
    if complete and any(is_sure for is_sure, _ in answers) and all(truth is True for _, truth in answers):
        return True
    return None


_WORDS: Final = {
    "计数": "的个数",
    "合计": "合计",
    "最大": "里最大的",
    "最小": "里最小的",
    "最早": "里最早的",
    "最晚": "里最晚的",
}


def asked_at_least(where: Node | None, *, value: Node) -> Iterator[Any]:
    """The figures that a filter sets as the least of ``value`` itself (合同期限 1年 以上)."""
    if isinstance(where, DefinitionRef):
        yield from asked_at_least(where.expression, value=value)
    elif isinstance(where, Every):
        for term in where.terms:
            yield from asked_at_least(term, value=value)
    elif isinstance(where, Bare):
        yield from asked_at_least(where.name, value=value)
    elif (
        isinstance(where, Compare)
        and where.op in (">=", ">")
        and where.left == value
        and isinstance(where.right, Constant)
    ):
        yield where.right.value


def _may_be_negative(figure: Node) -> bool:
    """Whether a row's figure rests on a fact that may be negative or on a subtraction."""
    return any(
        getattr(getattr(node, "fact", None), "may_be_negative", False) or getattr(node, "op", "") == "−"
        for node in figure.walk()
    )


@dataclass(frozen=True)
class Aggregate(Node):
    """``op`` over ``rows`` where ``where`` holds; ``value`` a row's figure, ``distinct`` the id of whom to count."""

    op: str
    rows: RowsOf
    where: Node | None = None
    value: Node | None = None
    distinct: str = ""
    of: str = ""
    satisfy: Node | None = None
    unit: Unit = BARE

    def kind(self) -> Kind:
        if self.op in ("存在", "每"):
            return TRUTH
        return Kind("数", self.unit) if self.value is None or self.op == "合计" else self.value.kind()

    def children(self) -> tuple[Node, ...]:
        return tuple(node for node in (self.rows, self.where, self.value, self.satisfy) if node is not None)

    def make_reader(self, maker: Maker) -> Reader:
        rows = maker.reader(self.rows)
        where = maker.reader(self.where) if self.where else None
        fold = self._fold(maker)
        return lambda frame: fold(chosen(rows(frame), where=where))

    def _fold(self, maker: Maker) -> Callable[[Chosen], Value]:
        value = maker.reader(self.value) if self.value else None
        satisfy = maker.reader(self.satisfy) if self.satisfy else None
        if self.op == "计数":
            return (lambda found: count_distinct(found, key=self.distinct)) if self.distinct else count_rows
        if self.op == "存在":
            return exists
        if self.op == "每":
            assert satisfy is not None
            return lambda found: each(found, satisfy=satisfy)
        assert value is not None
        assert self.value is not None
        if self.op == "合计":
            negative = _may_be_negative(self.value)
            return lambda found: total(found, value=value, may_be_negative=negative)
        asked = max(asked_at_least(self.where, value=self.value), default=None)
        never_negative = self.value.kind().base == "数" and not _may_be_negative(self.value)
        return lambda found: extreme(
            found,
            value=value,
            largest=self.op in ("最大", "最晚"),
            floor=0 if never_negative else None,
            asked=asked,
        )

    def make_doubter(self, maker: Maker) -> Doubter:
        rows, ask_rows = maker.reader(self.rows), maker.doubter(self.rows)
        instead = self.rows.formula_doubter(maker)
        where = maker.reader(self.where) if self.where else None
        asks = [
            (maker.reader(node), maker.doubter(node))
            for node in (self.where, self.value, self.satisfy)
            if node is not None
        ]

        def doubt(frame: Frame, doubts: Doubts) -> None:
            ask_rows(frame, doubts)
            for row, _ in rows(frame)[0]:
                if where is not None and where(row) is False:
                    continue
                inner = Doubts()
                for read, ask in asks:
                    if not exact(read(row)):
                        ask(row, inner)
                instead(row, inner)
                doubts.take(inner)

        return doubt

    def prose(self) -> str:
        what = f"{self.rows.prose()}{'的' + self.of if self.of else ''}"
        where = self.where.prose().replace("您", "本人") if self.where else ""
        filtered = f"（只算{where}的）" if where else ""
        if self.op == "存在":
            return f"至少有一个{what}" + (f"（{where}的）" if where else "")
        if self.op == "每":
            satisfy = self.satisfy.prose().replace("您", "本人") if self.satisfy else ""
            return f"每一个{what}" + (f"（只看{where}的）" if where else "") + f"都要做到：{satisfy}"
        return f"{what}{filtered}{_WORDS[self.op]}"


@dataclass(frozen=True)
class InYear(Node):
    """X 于 2018年度: the value of the row of that year in a relation kept by year."""

    rows: RowsOf
    year: str
    value: Node
    period: Node

    def kind(self) -> Kind:
        return self.value.kind()

    def children(self) -> tuple[Node, ...]:
        return (self.rows, self.period, self.value)

    def make_reader(self, maker: Maker) -> Reader:
        rows, period, value, year = (
            maker.reader(self.rows), maker.reader(self.period), maker.reader(self.value), self.year,
        )  # fmt: skip
        fact = getattr(self.value, "fact", None)
        unknown = fact.unknown if fact is not None else Span(0, None, nullable=True)

        def figure(frame: Frame) -> Value:
            found, complete = rows(frame)
            wanted = period(frame)
            if wanted is NA:
                return NA
            if isinstance(wanted, tuple):
                return unknown
            possible = [
                row for row, _ in found if _may_be(row.facts.get(year, Span(None, None)), wanted.first.year)
            ]
            if not possible:
                return NA if complete else unknown
            sure = len(possible) == 1 and possible[0].facts.get(year) == wanted.first.year
            return value(possible[0]) if sure else unknown

        return figure

    def make_doubter(self, maker: Maker) -> Doubter:
        rows, ask_rows = maker.reader(self.rows), maker.doubter(self.rows)
        value, ask_value = maker.reader(self.value), maker.doubter(self.value)
        period, ask_period = maker.reader(self.period), maker.doubter(self.period)

        def doubt(frame: Frame, doubts: Doubts) -> None:
            wanted = period(frame)
            if wanted is NA or not exact(wanted):
                ask_period(frame, doubts)
                return
            known = False
            for row, _ in rows(frame)[0]:
                year = row.facts.get(self.year, Span(None, None))
                if not _may_be(year, wanted.first.year):
                    continue
                known = known or exact(year)
                if not exact(year):
                    doubts.facts.add((self.year, *row.place))
                if not exact(value(row)):
                    ask_value(row, doubts)
            if not known:
                ask_rows(frame, doubts)

        return doubt

    def prose(self) -> str:
        return f"{self.period.prose()}的{self.value.prose()}"


def _may_be(value: Value, year: int) -> bool:
    if isinstance(value, Span):
        return (value.lo is None or value.lo <= year) and (value.hi is None or year <= value.hi)
    return bool(value == year)
