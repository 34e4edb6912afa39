"""The typed tree: what every construct can do, and how it becomes closures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from luodi.kernel.values import Value, exact
from luodi.policy.frame import Doubts, Frame
from luodi.policy.kinds import Kind

Reader = Callable[[Frame], Value]
Doubter = Callable[[Frame, Doubts], None]


@dataclass(frozen=True)
class Node:
    """One typed construct. Subclasses say how to read it, what is in doubt, and how to say it."""

    def kind(self) -> Kind:
        """What sort of value reading it gives."""
        raise NotImplementedError  # pragma: no cover

    def children(self) -> tuple[Node, ...]:
        """The constructs it is made of."""
        return ()

    def make_reader(self, maker: Maker) -> Reader:
        """A closure that gives every value still possible."""
        raise NotImplementedError  # pragma: no cover

    def make_doubter(self, maker: Maker) -> Doubter:
        """A closure that names the unknown leaves, called where reading was not definite."""
        pairs = [(maker.reader(child), maker.doubter(child)) for child in self.children()]

        def doubt(frame: Frame, doubts: Doubts) -> None:
            for read, ask in pairs:
                if not exact(read(frame)):
                    ask(frame, doubts)

        return doubt

    def prose(self) -> str:
        """The construct in plain Chinese."""
        raise NotImplementedError  # pragma: no cover

    def walk(self) -> Iterator[Node]:
        """This construct and everything in it."""
        yield self
        for child in self.children():
            yield from child.walk()


class Maker:
    """Turns typed constructs into closures, each once; doubters only when first needed."""

    def __init__(self) -> None:
        self._readers: dict[int, tuple[Node, Reader]] = {}
        self._doubters: dict[int, tuple[Node, Doubter]] = {}

    def reader(self, node: Node) -> Reader:
        """The closure that reads ``node``."""
        made = self._readers.get(id(node))
        if made is None:
            made = self._readers[id(node)] = (node, node.make_reader(self))
        return made[1]

    def doubter(self, node: Node) -> Doubter:
        """The closure that names what is in doubt in ``node``; made on its first call."""
        made = self._doubters.get(id(node))
        if made is not None:
            return made[1]

        def late(frame: Frame, doubts: Doubts) -> None:
            built = self._doubters.get(-id(node))
            if built is None:
                built = self._doubters[-id(node)] = (node, node.make_doubter(self))
            built[1](frame, doubts)

        self._doubters[id(node)] = (node, late)
        return late


@dataclass(frozen=True)
class Constant(Node):
    """A figure, a date, a member of a list: ``text`` as it was written."""

    value: Any
    sort: Kind
    text: str

    def kind(self) -> Kind:
        return self.sort

    def make_reader(self, maker: Maker) -> Reader:
        value = self.value
        return lambda frame: value

    def prose(self) -> str:
        return self.text


@dataclass(frozen=True)
class Today(Node):
    """判定日: the day that is judged."""

    def kind(self) -> Kind:
        return Kind("日期")

    def make_reader(self, maker: Maker) -> Reader:
        return lambda frame: frame.run.day

    def prose(self) -> str:
        return "判定当天"


def up(frame: Frame, *, hops: int) -> Frame:
    """The frame ``hops`` levels further out."""
    while hops:
        assert frame.outer is not None
        frame, hops = frame.outer, hops - 1
    return frame
