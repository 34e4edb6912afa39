"""The printed numbers of a document: 一、 （一） 1. （1） ① 第十条, and the number column of a task table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from luodi.documents.numerals import numeral_value

CHAPTERS: Final = ("编", "章", "节")
ROW: Final = "行"

RANKS: Final = {"编": 0.0, "章": 1.0, "节": 2.0, "条": 3.0, "一": 4.0, ROW: 4.5, "（一）": 5.0, "1": 6.0,
                "（1）": 7.0, "1）": 8.0, "①": 9.0}  # fmt: skip
"""How deep a kind of number stands; a document may turn two neighbours round."""

_CHINESE: Final = r"[一二三四五六七八九十百零〇○]{1,5}"
_DIGITS: Final = r"[0-9０-９]{1,3}"
PREFIX: Final = r"(?:[^\S\n]|[#>*])*+"
"""What may stand before a number at the head of a line: blanks and Markdown signs."""

_FORMS: Final = (
    rf"第\s*(?P<n>{_CHINESE}|{_DIGITS})\s*(?P<chapter>[编章节条])(?![、，。的和至规])",
    rf"(?P<han>{_CHINESE})\s*(?:、(?!\s*{_CHINESE}\s*[、类级档年月])|[．.](?!\d))",
    rf"[（(]\s*(?P<hanbox>{_CHINESE})\s*[）)](?!\s*[项款目条、至和或及，。；])",
    rf"(?P<arabic>{_DIGITS})\s*(?:、(?!\s*\d{{1,3}}\s*[个年月日人天岁元、])|[．.](?![\d０-９]))",
    rf"[（(]\s*(?P<box>{_DIGITS})\s*[）)](?!\s*[项款目条、至和或及，。；])",
    rf"(?P<half>{_DIGITS})\s*[）)]",
    r"(?P<ring>[①-⑳])",
)
_ANY: Final = "|".join(_FORMS)
_AT_HEAD: Final = re.compile(rf"(?m)^{PREFIX}(?:{_ANY})")
_INSIDE: Final = re.compile(rf"(?<=[^\n])(?:{_ANY})")
_ROW: Final = re.compile(
    r"(?m)^(?:\|\s*+(?P<bar>\d{1,3})\s*+\||(?P<tab>\d{1,3})\t++(?=\S)|(?P<gap>[^\S\n]*+)(?P<cell>\d{1,3})[^\S\n]*+$)"
)
_TABLE_HEAD: Final = re.compile(r"(?m)^[^\S\n]*+\|?[^\S\n]*+序\s*+号(?=$|[\t|]|\s)")
_KINDS: Final = {"han": "一", "hanbox": "（一）", "arabic": "1", "box": "（1）", "half": "1）", "ring": "①"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed number. ``start`` is its first character, ``end`` just after it (and its 、 or bracket).

    ``printed`` is the number as a path element, ``label`` the same with full-width brackets.
    """

    kind: str
    number: int
    printed: str
    label: str
    start: int
    end: int
    heads_line: bool


def marks_in(text: str) -> list[Mark]:
    """Everything in ``text`` that could be the number of a clause, in order; :mod:`from_text` chooses."""
    marks = {mark.start: mark for mark in _rows(text)}
    for match in _AT_HEAD.finditer(text):
        mark = _mark(match, heads_line=True)
        marks.setdefault(mark.start, mark)
    for match in _INSIDE.finditer(text):
        mark = _mark(match, heads_line=False)
        if mark.kind not in CHAPTERS:
            marks.setdefault(mark.start, mark)
    return [marks[start] for start in sorted(marks)]


def table_heads(text: str) -> list[int]:
    """Where task tables begin: the offsets of their 序号 cells."""
    return [match.start() for match in _TABLE_HEAD.finditer(text)]


def _mark(match: re.Match[str], *, heads_line: bool) -> Mark:
    name = next(name for name in ("n", *_KINDS) if match[name] is not None)
    start, end = match.start(name), match.end()
    numeral = "".join(match[name].split())
    if name == "n":
        start = match.start() + match.group().index("第")
        printed = f"第{numeral}{match['chapter']}"
        return Mark(match["chapter"], _value(numeral), printed, printed, start, match.end(), heads_line)
    if name in ("hanbox", "box"):
        start = next(i for i in range(start, -1, -1) if match.string[i] in "（(")
        printed = "".join(match.string[start:end].split())
        return Mark(_KINDS[name], _value(numeral), printed, f"（{numeral}）", start, end, heads_line)
    if name == "ring":
        return Mark("①", ord(numeral) - ord("①") + 1, numeral, numeral, start, end, heads_line)
    printed = f"{numeral}）" if name == "half" else numeral
    return Mark(_KINDS[name], _value(numeral), printed, printed, start, end, heads_line)


def _rows(text: str) -> list[Mark]:
    """The numbers of table rows; a number alone on its line counts only below a 序号."""
    heads = table_heads(text)
    rows = []
    for match in _ROW.finditer(text):
        name = next(name for name in ("cell", "bar", "tab") if match[name] is not None)
        alone = name == "cell" and "\t" not in match["gap"]
        if alone and not (heads and heads[0] < match.start()):
            continue
        numeral = match[name]
        rows.append(
            Mark(ROW, int(numeral), numeral, numeral, match.start(name), match.end(), heads_line=True)
        )
    return rows


def _value(numeral: str) -> int:
    half_width = "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c for c in numeral)
    return int(numeral_value(half_width))
