"""Paragraphs of official text: lines that a page or a scanner broke are joined again."""

from __future__ import annotations

import re
from typing import Final

from luodi.documents.numbering import PREFIX, marks_in

_ENDS: Final = re.compile(r"[。！？；：…!?;:][”’」』》）)\]]*$|[。；][（(][^（）()]*[）)]$|^-{3,}$|\|$")
_GOES_ON: Final = re.compile(r"[，、,]$")
_TITLE: Final = re.compile(r"(?:通知|意见|办法|方案|规定|决定|细则|公告|条例|批复|函|文件|通告|规划|计划)$")
_FIXED: Final = re.compile(
    r"^(?:-{3,}|\||[—－-]\s*\d+\s*[—－-]$|附\s*件|抄\s*送|（此件|\(此件|（联系|\(联系|校核|责任编辑"
    r"|[一二〇○零\d]{4}\s*年\s*[一二三四五六七八九十\d]{1,2}\s*月\s*[一二三四五六七八九十\d]{1,3}\s*日\s*(?:印发)?$)"
)
_LABEL: Final = re.compile(
    r"^(?:负责|责任|牵头|配合|具体|工作|完成|主要|政策)(?:部门|单位|措施|要求|时限|依据|任务|内容|时间)\s*[：:]"
)
_FULL_LINE: Final = 18


def paragraphs_in(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the paragraphs of ``text``, blanks at both ends left out.

    A line that stops in mid-sentence goes on in the next one, over blank lines too; headings,
    numbered lines, table cells and signatures stand alone. A ``#`` that leads a line is left out.
    """
    numbered = {mark.start for mark in marks_in(text) if mark.heads_line}
    found: list[tuple[int, int]] = []
    before = ""
    for start, end in _lines(text):
        line = text[start:end]
        if found and start not in numbered and _joins(before, line, gap=text[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        before = line
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that carry text, without blanks and leading ``#``."""
    spans = []
    prefix = re.compile(PREFIX)
    for match in re.finditer(r"[^\n]+", text):
        head = prefix.match(text, match.start(), match.end())
        start = head.end() if head else match.start()
        end = start + len(text[start : match.end()].rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def _joins(before: str, line: str, *, gap: str) -> bool:
    """Does ``line`` go on with the sentence that ``before`` left open?"""
    if "#" in gap or "\t" in gap or _ENDS.search(before) or _FIXED.match(line) or _FIXED.match(before):
        return False
    if _LABEL.match(line):
        return False
    if _GOES_ON.search(before):
        return True
    if gap.count("\u3000") >= 2 or len(before) < _FULL_LINE:
        return False
    inside_title = before.count("《") > before.count("》")
    if _TITLE.search(before) and not inside_title and not re.search(r"[，。；]", before):
        return False
    # A heading has no stop; a line of a sentence nearly always has one, or it is a broken title.
    has_stop = bool(re.search(r"[，。；：、]", before))
    return has_stop or inside_title or gap.count("\n") == 1
