"""Typing of 且 或 非 若, names, paths, 符合 and 有 无."""

from __future__ import annotations

from luodi.policy.constructs.choose import Choose
from luodi.policy.constructs.existence import Exists
from luodi.policy.constructs.logic import Every, Not, Some
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Node
from luodi.policy.constructs.satisfies import Satisfies
from luodi.policy.grammar.form import Form, words_of, wrong
from luodi.policy.kinds import PERIOD
from luodi.policy.scope import Scope
from luodi.policy.typing.comparisons import alike
from luodi.policy.vocabulary import Fact


def name(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """一个名称: a fact, a definition, a 标准 …, or a value of the list on the left."""
    return scope.name(form, domain=domain)


def every(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 且 乙."""
    return Every(tuple(scope.truth(child) for child in form.children()))


def some(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 或 乙."""
    return Some(tuple(scope.truth(child) for child in form.children()))


def negation(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """非 甲."""
    return Not(scope.truth(form.parts[0]))


def choose(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """若 甲 则 乙 否则 丙: both branches of one kind and one unit."""
    test, then_form, other_form = form.children()
    then = scope.typed(then_form, domain=domain)
    if then.kind().base in ("是否", "条件"):
        return Choose(scope.truth(test), scope.truth(then_form), scope.truth(other_form))
    if then.kind() == PERIOD:
        raise wrong(
            then_form,
            code="kind",
            found="“若”不能在两个期间里选",
            expected="数、日期、取值或条件",
            repair="把“在 …”写进两边：若 甲 则 (乙 在 本年度) 否则 (乙 在 上一年度)",
        )
    other = scope.typed(other_form, domain=domain or scope.domain_of(then))
    then, other = alike(then, other, form=other_form)
    return Choose(scope.truth(test), then, other)


def meets(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """符合(编号): whether another provision is met."""
    return Satisfies(form.word)


def path(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """单位 的 层级: a fact written in full."""
    return scope.path(words_of(form), at=form)


def existence(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """有 甲, 无 甲: of a link, a relation, or a fact that may be 不适用."""
    word, inner = form.parts
    negated, words = word == "无", words_of(inner)
    if len(words) == 1:
        there = _rows_or_entity(words[0], inner, scope, negated=negated)
        if there is not None:
            return there
    node = scope.typed(inner)
    if isinstance(node, FactRef) and not node.fact.nullable:
        raise wrong(
            inner,
            code="not-nullable",
            found=f"“{node.prose()}”不会不适用，问它有无没有意义",
            expected="关联、关系，或可以不适用的事实",
            repair="直接比较它的值",
        )
    return Exists(words[-1], negated, value=node)


def _rows_or_entity(name: str, at: Form, scope: Scope, *, negated: bool) -> Exists | None:
    """A relation, an entity or a link of this name; None where it is the name of a fact."""
    vocabulary = scope.vocabulary
    relations = [e.relations[name] for e in vocabulary.entities.values() if name in e.relations]
    if relations and name not in vocabulary.by_name and name not in vocabulary.entities:
        rows, _, _ = scope.rows_of([name], at=at)
        return Exists(name, negated, relation=rows.relation.id, hops=rows.hops)
    links = [e.links[name] for e in vocabulary.entities.values() if name in e.links]
    if name in vocabulary.entities:
        target = name
    elif links and name not in vocabulary.by_name:
        target = links[0]
    else:
        return None
    hops = scope.hops_to(target)
    mine = [
        relation.id
        for relation in relations
        if relation.owner in (scope.subject, scope.beneficiary) and relation.entity == target
    ]
    return Exists(
        name,
        negated,
        code=vocabulary.entities[target].code,
        facts=frozenset(fact.id for fact in vocabulary.facts_of(target)),
        relation=mine[0] if mine and hops == len(scope.levels) else "",
        hops=hops,
    )


def listing(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲、乙: a list stands only right of 属于 or 包含."""
    raise wrong(form, code="syntax", found="这里不能写一串名称", expected="一个式", repair="用“属于”引出列表")


def rows_(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 其中 乙, 甲 满足 乙: only in the brackets of 计数, 合计, 存在, 每 …."""
    raise wrong(
        form,
        code="rows-place",
        found="“其中”“满足”只用在 计数、合计、存在、每 等的括号里",
        expected="计数(关系 其中 …)",
        repair="套上相应的函数",
    )
