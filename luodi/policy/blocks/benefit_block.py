"""The 待遇 of a 事项: a figure, a table, instalments, floor and ceiling, or a standing."""

from __future__ import annotations

from typing import Any

from luodi.kernel.quantity import BARE, factors
from luodi.policy.blocks.fields import Fields
from luodi.policy.constructs.names import DefinitionRef
from luodi.policy.constructs.node import Constant, Node
from luodi.policy.grammar.keywords import ROUNDINGS
from luodi.policy.provision import CATEGORIES, Benefit, Instalment, TableRow
from luodi.policy.scope import Scope

KEYS = "类别 引文 式 表 分期 基数 下限 上限 取整 视同 另据"


def read_benefit(says: Any, *, fields: Fields, scope: Scope, names: frozenset[str]) -> Benefit | None:
    """The 待遇, or None with its faults noted."""
    reader = _Reader(fields, scope, names)
    return reader.benefit(fields.keys(says, allowed=KEYS, what="待遇"))


class _Reader:
    def __init__(self, fields: Fields, scope: Scope, names: frozenset[str]) -> None:
        self.fields, self.scope, self.names = fields, scope, names
        self.quote: Any = None
        self.basis = ""
        self.rounded_to = BARE

    def benefit(self, says: dict[str, Any]) -> Benefit | None:
        if not says:
            return None
        fields = self.fields
        category = self._category(says)
        several = "表" in says or "分期" in says
        self.quote = fields.quote(says, what="待遇", required=not several)
        self.basis = str(says.get("另据") or "")
        if sum(key in says for key in ("式", "表", "分期")) > 1:
            fields.wrong(
                next(iter(says)),
                code="shape",
                found="“式”“表”“分期”写了不止一个",
                expected="只写一个",
                repair="删去多余的",
            )
        base = self._node(says, "基数")
        if base is not None:
            self.scope = self.scope.changed(
                local={
                    **self.scope.local,
                    "基数": DefinitionRef("基数", f"{self.scope.provision}/基数", base),
                }
            )
            self.names |= {"基数"}
        made = Benefit(
            category=str(category or ""), quote=str(self.quote or ""), figure=self._node(says, "式"),
            table=tuple(row for item in fields.items(says, "表") if (row := self._row(item)) is not None),
            instalments=tuple(part for item in fields.items(says, "分期") if (part := self._instalment(item)) is not None),
            base=base, floor=self._node(says, "下限"), ceiling=self._node(says, "上限"),
            rounding=self._rounding(says), status=self._status(says),
        )  # fmt: skip
        self._fitting(made, says)
        return made

    def _category(self, says: dict[str, Any]) -> str | None:
        told = self.fields.text(says, "类别", what="待遇")
        if told is not None and told not in CATEGORIES:
            self.fields.wrong(
                told,
                code="category",
                found=f"没有“{told}”这种类别",
                expected="、".join(CATEGORIES),
                repair="改成其中一种",
            )
        return told

    def _node(
        self, says: dict[str, Any], key: str, *, truth: bool = False, quote: Any = None, basis: str = ""
    ) -> Node | None:
        told = self.fields.text(says, key, what="待遇", required=False)
        return self.fields.node(
            told, scope=self.scope, names=self.names, quote=quote if quote is not None else self.quote,
            basis=basis or self.basis, truth=truth,
        )  # fmt: skip

    def _row(self, item: Any) -> TableRow | None:
        item = self.fields.keys(item, allowed="引文 当 得 另据", what="表")
        quote, basis = self.fields.quote(item, what="表"), str(item.get("另据") or "")
        when = self._node(item, "当", truth=True, quote=quote, basis=basis)
        self.fields.text(item, "得", what="表")
        gives = self._node(item, "得", quote=quote, basis=basis)
        return None if gives is None or quote is None else TableRow(str(quote), when, gives)

    def _instalment(self, item: Any) -> Instalment | None:
        item = self.fields.keys(item, allowed="期 引文 当 到期 得 另据", what="分期")
        quote, basis = self.fields.quote(item, what="分期"), str(item.get("另据") or "")
        number = self.fields.text(item, "期", what="分期")
        when = self._node(item, "当", truth=True, quote=quote, basis=basis)
        due = self._node(item, "到期", quote=quote, basis=basis)
        told = self.fields.text(item, "得", what="分期")
        rest = told is not None and told.strip() == "其余"
        gives = None if rest else self._node(item, "得", quote=quote, basis=basis)
        if due is not None and due.kind().base != "日期":
            self.fields.wrong(
                item["到期"],
                code="kind",
                found=f"“到期”得出的是{due.kind()}",
                expected="日期",
                repair="写一个日期",
            )
        return (
            None
            if quote is None or (gives is None and not rest)
            else Instalment(str(number or ""), str(quote), when, due, gives)
        )

    def _rounding(self, says: dict[str, Any]) -> tuple[str, Any] | None:
        """``取整: 四舍五入 1元``."""
        told = self.fields.text(says, "取整", what="待遇", required=False)
        if told is None:
            return None
        word = next((word for word in ROUNDINGS if told.startswith(word)), None)
        node = None
        if word is not None:
            rest = type(told)(told[len(word) :].strip(" (,，（）)到至"))
            rest.line, rest.column = told.line, told.column + told.find(rest, len(word))
            rest.raw = str(rest)
            node = self.fields.node(
                rest, scope=self.scope, names=self.names, quote=self.quote, basis="取整的单位"
            )
        if word is None or not isinstance(node, Constant) or node.kind().base != "数" or node.value <= 0:
            self.fields.wrong(
                told,
                code="rounding",
                found=f"“取整”写成了“{told}”",
                expected="如 四舍五入 1元",
                repair=f"写 {'、'.join(ROUNDINGS)} 之一和单位",
            )
            return None
        self.rounded_to = node.kind().unit
        return word, node.value

    def _status(self, says: dict[str, Any]) -> str:
        told = self.fields.text(says, "视同", what="待遇", required=says.get("类别") == "视同")
        if told is not None and told not in self.scope.vocabulary.statuses:
            known = "、".join(self.scope.vocabulary.statuses) or "（词汇表里还没有）"
            self.fields.wrong(
                told,
                code="status",
                found=f"没有“{told}”这一身份",
                expected=known,
                repair="在词汇表的“视同”里加上",
            )
        return str(told or "")

    def _fitting(self, made: Benefit, says: dict[str, Any]) -> None:
        """A sum has a figure; its units fit; 其余 comes only last and only with a 基数."""
        figures = made.figures()
        if made.category in ("金额", "数量") and not figures:
            self.fields.wrong(
                next(iter(says)),
                code="no-figure",
                found=f"类别是“{made.category}”，却没有数",
                expected="式、表、分期、下限或上限",
                repair="补上，或改类别",
            )
        if made.rounding and figures and factors(figures[0].kind().unit, self.rounded_to) != (1, 1):
            self.fields.wrong(
                says["取整"],
                code="unit",
                found=f"取整的单位不合：{figures[0].kind()}",
                expected="同一单位",
                repair="写同样的单位",
            )
        self._units(made, says)
        rests = [n for n, part in enumerate(made.instalments) if part.gives is None]
        if rests and (rests != [len(made.instalments) - 1] or made.base is None):
            self.fields.wrong(
                next(iter(says)),
                code="rest-place",
                found="“其余”只能是最后一期，并且要有“基数”",
                expected="基数: …；最后一期 得: 其余",
                repair="补上基数，或写明各期",
            )

    def _units(self, made: Benefit, says: dict[str, Any]) -> None:
        """金额 is in 元 throughout, 数量 in one unit."""
        figures = made.figures()
        if made.category == "金额":
            keys = ((made.figure, "式"), (made.floor, "下限"), (made.ceiling, "上限"), (made.base, "基数"))
            told = {id(node): key for node, key in keys}
            wrong = next((node for node in figures if not node.kind().unit.is_money), None)
            if wrong is not None:
                self.fields.wrong(
                    says.get(told.get(id(wrong), "")) or next(iter(says)),
                    code="unit",
                    found=f"金额的式得出的是{wrong.kind()}",
                    expected="元",
                    repair="核对单位",
                )
        units = {(node.kind().base, str(node.kind().unit)) for node in figures}
        if made.category == "数量" and len(units) > 1:
            self.fields.wrong(
                next(iter(says)),
                code="unit",
                found="各项得出的单位不一",
                expected="同一单位",
                repair="核对单位",
            )
