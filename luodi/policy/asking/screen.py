"""One screen of the interview as printed: the question, what may be answered, and what each answer sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from luodi.policy.vocabulary import Fact, Vocabulary

_LITTLE: Final = 4
"""A definition only this much longer than the name says nothing that the name does not."""
UNSURE: Final = "不清楚"
NONE: Final = "都不是"
ALL_LACKING: Final = "以上都没有"
NONE_LACKING: Final = "以上都有，或者不清楚"
ABSENT: Final = {
    "申请": ("没有在申请、报考", "申请"), "市场主体": ("没有创业", "创业"), "劳动合同": ("没有签合同的工作", "劳动合同"),
    "单位": ("没有单位", "单位"), "聘用": ("没有被聘用（录用）", "聘用（录用）"), "贷款": ("没有贷款", "贷款"),
    "岗位": ("没有岗位", "岗位"), "服务经历": ("没有参加过基层服务项目", "基层服务项目"), "服役经历": ("没有当过兵", "服役"),
    "招聘": ("没有在招聘", "招聘"), "创业载体": ("没有创业载体", "创业载体"), "见习基地": ("没有见习基地", "见习基地"),
    "投诉": ("没有投诉", "投诉"), "培训": ("没有培训", "培训"), "机构": ("没有这样的机构", "机构"),
}  # fmt: skip
"""Entities that may not be there: what is said then, and what they are called in a question."""
_TYPES: Final = {"是否": "yes_no", "枚举": "choice", "等级": "choice", "集合": "multiple", "数": "number"} | {
    "日期": "date", "月份": "month", "地区": "division", "文本": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """One answer; ``sets`` is what it adds to F.json."""

    text: str
    sets: dict[str, Any]

    def row(self) -> dict[str, Any]:
        """The JSON form."""
        return {"text": self.text, "sets": self.sets}


@dataclass(frozen=True, slots=True)
class Question:
    """One screen. ``type``: yes_no choice multiple number date month division text checklist lacks.

    In a checklist every option of one fact may be chosen with any others; those not chosen are 否. In ``lacks``, whose
    ``facts`` are the codes of entities, those not chosen are null: they are there. A number,
    a date or a text is written by the person, its options say only 不适用, 没有 and 不清楚.
    """

    id: str
    text: str
    type: str
    hint: str
    facts: tuple[str, ...]
    options: tuple[Option, ...]
    why: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """The JSON form of policy-file.md §5."""
        return {
            "id": self.id, "text": self.text, "type": self.type, "hint": self.hint, "facts": list(self.facts),
            "options": [option.row() for option in self.options], "why": list(self.why),
        }  # fmt: skip


def question(facts: list[Fact], *, absent: str, why: list[str], vocabulary: Vocabulary) -> Question:
    """The screen for one fact, or for several 是否 facts of one entity; ``absent``: that it may not be there."""
    gone = []
    if absent:
        said = ABSENT[absent][0]
        gone = [Option(said, {vocabulary.entities[absent].code: "n/a"})]
    ids = tuple(fact.id for fact in facts)
    unsure = Option(UNSURE, dict.fromkeys(ids))
    if len(facts) > 1:
        chosen = [Option(statement(fact), {fact.id: True}) for fact in facts]
        options = [*chosen, Option(NONE, dict.fromkeys(ids, False)), *gone, unsure]
        name = ABSENT[facts[0].entity][1] if facts[0].entity in ABSENT else facts[0].entity
        about = "您本人" if name == "人员" else name
        hint = "可以选多项；没有选的算“不是”。"
        text = f"关于{about}，下面哪些符合？"
        return Question("+".join(ids), text, "checklist", hint, ids, tuple(options), tuple(why))
    fact = facts[0]
    options = [*_answers(fact), *gone, unsure]
    return Question(
        fact.id, fact.question, _TYPES[fact.kind.base], _hint(fact), ids, tuple(options), tuple(why)
    )


def lacking(entities: list[str], *, why: list[str], vocabulary: Vocabulary) -> Question:
    """The screen that asks which of several things a person has not got."""
    codes = tuple(vocabulary.entities[name].code for name in entities)
    each = [Option(ABSENT[name][0], {code: "n/a"}) for name, code in zip(entities, codes, strict=True)]
    options = [
        *each, Option(ALL_LACKING, dict.fromkeys(codes, "n/a")), Option(NONE_LACKING, dict.fromkeys(codes))
    ]  # fmt: skip
    text, hint = "下面哪些话说的是您的情况？", "可以选多项；有这些情况的不要选，后面再细问。"
    return Question("+".join(codes), text, "lacks", hint, codes, tuple(options), tuple(why))


def statement(fact: Fact) -> str:
    """The question as a line that can be ticked: 您是高校毕业生."""
    said = fact.question.split("？")[0]
    return said.removesuffix("吗") or fact.name


def _answers(fact: Fact) -> list[Option]:
    base, id = fact.kind.base, fact.id
    if base == "是否":
        return [Option("是", {id: True}), Option("否", {id: False})]
    made = []
    if base in ("枚举", "等级", "集合"):
        for code, name in fact.values.items():
            made.append(Option(name, {id: [code] if base == "集合" else code}))
    if base == "集合":
        made.append(Option("都没有", {id: []}))
    if fact.nullable:
        made.append(Option("不适用", {id: "n/a"}))
    return made


def _hint(fact: Fact) -> str:
    given = str(getattr(fact, "hint", "") or "")
    told = fact.definition if len(fact.definition) > len(fact.name) + _LITTLE else ""
    parts = [given or told]
    base, unit = fact.kind.base, str(fact.kind.unit)
    if base == "数" and unit:
        parts.append(f"以“{unit}”计")
    elif base == "日期":
        parts.append("如 2018-03-01")
    elif base == "月份":
        parts.append("如 2018-03")
    return "；".join(part for part in parts if part)
