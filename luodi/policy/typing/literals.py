"""Literals: figures with units, ratios, dates, periods."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final

from luodi.kernel.period import month_of, year_of
from luodi.kernel.quantity import BARE, Unit, UnitTable, scaled
from luodi.policy.constructs.interval import PeriodOf
from luodi.policy.constructs.node import Constant, Node, Today
from luodi.policy.grammar.form import Form, wrong
from luodi.policy.kinds import DATE, PERIOD, TEXT, Kind
from luodi.policy.scope import Scope
from luodi.policy.vocabulary import Fact

LARGEST: Final = 2**63 - 1
_FIGURE: Final = re.compile(r"(\d+(?:\.\d+)?)([万亿]*)(.*)", re.DOTALL)
_SCALE: Final = {"万": 10_000, "亿": 100_000_000}
_DATE_PARTS: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")


def figure(text: str, *, units: UnitTable) -> tuple[Fraction, Unit]:
    """A figure as written: 200万元 → (2000000, 元), 15% → (3/20, bare). ValueError where it is none."""
    match = _FIGURE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    value = Fraction(match.group(1))
    for char in match.group(2):
        value *= _SCALE[char]
    word = match.group(3)
    if word in ("%", "‰"):
        return value / (100 if word == "%" else 1000), BARE
    held = units.words.get(word)
    if held is None:
        return value, BARE
    return value * held[1], Unit.of(held[0])


def number(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """200万元, 15%, 36个月: a figure with its unit."""
    value, unit = figure(form.word, units=scope.vocabulary.units)
    held = scaled(value, unit=unit)
    if held > LARGEST:
        raise wrong(
            form,
            code="too-large",
            found=f"数“{form.word}”太大",
            expected=f"不超过 {LARGEST}",
            repair="核对多写的零",
        )
    return Constant(held, Kind("数", unit), form.word)


def ratio(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """1:40 or 1/3: a ratio without a unit."""
    left, right = re.split("[:/]", form.word)
    if int(right) == 0:
        raise wrong(
            form, code="zero", found=f"比例“{form.word}”的后项是 0", expected="大于 0 的数", repair="核对比例"
        )
    return Constant(scaled(Fraction(int(left), int(right)), unit=BARE), Kind("数"), form.word)


def date_(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """2018年5月1日 is a day; 2018年5月 and 2018年 are periods."""
    match = _DATE_PARTS.match(form.word)
    assert match is not None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day is not None and month is not None:
            return Constant(date(year, month, day), DATE, form.word)
        period = month_of(date(year, month, 1)) if month is not None else year_of(date(year, 1, 1))
    except ValueError:
        raise wrong(
            form,
            code="impossible-date",
            found=f"没有“{form.word}”这一天",
            expected="日历上有的日期",
            repair="核对年月日",
        ) from None
    return Constant(period, PERIOD, form.word)


def period(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """本年度, 上一年度, 本月 … around 判定日; 2018年度 as it stands."""
    if form.word.endswith("年度") and form.word[0].isdigit():
        year = int(form.word[:4])
        if not year:
            raise wrong(
                form,
                code="impossible-date",
                found="没有 0000 年",
                expected="日历上有的年度",
                repair="核对年度",
            )
        return Constant(year_of(date(year, 1, 1)), PERIOD, form.word)
    return PeriodOf(form.word, Today())


def today(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """判定日: the day that is judged."""
    return Today()


def self_(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """本事项: the provision itself, as a text."""
    return Constant(scope.provision, TEXT, "本事项")


def rest(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """其余: only a whole 得 of the last instalment, never a part of a 式."""
    raise wrong(
        form,
        code="rest-place",
        found="“其余”单独用在分期的最后一期",
        expected="其他式",
        repair="写成“得: 其余”",
    )
