"""Reads ``policies/standards/<code>.yaml``: what documents leave to others, as it was set."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from luodi.documents.policy_file import decode
from luodi.documents.strict_yaml import Told, read_yaml
from luodi.kernel.division import Divisions
from luodi.kernel.errors import Problem
from luodi.kernel.quantity import factors, scaled
from luodi.policy.constructs.delegated import Authority
from luodi.policy.fact_values import FactReader, WrongValue, day
from luodi.policy.grammar.lexer import Lexer
from luodi.policy.standards import Entry, Standards
from luodi.policy.typing.literals import figure
from luodi.policy.vocabulary import Parameter, Vocabulary

KEYS: Final = frozenset("名 自 至 值 依据 下限 上限 说明".split())


class StandardsReader:
    """Reads ``policies/standards/<code>.yaml``; collects every fault."""

    def __init__(self, vocabulary: Vocabulary, divisions: Divisions, lexer: Lexer) -> None:
        self.vocabulary, self.divisions, self.lexer = vocabulary, divisions, lexer
        self.values = FactReader(divisions)
        self.problems: list[Problem] = []
        self.standards = Standards()

    def read(self, folder: Path) -> Standards:
        """Every file of the folder; faults are in ``problems``."""
        for path in sorted(folder.glob("*.yaml")):
            self.file = f"standards/{path.name}"
            text, problems = decode(path.read_bytes(), file=self.file)
            tree, more = read_yaml(text, file=self.file) if not problems else (None, [])
            self.problems += problems + more
            if not self.divisions.known(path.stem):
                self._wrong(None, "unknown-division", f"没有“{path.stem}”这个区划", "六位代码", "改文件名")
            elif tree is not None and not isinstance(tree, list):
                self._wrong(None, "form", "应是一个列表", "每项以“- ”开头", "改成列表")
            else:
                for item in tree or ():
                    self._item(path.stem, item)
        self._bounds()
        return self.standards

    def _wrong(self, at: Any, code: str, found: str, expected: str, repair: str) -> None:
        line, column = (at.line, at.column) if isinstance(at, Told) else (1, 1)
        self.problems.append(Problem(self.file, line, column, code, found, expected, repair))

    def _item(self, division: str, says: Any) -> None:
        if not isinstance(says, dict):
            self._wrong(
                says, "form", "一项没有写成“键: 值”", "{名: …, 自: …, 至: …, 值: …, 依据: …}", "补全各键"
            )
            return
        for key in says:
            if key not in KEYS:
                self._wrong(key, "unknown-key", f"没有“{key}”这个键", "、".join(sorted(KEYS)), "删去或改正")
        told = says.get("名")
        parameter = self.vocabulary.by_parameter.get(str(told))
        if parameter is None:
            self._wrong(
                told,
                "unknown-parameter",
                f"没有“{told}”",
                "标准.X、条件.X、名录.X 或 事件.X",
                "核对名称，或在词汇表里加上",
            )
            return
        if not says.get("依据"):
            self._wrong(
                told, "no-basis", f"“{told}”没有写“依据”", "文件名称和条款", "补上依据；没有依据的不能填"
            )
        try:
            start, end = (None if says.get(key) is None else day(str(says[key])) for key in ("自", "至"))
            entry = Entry(
                parameter.id, division, start, end, self.value(parameter, raw=says.get("值")), str(says.get("依据") or ""),
                floor=None if says.get("下限") is None else self.value(parameter, raw=says["下限"]),
                ceiling=None if says.get("上限") is None else self.value(parameter, raw=says["上限"]),
                line=told.line if isinstance(told, Told) else 0,
            )  # fmt: skip
        except WrongValue as error:
            self._wrong(
                says.get("值") or told, "value", f"“{told}”：{error.found}", error.expected, "改正这一项"
            )
            return
        self._overlap(entry, told)
        self.standards.add(entry)

    def _overlap(self, entry: Entry, told: Any) -> None:
        for other in self.standards.entries.get(entry.division, {}).get(entry.id, ()):
            if (entry.end is None or other.start is None or other.start <= entry.end) and (
                other.end is None or entry.start is None or entry.start <= other.end
            ):
                self._wrong(
                    told, "overlap", f"“{told}”有两项的日期重叠", "同一天只有一个值", "给前一项写“至”"
                )

    def value(self, parameter: Parameter, *, raw: Any) -> Any:
        """``1680元``, a table, 是 否 or ``由: 机关``, a list, a day or 未发生."""
        if raw is None:
            raise WrongValue("空", "一个值")
        if parameter.sort == "条件":
            if isinstance(raw, dict) and set(raw) == {"由"}:
                return Authority(str(raw["由"]))
            if raw in ("是", "否"):
                return raw == "是"
            raise WrongValue(f"“{raw}”", "是、否，或 {由: 机关}")
        if parameter.sort == "事件":
            return False if raw == "未发生" else day(str(raw))
        if parameter.sort == "名录":
            if parameter.id == "param.holidays":
                return tuple(day(str(item)) for item in raw)
            return self.values.listing(
                parameter,
                raw=[str(item) for item in raw] if isinstance(raw, list) else raw,
                facts=self.vocabulary.facts,
            )
        return self._standard(parameter, raw)

    def _standard(self, parameter: Parameter, raw: Any) -> Any:
        if isinstance(raw, dict):
            rows = {str(key): self._standard(parameter, value) for key, value in raw.items()}
            return self._keyed(parameter, rows)
        try:
            value, unit = figure(str(raw), units=self.vocabulary.units)
        except ValueError:
            raise WrongValue(f"“{raw}”", f"带单位的数，如 12{parameter.kind.unit}") from None
        factor = factors(unit, parameter.kind.unit)
        if factor is None:
            raise WrongValue(f"“{raw}”", f"以“{parameter.kind.unit}”计的数")
        return scaled(value * factor[0] / factor[1], unit=parameter.kind.unit)

    def _keyed(self, parameter: Parameter, rows: dict[str, Any]) -> dict[Any, Any]:
        facts = self.vocabulary.facts
        key = facts.get(parameter.by) or next(
            (fact for fact in facts.values() if fact.name == parameter.by), None
        )
        if key is None:
            raise WrongValue("一张表", "一个数（这一标准没有写“按”什么）")
        reader = FactReader.grade if key.kind.base == "等级" else FactReader.member
        return {reader(key, raw=word): value for word, value in rows.items()}

    def _bounds(self) -> None:
        """A lower level keeps the floor and ceiling that an upper one set."""
        for entry in self.standards.all():
            chain = self.divisions.ancestors(entry.division)[1:]
            above = self.standards.here(chain).entry(entry.id, on=entry.start or date.min)
            if above is None or isinstance(entry.value, dict):
                continue
            self.file = f"standards/{entry.division}.yaml"
            if (above.floor is not None and entry.value < above.floor) or (
                above.ceiling is not None and entry.value > above.ceiling
            ):
                place = Told("")
                place.line, place.column = entry.line, 1
                name = self.vocabulary.parameters[entry.id].name
                self._wrong(
                    place,
                    "out-of-bounds",
                    f"“{name}”超出上级规定的范围",
                    "不低于上级的下限，不高于上限",
                    "核对数值",
                )
