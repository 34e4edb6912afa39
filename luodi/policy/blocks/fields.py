"""Reading the keys of a block: what may stand there, what must, and every fault at its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from luodi.documents.policy_file import PolicyFile
from luodi.documents.strict_yaml import Told
from luodi.kernel.errors import Problem
from luodi.kernel.period import calendar_day
from luodi.policy.constructs.node import Node
from luodi.policy.grammar.form import Form, WrongForm
from luodi.policy.grammar.parse import parse
from luodi.policy.scope import Scope


@dataclass(slots=True)
class Written:
    """A 式 as it stands in the file, with the sentence it implements and the reason for other numbers."""

    told: Told
    form: Form
    quote: Told | None
    other_basis: str
    names: frozenset[str] = frozenset()


@dataclass(slots=True)
class Fields:
    """One block being read: notes faults, remembers every 式 and every 引文."""

    file: PolicyFile
    line: int
    problems: list[Problem] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    quotes: list[Told] = field(default_factory=list)
    guessed: set[tuple[int, str]] = field(default_factory=set)  # (mapping, key): present, but misspelt

    def wrong(self, at: Any, *, code: str, found: str, expected: str = "", repair: str = "") -> None:
        """A fault at a scalar, else at the first line of the block."""
        line, column = (at.line, at.column) if isinstance(at, Told) else (self.line, 1)
        self.problems.append(Problem(self.file.path, line, column, code, found, expected, repair))

    def keys(self, says: Any, *, allowed: str, what: str) -> dict[str, Any]:
        """``says`` as a mapping with no keys but ``allowed`` (blank-separated)."""
        if not isinstance(says, dict):
            self.wrong(
                says,
                code="form",
                found=f"“{what}”没有写成“键: 值”",
                expected="键: 值",
                repair="键后用半角冒号加空格",
            )
            return {}
        known = allowed.split()
        for key in says:
            if key not in known:
                self._unknown_key(says, key, known, what)
        return says

    def _unknown_key(self, says: dict[str, Any], key: Any, known: list[str], what: str) -> None:
        name, colon, _ = str(key).partition("：")
        if says[key] is None and colon and name.strip() in known:
            self.guessed.add((id(says), name.strip()))
            place = (key.line, key.column + len(name)) if isinstance(key, Told) else (self.line, 1)
            self.problems.append(
                Problem(
                    self.file.path, *place, "full-width-colon", "键后用了全角冒号“：”", "半角冒号加一个空格“: ”",
                    "把“：”改成“: ”",
                )
            )  # fmt: skip
            return
        near = next(iter(get_close_matches(key, known, n=1, cutoff=0.4)), None)
        if says[key] is None and isinstance(key, Told) and not self._has_colon(key):
            self.wrong(
                key,
                code="unknown-key",
                found=f"“{str(key)[:40]}”后面没有“: 值”",
                expected="“键: 值”；{…}里的半角逗号会把一项切成两段",
                repair="把这一项改成每行一个键；列举用顿号“、”",
            )
            return
        if near:
            self.guessed.add((id(says), near))
        self.wrong(
            key,
            code="unknown-key",
            found=f"“{what}”里没有“{str(key)[:40]}”这个键",
            expected="、".join(known),
            repair=f"改为“{near}”" if near else "删去",
        )

    def _has_colon(self, key: Told) -> bool:
        return self.file.source[key.end : key.end + 2].lstrip().startswith(":")

    def text(self, says: dict[str, Any], key: str, *, what: str, required: bool = True) -> Told | None:
        """The scalar under ``key``."""
        value = says.get(key)
        if value is None:
            if required and (id(says), key) not in self.guessed:
                first = next(iter(says), None)
                self.wrong(
                    first,
                    code="missing-key",
                    found=f"“{what}”缺少“{key}”",
                    expected=f"{key}: …",
                    repair=f"补上“{key}”",
                )
            return None
        if not isinstance(value, Told):
            self.wrong(
                _first(value),
                code="form",
                found=f"“{key}”应是一段文字",
                expected=f"{key}: 文字",
                repair="写成一行文字",
            )
            return None
        return value

    def items(self, says: dict[str, Any], key: str) -> list[Any]:
        """The list under ``key``; a single mapping counts as a list of one."""
        value = says.get(key)
        if value is None:
            return []
        if isinstance(value, dict):
            return [value]
        if isinstance(value, list):
            return value
        self.wrong(
            value, code="form", found=f"“{key}”应是一个列表", expected="每项以“- ”开头", repair="改成列表"
        )
        return []

    def quote(self, says: dict[str, Any], *, what: str, required: bool = True) -> Told | None:
        """The 引文 of an item, remembered for the check against the clause."""
        told = self.text(says, "引文", what=what, required=required)
        if told is not None:
            self.quotes.append(told)
        return told

    def form(
        self, told: Told, *, scope: Scope, names: frozenset[str], quote: Told | None, basis: str = ""
    ) -> Form | None:
        """The Form of a 式, or None with the fault noted."""
        try:
            form = parse(told, lexer=scope.language.lexer, local=names)
        except WrongForm as error:
            self.refuse(told, error=error)
            return None
        self.written.append(Written(told, form, quote, basis, names))
        return form

    def refuse(self, told: Told, *, error: WrongForm) -> None:
        """Note a WrongForm at its place in the file."""
        line, column = told.place(error.start)
        self.problems.append(
            Problem(self.file.path, line, column, error.code, error.found, error.expected, error.repair)
        )

    def node(
        self,
        told: Told | None,
        *,
        scope: Scope,
        names: frozenset[str],
        quote: Told | None,
        basis: str = "",
        truth: bool = False,
    ) -> Node | None:
        """The typed construct of a 式, or None with the fault noted."""
        if told is None:
            return None
        form = self.form(told, scope=scope, names=names, quote=quote, basis=basis)
        if form is None:
            return None
        try:
            return scope.truth(form) if truth else scope.typed(form)
        except WrongForm as error:
            self.refuse(told, error=error)
            return None

    def day(self, says: dict[str, Any], key: str) -> date | None:
        """A day such as 2018-01-12; null and absent are open."""
        told = says.get(key)
        if told is None:
            return None
        try:
            return calendar_day(str(told))
        except ValueError:
            self.wrong(
                told,
                code="impossible-date",
                found=f"“{str(told)[:40]}”不是日期",
                expected="如 2018-01-12",
                repair="写成 年-月-日，月和日各两位",
            )
            return None


def _first(value: Any) -> Told | None:
    while isinstance(value, dict | list):
        if not value:
            return None
        value = next(iter(value))
    return value if isinstance(value, Told) else None
