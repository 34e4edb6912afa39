"""Reading one numeral, Arabic or Chinese or mixed (``2.5亿``, ``二十五``, ``二○○九``), as an exact value."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

_COMMON: Final = {
    **dict.fromkeys("零〇○◯", 0),
    **{c: n for n, c in enumerate("一二三四五六七八九", 1)},
    "两": 2,
}
_FORMAL: Final = {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
DIGITS: Final = _COMMON | _FORMAL
SCALES: Final = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
}  # fmt: skip

CHINESE_DIGIT: Final = f"[{''.join(DIGITS)}]"
CHINESE: Final = f"[{''.join(_COMMON)}十百千万亿]"
# 伍 is a number in 伍万元 and none in 队伍: formal digits count only before a scale or money.
CHEQUE: Final = f"[{''.join(_FORMAL)}](?=[拾佰仟万萬亿億元圆])[{''.join(DIGITS)}{''.join(SCALES)}]*"
ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_TOKEN: Final = re.compile(rf"{ARABIC}|[{''.join(DIGITS)}{''.join(SCALES)}]|点")


def numeral_value(text: str) -> Fraction:
    """The value of one numeral in half-width form; whitespace inside is ignored.

    Raises ValueError where ``text`` is not a numeral. A run of bare digits is read by
    position (``二○○九`` = 2009); a digit after a scale without 零 is one scale lower
    (``一万五`` = 15000), as in speech.
    """
    tokens = _TOKEN.findall("".join(text.split()))
    if not tokens or "".join(tokens) != "".join(text.split()):
        raise ValueError(f"不是数字：{text!r}")
    if "点" in tokens:
        return _with_decimals(tokens)
    if len(tokens) > 1 and all(token in DIGITS for token in tokens):
        return Fraction(int("".join(str(DIGITS[token]) for token in tokens)))
    return _by_scales(tokens)


def _with_decimals(tokens: list[str]) -> Fraction:
    """``三点五``, ``零点五``, ``三点五万``: digits after 点 count by tenths."""
    point = tokens.index("点")
    end = point + 1
    while end < len(tokens) and tokens[end] in DIGITS:
        end += 1
    decimals = "".join(str(DIGITS[token]) for token in tokens[point + 1 : end])
    if not decimals or point == 0:
        raise ValueError(f"不是数字：{''.join(tokens)!r}")
    value = numeral_value("".join(tokens[:point])) + Fraction(int(decimals), 10 ** len(decimals))
    for token in tokens[end:]:
        if token not in SCALES:
            raise ValueError(f"不是数字：{''.join(tokens)!r}")
        value *= SCALES[token]
    return value


def _by_scales(tokens: list[str]) -> Fraction:
    """Chinese place value: 十百千 build a section, 万 and 亿 close it."""
    total, section, current = Fraction(0), Fraction(0), None
    last_scale = 0
    for token in tokens:
        if token not in SCALES:
            if current:
                raise ValueError(f"不是数字：{''.join(tokens)!r}")
            current = _single(token)
            last_scale = 0 if current == 0 else last_scale
            continue
        scale = SCALES[token]
        if scale < 10**4:
            section += (1 if current is None else current) * scale
        elif scale == 10**4:
            total += _closed(section, current, total) * scale
            section = Fraction(0)
        else:
            total = (_closed(section, current, total) + total) * scale
            section = Fraction(0)
        current, last_scale = None, scale
    if current and last_scale > 10 and tokens[-1] in DIGITS:
        current = current * last_scale / 10
    return total + section + (current or 0)


def _single(token: str) -> Fraction:
    if token in DIGITS:
        return Fraction(DIGITS[token])
    return Fraction(token.replace(",", ""))


def _closed(section: Fraction, current: Fraction | None, total: Fraction) -> Fraction:
    """What stands before 万 or 亿; a bare 万 means one of it."""
    if current is None and not section and not total:
        return Fraction(1)
    return section + (current or 0)
