"""The 事项 block: who it is about, what it asks, what it gives, how long it holds."""

from __future__ import annotations

from typing import Any, Final

from luodi.documents.policy_file import Block
from luodi.policy.blocks.benefit_block import read_benefit
from luodi.policy.blocks.conditions import ConditionReader
from luodi.policy.blocks.definitions import DefinitionReader
from luodi.policy.blocks.fields import Fields
from luodi.policy.constructs.node import Today
from luodi.policy.provision import EFFECTS, Provision, Valid
from luodi.policy.scope import Language, Scope

KEYS: Final = "编号 名称 对象 受益人 定义 条件 排除 适用 义务 待遇 效力 有效 存续 限制 关系 经办 时限 待确认"
RELATIONS: Final = ("不重复享受", "就高", "补足差额", "可叠加", "先后", "只选一项")


class ProvisionReader:
    """Reads one block; ``provision`` is None where a fault keeps it from meaning anything."""

    def __init__(
        self, block: Block, fields: Fields, *, language: Language, clause: str, local: frozenset[str]
    ) -> None:
        self.fields, self.language, self.clause, self.local = fields, language, clause, local
        self.says = fields.keys(block.says, allowed=KEYS, what="事项")
        self.id = str(fields.text(self.says, "编号", what="事项") or "")
        self.scope, self.names = Scope(language), local

    def read(self, *, document: str, division: str) -> Provision | None:
        """The provision; its faults are in ``fields``."""
        fields, says = self.fields, self.says
        title = fields.text(says, "名称", what="事项")
        subject, beneficiary = self._entity("对象"), self._entity("受益人", required=False)
        self.scope = Scope(
            self.language, provision=self.id, subject=subject, beneficiary=beneficiary or subject
        )
        defined = DefinitionReader(fields, scope=self.scope, local=self.local)
        defined.read(says)
        self.names = defined.names
        asked = ConditionReader(fields, scope=self.scope, names=self.names)
        made = Provision(
            id=self.id, title=str(title or ""), document=document, clause=self.clause, division=division, subject=subject,
            beneficiary=beneficiary or subject, conditions=asked.conditions(says, "条件") + asked.conditions(says, "适用"),
            exclusions=asked.conditions(says, "排除"), duties=asked.duties(says),
            benefit=read_benefit(says.get("待遇"), fields=fields, scope=self.scope, names=self.names) if "待遇" in says else None,
            effect=self._effect(), valid=self._valid(), limits=self._limits(), relations=self._relations(),
            handled={str(k): str(v) for k, v in self._plain("经办", "受理 审核 审批 公示 拨付").items()},
            clocks=tuple(self._clock(item) for item in fields.items(says, "时限")),
            definitions=defined.typed(), place=(fields.file.path, fields.line),
        )  # fmt: skip
        self._shape()
        return made if self.id and not fields.problems else None

    def _entity(self, key: str, *, required: bool = True) -> str:
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

    def _shape(self) -> None:
        """A 义务 binds and a 待遇 gives: one of them, never both."""
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

    # -- the rest ----------------------------------------------------------------------------------

    def _effect(self) -> str:
        told = self.fields.text(self.says, "效力", what="事项", required=False)
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

    def _valid(self) -> tuple[Valid, ...]:
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

    def _limits(self) -> tuple[dict[str, str], ...]:
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

    def _relations(self) -> tuple[dict[str, Any], ...]:
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

    def _plain(self, key: str, allowed: str) -> dict[str, Any]:
        return (
            self.fields.keys(self.says[key], allowed=allowed, what=key)
            if self.says.get(key) is not None
            else {}
        )

    def _clock(self, item: Any) -> dict[str, str]:
        item = self.fields.keys(item, allowed="引文 谁 做什么 起 限 顺延", what="时限")
        self.fields.quote(item, what="时限")
        return {str(k): str(v) for k, v in item.items() if v is not None}
