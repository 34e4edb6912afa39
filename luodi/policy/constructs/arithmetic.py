"""算术 over ranges: + − × ÷, 最小 最大, 四舍五入 进一 舍去. ÷ 0 is 不适用, and 不适用 spreads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from luodi.kernel.quantity import Unit
from luodi.kernel.values import NA, Span, Value, narrowed, span_of
from luodi.policy.constructs.node import Constant, Doubter, Maker, Node, Reader
from luodi.policy.constructs.window import HOLIDAYS, needs_calendar, shifted
from luodi.policy.frame import Doubts, Frame
from luodi.policy.kinds import DATE, Kind

Number = int | Fraction


def whole(value: Number) -> Number:
    """An int wherever the value is whole: ints compare and multiply several times faster."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def plus(a: Value, b: Value) -> Value:
    """a + b."""
    one, other = span_of(a), span_of(b)
    return narrowed(
        None if one.lo is None or other.lo is None else one.lo + other.lo,
        None if one.hi is None or other.hi is None else one.hi + other.hi,
        nullable=one.nullable or other.nullable,
    )


def minus(a: Value, b: Value) -> Value:
    """a − b."""
    other = span_of(b)
    turned = Span(
        None if other.hi is None else -other.hi, None if other.lo is None else -other.lo, other.nullable
    )
    return plus(a, turned)


def _products(one: Span, other: Span) -> list[tuple[int, Number]]:
    """The corner products as (infinity, figure); infinity is -1, 0 or 1. Zero times open is zero."""
    corners: list[tuple[int, Number]] = []
    for x, x_open in ((one.lo, -1), (one.hi, 1)):
        for y, y_open in ((other.lo, -1), (other.hi, 1)):
            if x == 0 or y == 0:
                corners.append((0, 0))
            elif x is not None and y is not None:
                corners.append((0, x * y))
            else:
                sign = (x_open if x is None else (1 if x > 0 else -1)) * (
                    y_open if y is None else (1 if y > 0 else -1)
                )
                corners.append((sign, 0))
    return corners


def times(a: Value, b: Value) -> Value:
    """a × b."""
    one, other = span_of(a), span_of(b)
    corners = _products(one, other)
    low, high = min(corners), max(corners)
    return narrowed(
        None if low[0] else whole(low[1]),
        None if high[0] else whole(high[1]),
        nullable=one.nullable or other.nullable,
    )


def divided(a: Value, b: Value) -> Value:
    """a ÷ b for b ≥ 0; 0 is 不适用."""
    one, other = span_of(a), span_of(b)
    if other.hi == 0:
        return NA
    inverse = Span(
        Fraction(0) if other.hi is None else 1 / Fraction(other.hi),
        1 / Fraction(other.lo) if other.lo else None,
        other.nullable,
    )
    product = times(one, inverse)
    nullable = other.nullable or one.nullable or not other.lo
    if isinstance(product, Span):
        return Span(product.lo, product.hi, nullable)
    return Span(product, product, nullable=True) if nullable else product


_EXACTLY: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": lambda a, b: a + b, "−": lambda a, b: a - b, "×": lambda a, b: a * b,
}  # fmt: skip
_SPANS: Final = {"+": plus, "−": minus, "×": times, "÷": divided}


@dataclass(frozen=True)
class Arithmetic(Node):
    """``op`` is one of + − × ÷."""

    op: str
    left: Node
    right: Node
    unit: Unit

    def kind(self) -> Kind:
        return Kind("数", self.unit)

    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def make_reader(self, maker: Maker) -> Reader:
        left, right, spans = maker.reader(self.left), maker.reader(self.right), _SPANS[self.op]
        plainly = _EXACTLY.get(self.op)
        if plainly is None:
            return self._quotient(left, right)

        def value(frame: Frame) -> Value:
            a, b = left(frame), right(frame)
            if a is NA or b is NA:
                return NA
            if type(a) is Span or type(b) is Span:
                return spans(a, b)
            return whole(plainly(a, b))

        return value

    @staticmethod
    def _quotient(left: Reader, right: Reader) -> Reader:
        def value(frame: Frame) -> Value:
            a, b = left(frame), right(frame)
            if a is NA or b is NA:
                return NA
            if type(a) is Span or type(b) is Span:
                return divided(a, b)
            return NA if b == 0 else whole(Fraction(a) / b)

        return value

    def prose(self) -> str:
        left, right = _term(self.left), _term(self.right)
        share = right.endswith(("%", "‰")) or (isinstance(self.right, Constant) and "/" in right)
        if self.op == "×" and share:
            return f"{left}的{right}"
        if self.op == "÷" and self.unit.is_bare:
            return f"{left}与{right}之比"
        return f"{left}{ {'+': '加', '−': '减去', '×': '乘以', '÷': '除以'}[self.op] }{right}"


