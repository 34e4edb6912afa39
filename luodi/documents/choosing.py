"""Which printed numbers open a clause: those that count on, in parts, up to the signature."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from luodi.documents.numbering import RANKS, ROW, Mark, marks_in, table_heads
from luodi.documents.paragraphs import paragraphs_in

_ATTACHMENT: Final = re.compile(
    r"(?m)^[^\S\n]*+(?:#++[^\S\n]*+)?附\s*件\s*(?P<number>[\d一二三四五六七八九十]{0,3})\s*[:：]?[^\S\n]*$"
)
# 附件：1.… 2.…, the list before the signature: its numbers open no clauses.
_ATTACHMENT_LIST: Final = re.compile(
    r"(?m)^[^\S\n]*附\s*件\s*[:：][^\n]+(?:\n[^\S\n]*(?:附\s*件\s*)?\d{1,2}\s*[.．、:：][^\n]+)*"
)
_DATE: Final = (
    r"[一二〇○零\d]{4}\s*年\s*[一二三四五六七八九十\d]{1,2}\s*月\s*[一二三四五六七八九十\d]{1,3}\s*日"
)
_TAIL: Final = re.compile(
    rf"^(?:-{{3,}}|{_DATE}.{{0,4}}|附\s*件\s*[:：\d].*|[(（](?:此件|联系|公开|印发).*|抄\s*送.*|校核.*|共印.*|主题词.*|印发单位.*"
    r"|\d{1,2}\s*[.．、][^。；]{2,60}|[^，。；：、！？]{2,34})$"
)
_SCOPE: Final = re.compile(
    r"^(?:本(?:实施)?(?:意见|办法|规定|方案|细则|通知|计划|措施|条例|政策|文件)(?:自|由|适用|印发|发布|从|有效期|未尽|中所?称)"
    r"|本通知|此前|以前规定|以上(?:政策|措施|规定)|特此)"
)
_FARTHEST_JUMP: Final = 3


@dataclass(slots=True)
class Part:
    """A stretch of text with its own numbering: the document itself or an attachment."""

    name: str
    start: int
    end: int
    body_end: int
    marks: list[Mark] = field(default_factory=list)
    ranks: list[float] = field(default_factory=list)
    closing: tuple[int, int, str] | None = None


def parts_of(text: str) -> list[Part]:
    """The parts of ``text``, each with the marks that open its clauses, and where its clauses end.

    An attachment is a part of its own only behind a document that has clauses.
    """
    listed = [match.span() for match in _ATTACHMENT_LIST.finditer(text)]
    marks = [mark for mark in marks_in(text) if not any(start <= mark.start < end for start, end in listed)]
    parts: list[Part] = []
    for name, start, end in _stretches(text):
        inside = [mark for mark in marks if start <= mark.start < end]
        chosen, ranks = _choose(text, inside)
        named = name if any(part.marks for part in parts) else ""
        if not chosen and not named:
            continue
        part = Part(named, start, end, end, chosen, ranks)
        _close(text, part)
        parts.append(part)
    return parts


def _stretches(text: str) -> list[tuple[str, int, int]]:
    """(name, start, end) of the main text and of every attachment with a line of its own."""
    heads = [(f"附件{match['number']}", match.start()) for match in _ATTACHMENT.finditer(text)]
    starts = [("", 0), *heads] if not heads or heads[0][1] > 0 else heads
    ends = [start for _, start in starts[1:]] + [len(text)]
    return [(name, start, end) for (name, start), end in zip(starts, ends, strict=True)]


def _choose(text: str, marks: Sequence[Mark]) -> tuple[list[Mark], list[float]]:
    """The marks that count on from those before them, each with its depth."""
    chosen: list[Mark] = []
    depths: list[float] = []
    open_marks: list[Mark] = []
    ranks = dict(RANKS)
    last: dict[str, int] = {}
    ahead = _Ahead(marks)
    tables = table_heads(text)
    for mark in marks:
        if mark.kind == ROW and chosen and any(chosen[-1].start < table < mark.start for table in tables):
            open_marks = []
        if not _fits(text, mark, ahead, open_marks, last):
            continue
        first_inside_list = mark.kind == "（一）" and mark.number == 1 and "（一）" not in last
        if first_inside_list and open_marks and open_marks[-1].kind == "1":
            # This document puts （一） below 1., not above it.
            ranks["（一）"] = ranks["1"] + 0.5
        open_marks = [known for known in open_marks if ranks[known.kind] < ranks[mark.kind]] + [mark]
        chosen.append(mark)
        depths.append(ranks[mark.kind])
        last[mark.kind] = mark.number
    return chosen, depths


class _Ahead:
    """Looks from a mark to the next ones of its kind, in constant time."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._next_head: dict[int, Mark | None] = {}
        self._next_other: dict[int, Mark | None] = {}
        heads: dict[str, Mark] = {}
        others: dict[str, Mark] = {}
        for mark in reversed(marks):
            self._next_head[mark.start] = heads.get(mark.kind)
            self._next_other[mark.start] = others.get(mark.kind)
            if mark.heads_line:
                heads[mark.kind] = mark
            if mark.number != 1:
                others[mark.kind] = mark

    def counts_on(self, mark: Mark) -> bool:
        """Does the next number of this kind at the head of a line follow this one?"""
        following = self._next_head[mark.start]
        return following is not None and following.number == mark.number + 1

    def second(self, mark: Mark) -> Mark | None:
        """The next mark of this kind that is no first one, if it is a second."""
        following = self._next_other[mark.start]
        return following if following is not None and following.number == 2 else None


