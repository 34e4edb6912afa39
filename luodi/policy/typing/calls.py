"""Typing of functions, 按 and 于."""

from __future__ import annotations

from luodi.kernel.quantity import factors
from luodi.policy.constructs.arithmetic import Extreme, Rounded
from luodi.policy.constructs.delegated import Standard
from luodi.policy.constructs.interval import PeriodOf
from luodi.policy.constructs.lengths import COUNTS, Length, YearNumber
from luodi.policy.constructs.node import Constant, Node, Today
from luodi.policy.grammar.form import Form, wrong
from luodi.policy.grammar.keywords import AGGREGATES, EXTREMES, ROUNDINGS
from luodi.policy.kinds import ORDERED
from luodi.policy.scope import Scope
from luodi.policy.typing.comparisons import alike
from luodi.policy.typing.days import day
from luodi.policy.typing.rows import aggregate, in_year
from luodi.policy.vocabulary import Fact


def _group_unit(form: Form, scope: Scope) -> list[Node]:
    terms = [scope.typed(part) for part in form.children()]
    for place, term in zip(form.children()[1:], terms[1:], strict=True):
        if terms[0].kind().base not in ORDERED:
            raise wrong(
                form,
                code="kind",
                found=f"{terms[0].kind()}没有大小",
                expected="数或日期",
                repair="核对括号里的名称",
            )
        terms[0], _ = alike(terms[0], term, form=place)
    return [terms[0], *(alike(terms[0], term, form=form)[1] for term in terms[1:])]


def call(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """计数(…), 最大(甲, 乙), 四舍五入(甲, 1元), 满月数(甲, 乙) …: a function with its brackets."""
    word, *arguments = form.parts
    if word in EXTREMES and len(arguments) > 1:
        return Extreme(word == "最大", tuple(_group_unit(form, scope)))
    if word in AGGREGATES or word in EXTREMES:
        _arity(form, 1, 1)
        return aggregate(form, scope)
    if word in ROUNDINGS:
        return _rounded(form, scope)
    if word in ("年度", "年份"):
        _arity(form, 1, 1)
        around = day(arguments[0], scope)
        return PeriodOf("年度", around) if word == "年度" else YearNumber(around)
    assert word in COUNTS
    _arity(form, 1, 2)
    return Length(word, day(arguments[0], scope), day(arguments[1], scope) if len(arguments) > 1 else Today())


def _arity(form: Form, least: int, most: int) -> None:
    given = len(form.parts) - 1
    if not least <= given <= most:
        raise wrong(
            form,
            code="arity",
            found=f"“{form.word}”里有 {given} 项",
            expected=f"{least} 项" if least == most else f"{least} 至 {most} 项",
            repair="核对逗号和括号",
        )


def _rounded(form: Form, scope: Scope) -> Node:
    _arity(form, 2, 2)
    value, to = scope.typed(form.parts[1]), scope.typed(form.parts[2])
    if not isinstance(to, Constant) or to.kind().base != "数" or to.value <= 0:
        raise wrong(
            form.parts[2],
            code="round-to",
            found="不知道取整到多少",
            expected="一个大于 0 的数，如 1元",
            repair="第二项写取整的单位",
        )
    if value.kind().base != "数" or factors(value.kind().unit, to.kind().unit) != (1, 1):
        raise wrong(
            form,
            code="unit",
            found=f"取整的单位不合：{value.kind()}，{to.kind()}",
            expected="同一单位",
            repair="第二项写同样的单位",
        )
    return Rounded(form.word, value, to.value)


def lookup(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """标准.甲 按 乙: the row of a table of standards."""
    table, key = scope.typed(form.parts[0]), scope.typed(form.parts[1])
    if not isinstance(table, Standard) or not table.parameter.by:
        raise wrong(
            form.parts[0],
            code="lookup",
            found="“按”的左边不是按类别列出的标准",
            expected="标准.X 按 某枚举",
            repair="在词汇表里给这一标准写“按”",
        )
    if key.kind().domain not in (table.parameter.by, *_same_list(table.parameter.by, scope)):
        raise wrong(
            form.parts[1],
            code="lookup",
            found=f"这一标准不按“{key.prose()}”分",
            expected=scope.vocabulary.facts[table.parameter.by].name
            if table.parameter.by in scope.vocabulary.facts
            else table.parameter.by,
            repair="换成标准所按的那一项",
        )
    listed = scope.domain_of(key)
    closed = listed is not None and listed.kind.base == "枚举" and not listed.is_open
    return Standard(table.parameter, key, table.on, tuple(listed.values) if listed and closed else ())


def _same_list(by: str, scope: Scope) -> tuple[str, ...]:
    """``by`` may be the Chinese name of the key fact."""
    return tuple(fact.id for fact in scope.vocabulary.by_name.get(by, ()))


def on_day(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """标准.甲 于 某日, 甲 于 某年度."""
    value, when = scope.typed(form.parts[0]), scope.typed(form.parts[1])
    if isinstance(value, Standard):
        if when.kind().base != "日期":
            raise wrong(
                form.parts[1],
                code="kind",
                found=f"“于”后面是{when.kind()}",
                expected="日期",
                repair="写一个日期",
            )
        return Standard(value.parameter, value.key, when, value.members)
    return in_year(form, scope, value=value, when=when)
