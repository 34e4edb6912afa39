"""Finding the numbers of a text, left to right, each with the unit printed after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from luodi.documents.numerals.idioms import IDIOM
from luodi.documents.numerals.number import Number
from luodi.documents.numerals.reading import (
    ARABIC,
    CHEQUE,
    CHINESE,
    CHINESE_DIGIT,
    DIGITS,
    SCALES,
    numeral_value,
)
from luodi.documents.numerals.sharing import share
from luodi.documents.numerals.units import AFTER_ANY, AFTER_FIGURES, PERCENT, as_unit

# Commas and stops stay full width: only an ASCII comma groups thousands.
_HALF: Final = {
    ord(full): half
    for full, half in zip("％．：／－～＋（）＜＞", "%.:/-~+()<>", strict=True)
} | {0xFF10 + n: str(n) for n in range(10)} | {0xFF21 + n: chr(65 + n) for n in range(26)}  # fmt: skip

_DAY: Final = rf"(?:\d{{1,2}}|{CHINESE}{{1,3}})"
_YEAR: Final = r"(?:(?<!\d)(?:19|20)\d\d|[一二][九零〇○◯][零〇○◯一二三四五六七八九]{2})"
_PART: Final = rf"(?:{ARABIC}|{CHINESE}+(?:点{CHINESE_DIGIT}+)?)"
_MIXED: Final = rf"{ARABIC}(?:\s*+(?:百|千(?![瓦米克]))?[万亿]+|\s*+[百千](?![瓦米克万亿强佳家分日]))(?:\d+[百千万](?![瓦米克分]))*(?:(?<=万)\d{{4}}(?![\d年]))?"

_TOKEN: Final = re.compile(
    rf"(?P<idiom>{IDIOM})"
    rf"|(?P<iso>(?<!\d)(?:19|20)\d\d(?P<sep>[-/.])\d{{1,2}}(?P=sep)\d{{1,2}}(?!\d))"
    rf"|(?P<date>(?P<y>{_YEAR})\s*年(?!级)(?:\s*(?P<m>{_DAY})\s*月份?(?!个)(?:\s*(?P<d>{_DAY})\s*[日号])?)?)"
    rf"|(?P<monthday>(?<!\d)(?P<md_m>{_DAY})\s*月\s*(?P<md_d>{_DAY})\s*[日号])"
    rf"|(?P<percent>(?P<base>[百千万])分之(?P<per>{_PART}|[百千万])(?P<per_to>\s*[至到~\-－—]\s*(?!百分)(?P<per2>{_PART})(?!\s*[年月日个]))?)"
    rf"|(?P<parts>(?P<below>{_PART})分之(?P<above>{_PART}))"
    rf"|(?P<ratio>(?<![\d.])(?P<left>\d+)\s*[:∶]\s*(?P<right>\d+(?:\.\d+)?)(?!\d))"
    rf"|(?P<fraction>(?<![\d./])(?P<top>\d+)/(?P<bottom>\d+)(?![\d/]))"
    rf"|(?P<whole>全额|全部|全数|全覆盖|百分百|百分之百)"
    rf"|(?P<half>(?:一|过|减|对|折)半(?!年|天|日|个|小时)|半数(?!字)|(?:半个|半)(?P<half_unit>月|年|天|日|小时))"
    rf"|(?P<item>[①-⑳])"
    rf"|(?P<number>(?:第\s*)?(?P<numeral>{_MIXED}|{ARABIC}|{CHEQUE}|{CHINESE}+(?:点{CHINESE_DIGIT}+[万亿]*)?))"
)
_COMPARED: Final = re.compile(
    r"(?:少于|低于|超过|高于|多于|至少|至多|最多|最少|最长|最低|最高|达到?|满|不足|约|近)\s*$"
)
_ITEM_MARK: Final = re.compile(rf"\s*(?:、(?!\s*\d{{1,3}}(?!\d)|\s*{CHINESE}+[、年月类级档])|[.．](?!\d))")
_LIMITED: Final = re.compile(r"\s*(?:以上|以下|以内|左右|及以[上下])")
_HALF_MORE: Final = re.compile(r"半(?!年|数|天|日|个|途|径)")
# How far around a number its neighbours tell what it is; keeps long texts linear.
_NEAR: Final = 80
_AND_A_HALF: Final = re.compile(r"\s*个半(?P<unit>月|小时|学期)")


def numbers_in(text: str) -> list[Number]:
    """Every number of ``text`` in order, idioms and ordinals flagged; dates and ranges are taken apart.

    1-2年 gives 1年 and 2年, 3至5万元 gives 30000元 and 50000元. Full-width digits, and blanks
    between a number and its unit, read like any other.
    """
    return list(_scan(text))


@lru_cache(maxsize=512)
def _scan(text: str) -> tuple[Number, ...]:
    tidy = text.translate(_HALF)
    found: list[Number] = []
    at = 0
    while match := _TOKEN.search(tidy, at):
        try:
            numbers = _READERS[_kind(match)](match)
        except ValueError:  # figures that add up to nothing, such as 一十二三分之一
            numbers = []
        found.extend(numbers)
        at = max([match.start() + 1, *(number.end for number in numbers)])
        if not numbers:
            at = match.end()
    joined = share(found, tidy=tidy)
    return tuple(replace(number, text=text[number.start : number.end]) for number in joined)


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _READERS if match.group(kind) is not None)


def _made(
    value: Fraction | int, unit: str, *, span: tuple[int, int], ordinal: bool = False, idiom: bool = False
) -> Number:
    return Number(Fraction(value), unit, span[0], span[1], ordinal, idiom, "")


def _idiom(match: re.Match[str]) -> list[Number]:
    """One flagged number for the whole word, with the value of its first numeral."""
    numeral = re.search(rf"{ARABIC}|{CHINESE}", match.group())
    value = numeral_value(numeral.group()) if numeral else Fraction(1, 2)
    return [_made(value, "", span=match.span(), idiom=True)]


def _iso(match: re.Match[str]) -> list[Number]:
    year, month, day = (int(part) for part in re.split(r"[-/.]", match.group()))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return []
    return [_made(year * 10000 + month * 100 + day, "日期", span=match.span())]


def _date(match: re.Match[str]) -> list[Number]:
    """2018年1月12日, 2018年3月, 2018年: as much of a date as is printed and possible."""
    tidy, year = match.string, int(numeral_value(match["y"]))
    month = int(numeral_value(match["m"])) if match["m"] else 0
    day = int(numeral_value(match["d"])) if match["d"] else 0
    end = match.end()
    if not 0 <= month <= 12 or not 0 <= day <= 31:
        month, day, end = 0, 0, tidy.index("年", match.start()) + 1
    boxed = match.start() > 0 and tidy[match.start() - 1] in "〔["
    if day:
        return [_made(year * 10000 + month * 100 + day, "日期", span=(match.start(), end), idiom=boxed)]
    if month:
        return [_made(year * 100 + month, "年月", span=(match.start(), end), idiom=boxed)]
    return [_made(year, "年份", span=(match.start(), end), idiom=boxed)]


def _month_day(match: re.Match[str]) -> list[Number]:
    month, day = int(numeral_value(match["md_m"])), int(numeral_value(match["md_d"]))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return []
    return [_made(month * 100 + day, "月日", span=match.span())]


def _percent(match: re.Match[str]) -> list[Number]:
    """百分之三十, 千分之五, 百分之十至二十."""
    base = SCALES[match["base"]]
    first = _made(numeral_value(match["per"]) / base, "%", span=(match.start(), match.end("per")))
    if not match["per2"]:
        return [first]
    return [first, _made(numeral_value(match["per2"]) / base, "%", span=match.span("per2"))]


def _parts(match: re.Match[str]) -> list[Number]:
    below = numeral_value(match["below"])
    return [_made(numeral_value(match["above"]) / below, "", span=match.span())] if below else []


def _ratio(match: re.Match[str]) -> list[Number]:
    """1:300; but 8:30 and 9:00 are times of day, which give no number."""
    left, right = Fraction(match["left"]), Fraction(match["right"])
    if not right or (len(match["right"]) == 2 and 6 <= left <= 24 and right < 60):
        return []
    return [_made(left / right, "", span=match.span())]


def _fraction(match: re.Match[str]) -> list[Number]:
    bottom = int(match["bottom"])
    return [_made(Fraction(int(match["top"]), bottom), "", span=match.span())] if bottom else []


def _whole(match: re.Match[str]) -> list[Number]:
    return [_made(1, "%", span=match.span())]


def _half(match: re.Match[str]) -> list[Number]:
    unit = match["half_unit"]
    return [_made(Fraction(1, 2), as_unit(unit) if unit else "", span=match.span())]


def _item(match: re.Match[str]) -> list[Number]:
    return [_made(ord(match.group()) - ord("①") + 1, "", span=match.span(), ordinal=True, idiom=True)]


def _number(match: re.Match[str]) -> list[Number]:
    """A numeral with its unit; or two, for the 两三年 of speech."""
    tidy, numeral = match.string, match["numeral"]
    pair = _spoken_pair(match)
    if pair:
        return pair
    try:
        value = numeral_value(numeral)
    except ValueError:
        return [_made(0, "", span=match.span("numeral"), idiom=True)]
    ordinal = match.start() < match.start("numeral")
    unit, end = _unit_after(match)
    if half := _AND_A_HALF.match(tidy, match.end()):
        value, unit, end = value + Fraction(1, 2), half["unit"], half.end()
    elif unit in ("%", "‰", "百分点"):
        value /= 1000 if unit == "‰" else 100
    elif unit == "成":
        value /= 10
    elif unit in ("年", "月", "季度") and (more := _HALF_MORE.match(tidy, end)):
        value, end = value + Fraction(1, 2), more.end()
    if unit == "月" and value <= 12 and "个" not in tidy[match.end() : end] and value.denominator == 1:
        unit = "月份"
    ordinal = ordinal or (unit == "季度" and "个" not in tidy[match.end() : end])
    made = _made(value, unit, span=(match.start(), end), ordinal=ordinal)
    return [_judged(made, numeral=match.span("numeral"), tidy=tidy)]


def _unit_after(match: re.Match[str]) -> tuple[str, int]:
    """The unit printed after a numeral and where it ends; ('', end of the numeral) if none is."""
    tidy, numeral, at = match.string, match["numeral"], match.end()
    if sign := PERCENT.match(tidy, at):
        return sign["sign"], sign.end()
    single = (numeral[-1] in DIGITS and len(numeral) <= 2) or all(c in SCALES for c in numeral)
    unit = (AFTER_ANY if single else AFTER_FIGURES).match(tidy, at)
    if not unit and numeral in DIGITS and re.match(r"\s*成(?:以[上下]|左右|多)", tidy[at : at + 6]):
        return "成", tidy.index("成", at) + 1
    # A page may end between a number and its unit; a number alone on its line is a table cell.
    if not unit or (
        "\n" in unit.group() and _heads_line(tidy[max(0, match.start() - _NEAR) : match.start()])
    ):
        return "", at
    return as_unit(unit["unit"]), unit.end()


def _heads_line(before: str) -> bool:
    return not before.rpartition("\n")[2].strip(" \t#\u3000")


def _spoken_pair(match: re.Match[str]) -> list[Number]:
    """两三年, 五六个: two neighbouring digits are a range."""
    numeral = match["numeral"]
    if len(numeral) != 2 or not all(c in DIGITS for c in numeral):
        return []
    low, high = DIGITS[numeral[0]], DIGITS[numeral[1]]
    unit, end = _unit_after(match)
    if not unit or not 0 < low < high or high != low + 1:
        return []
    middle = match.start("numeral") + 1
    return [_made(low, unit, span=(middle - 1, middle)), _made(high, unit, span=(middle, end))]


def _judged(number: Number, *, numeral: tuple[int, int], tidy: str) -> Number:
    """Flag what is a name, a place in a list or a turn of phrase."""
    before, after = tidy[max(0, number.start - _NEAR) : number.start], tidy[number.end : number.end + _NEAR]
    printed = tidy[numeral[0] : numeral[1]]
    if _is_item_number(number, before, after):
        return replace(number, ordinal=True, idiom=True)
    if _is_name(number, printed, before, after):
        return replace(number, idiom=True)
    if printed[0].isdigit() or number.ordinal:
        return number
    bare_scale = all(c in SCALES and c not in "十拾" for c in printed)
    if bare_scale and number.unit != "元":
        return replace(number, idiom=True)
    if number.unit:
        return number
    counted = bool(_COMPARED.search(before[-6:])) or bool(_LIMITED.match(after))
    composed = len(printed) > 1 and not bare_scale and any(c in SCALES or c in "零〇○◯点" for c in printed)
    positional = len(printed) >= 4
    return number if counted or composed or positional else replace(number, idiom=True)


def _is_item_number(number: Number, before: str, after: str) -> bool:
    """（八）, 一、 or 1. at the head of a line, 附件2: the place of something in a list."""
    if number.unit or number.ordinal:
        return False
    if before.rstrip(" ")[-1:] == "(" and after.lstrip(" ")[:1] == ")":
        return True
    # 1、2年 at the head of a line is a list of two, 一、2018年 an item.
    if _heads_line(before) and _ITEM_MARK.match(after):
        return True
    return bool(re.search(r"(?:附件|附表|附录|表|图)\s*$", before[-4:]))


def _is_name(number: Number, printed: str, before: str, after: str) -> bool:
    """“111”, 4G, 〔2020〕128号: figures that name a thing."""
    if number.unit == "号":
        return bool(re.search(r"[〕\])第]\s*(?:第\s*)?$", before[-4:])) or number.ordinal
    if number.unit or not printed[0].isdigit():
        return False
    if (before[-1:] in '“"「『〔[' and before) and (after[:1] in '”"」』〕]' and after):
        return True
    latin = re.compile(r"[A-Za-z]")
    return bool(latin.match(before[-1:]) or latin.match(after[:1]))


_Reader = Callable[[re.Match[str]], list[Number]]
_READERS: Final[dict[str, _Reader]] = {
    "idiom": _idiom, "iso": _iso, "date": _date, "monthday": _month_day, "percent": _percent,
    "parts": _parts, "ratio": _ratio, "fraction": _fraction, "whole": _whole, "half": _half,
    "item": _item, "number": _number,
}  # fmt: skip
