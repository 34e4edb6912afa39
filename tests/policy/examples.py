"""Documents of examples: how they are written, run and told.

A document names a construct (``构造``) and gives good examples (``好``) and bad ones (``坏``). A good example is a
``式`` or one or more ``事项`` blocks, with ``事实`` as in F.json, a ``日期`` and a ``地区``; ``得`` or ``结论`` is what
the design says must come out. A bad one has ``错``, the code of the error, and ``在``, the token it must point into.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from luodi.kernel.errors import Problem
from luodi.kernel.quantity import decimal_text
from luodi.kernel.values import NA, Among, Span, exact
from luodi.kernel.workdays import Calendar
from luodi.policy.constructs.node import Maker
from luodi.policy.determination import Determination
from luodi.policy.facts_json import Facts, FactsReader, load_json
from luodi.policy.frame import Doubts
from luodi.policy.grammar.form import WrongForm
from luodi.policy.grammar.parse import parse
from luodi.policy.kinds import Kind
from luodi.policy.pack import Pack
from luodi.policy.reading import Library, open_language, read_library
from luodi.policy.scope import Language, Scope
from luodi.policy.session import Session
from luodi.policy.standards import Standards
from luodi.policy.standards_files import StandardsReader
from tests.policy.small_pack import HARBIN, add_document, document, make_folder

VERDICTS = {
    "eligible": "符合", "not_eligible": "不符合", "needs_info": "待核实", "needs_parameter": "待参数", "pending": "暂缓",
    "compliant": "合规", "non_compliant": "不合规", "not_applicable": "不适用",
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One example: the document it stands in, its number, whether it is a good one, and what it says."""

    document: str
    number: int
    good: bool
    says: dict[str, Any]

    @property
    def name(self) -> str:
        what = self.says.get("名") or self.says.get("式") or "事项"
        return f"{self.document} {'好' if self.good else '坏'}{self.number} {str(what).strip()[:60]}"


def examples(folder: Path) -> list[Example]:
    """Every example of the documents of a folder, in order."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
        shared = tree.get("共用") or {}
        for good, key in ((True, "好"), (False, "坏")):
            found += [
                Example(path.stem, n, good, written_out(says, shared))
                for n, says in enumerate(tree.get(key) or [], start=1)
            ]
    return found


def written_out(says: dict[str, Any], shared: dict[str, str]) -> dict[str, Any]:
    """The example with the 事项 that it only names (``共用``) written out."""
    if "事项" not in says:
        return says
    blocks = [says["事项"]] if isinstance(says["事项"], str) else says["事项"]
    others = [written_out(other, shared) for other in says.get("另外") or []]
    return {**says, "事项": [shared.get(block, block) for block in blocks], "另外": others}


@cache
def words(folder: Path) -> Language:
    """The vocabulary of the examples, read once."""
    return open_language(make_folder(folder))


def fresh(language: Language) -> Language:
    """The same words without what was typed before."""
    return replace(language, formulas={}, typed={})


@cache
def calendar(folder: Path) -> Calendar:
    return Calendar.load(folder / "calendars")


def plain(says: Any) -> Any:
    """Strings as YAML gives them, to JSON: true, false and null are themselves."""
    if isinstance(says, dict):
        return {key: plain(value) for key, value in says.items()}
    if isinstance(says, list):
        return [plain(value) for value in says]
    return {"true": True, "false": False, "null": None}.get(says, says)


def facts_of(says: dict[str, Any], session: Session) -> Facts:
    """The 事实 of an example, read like any F.json."""
    text = json.dumps(plain(says.get("事实") or {}), ensure_ascii=False)
    reader = FactsReader(session.pack.vocabulary, session.divisions, extra=session.own_findings())
    return reader.read(load_json(text, file="事实"))


def standards_text(says: dict[str, Any]) -> dict[str, str]:
    """The 标准 of an example: division code → the text of its file; a bare list is Harbin's."""
    told = says.get("标准") or {}
    by_code = told if isinstance(told, dict) else {HARBIN: told}
    return {code: yaml.safe_dump(rows, allow_unicode=True) for code, rows in by_code.items()}


