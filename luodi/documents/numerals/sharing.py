"""Ranges and lists whose members share the unit or the scale of the last: 1-2年, 3至5万元, 10、15%."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from luodi.documents.numerals.number import Number

_RANGE: Final = re.compile(r"\s*(?:-{1,2}|－|—{1,2}|–|~|至|到)\s*")
_LIST: Final = re.compile(r"\s*(?:、|或者?|和)\s*")
_SCALE: Final = re.compile(r"(千?万|百万|亿)")
_SCALE_VALUES: Final = {"万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


def share(numbers: list[Number], *, tidy: str) -> list[Number]:
    """``numbers`` with units, scales, percents and years handed to their neighbours.

    ``tidy`` is the text in half-width form, for what stands between two numbers. A length
    in years and months (1年6个月) becomes one number of months.
    """
    done = list(numbers)
    for i in range(len(done) - 2, -1, -1):
        between = tidy[done[i].end : done[i + 1].start]
        if _RANGE.fullmatch(between) or _LIST.fullmatch(between):
            done[i] = _with_unit_of(
                done[i], later=done[i + 1], tidy=tidy, is_list=bool(_LIST.fullmatch(between))
            )
            if done[i].ordinal and not done[i].idiom and done[i].unit == done[i + 1].unit != "":
                done[i + 1] = replace(done[i + 1], ordinal=True)
    for i in range(1, len(done)):
        done[i] = _with_year_of(done[i], earlier=done[i - 1], between=tidy[done[i - 1].end : done[i].start])
    return _with_whole_lengths(done, tidy=tidy)


def _with_whole_lengths(numbers: list[Number], *, tidy: str) -> list[Number]:
    """1年6个月 as 18 months."""
    whole: list[Number] = []
    for number in numbers:
        last = whole[-1] if whole else None
        if (
            last
            and last.unit == "年"
            and number.unit == "月"
            and not last.ordinal
            and last.months is not None
        ):
            between = tidy[last.end : number.start].strip()
            if between in ("", "零", "又") and tidy[last.end - 1] == "年":
                whole[-1] = replace(number, value=last.months + number.value, start=last.start)
                continue
        whole.append(number)
    return whole


def _with_unit_of(number: Number, *, later: Number, tidy: str, is_list: bool) -> Number:
    """``number``, which has no unit of its own, read with the unit of ``later``."""
    fixed = number.idiom and (number.ordinal or not _plain_numeral(tidy[number.start : number.end]))
    if (
        number.unit
        or fixed
        or later.idiom
        or not later.unit
        or (number.value.denominator != 1 and later.unit == "年份")
    ):
        return number
    value = number.value
    if later.unit in ("%", "百分点"):
        value = value / 100
    elif later.unit == "‰":
        value = value / 1000
    elif (later.unit == "年份" and not 1900 <= value <= 2100) or later.unit in ("日期", "年月", "月日"):
        return number
    else:
        value = _with_scale_of(number, later=later, tidy=tidy)
    if is_list and later.ordinal and not number.ordinal:
        return number
    return replace(number, value=value, unit=later.unit, idiom=False, ordinal=number.ordinal or later.ordinal)


def _with_scale_of(number: Number, *, later: Number, tidy: str) -> Fraction:
    """3至5万元: the 万 counts for both, unless the first would then be the larger one."""
    scale = _SCALE.search(tidy[later.start : later.end])
    if not scale or _SCALE.search(tidy[number.start : number.end]):
        return number.value
    scaled = number.value * _SCALE_VALUES[scale.group()]
    return scaled if scaled < later.value else number.value


def _with_year_of(number: Number, *, earlier: Number, between: str) -> Number:
    """2018年3月1日至5月31日, 2018年1-3月: a day or month lies in the year printed before it."""
    if not between.strip() and number.unit == "月份" and earlier.unit == "年份":
        return replace(number, unit="年月", value=earlier.value * 100 + number.value)
    if not _RANGE.fullmatch(between):
        return number
    if number.unit == "月日" and earlier.unit == "日期":
        return replace(number, unit="日期", value=earlier.value // 10000 * 10000 + number.value)
    if number.unit == "月份" and earlier.unit == "年月":
        return replace(number, unit="年月", value=earlier.value // 100 * 100 + number.value)
    return number


def _plain_numeral(printed: str) -> bool:
    """One Chinese digit that was taken for a turn of phrase only because no unit follows it."""
    return len(printed) == 1
