"""One raw value to what the engine holds: figures exact, dates on the calendar, members by code."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any, Final

from luodi.kernel.division import Divisions
from luodi.kernel.period import calendar_day
from luodi.kernel.quantity import YEAR, scaled
from luodi.kernel.values import NA, Members, Span, Value
from luodi.policy.vocabulary import Fact, Parameter

LARGEST: Final = 2**63 - 1
LONGEST_TEXT: Final = 1000
_SHOWN: Final = 60
_DECIMAL: Final = re.compile(r"-?\d{1,19}(\.\d{1,12})?([eE][+-]?\d{1,2})?", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_WHOLE_UNITS: Final = frozenset("人 家 户 份 次 场 个 套 项 档 级 类 届 人次".split())


class Number(str):  # noqa: SLOT000 - only a mark on the literal
    """A JSON number as its literal, never through binary."""


class WrongValue(Exception):
    """Why a raw value cannot be that of a fact: found, expected (both in Chinese)."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found)
        self.found, self.expected = found, expected


def shown(raw: Any) -> str:
    """A raw value for a message: as JSON writes it, cut short, nothing unseen."""
    if isinstance(raw, dict | list):
        return "一组“键: 值”" if isinstance(raw, dict) else "一个列表"
    text = (
        {True: "true", False: "false", None: "null"}[raw]
        if raw is None or isinstance(raw, bool)
        else str(raw)
    )
    text = (
        "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text[:_SHOWN])
        + text[_SHOWN:][:1]
    )
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def figure(raw: Any, *, per: int = 1, may_be_negative: bool = False) -> Fraction:
    """An exact figure from a JSON number or a decimal string."""
    if isinstance(raw, bool) or not isinstance(raw, str | int) or not _DECIMAL.fullmatch(str(raw)):
        raise WrongValue(shown(raw), "一个数，如 12 或 4.35，不带单位和逗号")
    value = Fraction(str(raw)) / per
    if value < 0 and not may_be_negative:
        raise WrongValue(shown(raw), "不小于 0 的数")
    return value


def day(raw: Any) -> date:
    """A calendar day from ``2018-03-01``."""
    if isinstance(raw, str):
        try:
            return calendar_day(raw)
        except ValueError:
            pass
    raise WrongValue(shown(raw), "日历上有的日期，如 2018-03-01")


def month(raw: Any) -> date:
    """The first day of ``2018-03``."""
    match = _MONTH.fullmatch(raw) if isinstance(raw, str) else None
    if match and int(match.group(1)) and 1 <= int(match.group(2)) <= 12:
        return date(int(match.group(1)), int(match.group(2)), 1)
    raise WrongValue(shown(raw), "月份，如 2018-03")


