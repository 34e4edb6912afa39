"""Figures, days and months as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

UNSAID: Final = "文件未载明"
_DAY: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH: Final = re.compile(r"(?<![\d-])(\d{4})-(\d{2})(?![\d-])")
_YUAN: Final = re.compile(r"(?<![\d.])(\d+(?:\.\d{1,2})?)元")
_SPAN: Final = re.compile(r"P(\d+)([YMWD])")
_SPANS: Final = {"Y": "年", "M": "个月", "W": "周", "D": "日"}


def plain(value: Any) -> str:
    """A scalar or a list of scalars in Chinese."""
    if value is None:
        return UNSAID
    if isinstance(value, list):
        return "、".join(plain(item) for item in value) or "无"
    return " ".join(str(value).split())


def friendly(value: Any) -> str:
    """The same with days as 2018年12月1日 and money as 87,000.00 元; {自, 至} is what lies between."""
    if isinstance(value, Mapping):
        return between(value.get("自"), value.get("至"))
    if isinstance(value, list):
        return "、".join(friendly(item) for item in value) or "无"
    said = _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", plain(value))
    said = _MONTH.sub(lambda month: f"{month[1]}年{int(month[2])}月", said)
    return _YUAN.sub(lambda money: f"{Decimal(money[1]):,.2f} 元", said)


def between(start: Any, end: Any) -> str:
    """A value known only to lie between two ends, either of which may be open."""
    if start is None:
        return f"不超过{friendly(end)}" if end is not None else "未知"
    return f"{friendly(start)}以上" if end is None else f"在{friendly(start)}和{friendly(end)}之间"


def span(iso: str) -> str:
    """P1M as 1个月; anything else as it stands."""
    found = _SPAN.fullmatch(iso)
    return f"{found[1]}{_SPANS[found[2]]}" if found else iso
