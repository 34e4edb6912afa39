"""The 例 block: facts by Chinese name, and the result that must come out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from luodi.documents.policy_file import Block
from luodi.documents.strict_yaml import Told
from luodi.kernel.quantity import factors, scaled
from luodi.kernel.values import NA, Members, Span, Value
from luodi.policy.blocks.fields import Fields
from luodi.policy.fact_values import FactReader, WrongValue, day, month, shown
from luodi.policy.facts_json import HOLIDAYS, Facts
from luodi.policy.frame import RowSet
from luodi.policy.provision import Provision
from luodi.policy.scope import Language
from luodi.policy.standards_files import StandardsReader
from luodi.policy.typing.literals import figure
from luodi.policy.vocabulary import Fact, Parameter, Relation

KEYS: Final = "事项 日期 地区 事实 结论 金额 缺 参数 到期 出处"
VERDICTS: Final = {
    "符合": "eligible", "不符合": "not_eligible", "待核实": "needs_info", "待参数": "needs_parameter", "暂缓": "pending",
    "合规": "compliant", "不合规": "non_compliant", "不适用": "not_applicable",
}  # fmt: skip


@dataclass(slots=True)
class Example:
    """One worked case: what is given and what must come out. ``amount`` is the text as written."""

    provision: str
    on: date
    division: str
    facts: Facts
    verdict: str
    amount: str | None = None
    missing: tuple[str, ...] | None = None
    due: date | None = None
    line: int = 0
    told: dict[str, Any] = field(default_factory=dict)


class ExampleReader:
    """Reads one 例; ``None`` where a fault keeps it from being run."""

    def __init__(
        self,
        block: Block,
        fields: Fields,
        *,
        language: Language,
        provisions: dict[str, Provision],
        faulty: Collection[str] = (),
    ) -> None:
        """``faulty``: ids of provisions that have faults of their own; their examples are not run."""
        self.fields, self.language, self.provisions = fields, language, provisions
        self.faulty = faulty
        self.values = FactReader(language.divisions)
        self.says = fields.keys(block.says, allowed=KEYS, what="例")
        self.line = block.line
        self.provision: Provision | None = None

    def _division(self) -> None:
        told = self.fields.text(self.says, "地区", what="例", required=False)
        if told is not None and not self.language.divisions.known(told):
            self.fields.wrong(
                told,
                code="unknown-division",
                found=f"没有“{told}”这个区划",
                expected="六位代码，如 230100",
                repair="改正“地区”",
            )

    def read(self, *, division: str) -> Example | None:
        """The example; ``division`` is the document's own."""
        told = self.fields.text(self.says, "事项", what="例")
        self.provision = self.provisions.get(str(told))
        if told is not None and self.provision is None and told not in self.faulty:
            near = next(iter(get_close_matches(told, self.provisions, n=1, cutoff=0.4)), None)
            self.fields.wrong(
                told,
                code="unknown-provision",
                found=f"没有编号是“{told}”的事项",
                expected=f"已有的编号，最接近的是“{near}”" if near else "已有的编号",
                repair=f"改为“{near}”" if near else "核对编号",
            )
        verdict = self._verdict()
        self.fields.text(self.says, "日期", what="例")
        on = self.fields.day(self.says, "日期")
        self._division()
        source = self.says.get("出处")
        if source is not None and source not in ("条文", "生成"):
            self.fields.wrong(
                source,
                code="source",
                found=f"“出处”写成了“{source}”",
                expected="条文 或 生成",
                repair="改成其中一个",
            )
        place = self._place(division)
        facts = Facts(self._rows_facts(self.says.get("事实") or {}, owner=None), self._parameters())
        if self.fields.problems or self.provision is None or on is None:
            return None
        missing = self.says.get("缺")
        return Example(
            self.provision.id, on, place, facts, VERDICTS[str(verdict)],
            amount=None if self.says.get("金额") is None else str(self.says["金额"]),
            missing=None if missing is None else tuple(self._id_of(str(name)) for name in (missing if isinstance(missing, list) else [missing])),
            due=self.fields.day(self.says, "到期"), line=self.line, told=self.says,
        )  # fmt: skip

    def _verdict(self) -> Told | None:
        verdict = self.fields.text(self.says, "结论", what="例")
        if verdict is not None and verdict not in VERDICTS:
            self.fields.wrong(
                verdict,
                code="verdict",
                found=f"没有“{verdict}”这种结论",
                expected="、".join(VERDICTS),
                repair="改成其中一种",
            )
        return verdict

    def _place(self, division: str) -> str:
        place = str(self.says.get("地区") or division)
        if "地区" in self.says and not self.language.divisions.known(place):
            self.fields.wrong(
                self.says["地区"],
                code="unknown-division",
                found=f"没有“{place}”这个区划",
                expected="六位代码，如 230100",
                repair="改正“地区”",
            )
        return place

    # -- names -------------------------------------------------------------------------------------

    def _id_of(self, name: str) -> str:
        """The id of a fact, relation or parameter by its Chinese name; ids are taken as they are."""
        vocabulary = self.language.vocabulary
        if name in vocabulary.by_name:
            return self._fact_named(name).id
        if name in vocabulary.by_parameter:
            return vocabulary.by_parameter[name].id
        relation = self._relation_named(name, None)
        return relation.id if relation is not None else name

    def _fact_named(self, name: str) -> Fact:
        """Of several facts with one name, that of the subject, then of the beneficiary."""
        found = self.language.vocabulary.by_name[name]
        if self.provision is not None:
            for entity in (self.provision.subject, self.provision.beneficiary):
                for fact in found:
                    if fact.entity == entity:
                        return fact
        return found[0]

    def _relation_named(self, name: str, owner: str | None) -> Relation | None:
        found = [e.relations[name] for e in self.language.vocabulary.entities.values() if name in e.relations]
        preferred = [owner] if owner else []
        if self.provision is not None:
            preferred += [self.provision.subject, self.provision.beneficiary]
        for entity in preferred:
            for relation in found:
                if relation.owner == entity:
                    return relation
        return found[0] if found else None

    # -- facts -------------------------------------------------------------------------------------

    def _rows_facts(self, says: Any, *, owner: str | None) -> dict[str, Value]:
        """The facts of the subject, or of one row of ``owner``'s relation."""
        made: dict[str, Value] = {}
        if not isinstance(says, dict):
            self.fields.wrong(
                says,
                code="form",
                found="“事实”不是“名称: 值”",
                expected="每行一个事实",
                repair="写成“名称: 值”",
            )
            return made
        vocabulary = self.language.vocabulary
        for name, raw in says.items():
            try:
                if name in vocabulary.entities and raw == "不适用":
                    made |= vocabulary.absent(str(name))
                elif name in vocabulary.by_name and not (
                    isinstance(raw, list) and self._relation_named(str(name), owner)
                ):
                    fact = self._fact_named(str(name))
                    if raw is not None and raw != "未知":
                        made[fact.id] = self._value(fact, raw)
                elif (relation := self._relation_named(str(name), owner)) is not None:
                    if raw is not None and raw != "未知":
                        made[relation.id] = self._rows(relation, raw)
                elif str(name).endswith("标识") and str(name)[:-2] in vocabulary.entities:
                    made[f"{vocabulary.entities[str(name)[:-2]].code}.id"] = str(raw)
                else:
                    near = self._near(str(name))
                    self.fields.wrong(
                        name,
                        code="unknown-name",
                        found=f"没有“{name}”这个事实",
                        expected=f"最接近的是“{near}”" if near else "词汇表里的名称",
                        repair="核对名称",
                    )
            except WrongValue as error:
                self.fields.wrong(
                    raw if isinstance(raw, Told) else name,
                    code="value",
                    found=f"“{name}”：{error.found}",
                    expected=error.expected,
                    repair="改正这一项",
                )
        return made

    def _near(self, name: str) -> str | None:
        found = get_close_matches(name, self.language.vocabulary.by_name, n=1, cutoff=0.4)
        return found[0] if found else None

    def _rows(self, relation: Relation, raw: Any) -> Value:
        if raw == "不适用":
            return NA
        complete = True
        if isinstance(raw, dict):
            complete, raw = raw.get("完整") != "否", raw.get("行") or []
        if not isinstance(raw, list):
            raise WrongValue(shown(raw), "一个列表，每行一个对象")
        rows = []
        for item in raw:
            if relation.short and not isinstance(item, dict):
                facts = list(self.language.vocabulary.facts_of(relation.entity))
                cells = item if isinstance(item, list) else [item]
                rows.append(
                    {fact.id: self._value(fact, cell) for fact, cell in zip(facts, cells, strict=False)}
                )
            else:
                rows.append(self._rows_facts(item, owner=relation.entity))
        return RowSet(rows, complete)

    def _value(self, fact: Fact, raw: Any) -> Value:
        """A value as people write it: 100人, 小型, 是, {自: …, 至: …}."""
        if raw == "不适用":
            return NA
        base = fact.kind.base
        if isinstance(raw, dict) and set(raw) <= {"自", "至"} and base in ("数", "日期", "月份", "等级"):
            low, high = (
                None if raw.get(end) is None else self._value(fact, raw[end]) for end in ("自", "至")
            )
            return Span(0 if low is None and base == "数" and not fact.may_be_negative else low, high)
        if base == "是否":
            if raw in ("是", "否"):
                return raw == "是"
            raise WrongValue(shown(raw), "是、否、未知 或 不适用")
        if base == "数":
            return self._figure(fact, raw)
        if base in ("日期", "月份"):
            return day(str(raw)) if base == "日期" else month(str(raw))
        if base == "集合":
            complete = not (isinstance(raw, dict) and raw.get("完整") == "否")
            members = raw.get("成员") if isinstance(raw, dict) else raw
            if not isinstance(members, list):
                raise WrongValue(shown(raw), "一个列表")
            return Members(frozenset(FactReader.member(fact, raw=str(item)) for item in members), complete)
        if base == "地区" and not str(raw).isdigit():
            codes = self.language.divisions.by_name(str(raw))
            return self.values.value(fact, raw=codes[0] if len(codes) == 1 else str(raw))
        return self.values.value(fact, raw=str(raw))

    def _figure(self, fact: Fact, raw: Any) -> Value:
        try:
            value, unit = figure(str(raw).replace(" ", ""), units=self.language.vocabulary.units)
        except ValueError:
            raise WrongValue(shown(raw), FactReader.expected(fact)) from None
        factor = factors(unit, fact.kind.unit)
        if factor is None and unit.is_bare and str(raw).strip() == "0":
            return 0
        if factor is None:
            raise WrongValue(shown(raw), FactReader.expected(fact))
        return scaled(value * factor[0] / factor[1], unit=fact.kind.unit)

    # -- parameters --------------------------------------------------------------------------------

    def _parameters(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, raw in (
            self.fields.keys(self.says["参数"], allowed=self._known_parameters(), what="参数")
            if self.says.get("参数")
            else {}
        ).items():
            parameter = self.language.vocabulary.by_parameter.get(str(name))
            if parameter is None or raw is None:
                continue
            try:
                made[parameter.id] = self._parameter(parameter, raw)
            except WrongValue as error:
                self.fields.wrong(
                    name,
                    code="value",
                    found=f"“{name}”：{error.found}",
                    expected=error.expected,
                    repair="改正这一项",
                )
        return made

    def _known_parameters(self) -> str:
        return " ".join(self.language.vocabulary.by_parameter)

    def _parameter(self, parameter: Parameter, raw: Any) -> Any:
        if parameter.sort == "事件" and raw == "是":
            return True
        if parameter.id == HOLIDAYS:
            return tuple(day(str(item)) for item in raw)
        return StandardsReader(self.language.vocabulary, self.language.divisions, self.language.lexer).value(
            parameter, raw=raw
        )
