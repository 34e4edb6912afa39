"""Typing of windows, lapses and intervals."""

from __future__ import annotations

from luodi.kernel.quantity import DAY, MONTH, MONTHS_PER_YEAR, WORKDAY, YEAR, YEAR_NUMBER
from luodi.policy.constructs.compare import Compare
from luodi.policy.constructs.interval import InPeriod, InPlace
from luodi.policy.constructs.logic import Every
from luodi.policy.constructs.node import Constant, Node, Today
from luodi.policy.constructs.window import Lapse, Window
from luodi.policy.grammar.form import Form, wrong
from luodi.policy.kinds import PERIOD
from luodi.policy.scope import Scope
from luodi.policy.typing.comparisons import alike, compared, in_unit
from luodi.policy.typing.signs import may_be_negative
from luodi.policy.vocabulary import Fact


def between(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 在 乙 至 丙: both ends in."""
    x, low, high = form.children()
    from_word, to_word = (
        ("不早于", "不晚于") if scope.typed(x).kind().base in ("日期", "月份") else ("不低于", "不高于")
    )
    return Every((
        compared(form, scope, left_form=x, right_form=low, word=from_word),
        compared(form, scope, left_form=x, right_form=high, word=to_word),
    ))  # fmt: skip


def within_period(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 在 本年度, 甲 在 某市: in a period, or in a place."""
    x_form, where = form.children()
    x = scope.typed(x_form)
    if x.kind().base == "地区":
        return _in_place(x, where, scope)
    period = scope.typed(where)
    if x.kind().unit == YEAR_NUMBER and isinstance(period, Constant):
        return Compare("==", *alike(x, period, form=where))
    if x.kind().base not in ("日期", "月份") or period.kind() != PERIOD:
        raise wrong(
            form,
            code="kind",
            found=f"{x.kind()}不能“在”{period.kind()}里",
            expected="日期 在 期间",
            repair="数写“在 … 至 …”",
        )
    return InPeriod(x, period)


def _in_place(x: Node, where: Form, scope: Scope) -> Node:
    divisions = scope.language.divisions
    codes = divisions.by_name(where.word) if where.head in ("name", "quoted") else ()
    if len(codes) != 1:
        raise wrong(
            where,
            code="place",
            found=f"“{where.word}”{'不止一个' if codes else '不是区划名称'}",
            expected="省、市、县的全称",
            repair="写全称；重名的写成上一级",
        )
    return InPlace(x, codes[0], divisions.named(codes[0]))


def length(form: Form, scope: Scope) -> tuple[Node, str]:
    """A length of time and what it is counted in: 月, 日 or 工作日."""
    node = scope.typed(form)
    unit = node.kind().unit
    if node.kind().base == "数" and may_be_negative(node):
        raise wrong(
            form,
            code="negative-length",
            found="期限可能是负数",
            expected="不会小于 0 的期限",
            repair="期限里不用减法，或用 最大(…, 0个月)",
        )
    if node.kind().base == "数" and unit in (MONTH, YEAR):
        return in_unit(node, factor=MONTHS_PER_YEAR if unit == YEAR else 1), "月"
    if node.kind().base == "数" and unit in (DAY, WORKDAY):
        return node, str(unit)
    raise wrong(
        form,
        code="unit",
        found=f"这里得出的是{node.kind()}",
        expected="几年、几个月、几日或几个工作日",
        repair="写上时间单位",
    )


def day(form: Form, scope: Scope) -> Node:
    """A form that must give a date, or the month of a row."""
    node = scope.typed(form)
    if node.kind().base not in ("日期", "月份"):
        raise wrong(
            form,
            code="kind",
            found=f"“{node.prose()}”是{node.kind()}",
            expected="日期",
            repair="窗口从一个日期算起",
        )
    return node


def window(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 后 5年 内, 甲 前 3个月 内, and 乙 在 甲 后 5年 内; without 乙, 判定日."""
    *days, word, span = form.parts
    x = day(days[0], scope) if len(days) == 2 else Today()
    by, unit = length(span, scope)
    return Window(x, day(days[-1], scope), by, unit, before=word == "前", word=word)


def lapse(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 起 满 5年, and 乙 在 甲 起 满 5年; without 乙, 判定日."""
    *days, _, word, span = form.parts
    x = day(days[0], scope) if len(days) == 2 else Today()
    by, unit = length(span, scope)
    return Lapse(x, day(days[-1], scope), by, unit, {"满": ">=", "不满": "<", "超过": ">"}[word])