@dataclass(frozen=True)
class Bench:
    """A folder with the words of the examples, and one for what an example brings along."""

    shared: Path
    own: Callable[[], Path]

    def scope(self, says: dict[str, Any]) -> Scope:
        subject = says.get("对象", "人员")
        return Scope(
            fresh(words(self.shared)), provision="t", subject=subject, beneficiary=says.get("受益人", subject)
        )

    def session(self, says: dict[str, Any]) -> Session:
        """A session without provisions, with the standards of the example."""
        language = words(self.shared)
        standards = Standards()
        if "标准" in says:
            folder = self.own()
            for code, text in standards_text(says).items():
                (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
            reader = StandardsReader(language.vocabulary, language.divisions, language.lexer)
            standards = reader.read(folder)
            assert reader.problems == []
        pack = Pack({}, {}, {}, {}, language.vocabulary, standards)
        return Session(pack, calendar=calendar(self.shared), divisions=language.divisions)

    def run(self, says: dict[str, Any]) -> dict[str, Any]:
        """What a 式 gives: 得, and what is in doubt."""
        scope, session = self.scope(says), self.session(says)
        form = parse(says["式"], lexer=scope.language.lexer)
        node = scope.typed(form)
        if node.kind().base in ("是否", "条件"):
            node = scope.truth(form)
        maker, doubts = Maker(), Doubts()
        frame = session.frame(
            facts_of(says, session),
            on=date.fromisoformat(says.get("日期", "2018-12-01")),
            place=says.get("地区", HARBIN),
        )
        value = maker.reader(node)(frame)
        if not exact(value):
            maker.doubter(node)(frame, doubts)
        return {"得": told(value, node.kind(), scope), **doubtful(doubts)}

    def refused(self, says: dict[str, Any]) -> WrongForm | None:
        """The fault of a 式 that must not pass."""
        scope = self.scope(says)
        try:
            scope.truth(parse(says["式"], lexer=scope.language.lexer))
        except WrongForm as error:
            return error
        return None

    # -- 事项 ----------------------------------------------------------------------------------------

    def library(self, says: dict[str, Any]) -> Library:
        """The 事项 of an example in a folder of its own, read but not checked against the text."""
        folder = make_folder(self.own(), standards=standards_text(says))
        paths = []
        documents = [says, *(says.get("另外") or [])]
        for number, told_of in enumerate(documents):
            held = told_of.get("文件") or {}
            made = document(
                told_of["事项"],
                division=held.get("地区", HARBIN),
                start=held.get("自", "2000-01-01"),
                end=held.get("至", "null"),
            )
            paths.append(add_document(folder, f"2018-t{number}", made))
        return read_library(folder, paths=paths)

    def judged(self, says: dict[str, Any]) -> dict[str, Any]:
        """What the first 事项 (or ``看``) of an example comes to."""
        library = self.library(says)
        assert [problem.sentence() for problem in library.problems] == []
        session = Session(library.pack(), calendar=library.calendar, divisions=library.language.divisions)
        made = session.judge(
            facts_of(says, session), on=date.fromisoformat(says.get("日期", "2018-12-01")), division=says.get("地区"),
            provisions=frozenset([says["看"]] if "看" in says else []),
        )  # fmt: skip
        return result_of(made[0]) if made else {"结论": "不在此地"}


def result_of(made: Determination) -> dict[str, Any]:
    """A determination in the words of the examples."""
    return {
        "结论": VERDICTS[made.verdict], "金额": amount_of(made.amount), "状态": made.amount.state or "无",
        "到期": made.due.isoformat() if made.due else "无",
        "各项": [
            " ".join(filter(None, (VERDICTS[i.verdict], amount_of(i.amount, ""), i.due.isoformat() if i.due else "")))
            for i in made.items
        ],
        **doubtful(made.doubts),
    }  # fmt: skip


def amount_of(amount: Any, none: str = "无") -> str:
    if amount.state is None:
        return none
    unit = amount.unit or ""
    if amount.state == "exact":
        return f"{amount.amount}{unit}"
    low = "?" if amount.amount is None else f"{amount.amount}{unit}"
    high = "∞" if amount.amount_to is None else f"{amount.amount_to}{unit}"
    return f"[{low}, {high}]"


def doubtful(doubts: Doubts) -> dict[str, list[str]]:
    return {
        "缺": sorted({id for id, _, _ in doubts.facts}), "参数": sorted(doubts.parameters), "事件": sorted(doubts.events)
    }  # fmt: skip


def told(value: Any, kind: Kind, scope: Scope) -> str:
    """是 否 未知 不适用, a figure with its unit, a day, or a range such as ``[1元, 2元]``."""
    if value is True or value is False or value is None:
        return {True: "是", False: "否", None: "未知"}[value]
    if value is NA:
        return "不适用"
    if isinstance(value, Among):
        return "任一种" + (" 或不适用" if value.nullable else "")
    if not isinstance(value, Span):
        return _one(value, kind, scope)
    low = "(-∞" if value.lo is None else "[" + _one(value.lo, kind, scope)
    high = "∞)" if value.hi is None else _one(value.hi, kind, scope) + "]"
    return f"{low}, {high}" + (" 或不适用" if value.nullable else "")


def _one(value: Any, kind: Kind, scope: Scope) -> str:
    if isinstance(value, date):
        return value.isoformat()
    fact = scope.vocabulary.facts.get(kind.domain)
    if kind.base == "等级" and fact is not None:
        return list(fact.values.values())[value - fact.first]
    if isinstance(value, str):
        return fact.values.get(value, value) if fact is not None else value
    shown = decimal_text(Fraction(value, 100) if kind.unit.is_money else value)
    return f"{shown}{kind.unit}"


def place_of(problem: Problem, source: str) -> int:
    """Where in ``source`` a fault is told to lie."""
    lines = source.split("\n")
    return sum(len(line) + 1 for line in lines[: problem.line - 1]) + problem.column - 1
