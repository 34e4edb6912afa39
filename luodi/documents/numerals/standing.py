"""Whether a number of a rule stands in its quote."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from luodi.documents.numerals.number import Number
from luodi.documents.numerals.reading import ARABIC, CHINESE
from luodi.documents.numerals.scanning import numbers_in
from luodi.documents.numerals.units import CALENDAR, DAYS_IN, MONTHS_IN, RATIOS, canonical

ANY_UNIT: Final = "*"
"""Stands in :func:`values_in` for a number printed without a unit: it may count anything."""

_MEASURES: Final = CALENDAR | {*MONTHS_IN, *DAYS_IN, "工作日", "元", "人", "岁", ""}
_FIGURE: Final = rf"第?(?:{ARABIC}[百千万亿]*|{CHINESE}+)"
_LOOSE_COUNTERS: Final = frozenset({"个", "项", "种"})


def values_in(text: str) -> frozenset[tuple[Fraction, str]]:
    """What a rule may take from ``text``: (value, unit) with 年 as 月, 周 as 日, percents as bare ratios ('').

    A number without a unit comes with :data:`ANY_UNIT`. Idioms give nothing.
    """
    values: set[tuple[Fraction, str]] = set()
    for number in numbers_in(text):
        if not number.idiom:
            values |= _admitted(number)
    return frozenset(values)


def stands_in(text: str, *, value: Fraction, unit: str) -> bool:
    """Does ``value`` in ``unit`` stand in ``text``?

    ``unit`` is the printed or canonical word (月 and 个月, 名 and 人 are one), '' for a bare
    ratio: 30% is asked for as 3/10. Dates are asked for as 日期 yyyymmdd, 年月 yyyymm, 年份
    yyyy, 月日 mmdd, 月份 mm; a whole date also admits its month and its year. A unit nobody
    knows stands where that word is printed after the figure, or no unit is.
    """
    wanted = canonical(unit)
    amount = value * MONTHS_IN[wanted] if wanted in MONTHS_IN else value
    amount = amount * DAYS_IN[wanted] if wanted in DAYS_IN else amount
    if wanted in MONTHS_IN:
        wanted = "月"
    elif wanted in DAYS_IN:
        wanted = "日"
    values = values_in(text)
    if (amount, wanted) in values:
        return True
    if wanted not in CALENDAR and {(value, ANY_UNIT), (amount, ANY_UNIT)} & values:
        return True
    if wanted == "月" and (amount / 12, ANY_UNIT) in values:
        return True
    return _word_follows(text, value, unit)


def _admitted(number: Number) -> set[tuple[Fraction, str]]:
    """The pairs one number stands for."""
    value, unit = number.value, canonical(number.unit)
    if number.months is not None:
        pairs = {(number.months, "月")}
        if number.ordinal:
            # The n-th year runs from the end of the one before to its own end, and is also plain n.
            pairs |= {(number.months - number.months / value, "月"), (value, "")} if value else set()
        return pairs
    if number.days is not None:
        return {(number.days, "日")} | ({(value, "")} if number.ordinal else set())
    if unit in CALENDAR:
        return _calendar_pairs(value, unit)
    if number.unit in RATIOS:
        bare = {(value, ANY_UNIT)} if number.unit == "" and value.denominator == 1 else set()
        return {(value, ""), *bare}
    if unit == "届" and 1900 <= value <= 2100:
        return {(value, unit), (value, "年份")}
    loose = {(value, "")} if unit in _LOOSE_COUNTERS or number.ordinal else set()
    return {(value, unit), *loose}


def _calendar_pairs(value: Fraction, unit: str) -> set[tuple[Fraction, str]]:
    number = int(value)
    pairs = {(Fraction(number), unit)}
    if unit == "日期":
        pairs |= {
            (Fraction(number // 100), "年月"),
            (Fraction(number // 10000), "年份"),
            (Fraction(number % 10000), "月日"),
        }
    if unit == "年月":
        pairs |= {(Fraction(number // 100), "年份"), (Fraction(number % 100), "月份")}
    return pairs


def _word_follows(text: str, value: Fraction, unit: str) -> bool:
    """The very word of ``unit``, one that no list knows, printed after the figure."""
    if not unit or canonical(unit) in _MEASURES:
        return False
    word = re.compile(rf"{_FIGURE}[余多几来]?个?{re.escape(unit)}")
    for number in numbers_in(text):
        printed = "".join(text[number.start : number.end + len(unit) + 2].split())
        if number.value == value and not number.idiom and word.match(printed):
            return True
    return False
