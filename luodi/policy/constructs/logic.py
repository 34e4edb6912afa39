"""且 或 非, 任一 全部 至少N: strong Kleene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from luodi.kernel.truth import Truth
from luodi.kernel.values import NA
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader
from luodi.policy.frame import Doubts, Frame
from luodi.policy.kinds import TRUTH, Kind

_ASKS: Final = "吗？"
_NOUNS: Final = tuple(
    "生 人员 人才 人 者 员 干部 职工 农民 专家 青年 骨干 工匠 家庭 户 子女 家属 单位 企业 机构 院校 地区 区域 县 区 "
    "基地 载体 平台 网站 组织 岗位 班 典型 对象 劳动者 劳动力 士兵 军人 村官 贷款 项目 情形".split()
)
_VERBS: Final = tuple(
    "属 是 有 已 未 无 在 系 为 由 经 被 可 按 到 来自 没有 具备 获得 带 招 吸纳 引进 招聘 招用 选派 承担 列入 入选 联系 涉 向".split()
)


def is_noun(name: str) -> bool:
    """Whether the name of a 是否 reads better with 是 before it: 是高校毕业生, but 服役期满."""
    return name.endswith(_NOUNS) and not name.startswith(_VERBS)


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
        """您在缴社会保险费 where the vocabulary asks so; else the name as a statement."""
        question = getattr(getattr(self.name, "fact", None), "question", "")
        if question.endswith(_ASKS) and not set("？。；") & set(question[: -len(_ASKS)]):
            return str(question.removesuffix(_ASKS))
        return f"是{self.name.prose()}" if is_noun(self.name.prose()) else self.name.prose()


@dataclass(frozen=True)
class Junction(Node):
    """Terms of which the first ``decisive`` one decides; else the opposite, or unknown while one is."""

    terms: tuple[Node, ...]
    decisive: ClassVar[bool]
    word: ClassVar[str]

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return self.terms

    def make_reader(self, maker: Maker) -> Reader:
        readers, decisive = [maker.reader(term) for term in self.terms], self.decisive
        otherwise = not decisive

        def truth(frame: Frame) -> Truth:
            answer: Truth = otherwise
            for read in readers:
                value: Truth = read(frame)
                if value is decisive:
                    return value
                if value is None:
                    answer = None
            return answer

        return truth

    def prose(self) -> str:
        *first, last = [_bracketed(term) for term in self.terms]
        return "，".join([*first, f"{self.word}{last}"]) if first else last


@dataclass(frozen=True)
class Every(Junction):
    """且: all of them."""

    decisive: ClassVar[bool] = False
    word: ClassVar[str] = "并且"


@dataclass(frozen=True)
class Some(Junction):
    """或: at least one of them."""

    decisive: ClassVar[bool] = True
    word: ClassVar[str] = "或者"


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
        if isinstance(self.term, Bare):
            name = self.term.name.prose()
            return f"不是{name}" if is_noun(name) else f"没有“{name}”的情形"
        return f"不是这样的：{_bracketed(self.term)}"


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
        return f"下面几样里至少有{self.count}样：" + "；".join(term.prose() for term in self.terms)


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
