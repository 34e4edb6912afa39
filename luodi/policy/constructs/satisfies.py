"""符合(编号), and names that a 视同 provision can give as well as the own fact."""

from __future__ import annotations

from dataclasses import dataclass

from luodi.kernel.truth import Truth
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader
from luodi.policy.frame import Doubts, Frame
from luodi.policy.kinds import TRUTH, Kind


def _subject_frame(frame: Frame) -> Frame:
    while frame.outer is not None:
        frame = frame.outer
    return frame


@dataclass(frozen=True)
class Satisfies(Node):
    """Whether another provision is met for the same beneficiary; not in force here is 否."""

    provision: str
    title: str = ""

    def kind(self) -> Kind:
        return TRUTH

    def make_reader(self, maker: Maker) -> Reader:
        id = self.provision

        def truth(frame: Frame) -> Truth:
            granted: Truth = frame.run.granted(id, _subject_frame(frame))[0]
            return granted

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        id = self.provision
        return lambda frame, doubts: doubts.take(frame.run.granted(id, _subject_frame(frame))[1])

    def prose(self) -> str:
        return f"符合“{self.title or self.provision}”"


@dataclass(frozen=True)
class Status(Node):
    """A compound name (应届高校毕业生): the own fact, or any provision in force here with this 视同."""

    name: str
    own: Node

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.own,)

    def make_reader(self, maker: Maker) -> Reader:
        read, name = maker.reader(self.own), self.name

        def truth(frame: Frame) -> Truth:
            answer: Truth = read(frame)
            if answer is True:
                return True
            subject = _subject_frame(frame)
            for id in frame.run.statuses.get(name, ()):
                granted = frame.run.granted(id, subject)[0]
                if granted is True:
                    return True
                if granted is None:
                    answer = None
            return answer

        return truth

    def make_doubter(self, maker: Maker) -> Doubter:
        read, ask, name = maker.reader(self.own), maker.doubter(self.own), self.name

        def doubt(frame: Frame, doubts: Doubts) -> None:
            if read(frame) is None:
                ask(frame, doubts)
            for id in frame.run.statuses.get(name, ()):
                granted, why = frame.run.granted(id, _subject_frame(frame))
                if granted is None:
                    doubts.take(why)

        return doubt

    def prose(self) -> str:
        return f"是{self.name}（按规定视同的也算）"
