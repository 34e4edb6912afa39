"""The sentences of a text, and which of them bind, allow, promise or count something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from luodi.documents.numerals import numbers_in
from luodi.documents.paragraphs import paragraphs_in

_STOP: Final = re.compile(r"[。；！？;!?]+[”’」』》）)\]]*")
_ONLY_MARKS: Final = re.compile(r"[\W\d_]*")

_MODALS: Final = (
    ("必须", r"必须", "必须做"),
    ("须", r"(?<!必)(?<!无)须(?!知)", "必须做"),
    ("应", r"(?<![相响适反供对效呼感顺理])应(?![届用急对征邀聘变付收试诊援战答激激运考])|应当", "应当做"),
    ("要", r"(?<![主重需必首摘纪概险紧扼简想提])要(?![求素点件领义闻害塞么职约道])", "要求做"),
    ("不得", r"不得(?!不)|(?<!四)不准|不能|严禁|禁止", "不许做"),
    ("负责", r"(?<!谁)负责(?!人|同志|部门|单位|制|）|\)|，列)", "指定由谁做"),
    ("确保", r"确保|保证(?!金|人|书)", "要求达到的结果"),
    ("达到", r"达到|不低于|不少于|不超过|不高于|全覆盖|全部纳入", "规定了限度"),
    ("可", r"可以|(?<![认许不尽宁])可(?![能靠行持观谓续信见贵控追视以])", "允许或可以享受"),
    ("允许", r"允许|准予|放宽|取消|免费|免除|减免|不受|不占|不作", "允许或免除"),
    ("给予", r"给予|予以|发放|补助|补贴标准|贴息(?!资金|贷款)|奖补", "给付"),
    ("享受", r"享受|纳入|视为|视同|参照|优先|同等", "给予待遇或资格"),
    ("按规定", r"按(?:照|有关|国家|要求|程序|职责)?[^，。；]{0,14}规定|按要求", "内容由别处规定"),
    ("实行", r"实行|执行|落实|组织实施|安排|设立|开展|建立", "要求实施"),
    ("鼓励", r"鼓励|支持|引导|倡导|探索|推动|推进", "鼓励，不设义务"),
)  # fmt: skip
_PATTERNS: Final = tuple((word, re.compile(pattern), reason) for word, pattern, reason in _MODALS)
_BINDING: Final = frozenset(
    {"必须", "须", "应", "要", "不得", "负责", "确保", "达到", "可", "允许", "给予", "享受", "按规定"}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: (start, end) in characters of the text it was read from, and its words without whitespace."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Modal:
    """A word that makes a sentence a rule, and in which way (Chinese, for the coverage report)."""

    word: str
    reason: str


def sentences_in(text: str, *, start: int = 0, end: int | None = None) -> list[Sentence]:
    """The sentences of ``text[start:end]``, spans in characters of ``text``.

    A sentence ends at 。；！？ with the closing marks behind them, or with its paragraph; a line
    or page that breaks a sentence does not end it. Lines of mere signs give none.
    """
    stretch = text[start:end]
    found: list[Sentence] = []
    for first, last in paragraphs_in(stretch):
        at = first
        for stop in _STOP.finditer(stretch, first, last):
            found.extend(_sentence(stretch, at, stop.end(), start))
            at = stop.end()
        found.extend(_sentence(stretch, at, last, start))
    return found


def modals_in(sentence: str, *, binding_only: bool = False) -> list[Modal]:
    """The modal words of a sentence, one each, with reasons; ``binding_only`` leaves out mere 鼓励 and 开展."""
    words = "".join(sentence.split())
    return [
        Modal(word, reason)
        for word, pattern, reason in _PATTERNS
        if (word in _BINDING or not binding_only) and pattern.search(words)
    ]


def has_modal(sentence: str) -> bool:
    """Does the sentence oblige, allow, forbid, promise or measure? 鼓励 and 开展 alone do not."""
    return bool(modals_in(sentence, binding_only=True))


def has_number(sentence: str) -> bool:
    """Does the sentence count something? Idioms (一定, 三支一扶) and the clause's own number do not."""
    return any(not number.idiom for number in numbers_in(sentence))


def _sentence(text: str, start: int, end: int, shift: int) -> list[Sentence]:
    """The sentence between two stops with its blanks cut off; none if only signs are left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if _ONLY_MARKS.fullmatch(text, start, end):
        return []
    return [Sentence(start + shift, end + shift, "".join(text[start:end].split()))]
