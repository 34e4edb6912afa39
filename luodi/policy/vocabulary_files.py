"""Reads ``policies/vocabulary/*.yaml`` and ``policies/units.yaml`` into a Vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from luodi.documents.policy_file import decode
from luodi.documents.strict_yaml import Told, read_yaml
from luodi.kernel.errors import Problem, reason
from luodi.kernel.quantity import BARE, YEAR_NUMBER, Unit, UnitTable
from luodi.policy.grammar.keywords import RESERVED, SYMBOLS
from luodi.policy.kinds import Kind
from luodi.policy.vocabulary import COMPOUND_PREFIXES, Entity, Fact, Parameter, Relation, Vocabulary

FACT_KEYS: Final = frozenset(
    "名 实体 类型 单位 定义 值 序 可不适用 可为负 开放 等 认定 式 别名 来源 敏感 问 提示 时效 按 对 权威 说明".split()
)
TYPES: Final = ("是否", "数", "日期", "月份", "枚举", "等级", "集合", "地区", "文本")
PARAMETER_TYPES: Final = ("标准", "条件", "名录", "事件")
BARE_WORDS: Final = frozenset(("", "%", "‰", "比率", "百分点", "年次"))
_LISTS: Final = ("枚举", "等级", "集合")


@dataclass(frozen=True, slots=True)
class Written:
    """A fact, an entity or a relation as it stands in its file."""

    file: str
    key: Told
    says: dict[str, Any]
    owner: str = ""


class VocabularyFiles:
    """Collects every fault of the vocabulary, so that all are told at once; ``written`` is what was read, by sort."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.vocabulary = Vocabulary()
        self.facts: list[Written] = []
        self.parameters: list[Written] = []
        self.entities: list[Written] = []
        self.relations: list[Written] = []
        self.statuses: list[tuple[str, Any]] = []

    def read(self, policies: Path) -> Vocabulary:
        """Every file of the folder; faults are in ``problems``."""
        self._units(policies / "units.yaml")
        folder = policies / "vocabulary"
        self._entities(folder / "entities.yaml")
        for path in sorted(folder.glob("*.yaml")):
            if path.name != "entities.yaml":
                self._facts(path)
        return self.vocabulary

    def wrong(
        self, at: Any, *, file: str, code: str, found: str, expected: str = "", repair: str = ""
    ) -> None:
        """A fault at what was told, or at the first word in it."""
        while isinstance(at, dict | list) and at:
            at = next(iter(at))
        line, column = (at.line, at.column) if isinstance(at, Told) else (1, 1)
        self.problems.append(Problem(file, line, column, code, found, expected, repair))

    # -- files -------------------------------------------------------------------------------------

    def _file(self, path: Path, *, keys: tuple[str, ...]) -> dict[str, Any]:
        """A file's tree, with no keys but ``keys``."""
        try:
            text, problems = decode(path.read_bytes(), file=path.name)
        except OSError as error:
            found = f"读不到文件：{reason(error)}"
            text, problems = (
                "",
                [Problem(path.name, 0, 0, "unreadable", found, "可读的文件", "把它放回去")],
            )
        tree: Any = None
        if not problems:
            tree, problems = read_yaml(text, file=path.name)
        self.problems += problems
        if problems or tree is None:
            return {}
        for unknown in (key for key in self._items(tree, file=path.name, at=tree) if key[0] not in keys):
            self.wrong(
                unknown[0],
                file=path.name,
                code="unknown-key",
                found=f"没有“{unknown[0]}”这个键",
                expected="、".join(keys),
                repair="删去或改正",
            )
        return tree if isinstance(tree, dict) else {}

    def _items(self, says: Any, *, file: str, at: Any) -> Iterator[tuple[Told, Any]]:
        """The pairs of what should be ``key: value``; nothing is none."""
        if isinstance(says, dict):
            yield from says.items()
        elif says is not None:
            self.wrong(
                says or at,
                file=file,
                code="form",
                found="这里没有写成“键: 值”",
                expected="键: 值",
                repair="键后用半角冒号加空格",
            )

    def _units(self, path: Path) -> None:
        words: dict[str, tuple[str, int]] = {}
        for name, says in self._items(self._file(path, keys=("单位",)).get("单位"), file=path.name, at=None):
            words[str(name)] = (str(name), 1)
            held = dict(self._items(says, file=path.name, at=name))
            for word in held.get("同义") or []:
                words[str(word)] = (str(name), 1)
            for word, factor in self._items(held.get("倍数"), file=path.name, at=name):
                if not (isinstance(factor, Told) and factor.isascii() and factor.isdigit()):
                    self.wrong(
                        factor,
                        file=path.name,
                        code="number",
                        found=f"“{factor}”不是整数",
                        expected="一个整数",
                        repair="写阿拉伯数字",
                    )
                    continue
                # A year stays a year: the kernel knows that 1年 = 12个月.
                words[str(word)] = (
                    ("年", 1) if str(name) == "月" and factor == "12" else (str(name), int(factor))
                )
        for word in ("%", "‰"):
            words.pop(word, None)
        spoken = {f"个{word}": held for word, held in words.items() if word in ("月", "工作日", "学时")}
        self.vocabulary.units = UnitTable({**words, **spoken})

    # -- entities ----------------------------------------------------------------------------------

    def _entities(self, path: Path) -> None:
        tree = self._file(path, keys=("实体", "视同"))
        for name, told in self._items(tree.get("实体"), file=path.name, at=None):
            says = dict(self._items(told, file=path.name, at=name))
            if not self._has(path.name, name, says, "代码"):
                continue
            self.entities.append(Written(path.name, name, says))
            relations = {}
            for relation, held in self._items(says.get("关系"), file=path.name, at=name):
                made = self._relation(Written(path.name, relation, held, str(name)))
                if made is not None:
                    relations[str(relation)] = made
            links = {str(k): str(v) for k, v in self._items(says.get("关联"), file=path.name, at=name)}
            self.vocabulary.entities[str(name)] = Entity(
                str(name),
                str(says["代码"]),
                str(says.get("标识") or ""),
                links,
                relations,
                says.get("逐年") == "是",
            )
        self.statuses = [(path.name, pair) for pair in self._items(tree.get("视同"), file=path.name, at=None)]
        self.vocabulary.statuses = {str(k): str(v) for _, (k, v) in self.statuses}

    def _relation(self, written: Written) -> Relation | None:
        says = dict(self._items(written.says, file=written.file, at=written.key))
        if not self._has(written.file, written.key, says, "编号") or not self._has(
            written.file, written.key, says, "到"
        ):
            return None
        self.relations.append(Written(written.file, written.key, says, written.owner))
        row = dict(self._items(says.get("逐次"), file=written.file, at=written.key))
        return Relation(
            str(says["编号"]), str(written.key), written.owner, str(says["到"]), says.get("简写") == "是",
            columns=tuple(str(column) for column in says.get("列") or ()),
            times=str(row.get("次数") or ""), ordinal=str(row.get("序") or ""),
            row={str(k): str(v) for k, v in self._items(row.get("行"), file=written.file, at=written.key)},
        )  # fmt: skip

    def _has(self, file: str, name: Told, says: dict[str, Any], key: str) -> bool:
        if isinstance(says.get(key), Told):
            return True
        if says or key == "代码":
            self.wrong(
                name,
                file=file,
                code="missing-key",
                found=f"“{name}”缺少“{key}”",
                expected=f"{key}: …",
                repair=f"补上“{key}”",
            )
        return False

    # -- facts -------------------------------------------------------------------------------------

    def _facts(self, path: Path) -> None:
        for key, says in self._items(self._file(path, keys=("事实",)).get("事实"), file=path.name, at=None):
            if not isinstance(says, dict):
                self.wrong(
                    key,
                    file=path.name,
                    code="fact-form",
                    found=f"“{key}”没有写成“键: 值”",
                    repair="写成 {名: …, 类型: …}",
                )
                continue
            for unknown in sorted(set(says) - FACT_KEYS):
                self.wrong(
                    unknown,
                    file=path.name,
                    code="unknown-key",
                    found=f"“{key}”里有不认识的键“{unknown}”",
                    repair="删去，或改成认识的键",
                )
            written = Written(path.name, key, says)
            if key in self.vocabulary.facts or key in self.vocabulary.parameters:
                self.wrong(
                    key, file=path.name, code="duplicate-id", found=f"编号“{key}”重复", repair="合并两处"
                )
            elif says.get("类型") in PARAMETER_TYPES or str(says.get("名", "")).startswith(COMPOUND_PREFIXES):
                self._parameter(written)
            else:
                self._fact(written)

    def _parameter(self, written: Written) -> None:
        says, name = written.says, str(written.says.get("名") or "")
        if not name.startswith(COMPOUND_PREFIXES) or says.get("类型") not in (
            *PARAMETER_TYPES,
            "数",
            "日期列表",
        ):
            self._not_a_fact(written, "名以 标准. 条件. 名录. 事件. 开头，类型是 数、条件、名录、事件 之一")
            return
        unit, per = unit_of(says)
        self.parameters.append(written)
        self.vocabulary.parameters[str(written.key)] = Parameter(
            str(written.key), name, name[:2], Kind("数", unit) if name.startswith("标准.") else Kind(name[:2]),
            by=str(says.get("按") or ""), of=str(says.get("对") or ""), per=per,
        )  # fmt: skip

    def _not_a_fact(self, written: Written, expected: str) -> None:
        self.wrong(
            written.key,
            file=written.file,
            code="fact-form",
            found=f"“{written.key}”缺少名、类型或实体，或写错了",
            expected=expected,
            repair="补全或改正",
        )

    def _fact(self, written: Written) -> None:
        file, key, says = written.file, written.key, written.says
        name, kind = says.get("名"), says.get("类型")
        if (
            not isinstance(name, Told)
            or kind not in TYPES
            or says.get("实体") not in self.vocabulary.entities
        ):
            self._not_a_fact(written, f"类型是 {'、'.join(TYPES)} 之一")
            return
        unit, per = unit_of(says)
        members = dict(self._items(says.get("值"), file=file, at=key))
        first = says.get("序") or "1"
        if not (isinstance(first, str) and first.isascii() and first.isdigit()):
            self.wrong(
                first,
                file=file,
                code="number",
                found=f"“序”写成了“{first}”",
                expected="一个整数",
                repair="写阿拉伯数字",
            )
            return
        self.facts.append(written)
        self.vocabulary.facts[str(key)] = Fact(
            str(key), str(name), str(says["实体"]), Kind(str(kind), unit, str(key) if kind in _LISTS else ""),
            values={str(code): str(shown) for code, shown in members.items()}, first=int(first), per=per,
            nullable=says.get("可不适用") == "是", may_be_negative=says.get("可为负") == "是",
            opened_by=str(says.get("等") or ""), is_open=says.get("开放") == "是" or bool(says.get("等")),
            finding=says.get("认定") == "是", formula=str(says.get("式") or ""),
            aliases=tuple(str(alias) for alias in says.get("别名") or ()),
            definition=str(says.get("定义") or ""), question=str(says.get("问") or ""),
        )  # fmt: skip
        for word in (name, *(says.get("别名") or ()), *members.values()):
            self._name(file, word)

    def _name(self, file: str, word: Told) -> None:
        if word is None or str(word) in RESERVED or not str(word):
            self.wrong(
                word, file=file, code="reserved-name", found=f"名称“{word}”是语言里的词", repair="换一个名称"
            )
        elif (
            "的" in word
            or any(char.isspace() or char in SYMBOLS or char in "，（）「」“”" for char in word)
            or word[0].isdigit()
        ):
            found = f"名称“{word}”里有“的”、空格、符号，或以数字开头"
            self.wrong(word, file=file, code="illegal-name", found=found, repair="换一个名称")


def unit_of(says: dict[str, Any]) -> tuple[Unit, int]:
    """The unit of a figure, and what a figure as registers give it is divided by."""
    word = str(says.get("单位") or "")
    if word == "年份":
        return YEAR_NUMBER, 1
    return (BARE if word in BARE_WORDS else Unit.of(word)), {"%": 100, "百分点": 100, "‰": 1000}.get(word, 1)
