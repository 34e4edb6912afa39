"""属于 不属于: listed is 是; not listed is 否, but 未知 while a 名录 behind an 等 is unset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from luodi.kernel.truth import Truth, negation
from luodi.kernel.values import NA, Among, Span, Value, exact
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader
from luodi.policy.frame import MISSING, Doubts, Frame
from luodi.policy.kinds import TRUTH, Kind

OTHER: Final = "other"
"""None of the listed members: it may still stand in a 名录 that is set."""


@dataclass(frozen=True)
class Membership(Node):
    """``members`` are codes (or ordinals); ``words`` how they were written; ``lists`` the ids of 名录.

    ``further``: some of them stand in no list of the vocabulary, so that 其他 may be one of these.
    """

    left: Node
    members: frozenset[Any]
    words: tuple[str, ...]
    lists: tuple[str, ...] = ()
    negated: bool = False
    further: bool = False

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.left,)

    def make_reader(self, maker: Maker) -> Reader:
        read, members, lists, negated = maker.reader(self.left), self.members, self.lists, self.negated
        further = self.further

        def truth(frame: Frame) -> Truth:
            value = read(frame)
            if value is NA:
                return False
            if further and _mentions_other(value) and OTHER not in members:
                return None
            if type(value) is str or type(value) is int:
                answer: Truth = value in members or (_listed(value, lists, frame) if lists else False)
            else:
                answer = _possibly(value, members, lists, frame)
            if not negated:
                return answer
            answer = negation(answer)
            return None if answer and getattr(value, "nullable", False) else answer

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        read, ask, lists = maker.reader(self.left), maker.doubter(self.left), self.lists
        further = self.further

        def doubt(frame: Frame, doubts: Doubts) -> None:
            value = read(frame)
            vague = value == OTHER and (further or any(_set(name, frame) for name in lists))
            if vague or not exact(value):
                ask(frame, doubts)
            doubts.parameters.update(name for name in lists if frame.run.parameter(name) is MISSING)

        return doubt

    def prose(self) -> str:
        more = "（有关方面另外列明的也算）" if self.lists else ""
        if not self.words:
            return f"{self.left.prose()}{'不' if self.negated else ''}在有关方面列明的范围里"
        if len(self.words) == 1:
            return f"{self.left.prose()}{'不是' if self.negated else '是'}{self.words[0]}{more}"
        listed = "、".join(self.words)
        return f"{self.left.prose()}{'不在' if self.negated else '是'}{listed}{'之列' if self.negated else '中的一种'}{more}"


def _mentions_other(value: Value) -> bool:
    return value == OTHER or (
        isinstance(value, Among) and value.members is not None and OTHER in value.members
    )


def _set(name: str, frame: Frame) -> bool:
    value = frame.run.parameter(name)
    return value is not MISSING and bool(value)


def _listed(value: Any, lists: tuple[str, ...], frame: Frame) -> Truth:
    answer: Truth = False
    for name in lists:
        members = frame.run.parameter(name)
        if members is MISSING:
            answer = None
        elif value in members:
            return True
        elif value == OTHER and members:
            answer = None
    return answer


def _possibly(value: Value, members: frozenset[Any], lists: tuple[str, ...], frame: Frame) -> Truth:
    """Membership of something only partly known."""
    if isinstance(value, Span):
        if value.lo is None or value.hi is None:
            return None
        options: frozenset[Any] | None = frozenset(range(value.lo, value.hi + 1))
    elif isinstance(value, Among):
        options = value.members
    else:
        return None
    if options is None:
        return None
    answers = {option in members or _listed(option, lists, frame) for option in options}
    if answers == {True}:
        return None if value.nullable else True
    return False if answers == {False} else None


@dataclass(frozen=True)
class Contains(Node):
    """包含 (all of them), 包含任一 (one of them): an incomplete set gives 是 or 未知, never 否."""

    left: Node
    members: frozenset[str]
    words: tuple[str, ...]
    any_of: bool = False

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.left,)

    def make_reader(self, maker: Maker) -> Reader:
        read, members, any_of = maker.reader(self.left), self.members, self.any_of

        def truth(frame: Frame) -> Truth:
            value = read(frame)
            if value is NA:
                return False
            if (value.known & members) if any_of else (members <= value.known):
                return True
            return False if value.complete else None

        return truth

    def prose(self) -> str:
        listed = "、".join(self.words)
        if len(self.words) == 1:
            return f"{self.left.prose()}里有{listed}"
        return f"{self.left.prose()}里{'至少有下面一样：' + listed if self.any_of else listed + '都有'}"