class FactReader:
    """Reads raw values of facts; knows the divisions."""

    def __init__(self, divisions: Divisions) -> None:
        self.divisions = divisions

    def value(self, fact: Fact, *, raw: Any) -> Value:
        """What ``raw`` says of ``fact``. WrongValue where it cannot."""
        if raw == "n/a":
            return NA
        base = fact.kind.base
        if isinstance(raw, dict) and base in ("数", "日期", "月份", "等级"):
            return self._partly(fact, raw)
        if isinstance(raw, dict) and base != "集合":
            raise WrongValue("一组“键: 值”", self.expected(fact))
        return self._one(fact, raw)

    def _one(self, fact: Fact, raw: Any) -> Value:
        base = fact.kind.base
        if base == "是否":
            if raw is True or raw is False:
                return raw
            raise WrongValue(shown(raw), "true 或 false")
        if base == "数":
            return self._figure(fact, raw)
        if base == "日期":
            return day(raw)
        if base == "月份":
            return month(raw)
        if base == "集合":
            return self._members(fact, raw)
        if base == "地区":
            if isinstance(raw, str) and self.divisions.known(raw):
                return raw
            raise WrongValue(shown(raw), "六位行政区划代码，如 230100")
        return self.grade(fact, raw=raw) if base == "等级" else self.member(fact, raw=raw)

    @staticmethod
    def _figure(fact: Fact, raw: Any) -> Value:
        value = figure(raw, per=fact.per, may_be_negative=fact.may_be_negative)
        unit = fact.kind.unit
        if str(unit) in _WHOLE_UNITS and value.denominator != 1:
            raise WrongValue(shown(raw), f"整数（{unit}）")
        held = scaled(value, unit=unit)
        if not -LARGEST <= held <= LARGEST:
            raise WrongValue(shown(raw), "一个合理的数")
        return held

    def _partly(self, fact: Fact, raw: dict[str, Any]) -> Value:
        if not raw or set(raw) - {"from", "to"}:
            raise WrongValue("、".join(map(str, raw)) or "空的范围", "{“from”: …, “to”: …}")
        low, high = self._end(fact, raw.get("from")), self._end(fact, raw.get("to"))
        if low is not None and high is not None and high < low:
            raise WrongValue(f"{shown(raw['from'])} 到 {shown(raw['to'])}", "前一个不大于后一个")
        if low is None and fact.kind.base == "数" and not fact.may_be_negative:
            low = 0
        if fact.kind.base == "等级":
            low = fact.first if low is None else low
            high = fact.first + len(fact.values) - 1 if high is None else high
        return low if low == high and low is not None else Span(low, high)

    def _end(self, fact: Fact, raw: Any) -> Value:
        """One end of a range; None is open."""
        return None if raw is None else self._one(fact, raw)

    @staticmethod
    def member(fact: Fact, *, raw: Any) -> str:
        """The code of a member given by code or by its Chinese name; any text where the list is open."""
        if isinstance(raw, str) and not isinstance(raw, Number) and 0 < len(raw) <= LONGEST_TEXT:
            if raw in fact.values:
                return raw
            for code, name in fact.values.items():
                if raw == name:
                    return code
            if fact.is_open or fact.kind.base == "文本" or not fact.values:
                return raw
        elif raw == "" and fact.kind.base == "文本":
            return ""
        raise WrongValue(shown(raw), FactReader.expected(fact))

    @staticmethod
    def grade(fact: Fact, *, raw: Any) -> int:
        """The ordinal of a 等级 given by code, name or ordinal."""
        for index, (code, name) in enumerate(fact.values.items()):
            if raw in (code, name) or (not isinstance(raw, bool) and str(raw) == str(fact.first + index)):
                return fact.first + index
        raise WrongValue(shown(raw), FactReader.expected(fact))

    def _members(self, fact: Fact, raw: Any) -> Members:
        complete = True
        if isinstance(raw, dict):
            if not {"members"} <= set(raw) <= {"members", "complete"} or not isinstance(
                raw.get("complete", True), bool
            ):
                raise WrongValue(
                    "、".join(map(str, raw)) or "空的对象", "{“members”: […], “complete”: true 或 false}"
                )
            raw, complete = raw["members"], raw.get("complete", True)
        if not isinstance(raw, list):
            raise WrongValue(shown(raw), "一个列表")
        return Members(frozenset(self.member(fact, raw=item) for item in raw), complete)

    @staticmethod
    def expected(fact: Fact) -> str:
        """What may be said of ``fact``, for a message."""
        if fact.values:
            return "、".join(
                f"{name}（{code}）" if name != code else name for code, name in fact.values.items()
            )
        unit = "年" if fact.kind.unit == YEAR else str(fact.kind.unit)
        return f"以“{unit}”计的数" if fact.kind.base == "数" and unit else str(fact.kind)

    # -- what is left to others --------------------------------------------------------------------

    def parameter(self, parameter: Parameter, *, raw: Any, facts: dict[str, Fact]) -> Any:
        """A value for a 标准, 条件, 名录 or 事件."""
        if parameter.sort == "条件":
            if raw is True or raw is False:
                return raw
            raise WrongValue(shown(raw), "true 或 false")
        if parameter.sort == "事件":
            return raw if raw is True or raw is False else day(raw)
        if parameter.sort == "名录":
            return self.listing(parameter, raw=raw, facts=facts)
        return self._standard(parameter, raw, facts=facts)

    def listing(self, parameter: Parameter, *, raw: Any, facts: dict[str, Fact]) -> frozenset[Any]:
        """The members of a 名录, by code where the list they extend has one."""
        if not isinstance(raw, list) or not all(
            isinstance(item, str) and not isinstance(item, Number) for item in raw
        ):
            raise WrongValue(shown(raw), "一个文字的列表")
        fact = facts.get(parameter.of)
        if fact is None:
            return frozenset(raw)
        names = {name: code for code, name in fact.values.items()}
        return frozenset(names.get(item, item) for item in raw)

    def _standard(self, parameter: Parameter, raw: Any, *, facts: dict[str, Fact]) -> Any:
        """A figure, or a table over the members of the key fact."""
        if isinstance(raw, dict):
            key = facts.get(parameter.by) or next((f for f in facts.values() if f.name == parameter.by), None)
            if key is None:
                raise WrongValue("一张表", "一个数")
            reader = self.grade if key.kind.base == "等级" else self.member
            return {
                reader(key, raw=word): self._standard(parameter, value, facts={})
                for word, value in raw.items()
            }
        value = scaled(figure(raw, per=parameter.per), unit=parameter.kind.unit)
        if value > LARGEST:
            raise WrongValue(shown(raw), "一个合理的数")
        return value