def _term(node: Node) -> str:
    return f"（{node.prose()}）" if isinstance(node, Arithmetic) else node.prose()


@dataclass(frozen=True)
class Scale(Node):
    """A figure in a smaller measure: years as months."""

    value: Node
    factor: int
    unit: Unit

    def kind(self) -> Kind:
        return Kind("数", self.unit)

    def children(self) -> tuple[Node, ...]:
        return (self.value,)

    def make_reader(self, maker: Maker) -> Reader:
        read, factor = maker.reader(self.value), self.factor

        def scaled(frame: Frame) -> Value:
            value = read(frame)
            return (
                NA
                if value is NA
                else times(value, factor)
                if isinstance(value, Span)
                else whole(value * factor)
            )

        return scaled

    def prose(self) -> str:
        return self.value.prose()


@dataclass(frozen=True)
class DayPlus(Node):
    """A + D: a date and a length give a date."""

    day: Node
    length: Node
    measure: str

    def kind(self) -> Kind:
        return DATE

    def children(self) -> tuple[Node, ...]:
        return (self.day, self.length)

    def make_reader(self, maker: Maker) -> Reader:
        day, length, measure = maker.reader(self.day), maker.reader(self.length), self.measure
        return lambda frame: shifted(day(frame), length(frame), measure, frame)

    def make_doubter(self, maker: Maker) -> Doubter:
        """The leaves, and the working-day table where that is what is missing."""
        ask, day, length = super().make_doubter(maker), maker.reader(self.day), maker.reader(self.length)

        def doubt(frame: Frame, doubts: Doubts) -> None:
            ask(frame, doubts)
            if needs_calendar(day(frame), length(frame), self.measure, frame):
                doubts.parameters.add(HOLIDAYS)

        return doubt

    def prose(self) -> str:
        return f"{self.day.prose()}后{self.length.prose()}的那天"


@dataclass(frozen=True)
class Extreme(Node):
    """最小(a, b) 最大(a, b) of figures or dates of one unit."""

    largest: bool
    terms: tuple[Node, ...]

    def kind(self) -> Kind:
        return self.terms[0].kind()

    def children(self) -> tuple[Node, ...]:
        return self.terms

    def make_reader(self, maker: Maker) -> Reader:
        readers = [maker.reader(term) for term in self.terms]
        pick = max if self.largest else min
        sure, loose = ("lo", "hi") if self.largest else ("hi", "lo")

        def value(frame: Frame) -> Value:
            values = [read(frame) for read in readers]
            if any(value is NA for value in values):
                return NA
            spans = [span_of(value) for value in values]
            # For 最大 an open lower end does not matter while another is known; an open upper end does.
            known = [end for end in (getattr(span, sure) for span in spans) if end is not None]
            open_ends = [getattr(span, loose) for span in spans]
            tight = pick(known) if known else None
            wide = None if any(end is None for end in open_ends) else pick(open_ends)
            low, high = (tight, wide) if self.largest else (wide, tight)
            return narrowed(low, high, nullable=any(span.nullable for span in spans))

        return value

    def prose(self) -> str:
        word = "较大" if self.largest else "较小"
        return "、".join(term.prose() for term in self.terms) + f"里{word}的"


@dataclass(frozen=True)
class Rounded(Node):
    """四舍五入 (half up), 进一 (up), 舍去 (down) to a multiple of ``to``."""

    how: str
    value: Node
    to: Number

    def kind(self) -> Kind:
        return self.value.kind()

    def children(self) -> tuple[Node, ...]:
        return (self.value,)

    def make_reader(self, maker: Maker) -> Reader:
        read, how, to = maker.reader(self.value), self.how, self.to

        def rounded(frame: Frame) -> Value:
            value = read(frame)
            if value is NA:
                return NA
            if isinstance(value, Span):
                low, high = (
                    None if end is None else rounded_to(end, how=how, to=to) for end in (value.lo, value.hi)
                )
                return narrowed(low, high, nullable=value.nullable)
            return rounded_to(value, how=how, to=to)

        return rounded

    def prose(self) -> str:
        return f"{self.value.prose()}（{self.how}）"


def rounded_to(value: Number, *, how: str, to: Number) -> Number:
    """``value`` to a multiple of ``to``; a half goes away from zero."""
    times_to = Fraction(value) / to
    if how == "进一":
        steps = -(-times_to.numerator // times_to.denominator)
    elif how == "舍去":
        steps = times_to.numerator // times_to.denominator
    else:
        doubled = 2 * abs(times_to.numerator) + times_to.denominator
        steps = (1 if times_to >= 0 else -1) * (doubled // (2 * times_to.denominator))
    return whole(Fraction(steps) * to)
