"""F.json, the facts of one subject: read exactly, every fault named, nothing guessed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from luodi.kernel.division import Divisions
from luodi.kernel.errors import FACTS, BadInput, Problem
from luodi.kernel.values import NA, Value
from luodi.policy.fact_values import FactReader, Number, WrongValue, day, shown
from luodi.policy.frame import RowSet
from luodi.policy.vocabulary import Fact, Relation, Vocabulary, is_opened_list, opened_list

LARGEST: Final = 20_000_000
DEEPEST: Final = 12
HOLIDAYS: Final = "param.holidays"


@dataclass(slots=True)
class Facts:
    """What is known of one subject, and what was given for this run instead of the standards."""

    values: dict[str, Value] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)


def load_json(text: str, *, file: str) -> Any:
    """JSON with numbers as literals; BadInput for repeated keys, NaN, depth and syntax."""
    repeated: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(items)
        if len(made) != len(items):
            keys = [key for key, _ in items]
            repeated.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return made

    def constant(word: str) -> Any:
        raise ValueError(word)

    if len(text) > LARGEST:
        raise _unreadable(file, "too-large", f"有 {len(text):,} 个字符", f"不超过 {LARGEST:,} 个", "拆成几份")
    try:
        read = json.loads(
            text, parse_float=Number, parse_int=Number, parse_constant=constant, object_pairs_hook=pairs
        )
    except json.JSONDecodeError as error:
        place = (error.lineno, error.colno)
        raise _unreadable(
            file, "json", "不是合法的 JSON", "{“编号”: 值, …}", "检查这里的引号、逗号和括号", at=place
        ) from None
    except RecursionError:
        raise _unreadable(file, "too-deep", "嵌套太深", "一层事实，关系里再一层", "去掉多余的括号") from None
    except ValueError as error:
        raise _unreadable(file, "json", f"不认识的数“{error}”", "普通的数", "改成数，或删去这一项") from None
    if "\\u" in text:
        try:
            json.dumps(read, ensure_ascii=False).encode()
        except (UnicodeEncodeError, RecursionError):
            raise _unreadable(
                file, "json", "有半个字符（\\ud800 之类）", "完整的文字", "重新输入这段文字"
            ) from None
    if repeated:
        raise BadInput(
            Problem(file, 0, 0, "repeated-key", f"“{key}”写了两次", "每个编号只写一次", "删去一处")
            for key in repeated
        )
    return read


def _unreadable(
    file: str, code: str, found: str, expected: str, repair: str, *, at: tuple[int, int] = (0, 0)
) -> BadInput:
    return BadInput([Problem(file, *at, code, found, expected, repair)])


class FactsReader:
    """Reads the flat object of one subject; collects every fault."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        divisions: Divisions,
        *,
        file: str = FACTS,
        extra: dict[str, Fact] | None = None,
    ) -> None:
        """``extra``: findings that only some provision knows (the exception behind an 原则上)."""
        self.vocabulary, self.file, self.extra = vocabulary, file, extra or {}
        self.reader = FactReader(divisions)
        self.problems: list[Problem] = []

    def read(self, raw: Any) -> Facts:
        """The facts. BadInput with every fault found."""
        facts = Facts()
        if not isinstance(raw, dict):
            self._wrong("", shown(raw), "一个 {“编号”: 值} 的对象")
        else:
            for id, value in raw.items():
                if value is not None:
                    self._one(id, value, facts)
            self._entities(raw, facts)
            self._by_year(facts)
        if self.problems:
            raise BadInput(self.problems)
        return facts

    def _wrong(self, id: str, found: str, expected: str, *, repair: str = "", where: str = "") -> None:
        """A fault of one id; ``where`` names the row."""
        said = f"{where}“{id}”的值是 {found}" if id else found
        self.problems.append(
            Problem(self.file, 0, 0, "value", said, expected, repair or "改正这一项；其他各项不受影响")
        )

    def _one(self, id: str, value: Any, facts: Facts) -> None:
        vocabulary = self.vocabulary
        if id in vocabulary.parameters or is_opened_list(id):
            self._parameter(id, value, facts)
        elif id in vocabulary.codes:
            return
        else:
            self._fact(id, value, facts.values, where="", depth=0)

    def _fact(self, id: str, value: Any, into: dict[str, Value], *, where: str, depth: int) -> None:
        """One fact, relation or identity of the subject or of a row."""
        if value is None:
            return
        fact = self.vocabulary.facts.get(id) or self.extra.get(id)
        try:
            if fact is not None:
                into[id] = self.reader.value(fact, raw=value)
            elif id in self.vocabulary.relations:
                self._relation(self.vocabulary.relations[id], value, into, where=where, depth=depth)
            elif id.endswith(".id") and id.removesuffix(".id") in self.vocabulary.codes:
                into[id] = _identity(value)
            else:
                self._unknown(id, where)
        except WrongValue as error:
            self._wrong(id, error.found, error.expected, where=where)

    def _unknown(self, id: str, where: str) -> None:
        near = self.vocabulary.nearest(id)
        self.problems.append(
            Problem(
                self.file, 0, 0, "unknown-id", f"{where}没有{shown(id)}这个编号", f"词汇表里的编号{f'，最接近的是“{near}”' if near else ''}",
                f"改为“{near}”" if near else "核对编号",
            )
        )  # fmt: skip

    def _parameter(self, id: str, value: Any, facts: Facts) -> None:
        parameter = self.vocabulary.parameters.get(id)
        try:
            if id == HOLIDAYS:
                facts.parameters[id] = _days(value)
            elif parameter is not None:
                facts.parameters[id] = self.reader.parameter(
                    parameter, raw=value, facts=self.vocabulary.facts
                )
            elif isinstance(value, list) and self._opens(id):
                facts.parameters[id] = frozenset(map(str, value))
            else:
                self._unknown(id, "")
        except WrongValue as error:
            self._wrong(id, error.found, error.expected)

    def _opens(self, id: str) -> bool:
        return any(id == opened_list(fact) for fact in self.vocabulary.facts)

    # -- rows --------------------------------------------------------------------------------------

    def _relation(
        self, relation: Relation, value: Any, into: dict[str, Value], *, where: str, depth: int
    ) -> None:
        if value == "n/a":
            into[relation.id] = NA
            return
        complete = True
        if isinstance(value, dict):
            if not {"rows"} <= set(value) <= {"rows", "complete"} or not isinstance(
                value.get("complete", True), bool
            ):
                raise WrongValue(
                    "、".join(map(str, value)) or "空的对象", "{“rows”: […], “complete”: true 或 false}"
                )
            value, complete = value["rows"], value.get("complete", True)
        if not isinstance(value, list):
            raise WrongValue(shown(value), "一个列表，每行一个对象")
        if depth > DEEPEST:
            raise WrongValue("嵌套太深", "较少的层")
        rows = [self._row(relation, raw, number, depth) for number, raw in enumerate(value)]
        self._identities(relation, rows)
        into[relation.id] = RowSet(rows, complete)

    def _row(self, relation: Relation, raw: Any, number: int, depth: int) -> dict[str, Value]:
        where = f"{relation.id} 第 {number + 1} 行："
        made: dict[str, Value] = {}
        if not isinstance(raw, dict) and relation.short:
            columns = relation.columns or tuple(fact.id for fact in self.vocabulary.facts_of(relation.entity))
            cells = raw if isinstance(raw, list) else [raw]
            if len(cells) > len(columns):
                self._wrong(relation.id, f"{len(cells)} 个值", f"{len(columns)} 个值", where=where)
            raw = dict(zip(columns, cells, strict=False))
        if not isinstance(raw, dict):
            self._wrong(relation.id, shown(raw), "一个 {“编号”: 值} 的对象", where=where)
            return made
        for id, value in raw.items():
            if id in self.vocabulary.codes:
                if value == "n/a":
                    made |= self.vocabulary.absent(self.vocabulary.codes[id].name)
                elif value is not None:
                    self._wrong(
                        id, shown(value), "“n/a”（没有），或者不写", repair=f"写出它的各项事实，如 {id}.…", where=where,
                    )  # fmt: skip
            else:
                self._fact(id, value, made, where=where, depth=depth + 1)
        return made

    def _identities(self, relation: Relation, rows: list[dict[str, Value]]) -> None:
        """Two rows with one id and different facts are an error."""
        seen: dict[tuple[str, str], dict[str, Value]] = {}
        for number, row in enumerate(rows):
            for key in [key for key in row if key.endswith(".id")]:
                entity = self.vocabulary.codes[key.removesuffix(".id")].name
                mine = {
                    id: v
                    for id, v in row.items()
                    if id in self.vocabulary.facts and self.vocabulary.facts[id].entity == entity
                }
                before = seen.setdefault((key, row[key]), mine)
                for id in sorted(mine.keys() & before.keys()):
                    if mine[id] != before[id]:
                        self._wrong(
                            id,
                            "和同一标识的另一行不一样",
                            f"与“{row[key]}”的另一行一致",
                            where=f"{relation.id} 第 {number + 1} 行：",
                        )
                before |= mine
        for row in rows:
            for key in [key for key in row if key.endswith(".id")]:
                row |= seen[key, row[key]]

    # -- entities and years ------------------------------------------------------------------------

    def _entities(self, raw: dict[str, Any], facts: Facts) -> None:
        """``"loan": "n/a"``: there is none, so all its facts are 不适用."""
        for code, entity in self.vocabulary.codes.items():
            if raw.get(code) is None:
                continue
            if raw[code] != "n/a":
                self._wrong(
                    code,
                    shown(raw[code]),
                    "“n/a”（没有），或者不写",
                    repair="写出它的各项事实，如 " + code + ".…",
                )
                continue
            absent = self.vocabulary.absent(entity.name)
            for id in sorted(absent.keys() & facts.values.keys()):
                if facts.values[id] is not NA:
                    self._wrong(id, f"{shown(raw.get(id))}，但“{code}”写的是没有", "两者一致")
            facts.values |= absent

    def _by_year(self, facts: Facts) -> None:
        """The flat facts of an entity kept by year are its one row, and one row is the flat facts."""
        for relation in self.vocabulary.relations.values():
            fields = list(self.vocabulary.facts_of(relation.entity))
            if not self.vocabulary.entities[relation.entity].by_year:
                continue
            flat = {fact.id: facts.values[fact.id] for fact in fields if fact.id in facts.values}
            rows = facts.values.get(relation.id)
            if rows is None and flat:
                facts.values[relation.id] = RowSet([flat], complete=False)
            elif isinstance(rows, RowSet) and len(rows.rows) == 1 and not flat:
                facts.values |= rows.rows[0]


def _identity(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
        raise WrongValue(shown(value), "一个标识（文字）")
    return str(value)


def _days(value: Any) -> tuple[date, ...]:
    if not isinstance(value, list):
        raise WrongValue(shown(value), "一个日期列表")
    return tuple(day(item) for item in value)
