"""Names that stand for values: facts, derived facts, definitions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from luodi.kernel.errors import FACTS, BadInput, Problem
from luodi.kernel.money import yuan_text
from luodi.kernel.quantity import Unit, decimal_text
from luodi.kernel.values import NA, UNKNOWN_CHOICE, Among, Members, Span, Value, narrowed, span_of
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader, up
from luodi.policy.frame import MISSING, Doubts, Frame
from luodi.policy.kinds import Kind
from luodi.policy.vocabulary import Fact


@dataclass(frozen=True)
class FactRef(Node):
    """A fact of the subject or of a row ``hops`` levels out; ``formula`` derives it where it is not given.

    ``owner``: the code of its entity, where that may be known not to be there.
    """

    fact: Fact
    hops: int = 0
    formula: Node | None = None
    owner: str = ""

    def kind(self) -> Kind:
        return self.fact.kind

    def children(self) -> tuple[Node, ...]:
        return (self.formula,) if self.formula else ()

    def make_reader(self, maker: Maker) -> Reader:
        if self.formula is not None:
            read = maker.reader(self.formula)
            return _derived_reader(
                self.fact.id, name=self.fact.name, hops=self.hops, read=read, owner=self.owner, unit=self.fact.kind.unit,
            )  # fmt: skip
        id, unknown, hops = self.fact.id, self.fact.unknown, self.hops
        if hops == 0:
            return lambda frame: frame.facts.get(id, unknown)
        return lambda frame: up(frame, hops=hops).facts.get(id, unknown)

    def make_doubter(self, maker: Maker) -> Doubter:
        id, hops = self.fact.id, self.hops
        if self.formula is not None:
            return _derived_doubter(id, hops=hops, ask=maker.doubter(self.formula))

        def doubt(frame: Frame, doubts: Doubts) -> None:
            doubts.facts.add((id, *up(frame, hops=hops).place))

        return doubt

    def prose(self) -> str:
        return self.fact.name


@dataclass(frozen=True)
class DefinitionRef(Node):
    """A name that this provision defines, on the subject or on each row; it may derive a fact."""

    name: str
    key: str
    expression: Node
    hops: int = 0
    fact: Fact | None = None
    owner: str = ""

    def kind(self) -> Kind:
        return self.expression.kind()

    def children(self) -> tuple[Node, ...]:
        return (self.expression,)

    def make_reader(self, maker: Maker) -> Reader:
        read = maker.reader(self.expression)
        if self.fact is not None:
            return _derived_reader(
                self.fact.id, name=self.name, hops=self.hops, read=read, owner=self.owner, unit=self.fact.kind.unit, key=self.key,
            )  # fmt: skip
        key, hops = self.key, self.hops

        def value(frame: Frame) -> Value:
            frame = up(frame, hops=hops)
            if key not in frame.memo:
                frame.memo[key] = read(frame)
            return frame.memo[key]

        return value

    def make_doubter(self, maker: Maker) -> Doubter:
        ask, hops = maker.doubter(self.expression), self.hops
        if self.fact is not None:
            return _derived_doubter(self.fact.id, hops=hops, ask=ask)
        return lambda frame, doubts: ask(up(frame, hops=hops), doubts)

    def prose(self) -> str:
        return self.name


def _derived_reader(
    id: str, *, name: str, hops: int, read: Reader, owner: str, unit: Unit, key: str = ""
) -> Reader:
    """Given beats derived; a given value outside the derived range is an error."""
    key = key or id

    def value(frame: Frame) -> Value:
        frame = up(frame, hops=hops)
        if key not in frame.memo:
            given = frame.facts.get(id, MISSING)
            if given is NA and frame.facts.get(owner) is NA:
                frame.memo[key] = NA
                return NA
            derived = read(frame)
            if given is not MISSING and not _compatible(given, derived):
                raise BadInput([_contradiction(id, name, _shown(given, unit), _shown(derived, unit), frame)])
            frame.memo[key] = derived if given is MISSING else _narrower(given, derived)
        return frame.memo[key]

    return value


def _narrower(given: Value, derived: Value) -> Value:
    """What is given, within what was derived where it is only partly known."""
    if not isinstance(given, Span) or derived is NA:
        return given
    other = span_of(derived)
    lows = [end for end in (given.lo, other.lo) if end is not None]
    highs = [end for end in (given.hi, other.hi) if end is not None]
    return narrowed(
        max(lows, default=None), min(highs, default=None), nullable=given.nullable and other.nullable
    )


def _derived_doubter(id: str, *, hops: int, ask: Doubter) -> Doubter:
    """The leaves of the derivation; the fact itself where nothing at all is known of the rows it is counted from."""

    def doubt(frame: Frame, doubts: Doubts) -> None:
        frame = up(frame, hops=hops)
        if id in frame.facts:
            doubts.facts.add((id, *frame.place))
            return
        inner = Doubts()
        ask(frame, inner)
        if inner.absent:
            inner.facts.add((id, *frame.place))
            inner.facts -= {(relation, *frame.place) for relation in inner.absent}
            inner.absent.clear()
        doubts.take(inner)

    return doubt


def _compatible(given: Value, derived: Value) -> bool:
    """Whether some possibility of ``given`` is one of ``derived``."""
    if given is None or derived is None or isinstance(given, Members) or isinstance(derived, Members):
        return True
    if isinstance(derived, Span) or isinstance(given, Span):
        return _spans_meet(given, derived)
    if isinstance(derived, Among) or isinstance(given, Among):
        one, other = (derived, given) if isinstance(derived, Among) else (given, derived)
        if isinstance(other, Among) or one.members is None:
            return True
        return one.nullable if other is NA else other in one.members
    return bool(given == derived)


def _spans_meet(given: Value, derived: Value) -> bool:
    if given is NA or derived is NA:
        other = derived if given is NA else given
        return other is NA or bool(getattr(other, "nullable", False))
    one, other = span_of(given), span_of(derived)
    return not (
        (one.hi is not None and other.lo is not None and one.hi < other.lo)
        or (one.lo is not None and other.hi is not None and one.lo > other.hi)
    )


def _contradiction(id: str, name: str, given: str, derived: str, frame: Frame) -> Problem:
    relation, row = frame.place
    where = f"{relation} 第 {row + 1} 行的" if relation is not None and row is not None else ""
    return Problem(
        FACTS,
        0,
        0,
        "contradiction",
        f"{where}“{name}”（{id}）给的是 {given}，由其他事实算出的是 {derived}",
        "两者一致",
        "核对这一项和它所依据的事实；什么也没有保存",
    )


def _shown(value: Any, unit: Unit) -> str:
    """A value for a message, money in 元."""
    if value is True or value is False:
        return "是" if value else "否"
    if isinstance(value, Span):
        low, high = ("—" if end is None else _shown(end, unit) for end in (value.lo, value.hi))
        return low if low == high else f"{low} 至 {high}"
    if isinstance(value, Among):
        return "、".join(sorted(value.members)) if value.members else "未知"
    if value is None or value is UNKNOWN_CHOICE:
        return "未知"
    if value is NA:
        return "不适用"
    if isinstance(value, int | Fraction):
        return yuan_text(value) + "元" if unit.is_money else f"{decimal_text(value)}{unit}"
    return str(value)
