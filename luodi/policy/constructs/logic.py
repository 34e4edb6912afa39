"""且 或 非, 任一 全部 至少N: strong Kleene."""

from __future__ import annotations

from dataclasses import dataclass

from luodi.kernel.truth import Truth
from luodi.kernel.values import NA
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader
from luodi.policy.frame import Doubts, Frame
from luodi.policy.kinds import TRUTH, Kind


@dataclass(frozen=True)
class Bare(Node):
    """A bare name: 不适用 is 否."""

    name: Node

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.name,)

    def make_reader(self, maker: Maker) -> Reader:
        read = maker.reader(self.name)

        def truth(frame: Frame) -> Truth:
            value = read(frame)
            return False if value is NA else value

        return truth

    def prose(self) -> str:
        return f"“{self.name.prose()}”为是"


@dataclass(frozen=True)
class Every(Node):
    """且: all of them."""

    terms: tuple[Node, ...]

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return self.terms

    def make_reader(self, maker: Maker) -> Reader:
        readers = [maker.reader(term) for term in self.terms]

        def truth(frame: Frame) -> Truth:
            answer: Truth = True
            for read in readers:
                value = read(frame)
                if value is False:
                    return False
                if value is None:
                    answer = None
            return answer

        return truth

    def prose(self) -> str:
        return "，并且".join(_bracketed(term) for term in self.terms)


@dataclass(frozen=True)
class Some(Node):
    """或: at least one of them."""

    terms: tuple[Node, ...]

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return self.terms

    def make_reader(self, maker: Maker) -> Reader:
        readers = [maker.reader(term) for term in self.terms]

        def truth(frame: Frame) -> Truth:
            answer: Truth = False
            for read in readers:
                value = read(frame)
                if value is True:
                    return True
                if value is None:
                    answer = None
            return answer

        return truth

    def prose(self) -> str:
        return "，或者".join(_bracketed(term) for term in self.terms)


@dataclass(frozen=True)
class Not(Node):
    """非: plain negation, also of a 否 that came from 不适用."""

    term: Node

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.term,)

    def make_reader(self, maker: Maker) -> Reader:
        read = maker.reader(self.term)

        def truth(frame: Frame) -> Truth:
            value = read(frame)
            return None if value is None else not value

        return truth

    def prose(self) -> str:
        return f"不是（{self.term.prose()}）"


@dataclass(frozen=True)
class AtLeast(Node):
    """至少N of the terms: enough 是 gives 是, too few left gives 否."""

    terms: tuple[Node, ...]
    count: int

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return self.terms

    def make_reader(self, maker: Maker) -> Reader:
        readers, count = [maker.reader(term) for term in self.terms], self.count

        def truth(frame: Frame) -> Truth:
            values = [read(frame) for read in readers]
            if values.count(True) >= count:
                return True
            return None if len(values) - values.count(False) >= count else False

        return truth

    def prose(self) -> str:
        return f"以下至少 {self.count} 项成立：" + "；".join(term.prose() for term in self.terms)


@dataclass(frozen=True)
class Principle(Node):
    """原则上 / 一般: failing leads to a finding whether an exception was granted, never to a flat no."""

    term: Node
    exception: Node

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.term, self.exception)

    def make_reader(self, maker: Maker) -> Reader:
        read, excepted = maker.reader(self.term), maker.reader(self.exception)

        def truth(frame: Frame) -> Truth:
            value = read(frame)
            if value is True:
                return True
            granted = excepted(frame)
            if granted is True:
                return True
            return False if value is False and granted is not None else None

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        read, ask = maker.reader(self.term), maker.doubter(self.term)
        excepted, ask_exception = maker.reader(self.exception), maker.doubter(self.exception)

        def doubt(frame: Frame, doubts: Doubts) -> None:
            if read(frame) is None:
                ask(frame, doubts)
            if excepted(frame) is None:
                ask_exception(frame, doubts)

        return doubt

    def prose(self) -> str:
        return f"原则上{self.term.prose()}（经批准可以例外）"


def _bracketed(term: Node) -> str:
    return f"（{term.prose()}）" if isinstance(term, Every | Some) else term.prose()
