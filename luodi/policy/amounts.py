"""From a 待遇 to a figure: exact to the end, then to fen, half up; each payment rounded by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from luodi.kernel.money import round_half_up
from luodi.kernel.quantity import FEN_PER_YUAN, Unit, decimal_text
from luodi.kernel.values import NA, Among, Members, Span, Value, exact, hull, narrowed, span_of
from luodi.policy.constructs.arithmetic import DayPlus, minus, plus, rounded_to
from luodi.policy.constructs.delegated import Condition, EventDay, Standard
from luodi.policy.constructs.membership import Membership
from luodi.policy.constructs.node import Maker, Node, Reader
from luodi.policy.constructs.satisfies import Satisfies, Status
from luodi.policy.constructs.window import Lapse, Window
from luodi.policy.determination import Amount, Item
from luodi.policy.frame import MISSING, Doubts, Frame
from luodi.policy.provision import Benefit, Instalment, benefit_nodes


class BenefitReader:
    """One 待遇, compiled."""

    def __init__(self, benefit: Benefit, *, maker: Maker) -> None:
        self.benefit, self.maker = benefit, maker
        figures = benefit.figures()
        kind = figures[0].kind() if figures else None
        self.has_figure = kind is not None
        self.unit: Unit | None = kind.unit if kind is not None and kind.base == "数" else None
        self.is_money = self.unit is not None and self.unit.is_money
        self.shown_unit = (
            None if self.unit is None or self.unit.is_bare else "元" if self.is_money else str(self.unit)
        )
        self.value = self._value()
        self._delegates = any(_is_delegated(node) for root in benefit_nodes(benefit) for node in root.walk())

    # -- the figure --------------------------------------------------------------------------------

    def _value(self) -> Reader:
        benefit, reader = self.benefit, self.maker.reader
        if benefit.figure is not None:
            return reader(benefit.figure)
        if benefit.table:
            rows = [(reader(row.when) if row.when else None, reader(row.gives)) for row in benefit.table]
            return lambda frame: _first_row(rows, frame)
        if benefit.base is not None and not benefit.instalments:
            return reader(benefit.base)
        return lambda frame: Span(0, None)

    def _figure(self, frame: Frame) -> Value:
        """The whole nominal figure: fen for money, after floor, ceiling and rounding."""
        value = self.value(frame)
        if value is NA or value is None or isinstance(value, str | bool | Among | Members):
            return value
        return self._rounded(self._held(value, frame))

    def _held(self, value: Value, frame: Frame) -> Value:
        for node, pick in ((self.benefit.floor, max), (self.benefit.ceiling, min)):
            if node is None:
                continue
            bound = self.maker.reader(node)(frame)
            if bound is not NA:
                value = _bounded(value, bound, pick)
        return value

    def _rounded(self, value: Value) -> Value:
        if value is NA:
            return NA
        rounding = self.benefit.rounding
        if rounding is not None:
            value = _each_end(value, lambda end: rounded_to(end, how=rounding[0], to=rounding[1]))
        return _each_end(value, round_half_up) if self.is_money else value

    # -- instalments -------------------------------------------------------------------------------

    def _parts(self, frame: Frame) -> list[tuple[Instalment, Value, Any, date | None]]:
        """(instalment, its figure, whether its 当 holds, its due day) in order."""
        made: list[tuple[Instalment, Value, Any, date | None]] = []
        paid: Value = 0
        for part in self.benefit.instalments:
            if part.gives is not None:
                value = self._rounded(self.maker.reader(part.gives)(frame))
            else:
                assert self.benefit.base is not None
                whole = self._rounded(self.maker.reader(self.benefit.base)(frame))
                value = NA if whole is NA else minus(whole, paid)
            paid = plus(paid, _part(value))
            holds = self.maker.reader(part.when)(frame) if part.when else True
            due = self.maker.reader(part.due)(frame) if part.due else None
            made.append((part, value, holds, due if isinstance(due, date) else None))
        return made

    def _whole(self, frame: Frame, parts: list[tuple[Instalment, Value, Any, date | None]]) -> Value:
        if all(holds is True for _, _, holds, _ in parts) and any(p.gives is None for p, _, _, _ in parts):
            assert self.benefit.base is not None
            return self._rounded(self.maker.reader(self.benefit.base)(frame))
        total: Value = 0
        for _, value, holds, _ in parts:
            if holds is not False:
                total = plus(total, _part(value, surely=holds is True))
        return total

    def _items(
        self, frame: Frame, verdict: str, parts: list[tuple[Instalment, Value, Any, date | None]]
    ) -> list[Item]:
        """The instalments, each with its own state."""
        made = []
        for part, value, holds, due in parts:
            state = verdict
            if verdict == "eligible" and holds is not True:
                state = "not_eligible" if holds is False else unknown_verdict(self._doubts(part.when, frame))
            figure = (
                Amount() if state == "not_eligible" else self._amount(value, frame, self._part_nodes(part))
            )
            made.append(Item(part.quote, state, due, figure))
        return made

    def _part_nodes(self, part: Instalment) -> list[Node]:
        return [node for node in (part.gives or self.benefit.base,) if node is not None]

    def _doubts(self, node: Node | None, frame: Frame) -> Doubts:
        doubts = Doubts()
        if node is not None:
            self.maker.doubter(node)(frame, doubts)
        return doubts

    # -- as printed --------------------------------------------------------------------------------

    def owed(self, frame: Frame, *, verdict: str) -> tuple[Amount, list[Item]]:
        """The figure as printed, with its state, and the instalments it is paid in."""
        if not self.has_figure:
            return Amount(), []
        if not self.benefit.instalments:
            return self._amount(self._figure(frame), frame, None), []
        parts = self._parts(frame)
        return self._amount(self._whole(frame, parts), frame, None), self._items(frame, verdict, parts)

    def _amount(self, value: Value, frame: Frame, nodes: list[Node] | None) -> Amount:
        """``nodes``: what the figure rests on, the whole 待遇 where None."""
        if value is NA:
            return Amount()
        if isinstance(value, str | bool):
            return Amount(str(value), str(value), "exact", None)
        if isinstance(value, Members) and value.complete:
            shown = "、".join(sorted(value.known))
            return Amount(shown, shown, "exact", None)
        if exact(value):
            shown = self.shown(value.lo if isinstance(value, Span) else value)
            return Amount(shown, shown, "exact", self.shown_unit)
        unset = self._delegates and self._waits(frame, nodes)
        if value is None or isinstance(value, Among | Members):
            return Amount(None, None, "needs_parameter" if unset else "range", None)
        # What may turn out 不适用 has no sure floor; nor does an unset figure, of which only ≥ 0 is known.
        open_below = (
            value.lo is None or value.nullable or (unset and not isinstance(value.lo, date) and value.lo <= 0)
        )
        low = None if open_below else self.shown(value.lo)
        high = None if value.hi is None else self.shown(value.hi)
        return Amount(low, high, "needs_parameter" if unset else "range", self.shown_unit)

    def _waits(self, frame: Frame, nodes: list[Node] | None) -> bool:
        """Whether something the figure rests on is left to others and not set."""
        doubts = Doubts()
        for node in benefit_nodes(self.benefit) if nodes is None else nodes:
            if not exact(self.maker.reader(node)(frame)):
                self.maker.doubter(node)(frame, doubts)
        return bool(doubts.parameters)

    def shown(self, value: Any) -> str:
        """元 from fen; everything else as it is counted."""
        if isinstance(value, date):
            return value.isoformat()
        if self.is_money and type(value) is int and value >= 0:
            yuan, fen = divmod(value, FEN_PER_YUAN)
            return f"{yuan}.{fen:02d}".rstrip("0") if fen else str(yuan)
        return decimal_text(Fraction(value, FEN_PER_YUAN)) if self.is_money else decimal_text(value)


def _is_delegated(node: Node) -> bool:
    """Whether the node may be waiting for a 标准, 条件, 名录, 事件 or a working-day table."""
    return isinstance(
        node, Standard | Condition | EventDay | Satisfies | Status | Window | Lapse | DayPlus
    ) or (isinstance(node, Membership) and bool(node.lists))


def unknown_verdict(doubts: Doubts) -> str:
    """待核实 ≻ 待参数 ≻ 暂缓."""
    if doubts.facts:
        return "needs_info"
    return "needs_parameter" if doubts.parameters else "pending"


def _first_row(rows: list[tuple[Reader | None, Reader]], frame: Frame) -> Value:
    """The first row that holds wins; rows that may hold widen the answer."""
    answer: Value = MISSING
    for when, gives in rows:
        truth = True if when is None else when(frame)
        if truth is False:
            continue
        value = gives(frame)
        answer = value if answer is MISSING else hull(answer, value)
        if truth is True:
            return answer
    return NA if answer is MISSING else hull(answer, NA)


def _bounded(value: Value, bound: Value, pick: Callable[..., Any]) -> Value:
    one, other = span_of(value), span_of(bound)
    if pick is max:
        low = other.lo if one.lo is None else one.lo if other.lo is None else max(one.lo, other.lo)
        high = None if one.hi is None or other.hi is None else max(one.hi, other.hi)
    else:
        high = other.hi if one.hi is None else one.hi if other.hi is None else min(one.hi, other.hi)
        low = None if one.lo is None or other.lo is None else min(one.lo, other.lo)
    held = narrowed(low, high, nullable=one.nullable)
    return hull(value, held) if other.nullable else held


def _part(value: Value, *, surely: bool = True) -> Value:
    """What a payment adds to a sum: nothing where it is 不适用."""
    if value is NA:
        return 0
    if isinstance(value, Span) and value.nullable:
        return hull(0, Span(value.lo, value.hi))
    return value if surely else hull(0, value)


def _each_end(value: Value, change: Callable[[Any], Any]) -> Value:
    if not isinstance(value, Span):
        return change(value)
    return narrowed(
        None if value.lo is None else change(value.lo),
        None if value.hi is None else change(value.hi),
        nullable=value.nullable,
    )
