"""Reads ``policies/vocabulary/*.yaml`` and ``policies/units.yaml`` into a Vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from luodi.documents.policy_file import decode
from luodi.documents.strict_yaml import Told, read_yaml
from luodi.kernel.errors import BadInput, Problem, reason
from luodi.kernel.quantity import BARE, YEAR_NUMBER, Unit, UnitTable
from luodi.policy.grammar.keywords import RESERVED, SYMBOLS
from luodi.policy.kinds import Kind
from luodi.policy.vocabulary import COMPOUND_PREFIXES, Entity, Fact, Parameter, Relation, Vocabulary

FACT_KEYS: Final = frozenset(
    "名 实体 类型 单位 定义 值 序 可不适用 可为负 开放 等 认定 式 别名 来源 敏感 问 提示 时效 按 对 权威 说明".split()
)
TYPES: Final = ("是否", "数", "日期", "月份", "枚举", "等级", "集合", "地区", "文本")
PARAMETER_TYPES: Final = ("标准", "条件", "名录", "事件")
_BARE_WORDS: Final = frozenset(("", "%", "‰", "比率", "分", "百分点", "年次"))


class _Files:
    """Collects every fault of the vocabulary, so that all are told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.vocabulary = Vocabulary()

    def read(self, path: Path) -> dict[str, Any]:
        try:
            text, problems = decode(path.read_bytes(), file=path.name)
        except OSError as error:
            text, problems = (
                "",
                [
                    Problem(
                        path.name,
                        0,
                        0,
                        "unreadable",
                        f"读不到文件：{reason(error)}",
                        "可读的文件",
                        "把它放回去",
                    )
                ],
            )
        self.problems += problems
        if problems:
            return {}
        tree, problems = read_yaml(text, file=path.name)
        self.problems += problems
        return tree if isinstance(tree, dict) else {}

    def wrong(self, file: str, at: Any, code: str, found: str, repair: str) -> None:
        line, column = (at.line, at.column) if isinstance(at, Told) else (1, 1)
        self.problems.append(Problem(file, line, column, code, found, "", repair))

    def units(self, path: Path) -> None:
        words: dict[str, tuple[str, int]] = {}
        for name, says in (self.read(path).get("单位") or {}).items():
            words[str(name)] = (str(name), 1)
            says = says or {}
            for word in says.get("同义") or []:
                words[str(word)] = (str(name), 1)
            for word, factor in (says.get("倍数") or {}).items():
                # A year stays a year: the kernel knows that 1年 = 12个月.
                words[str(word)] = (
                    ("年", 1) if str(name) == "月" and factor == "12" else (str(name), int(factor))
                )
        for word in ("%", "‰"):
            words.pop(word, None)
        spoken = {f"个{word}": held for word, held in words.items() if word in ("月", "工作日", "学时")}
        self.vocabulary.units = UnitTable({**words, **spoken})

    def entities(self, path: Path) -> None:
        tree = self.read(path)
        for name, says in (tree.get("实体") or {}).items():
            relations = {}
            for relation, told in (says.get("关系") or {}).items():
                row = told.get("逐次") or {}
                relations[str(relation)] = Relation(
                    str(told["编号"]), str(relation), str(name), str(told["到"]), told.get("简写") == "是",
                    columns=tuple(str(column) for column in told.get("列") or ()),
                    times=str(row.get("次数") or ""), ordinal=str(row.get("序") or ""),
                    row={str(k): str(v) for k, v in (row.get("行") or {}).items()},
                )  # fmt: skip
            links = {str(k): str(v) for k, v in (says.get("关联") or {}).items()}
            self.vocabulary.entities[str(name)] = Entity(
                str(name),
                str(says["代码"]),
                str(says.get("标识") or ""),
                links,
                relations,
                says.get("逐年") == "是",
            )
        self.vocabulary.statuses = {str(k): str(v) for k, v in (tree.get("视同") or {}).items()}

    def facts(self, path: Path) -> None:
        for key, says in (self.read(path).get("事实") or {}).items():
            if not isinstance(says, dict):
                self.wrong(path.name, key, "fact-form", f"“{key}”没有写成“键: 值”", "写成 {名: …, 类型: …}")
                continue
            for unknown in sorted(set(says) - FACT_KEYS):
                self.wrong(
                    path.name,
                    unknown,
                    "unknown-key",
                    f"“{key}”里有不认识的键“{unknown}”",
                    "删去，或改成认识的键",
                )
            if key in self.vocabulary.facts or key in self.vocabulary.parameters:
                self.wrong(path.name, key, "duplicate-id", f"编号“{key}”重复", "合并两处")
            elif says.get("类型") in PARAMETER_TYPES or str(says.get("名", "")).startswith(COMPOUND_PREFIXES):
                self.parameter(str(key), says)
            else:
                self.fact(path.name, key, says)

    def parameter(self, key: str, says: dict[str, Any]) -> None:
        name = str(says["名"])
        unit, per = _unit(says)
        self.vocabulary.parameters[key] = Parameter(
            key, name, name[:2], Kind("数", unit) if name.startswith("标准.") else Kind(name[:2]),
            by=str(says.get("按") or ""), of=str(says.get("对") or ""), per=per,
        )  # fmt: skip

    def fact(self, file: str, key: Told, says: dict[str, Any]) -> None:
        name, kind = says.get("名"), says.get("类型")
        if not name or kind not in TYPES or says.get("实体") not in self.vocabulary.entities:
            self.wrong(
                file,
                key,
                "fact-form",
                f"“{key}”缺少名、类型或实体，或写错了",
                f"类型是 {'、'.join(TYPES)} 之一",
            )
            return
        unit, per = _unit(says)
        domain = str(key) if kind in ("枚举", "等级", "集合") else ""
        values = {str(code): str(shown) for code, shown in (says.get("值") or {}).items()}
        self.vocabulary.facts[str(key)] = Fact(
            str(key), str(name), str(says["实体"]), Kind(str(kind), unit, domain),
            values=values, first=int(says.get("序") or 1), per=per,
            nullable=says.get("可不适用") == "是", may_be_negative=says.get("可为负") == "是",
            opened_by=str(says.get("等") or ""), is_open=says.get("开放") == "是" or bool(says.get("等")),
            finding=says.get("认定") == "是", formula=str(says.get("式") or ""),
            aliases=tuple(str(alias) for alias in says.get("别名") or ()),
            definition=str(says.get("定义") or ""), question=str(says.get("问") or ""),
        )  # fmt: skip
        for word in (name, *(says.get("别名") or ()), *(says.get("值") or {}).values()):
            self.name(file, word)

    def name(self, file: str, word: Told) -> None:
        if word is None or str(word) in RESERVED or not str(word):
            self.wrong(file, word, "reserved-name", f"名称“{word}”是语言里的词", "换一个名称")
        elif (
            "的" in word
            or any(char.isspace() or char in SYMBOLS or char in "，（）「」“”" for char in word)
            or word[0].isdigit()
        ):
            self.wrong(
                file, word, "illegal-name", f"名称“{word}”里有“的”、空格、符号，或以数字开头", "换一个名称"
            )


def _unit(says: dict[str, Any]) -> tuple[Unit, int]:
    word = str(says.get("单位") or "")
    if word == "年份":
        return YEAR_NUMBER, 1
    return (BARE if word in _BARE_WORDS else Unit.of(word)), {"%": 100, "百分点": 100, "‰": 1000}.get(word, 1)


def read_vocabulary(policies: Path) -> Vocabulary:
    """The vocabulary of a ``policies`` folder. BadInput with every fault found."""
    files = _Files()
    files.units(policies / "units.yaml")
    folder = policies / "vocabulary"
    files.entities(folder / "entities.yaml")
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "entities.yaml":
            files.facts(path)
    if files.problems:
        raise BadInput(files.problems)
    return files.vocabulary.index()