def _fits(text: str, mark: Mark, ahead: _Ahead, open_marks: list[Mark], last: dict[str, int]) -> bool:
    """Is this number the next one where it stands?"""
    sibling = next((known for known in reversed(open_marks) if known.kind == mark.kind), None)
    if not mark.heads_line:
        return _fits_inside(text, mark, ahead, sibling, open_marks)
    if mark.kind == "1）" and sibling is None and mark.number != 1:
        return False
    if sibling is None:
        return mark.number in (1, last.get(mark.kind, 0) + 1) or (
            mark.kind not in last and ahead.counts_on(mark)
        )
    if mark.number == sibling.number + 1:
        return True
    jump = mark.number - sibling.number
    misprint = jump == 0 or 1 < jump <= _FARTHEST_JUMP
    return (misprint or mark.number == 1) and ahead.counts_on(mark)


def _fits_inside(text: str, mark: Mark, ahead: _Ahead, sibling: Mark | None, open_marks: list[Mark]) -> bool:
    """A number inside a line: the next of an open row after a stop, or the first of a row that goes on."""
    before = _char_before(text, mark)
    after_stop = before != "" and before in "。；：！;:"
    if mark.kind == "条":
        return False
    if sibling is not None:
        return after_stop and before not in "：:" and mark.number == sibling.number + 1
    if mark.number != 1 or (open_marks and RANKS[mark.kind] <= RANKS[open_marks[-1].kind]):
        return False
    second = ahead.second(mark)
    if second is None or not (second.heads_line or _char_before(text, second) in ("。", "；", ";")):
        return False
    if after_stop or not open_marks:
        return after_stop
    # A heading whose line end was lost: 三、具体措施（一）加大…
    heading = text[open_marks[-1].end : mark.start]
    glued = len(heading) <= 40 and not re.search(r"[，。；：\n]", heading)
    return glued and mark.kind == "（一）"


def _char_before(text: str, mark: Mark) -> str:
    """The last character before ``mark`` that is no blank; '' if there is none near."""
    return text[max(0, mark.start - 8) : mark.start].rstrip()[-1:]


def _close(text: str, part: Part) -> None:
    """Find where the clauses of ``part`` end: before an unnumbered closing and the signature."""
    if not part.marks:
        part.body_end = part.start
        return
    final = part.marks[-1]
    paragraphs = [span for span in paragraphs_in(text[: part.end]) if span[1] > final.start]
    while len(paragraphs) > 1 and final.kind != ROW and _is_tail(text, paragraphs[-1]):
        paragraphs.pop()
    if not paragraphs:
        return
    after = part.end if final.kind == ROW else _line_after(text, paragraphs[-1][1], part.end)
    part.body_end = after
    opening = _closing_paragraph(text, part, paragraphs)
    if opening:
        start, name = opening
        part.body_end = text.rfind("\n", 0, start) + 1
        part.closing = (start, after, name)


def _is_tail(text: str, span: tuple[int, int]) -> bool:
    return all(_TAIL.match(line.strip()) for line in text[slice(*span)].splitlines() if line.strip())


def _line_after(text: str, offset: int, end: int) -> int:
    line_end = text.find("\n", offset, end)
    return end if line_end < 0 else line_end + 1


def _closing_paragraph(text: str, part: Part, paragraphs: list[tuple[int, int]]) -> tuple[int, str] | None:
    """(start, name) of the unnumbered closing: 附则 by its words, 结语 where clauses have one paragraph each."""
    if part.marks[-1].kind in ("条", ROW):
        return None
    for start, end in paragraphs[1:]:
        if _SCOPE.match(text[start:end]):
            return start, "附则"
    if len(paragraphs) > 1 and _one_paragraph_each(text, part):
        return paragraphs[1][0], "结语"
    return None


def _one_paragraph_each(text: str, part: Part) -> bool:
    """Do the other clauses like the last one have a single paragraph each?"""
    final = part.marks[-1]
    starts = [span[0] for span in paragraphs_in(text[: part.end])]
    counts = [
        bisect_left(starts, following.start) - bisect_left(starts, mark.start)
        for mark, following in pairwise(part.marks)
        if mark.kind == final.kind
    ]
    return len(counts) >= 4 and sum(count <= 1 for count in counts) >= 0.9 * len(counts)
