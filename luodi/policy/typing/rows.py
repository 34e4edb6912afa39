"""Typing of what looks at many rows: 计数 合计 最大 最小 最早 最晚 存在 每, and X 于 某年度."""

from __future__ import annotations

from luodi.kernel.quantity import YEAR_NUMBER, Unit
from luodi.policy.constructs.aggregate import Aggregate, InYear
from luodi.policy.constructs.logic import Bare
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Node
from luodi.policy.constructs.rows import RowsOf
from luodi.policy.grammar.form import Form, words_of, wrong
from luodi.policy.kinds import ORDERED, PERIOD, TRUTH
from luodi.policy.scope import Scope


def aggregate(form: Form, scope: Scope) -> Node:
    """One of the aggregates over a relation, ``的 X`` its linked entity or its rows' figure."""
    op, argument = form.parts
    path, where, satisfy = _parts(argument, op)
    rows, inside, rest = scope.rows_of(words_of(path), at=path)
    where_node = inside.truth(where) if where else None
    if op == "每" and satisfy is None:
        raise wrong(
            form,
            code="each",
            found="“每”里没有“满足”",
            expected="每(关系 其中 c 满足 d)",
            repair="补上“满足 …”",
        )
    if op != "每" and satisfy is not None:
        raise wrong(form, code="satisfy", found="“满足”只用在“每”里", expected="其中", repair="改成“其中”")
    if op in ("存在", "每"):
        if rest:
            raise wrong(
                path, code="path", found=f"“{op}”里只写关系", expected="关系", repair=f"删去“的{rest[-1]}”"
            )
        return Aggregate(op, rows, where_node, satisfy=inside.truth(satisfy) if satisfy else None)
    if op == "计数":
        return _count(path, rows, where_node, rest, scope)
    return _fold(op, path, rows, where_node, rest, inside)


def _parts(argument: Form, op: str) -> tuple[Form, Form | None, Form | None]:
    if argument.head == "rows":
        return argument.parts[0], argument.parts[1], None
    if argument.head == "rows_satisfy":
        path, *conditions = argument.parts
        return (path, conditions[0], conditions[1]) if len(conditions) == 2 else (path, None, conditions[0])
    return argument, None, None


def _count(path: Form, rows: RowsOf, where: Node | None, rest: list[str], scope: Scope) -> Node:
    if not rest:
        return Aggregate("计数", rows, where, unit=_counted(rows.relation.entity, scope))
    entity = rows.relation.entity
    for word in rest:
        target = scope.vocabulary.entities[entity].links.get(word)
        if target is None:
            links = "、".join(scope.vocabulary.entities[entity].links) or "没有"
            raise wrong(
                path,
                code="path",
                found=f"“{entity}”没有“{word}”这一关联",
                expected=links,
                repair="计数只数行，或数行所关联的对象",
            )
        entity = target
    code = scope.vocabulary.entities[entity].code
    return Aggregate("计数", rows, where, distinct=f"{code}.id", of=rest[-1], unit=_counted(entity, scope))


def _counted(entity: str, scope: Scope) -> Unit:
    """People are counted in 人, families in 户, everything else without a unit of its own."""
    return {"人员": Unit.of("人"), "家庭": Unit.of("户"), "单位": Unit.of("家")}.get(entity, Unit())


def _fold(op: str, path: Form, rows: RowsOf, where: Node | None, rest: list[str], inside: Scope) -> Node:
    if len(rest) == 0:
        raise wrong(
            path,
            code="path",
            found=f"不知道求什么的“{op}”",
            expected="关系 的 X",
            repair=f"例如 {op}({rows.relation.name} 的 …)",
        )
    name = Form("name", (rest[-1],), path.start, path.end)
    value = inside.name(name) if len(rest) == 1 else inside.path([rows.relation.entity, *rest], at=path)
    base = value.kind().base
    if op == "合计" and base != "数":
        raise wrong(
            path, code="kind", found=f"{value.kind()}不能合计", expected="数", repair="核对“的”后面的名称"
        )
    if op in ("最早", "最晚") and base not in ("日期", "月份"):
        raise wrong(
            path, code="kind", found=f"{value.kind()}没有早晚", expected="日期", repair="数用“最大”“最小”"
        )
    if base not in ORDERED:
        raise wrong(
            path,
            code="kind",
            found=f"{value.kind()}没有大小",
            expected="数、日期或等级",
            repair="核对“的”后面的名称",
        )
    return Aggregate(op, rows, where, value=value, of=rest[-1], unit=value.kind().unit)


def in_year(form: Form, scope: Scope, *, value: Node, when: Node) -> Node:
    """继续教育学时 于 2018年度: a fact kept by year, read in one year."""
    if not isinstance(value, FactRef) or when.kind() != PERIOD:
        raise wrong(
            form,
            code="on-day",
            found="“于”只用在标准和按年度记的事实后面",
            expected="标准.X 于 某日，或 X 于 某年度",
            repair="核对左边的名称",
        )
    entity = value.fact.entity
    years = [fact for fact in scope.vocabulary.facts_of(entity) if fact.kind.unit == YEAR_NUMBER]
    relations = [
        (owner, name)
        for owner in scope.vocabulary.entities.values()
        for name, r in owner.relations.items()
        if r.entity == entity
    ]
    if not years or not relations:
        raise wrong(
            form,
            code="on-day",
            found=f"“{value.fact.name}”不是按年度记的",
            expected="按年度记的事实",
            repair="去掉“于 …”",
        )
    owner, name = relations[0]
    rows, inside, _ = scope.rows_of([owner.name, name], at=form)
    made = InYear(rows, years[0].id, inside.fact(value.fact), when)
    return Bare(made) if made.kind() == TRUTH else made
