"""Typing of + − × ÷: units multiply and cancel, dates take lengths, divisors stay above 0."""

from __future__ import annotations

from luodi.kernel.quantity import BARE, MONTH, MONTHS_PER_YEAR
from luodi.policy.constructs.arithmetic import Arithmetic, DayPlus
from luodi.policy.constructs.node import Node
from luodi.policy.grammar.form import Form, wrong
from luodi.policy.scope import Scope
from luodi.policy.typing.comparisons import alike, in_unit
from luodi.policy.typing.days import length
from luodi.policy.typing.signs import may_be_negative
from luodi.policy.vocabulary import Fact


def arithmetic(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 + 乙, 甲 − 乙, 甲 × 乙, 甲 ÷ 乙; 日期 + 长度."""
    left_form, op, right_form = form.parts
    op = {"-": "−", "*": "×", "/": "÷"}.get(op, op)
    left = scope.typed(left_form)
    if left.kind().base == "日期":
        return _day_plus(left, op, form, scope)
    right = scope.typed(right_form)
    for node, place in ((left, left_form), (right, right_form)):
        if node.kind().base != "数":
            raise wrong(
                place,
                code="kind",
                found=f"“{node.prose()}”是{node.kind()}，不能加减乘除",
                expected="数",
                repair="核对名称",
            )
    if op in ("+", "−"):
        left, right = alike(left, right, form=right_form)
        return Arithmetic(op, left, right, left.kind().unit)
    return _product(left, right, op, right_form)


def _day_plus(left: Node, op: str, form: Form, scope: Scope) -> Node:
    if op != "+":
        raise wrong(
            form,
            code="date-minus",
            found=f"日期不能“{op}”",
            expected="日期 + 长度",
            repair="把期限加到较早的日期上再比较，如“A + 5年 不晚于 B”",
        )
    by, unit = length(form.parts[2], scope)
    return DayPlus(left, by, unit)


def _product(left: Node, right: Node, op: str, form: Form) -> Node:
    one, other = left.kind().unit, right.kind().unit
    if op == "×":
        return Arithmetic(op, left, right, one.times(other))
    if may_be_negative(right):
        raise wrong(
            form,
            code="negative-divisor",
            found="除数可能是负数",
            expected="不会小于 0 的除数",
            repair="除数里不用减法，或用 最大(…, 0)",
        )
    if one.power("月") and other.power("年"):
        right, other = in_unit(right, factor=MONTHS_PER_YEAR), MONTH
    if one.is_money and other.is_money:
        return Arithmetic(op, left, right, BARE)
    return Arithmetic(op, left, right, one.times(other, sign=-1))
