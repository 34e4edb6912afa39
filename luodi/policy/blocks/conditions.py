"""条件 排除 适用 义务: sentences with a 式, their groups, and what softens them: 待, 原则上, 左右."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from luodi.documents.strict_yaml import Told
from luodi.policy.blocks.fields import Fields
from luodi.policy.constructs.compare import About, Compare
from luodi.policy.constructs.delegated import Awaits, EventDay, Standard
from luodi.policy.constructs.logic import AtLeast, Bare, Every, Principle, Some
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Node
from luodi.policy.kinds import TRUTH
from luodi.policy.provision import Condition, Duty
from luodi.policy.scope import Scope
from luodi.policy.vocabulary import Fact

CONDITION_KEYS: Final = "引文 式 待 任一 全部 至少 项 原则上 左右 另据"
DUTY_KEYS: Final = "引文 式 截至 期间 原则上 左右 另据"
PERIODS: Final = ("本年度", "上一年度", "本季度", "本月", "本周")


class ConditionReader:
    """Reads the conditions and duties of one 事项; what has a fault is left out."""

    def __init__(self, fields: Fields, *, scope: Scope, names: frozenset[str]) -> None:
        self.fields, self.scope, self.names = fields, scope, names

    # -- conditions --------------------------------------------------------------------------------

    def conditions(self, says: dict[str, Any], key: str) -> tuple[Condition, ...]:
        """The list under 条件, 排除 or 适用, or under a group: 任一, 全部, 项."""
        made = (self._condition(item, key) for item in self.fields.items(says, key))
        return tuple(condition for condition in made if condition is not None)

    def _condition(self, item: Any, what: str) -> Condition | None:
        item = self.fields.keys(item, allowed=CONDITION_KEYS, what=what)
        for key, build in (("任一", Some), ("全部", Every)):
            if key in item:
                return self._group(item, key, key, build)
        if "至少" in item:
            count = self._count(item["至少"])
            named = f"至少 {count} 项"
            return self._group(item, "项", named, lambda terms: AtLeast(terms, count)) if count else None
        quote = self.fields.quote(item, what=what)
        node = self._awaited(item["待"]) if "待" in item else self._truth(item, what, quote)
        node = self._softened(node, item)
        return None if node is None or quote is None else Condition(str(quote), node)

    def _truth(self, item: dict[str, Any], what: str, quote: Told | None) -> Node | None:
        told = self.fields.text(item, "式", what=what)
        basis = str(item.get("另据") or "")
        return self.fields.node(
            told, scope=self.scope, names=self.names, quote=quote, basis=basis, truth=True
        )

    def _group(
        self, item: dict[str, Any], key: str, name: str, build: Callable[[tuple[Node, ...]], Node]
    ) -> Condition | None:
        members = self.conditions(item, key)
        if not members:
            self.fields.wrong(
                next(iter(item), None),
                code="empty-group",
                found=f"“{key}”里没有条件",
                expected="至少一项",
                repair="补上条件，或删去这一组",
            )
            return None
        return Condition("", build(tuple(member.node for member in members)), members, name)

    def _count(self, told: Any) -> int:
        if isinstance(told, Told) and told.isascii() and told.isdigit() and int(told) > 0:
            return int(told)
        self.fields.wrong(
            told,
            code="count",
            found=f"“至少”后面是“{told}”",
            expected="一个大于 0 的整数",
            repair="写阿拉伯数字",
        )
        return 0

    # -- what softens them -------------------------------------------------------------------------

    def _awaited(self, told: Any) -> Node | None:
        parameter = self.scope.vocabulary.by_parameter.get(str(told))
        if parameter is None or parameter.sort != "事件":
            self.fields.wrong(
                told,
                code="unknown-event",
                found=f"没有“{told}”这一事件",
                expected="事件.某事",
                repair="核对名称，或在词汇表里加上",
            )
            return None
        return Awaits(EventDay(parameter))

    def _softened(self, node: Node | None, item: dict[str, Any]) -> Node | None:
        """原则上 and 左右."""
        if node is not None and "左右" in item:
            node = self._about(node, item["左右"])
        if node is not None and "原则上" in item:
            node = Principle(node, self._exception(item["原则上"]))
        return node

    def _exception(self, told: Any) -> Node:
        """The finding that an exception was granted: a named fact, else one of this provision's own."""
        named = self.scope.vocabulary.by_name.get(str(told), [])
        if named:
            return Bare(FactRef(named[0]))
        if str(told) != "是":
            self.fields.wrong(
                told,
                code="exception",
                found=f"“原则上”后面是“{told}”",
                expected="是，或一个认定事实的名称",
                repair="写“是”",
            )
        return Bare(FactRef(_exception_fact(self.scope.provision, self.scope.subject)))

    def _about(self, node: Node, told: Any) -> Node | None:
        tolerances = [
            parameter
            for parameter in self.scope.vocabulary.parameters.values()
            if parameter.name.startswith("标准.左右容差")
        ]
        if not isinstance(node, Compare) or node.left.kind().base != "数":
            self.fields.wrong(
                told,
                code="about",
                found="“左右”只用于一个数的比较",
                expected="X 为 5000个",
                repair="式只写一个比较",
            )
            return None
        unit = node.left.kind().unit
        fits = [parameter for parameter in tolerances if parameter.kind.unit == unit] or tolerances
        if not fits:
            self.fields.wrong(
                told, code="about", found="词汇表里没有“标准.左右容差”", repair="在词汇表里加上"
            )
            return None
        return About(node.left, node.right, Standard(fits[0]))

    # -- duties ------------------------------------------------------------------------------------

    def duties(self, says: dict[str, Any]) -> tuple[Duty, ...]:
        """The list under 义务."""
        made = (self._duty(item) for item in self.fields.items(says, "义务"))
        return tuple(duty for duty in made if duty is not None)

    def _duty(self, item: Any) -> Duty | None:
        item = self.fields.keys(item, allowed=DUTY_KEYS, what="义务")
        quote = self.fields.quote(item, what="义务")
        node = self._truth(item, "义务", quote)
        until = self._until(item, quote)
        period = str(item.get("期间") or "")
        if period and period not in PERIODS:
            self.fields.wrong(
                item["期间"],
                code="period",
                found=f"没有“{period}”这个期间",
                expected="、".join(PERIODS),
                repair="改成其中一个",
            )
        if node is not None and "左右" in item:
            node = self._about(node, item["左右"])
        exception = self._exception(item["原则上"]) if "原则上" in item else None
        return None if node is None or quote is None else Duty(str(quote), node, until, period, exception)

    def _until(self, item: dict[str, Any], quote: Told | None) -> Node | None:
        told = self.fields.text(item, "截至", what="义务", required=False)
        basis = str(item.get("另据") or "")
        node = self.fields.node(told, scope=self.scope, names=self.names, quote=quote, basis=basis)
        if node is not None and node.kind().base != "日期":
            self.fields.wrong(
                told,
                code="kind",
                found=f"“截至”得出的是{node.kind()}",
                expected="日期",
                repair="写一个日期",
            )
        return node


def _exception_fact(provision: str, entity: str) -> Fact:
    """The finding behind an 原则上 that no fact of the vocabulary names."""
    id = f"finding.{provision.replace('-', '_')}_exception"
    return Fact(id, "例外已批准", entity, TRUTH, finding=True)
