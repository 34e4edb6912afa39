"""若 … 则 … 否则 …: an unknown test gives the hull of both branches."""

from __future__ import annotations

from dataclasses import dataclass

from luodi.kernel.values import Value, exact, hull
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader
from luodi.policy.frame import Doubts, Frame
from luodi.policy.kinds import Kind


@dataclass(frozen=True)
class Choose(Node):
    """``then`` where ``test`` is 是, ``other`` where it is 否."""

    test: Node
    then: Node
    other: Node

    def kind(self) -> Kind:
        return self.then.kind()

    def children(self) -> tuple[Node, ...]:
        return (self.test, self.then, self.other)

    def make_reader(self, maker: Maker) -> Reader:
        test, then, other = (maker.reader(child) for child in self.children())

        def value(frame: Frame) -> Value:
            truth = test(frame)
            if truth is None:
                return hull(then(frame), other(frame))
            return then(frame) if truth else other(frame)

        return value

    def make_doubter(self, maker: Maker) -> Doubter:
        test = maker.reader(self.test)
        asks = [(maker.reader(child), maker.doubter(child)) for child in self.children()]

        def doubt(frame: Frame, doubts: Doubts) -> None:
            truth = test(frame)
            for (read, ask), possible in zip(
                asks, (truth is None, truth is not False, truth is not True), strict=True
            ):
                if possible and not exact(read(frame)):
                    ask(frame, doubts)

        return doubt

    def prose(self) -> str:
        if self.then.kind().base in ("是否", "条件"):
            return f"（如果{self.test.prose()}，那么{self.then.prose()}；否则{self.other.prose()}）"
        return f"{self.then.prose()}（{self.test.prose()}的）或者{self.other.prose()}（其余的）"
