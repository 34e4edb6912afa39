"""比较: decided when the ranges are apart; a side that is 不适用 gives 否, in 不为 too."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from luodi.kernel.truth import Truth
from luodi.kernel.values import NA, Among, Span, Value, span_of
from luodi.policy.constructs.node import Constant, Maker, Node, Reader
from luodi.policy.frame import Frame
from luodi.policy.kinds import TRUTH, Kind

EXACTLY: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_PLAIN: Final = frozenset((int, Fraction, date, str))
"""The types of what is exactly known; everything else goes through ``decide``."""
_MIRRORED: Final = {"<=": ">=", "<": ">"}
_WORDS: Final = {">=": "不少于", ">": "超过", "<=": "不超过", "<": "少于", "==": "是", "!=": "不是"}
_TIMES: Final = ("岁", "年", "月", "日", "工作日")


def decide(op: str, left: Value, right: Value) -> Truth:
    """``left op right`` over every possibility of both."""
    if left is NA or right is NA:
        return False
    if isinstance(left, Span) or isinstance(right, Span):
        return _spans(op, left, right)
    if isinstance(left, Among) or isinstance(right, Among):
        return _choices(op, left, right)
    if left is None or right is None:
        return None
    return EXACTLY[op](left, right)


def _spans(op: str, left: Value, right: Value) -> Truth:
    one, other = span_of(left), span_of(right)
    if op in _MIRRORED:
        op, one, other = _MIRRORED[op], other, one
    if op in (">=", ">"):
        answer = _above(op, one, other)
    else:
        apart = _above(">", one, other) is True or _above(">", other, one) is True
        same = one.lo is not None and one.lo == one.hi == other.lo == other.hi
        answer = (op == "==") if same else (op == "!=") if apart else None
    return None if answer and (one.nullable or other.nullable) else answer


def _above(op: str, one: Span, other: Span) -> Truth:
    """``one`` >= or > ``other``, if the ends alone say so."""
    sure, never = (operator.ge, operator.lt) if op == ">=" else (operator.gt, operator.le)
    if one.lo is not None and other.hi is not None and sure(one.lo, other.hi):
        return True
    if one.hi is not None and other.lo is not None and never(one.hi, other.lo):
        return False
    return None


def _choices(op: str, left: Value, right: Value) -> Truth:
    one = left if isinstance(left, Among) else Among(frozenset((left,)))
    other = right if isinstance(right, Among) else Among(frozenset((right,)))
    if one.members is not None and other.members is not None and not one.members & other.members:
        answer: Truth = op == "!="
        return None if answer and (one.nullable or other.nullable) else answer
    return None


@dataclass(frozen=True)
class Compare(Node):
    """``op`` is one of >= > <= < == !=; both sides are of one kind and one unit."""

    op: str
    left: Node
    right: Node

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def make_reader(self, maker: Maker) -> Reader:
        op, left, right = self.op, maker.reader(self.left), maker.reader(self.right)
        plainly = EXACTLY[op]
        if isinstance(self.right, Constant):
            fixed = self.right.value

            def against(frame: Frame) -> Truth:
                a = left(frame)
                return plainly(a, fixed) if type(a) in _PLAIN else decide(op, a, fixed)

            return against

        def truth(frame: Frame) -> Truth:
            a, b = left(frame), right(frame)
            return plainly(a, b) if type(a) in _PLAIN and type(b) in _PLAIN else decide(op, a, b)

        return truth

    def prose(self) -> str:
        word = _WORDS[self.op]
        if self.left.kind().base in ("日期", "月份"):
            word = {">=": "不早于", ">": "晚于", "<=": "不晚于", "<": "早于"}.get(self.op, word)
        elif set(_TIMES) & {name for name, _ in self.left.kind().unit.powers}:
            word = {">=": "满", "<": "不满"}.get(self.op, word)
        elif self.left.kind().base == "等级":
            word = {">=": "不低于", "<": "低于", "<=": "不高于", ">": "高于"}.get(self.op, word)
        return f"{self.left.prose()}{word}{self.right.prose()}"


@dataclass(frozen=True)
class About(Node):
    """左右: within ± the tolerance that is set; equal holds under any tolerance."""

    left: Node
    right: Node
    tolerance: Node

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right, self.tolerance)

    def make_reader(self, maker: Maker) -> Reader:
        left, right, tolerance = (maker.reader(child) for child in self.children())

        def truth(frame: Frame) -> Truth:
            a, b, about = left(frame), right(frame), tolerance(frame)
            if decide("==", a, b) is True:
                return True
            low, high = _moved(b, about, -1), _moved(b, about, 1)
            above, below = decide(">=", a, low), decide("<=", a, high)
            if above is False or below is False:
                return False
            return True if above and below else None

        return truth

    def prose(self) -> str:
        return f"{self.left.prose()}在{self.right.prose()}左右"


def _moved(value: Value, by: Value, sign: int) -> Value:
    """``value`` ± ``by``, both possibly spans."""
    if value is NA or by is NA:
        return NA
    one, other = span_of(value), span_of(by)
    low, high = (other.lo, other.hi) if sign > 0 else (other.hi, other.lo)
    return Span(
        None if one.lo is None or low is None else one.lo + sign * low,
        None if one.hi is None or high is None else one.hi + sign * high,
        one.nullable or other.nullable,
    )
