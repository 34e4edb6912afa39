"""Every 引文 stands, once, in the clause above it; every number of a 式 stands in its 引文."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from luodi.documents.folding import find_all
from luodi.documents.from_text import Clause
from luodi.documents.numerals import stands_in
from luodi.documents.strict_yaml import Told
from luodi.kernel.errors import Problem
from luodi.policy.blocks.fields import Written
from luodi.policy.grammar.form import Form
from luodi.policy.reading import BlockReading, Document
from luodi.policy.scope import Language

_SHOWN: Final = 40
_PARTS: Final = re.compile(r"(\d+(?:\.\d+)?)([万亿]*)(.*)", re.DOTALL)
_SCALES: Final = {"万": 10_000, "亿": 100_000_000}


def check_quotes(document: Document) -> list[Problem]:
    """Quotes that do not stand above their block, or stand there more than once."""
    problems = []
    for reading in document.readings:
        for quote in reading.fields.quotes:
            count = len(places_of(document, reading=reading, quote=quote))
            if count != 1:
                problems.append(_quote_problem(document, quote, count))
    return problems


def places_of(document: Document, *, reading: BlockReading, quote: str) -> list[tuple[int, int]]:
    """Where ``quote`` stands in the clause above the block: in the nearest clause that has it."""
    found = find_all(document.folded, quote=quote)
    for start, end in _scopes(document, reading.block.offset):
        inside = [(a, b) for a, b in found if start <= a and b <= end]
        if inside:
            return inside
    return []


def _scopes(document: Document, offset: int) -> Iterator[tuple[int, int]]:
    """The clause above, then what its ancestors say before their first part, up to the block."""
    trail = _trail(document.clauses.root, document.clause_above(offset))
    for depth, clause in enumerate(reversed(trail)):
        start, end = clause.span if depth == 0 else clause.own
        yield start, min(end, offset)


def _trail(root: Clause, goal: Clause) -> list[Clause]:
    """The clauses from the root down to ``goal``."""
    trail = [root]
    while trail[-1] is not goal:
        inner = next(
            (c for c in trail[-1].children if c.span[0] <= goal.span[0] and goal.span[1] <= c.span[1]), None
        )
        if inner is None:
            break
        trail.append(inner)
    return trail


def _quote_problem(document: Document, quote: Told, count: int) -> Problem:
    shown = quote[:_SHOWN] + ("…" if len(quote) > _SHOWN else "")
    if count:
        return Problem(
            document.file.path, quote.line, quote.column, "quote-twice", f"引文“{shown}”在本条里出现 {count} 次",
            "只出现一次", "把引文写长些，直到只有一处",
        )  # fmt: skip
    elsewhere = bool(find_all(document.folded, quote=quote))
    return Problem(
        document.file.path, quote.line, quote.column, "quote", f"引文“{shown}”不在上面的条款里" + ("（在别的条款里有）" if elsewhere else ""),
        "上面条款里的原话，一字不差", "照抄原文；块要放在所引条款之后" if elsewhere else "照抄原文",
    )  # fmt: skip


def check_numbers(document: Document, *, language: Language) -> list[Problem]:
    """Numbers in a 式 that stand neither in its sentence nor have 另据."""
    problems = []
    for reading in document.readings:
        for written in reading.fields.written:
            if written.other_basis:
                continue
            problems += [
                _number_problem(document, written, form)
                for form in _numbers(written.form)
                if not _stands(written, form)
            ]
    return problems


def _numbers(form: Form) -> Iterator[Form]:
    if form.head in ("number", "ratio", "date") or (form.head == "period" and form.word[0].isdigit()):
        yield form
    for child in form.children():
        yield from _numbers(child)


def _stands(written: Written, form: Form) -> bool:
    return written.quote is not None and any(
        stands_in(written.quote, value=value, unit=unit) for value, unit in _asked(form)
    )


def _asked(form: Form) -> list[tuple[Fraction, str]]:
    """The (value, unit) pairs any of which may stand in the sentence."""
    text = form.word
    if form.head == "ratio":
        left, right = re.split("[:/]", text)
        return [(Fraction(int(left), int(right) or 1), "")]
    if form.head in ("date", "period"):
        digits = re.findall(r"\d+", text)
        if len(digits) == 3:
            return [(Fraction(int(f"{int(digits[0]):04d}{int(digits[1]):02d}{int(digits[2]):02d}")), "日期")]
        if len(digits) == 2:
            return [(Fraction(int(digits[0]) * 100 + int(digits[1])), "年月")]
        return [(Fraction(int(digits[0])), "年份")]
    match = _PARTS.fullmatch(text)
    assert match is not None
    value = Fraction(match.group(1))
    for char in match.group(2):
        value *= _SCALES[char]
    unit = match.group(3)
    if unit in ("%", "‰"):
        return [(value / (100 if unit == "%" else 1000), "")]
    # A bare 1 may be 第一年: an ordinal carries the word it counts.
    return [(value, unit)] if unit else [(value, ""), (value, "年"), (value, "年次"), (value, "次")]


def _number_problem(document: Document, written: Written, form: Form) -> Problem:
    line, column = written.told.place(form.start)
    shown = (written.quote or "")[:_SHOWN]
    return Problem(
        document.file.path, line, column, "number", f"式里的“{form.word}”不在引文里", f"引文“{shown}”里的数",
        "核对引文和数；别有依据的写“另据”",
    )  # fmt: skip
