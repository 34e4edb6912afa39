"""Typing of 属于 and 包含."""

from __future__ import annotations

from luodi.policy.constructs.membership import Contains, Membership
from luodi.policy.constructs.node import Constant, Node
from luodi.policy.grammar.form import Form, wrong
from luodi.policy.misuse import no_value
from luodi.policy.scope import Scope
from luodi.policy.vocabulary import Fact, opened_list


def membership(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 属于 乙、丙等, 甲 不属于 乙、丙."""
    left_form, word, listing = form.parts
    left = scope.typed(left_form)
    listed = scope.domain_of(left)
    if listed is None or left.kind().base not in ("枚举", "等级", "文本"):
        raise wrong(
            left_form,
            code="kind",
            found=f"“{left.prose()}”是{left.kind()}，不能“{word}”一个列表",
            expected="枚举或等级",
            repair="集合用“包含”，数和日期用“在 … 至 …”",
        )
    members, words, lists = [], [], []
    for item in listing.children():
        parameter = scope.vocabulary.by_parameter.get(item.word) if item.head in ("name", "quoted") else None
        if parameter is not None and parameter.sort == "名录":
            lists.append(parameter.id)
            continue
        node = scope.typed(item, domain=listed)
        if not isinstance(node, Constant) or node.kind().domain != listed.id:
            raise no_value(item, of=listed)
        members.append(node.value)
        words.append(node.text)
    if "等" in listing.parts:
        lists.append(_opened_by(listed, scope))
    further = any(isinstance(member, str) and member not in listed.values for member in members)
    return Membership(
        left, frozenset(members), tuple(words), tuple(lists), negated=word == "不属于", further=further
    )


def _opened_by(fact: Fact, scope: Scope) -> str:
    """The id of the 名录 behind an 等: the one the vocabulary names, else one of the fact's own."""
    parameter = scope.vocabulary.by_parameter.get(fact.opened_by)
    return parameter.id if parameter else opened_list(fact.id)


def contains(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 包含 乙、丙, 甲 包含任一 乙、丙."""
    left_form, word, listing = form.parts
    left = scope.typed(left_form)
    listed = scope.domain_of(left)
    if left.kind().base != "集合" or listed is None:
        raise wrong(
            left_form,
            code="kind",
            found=f"“{left.prose()}”是{left.kind()}，不能“{word}”",
            expected="集合",
            repair="枚举用“属于”",
        )
    members = []
    for item in listing.children():
        member = scope.member(item.word, domain=listed) if item.head in ("name", "quoted") else None
        if member is None:
            raise wrong(
                item,
                code="value",
                found=f"“{item.word}”不在“{listed.name}”的成员里",
                expected="、".join(listed.values.values()),
                repair="改成其中一个",
            )
        members.append(str(member))
    words = tuple(item.word for item in listing.children())
    return Contains(left, frozenset(members), words, any_of=word == "包含任一")
