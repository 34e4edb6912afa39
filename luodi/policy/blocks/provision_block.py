"""The 事项 block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from luodi.documents.policy_file import Block
from luodi.documents.strict_yaml import Told
from luodi.kernel.quantity import BARE
from luodi.policy.blocks.benefit_block import read_benefit
from luodi.policy.blocks.fields import Fields
from luodi.policy.constructs.compare import About, Compare
from luodi.policy.constructs.delegated import Awaits, EventDay, Standard
from luodi.policy.constructs.logic import AtLeast, Bare, Every, Principle, Some
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Constant, Node, Today
from luodi.policy.grammar.form import WrongForm
from luodi.policy.kinds import TRUTH
from luodi.policy.provision import EFFECTS, Condition, Duty, Provision, Valid
from luodi.policy.scope import Definition, Language, Scope
from luodi.policy.vocabulary import Fact

KEYS: Final = "编号 名称 对象 受益人 定义 条件 排除 适用 义务 待遇 效力 有效 存续 限制 关系 经办 时限 待确认"
CONDITION_KEYS: Final = "引文 式 待 任一 全部 至少 项 原则上 左右 另据"
RELATIONS: Final = ("不重复享受", "就高", "补足差额", "可叠加", "先后", "只选一项")
PERIODS: Final = ("本年度", "上一年度", "本季度", "本月", "本周")


class ProvisionReader:
    """Reads one block; ``provision`` is None where a fault keeps it from meaning anything."""

    def __init__(
        self, block: Block, fields: Fields, *, language: Language, clause: str, local: frozenset[str]
    ) -> None:
        self.fields, self.language, self.clause = fields, language, clause
        self.says = fields.keys(block.says, allowed=KEYS, what="事项")
        self.id = str(fields.text(self.says, "编号", what="事项") or "")
        self.names = local
        self.scope = Scope(language)

    def read(self, *, document: str, division: str) -> Provision | None:
        """The provision; its faults are in ``fields``."""
        fields, says = self.fields, self.says
        before = len(fields.problems)
        title = fields.text(says, "名称", what="事项")
        subject, beneficiary = self.entity("对象"), self.entity("受益人", required=False)
        self.scope = Scope(
            self.language, provision=self.id, subject=subject, beneficiary=beneficiary or subject
        )
        self.definitions()
        made = Provision(
            id=self.id, title=str(title or ""), document=document, clause=self.clause, division=division, subject=subject,
            beneficiary=beneficiary or subject, conditions=self.conditions("条件") + self.conditions("适用"),
            exclusions=self.conditions("排除"), duties=self.duties(),
            benefit=read_benefit(says.get("待遇"), fields, scope=self.scope, names=self.names) if "待遇" in says else None,
            effect=self.effect(), valid=self.valid(), limits=self.limits(), relations=self.relations(),
            handled={str(k): str(v) for k, v in self.plain("经办", "受理 审核 审批 公示 拨付").items()},
            clocks=tuple(self.clock(item) for item in fields.items(says, "时限")),
            definitions=self.typed_definitions(), place=(fields.file.path, fields.line),
        )  # fmt: skip
        self.shape(made)
        return made if len(fields.problems) == before and self.id else None

    def entity(self, key: str, *, required: bool = True) -> str:
        told = self.fields.text(self.says, key, what="事项", required=required)
        if told is not None and told not in self.language.vocabulary.entities:
            known = "、".join(self.language.vocabulary.entities)
            self.fields.wrong(
                told,
                code="unknown-entity",
                found=f"没有“{told}”这种对象",
                expected=known,
                repair="改成其中一种",
            )
        return str(told or "")

    def shape(self, made: Provision) -> None:
        says, wrong = self.says, self.fields.wrong
        if "义务" in says and "待遇" in says:
            wrong(
                None,
                code="shape",
                found="同一事项里既有“义务”又有“待遇”",
                expected="只有其中一个",
                repair="拆成两个事项",
            )
        if "义务" in says and "条件" in says:
            wrong(
                None,
                code="shape",
                found="义务用“适用”，不用“条件”",
                expected="适用",
                repair="把“条件”改成“适用”",
            )
        if "适用" in says and "义务" not in says:
            wrong(
                None,
                code="shape",
                found="有“适用”，没有“义务”",
                expected="义务",
                repair="补上“义务”，或改成“条件”",
            )
        if "义务" not in says and "待遇" not in says:
            wrong(
                None,
                code="shape",
                found=f"事项“{self.id}”没有“待遇”，也没有“义务”",
                expected="其中一个",
                repair="补上“待遇”（没有数额的写类别: 资格 或 服务）",
            )

    # -- definitions -------------------------------------------------------------------------------

    def definitions(self) -> None:
        items = [
            self.fields.keys(item, allowed="名 引文 式 对于 另据", what="定义")
            for item in self.fields.items(self.says, "定义")
        ]
        self.names |= {str(item["名"]) for item in items if isinstance(item.get("名"), Told)}
        for item in items:
            name = self.fields.text(item, "名", what="定义")
            quote = self.fields.quote(item, what="定义")
            told = self.fields.text(item, "式", what="定义")
            if name is None or told is None:
                continue
            if name in self.scope.definitions:
                self.fields.wrong(
                    name, code="duplicate-name", found=f"“{name}”定义了两次", repair="删去一处，或换一个名称"
                )
            form = self.fields.form(
                told, scope=self.scope, names=self.names, quote=quote, basis=str(item.get("另据") or "")
            )
            if form is None:
                continue
            derived = self.language.vocabulary.by_name.get(name, [])
            on = str(item.get("对于") or "")
            if on and on not in self.language.vocabulary.entities:
                self.fields.wrong(
                    item["对于"],
                    code="unknown-entity",
                    found=f"没有“{on}”这种对象",
                    repair="写关系里每一行的对象",
                )
            self.scope.definitions[str(name)] = Definition(
                str(name), form, on, derived[0] if derived else None
            )
        self.told = {str(item["名"]): item.get("式") for item in items if isinstance(item.get("名"), Told)}

    def typed_definitions(self) -> tuple[tuple[str, str, Node], ...]:
        """Each definition typed once, so that a fault shows even where nothing uses it."""
        made = []
        quotes = {
            str(i.get("名")): str(i.get("引文") or "")
            for i in self.fields.items(self.says, "定义")
            if isinstance(i, dict)
        }
        for name, definition in self.scope.definitions.items():
            scope = self.scope
            if definition.on:
                found = [
                    r
                    for e in self.language.vocabulary.entities.values()
                    for r in e.relations.values()
                    if r.entity == definition.on
                ]
                mine = [r for r in found if r.owner in (self.scope.subject, self.scope.beneficiary)]
                scope = scope.row((mine or found)[0]) if found else scope
            try:
                made.append(
                    (
                        name,
                        quotes.get(name, ""),
                        scope.changed(open_names=frozenset((name,))).typed(definition.form),
                    )
                )
            except WrongForm as error:
                told = self.told.get(name)
                if isinstance(told, Told):
                    self.fields.refuse(told, error)
        return tuple(made)

    # -- conditions --------------------------------------------------------------------------------

    def conditions(self, key: str) -> tuple[Condition, ...]:
        made = (self.condition(item, key) for item in self.fields.items(self.says, key))
        return tuple(condition for condition in made if condition is not None)

    def condition(self, item: Any, what: str) -> Condition | None:
        item = self.fields.keys(item, allowed=CONDITION_KEYS, what=what)
        for key, build in (("任一", Some), ("全部", Every)):
            if key in item:
                return self.group(item, key, key, build)
        if "至少" in item:
            count = self.count(item["至少"])
            return (
                self.group(item, "项", f"至少 {count} 项", lambda terms: AtLeast(terms, count))
                if count
                else None
            )
        quote = self.fields.quote(item, what=what)
        if "待" in item:
            node = self.awaited(item["待"])
        else:
            told = self.fields.text(item, "式", what=what)
            node = self.fields.node(
                told,
                scope=self.scope,
                names=self.names,
                quote=quote,
                basis=str(item.get("另据") or ""),
                truth=True,
            )
        node = self.softened(node, item)
        return None if node is None or quote is None else Condition(str(quote), node)

    def group(
        self, item: dict[str, Any], key: str, name: str, build: Callable[[tuple[Node, ...]], Node]
    ) -> Condition | None:
        members = tuple(
            m
            for m in (self.condition(member, key) for member in self.fields.items(item, key))
            if m is not None
        )
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

    def count(self, told: Any) -> int:
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

    def awaited(self, told: Any) -> Node | None:
        parameter = self.language.vocabulary.by_parameter.get(str(told))
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

    def softened(self, node: Node | None, item: dict[str, Any]) -> Node | None:
        """原则上 and 左右."""
        if node is not None and "左右" in item:
            node = self.about(node, item["左右"])
        if node is not None and "原则上" in item:
            node = Principle(node, self.exception(item["原则上"]))
        return node

    def exception(self, told: Any) -> Node:
        """The finding that an exception was granted: a named fact, else one of this provision's own."""
        named = self.language.vocabulary.by_name.get(str(told), [])
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
        return Bare(FactRef(exception_fact(self.id, self.scope.subject)))

    def about(self, node: Node, told: Any) -> Node | None:
        tolerances = [
            p for p in self.language.vocabulary.parameters.values() if p.name.startswith("标准.左右容差")
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
        fits = [p for p in tolerances if p.kind.unit == unit] or tolerances
        if not fits:
            self.fields.wrong(
                told, code="about", found="词汇表里没有“标准.左右容差”", repair="在词汇表里加上"
            )
            return None
        return About(node.left, node.right, Standard(fits[0]))

    # -- duties ------------------------------------------------------------------------------------

    def duties(self) -> tuple[Duty, ...]:
        made = (self.duty(item) for item in self.fields.items(self.says, "义务"))
        return tuple(duty for duty in made if duty is not None)

    def duty(self, item: Any) -> Duty | None:
        item = self.fields.keys(item, allowed="引文 式 截至 期间 原则上 左右 另据", what="义务")
        quote = self.fields.quote(item, what="义务")
        basis = str(item.get("另据") or "")
        node = self.fields.node(
            self.fields.text(item, "式", what="义务"),
            scope=self.scope,
            names=self.names,
            quote=quote,
            basis=basis,
            truth=True,
        )
        until = None
        if item.get("截至") is not None:
            until = self.fields.node(
                item["截至"], scope=self.scope, names=self.names, quote=quote, basis=basis
            )
            if until is not None and until.kind().base != "日期":
                self.fields.wrong(
                    item["截至"],
                    code="kind",
                    found=f"“截至”得出的是{until.kind()}",
                    expected="日期",
                    repair="写一个日期",
                )
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
            node = self.about(node, item["左右"])
        exception = self.exception(item["原则上"]) if "原则上" in item else None
        return None if node is None or quote is None else Duty(str(quote), node, until, period, exception)

    # -- the rest ----------------------------------------------------------------------------------

    def effect(self) -> str:
        told = self.says.get("效力")
        if told is None:
            return "due"
        if told not in EFFECTS:
            self.fields.wrong(
                told,
                code="effect",
                found=f"没有“{told}”这种效力",
                expected="、".join(EFFECTS),
                repair="改成其中一种",
            )
        return EFFECTS.get(str(told), "due")

    def valid(self) -> tuple[Valid, ...]:
        made = []
        for item in self.fields.items(self.says, "有效"):
            item = self.fields.keys(item, allowed="看 自 至 引文 另据", what="有效")
            quote = self.fields.quote(item, what="有效", required=False)
            told = self.fields.text(item, "看", what="有效")
            node = self.fields.node(told, scope=self.scope, names=self.names, quote=None, basis="日期")
            if node is not None and node.kind().base != "日期":
                self.fields.wrong(
                    told,
                    code="kind",
                    found=f"“看”的是{node.kind()}",
                    expected="日期",
                    repair="写一个日期的名称",
                )
            start, end = self.fields.day(item, "自"), self.fields.day(item, "至")
            if start and end and end < start:
                self.fields.wrong(
                    item["至"],
                    code="period",
                    found="“至”早于“自”",
                    expected="不早于“自”",
                    repair="核对两个日期",
                )
            made.append(Valid(node or Today(), start, end, str(quote or "")))
        return tuple(made)

    def limits(self) -> tuple[dict[str, str], ...]:
        made = []
        for item in self.fields.items(self.says, "限制"):
            item = self.fields.keys(item, allowed="一次 最多 名额 按 引文", what="限制")
            self.fields.quote(item, what="限制", required=False)
            if sum(key in item for key in ("一次", "最多", "名额")) != 1:
                self.fields.wrong(
                    next(iter(item), None),
                    code="limit",
                    found="“限制”写法不清",
                    expected="一次、最多、名额 之一",
                    repair="例如 {最多: 24个月, 按: 人}",
                )
            made.append({str(k): str(v) for k, v in item.items()})
        return tuple(made)

    def relations(self) -> tuple[dict[str, Any], ...]:
        made = []
        for item in self.fields.items(self.says, "关系"):
            item = self.fields.keys(item, allowed=f"引文 按 {' '.join(RELATIONS)}", what="关系")
            self.fields.quote(item, what="关系", required=False)
            if sum(key in item for key in RELATIONS) != 1:
                self.fields.wrong(
                    next(iter(item), None),
                    code="relation",
                    found="“关系”写法不清",
                    expected="、".join(RELATIONS) + " 之一",
                    repair="每项写一种关系",
                )
            made.append(dict(item))
        return tuple(made)

    def plain(self, key: str, allowed: str) -> dict[str, Any]:
        return (
            self.fields.keys(self.says[key], allowed=allowed, what=key)
            if self.says.get(key) is not None
            else {}
        )

    def clock(self, item: Any) -> dict[str, str]:
        item = self.fields.keys(item, allowed="引文 谁 做什么 起 限 顺延", what="时限")
        self.fields.quote(item, what="时限")
        return {str(k): str(v) for k, v in item.items() if v is not None}


def exception_fact(provision: str, entity: str) -> Fact:
    """The finding behind an 原则上 that no fact of the vocabulary names."""
    return Fact(exception_id(provision), "例外已批准", entity, TRUTH, finding=True)


def exception_id(provision: str) -> str:
    """``finding.<provision>_exception``."""
    return f"finding.{provision.replace('-', '_')}_exception"


__all__ = ["BARE", "Constant", "ProvisionReader", "exception_fact", "exception_id"]
