"""Puts every 式 of a policy file into its normal form, in place; nothing else of the file changes by a byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import yaml

from luodi.documents.policy_file import parse_policy_file
from luodi.documents.strict_yaml import Told, read_yaml
from luodi.kernel.errors import Problem
from luodi.policy.format import WIDEST, Names, columns, folded, written
from luodi.policy.grammar.form import Form, WrongForm
from luodi.policy.grammar.parse import parse
from luodi.policy.provision import Provision
from luodi.policy.reading import BlockReading, Document, read_document
from luodi.policy.scope import Language

_KEY: Final = re.compile(r"[^\S\n]*(?:- +)*(?=\S)")
_CLOSING: Final = re.compile(r"^```[^\S\n]*$", re.MULTILINE)
_BODY: Final = re.compile(r"\n([^\S\n]+)\S")


@dataclass(frozen=True, slots=True)
class Change:
    """One 式 put into its normal form: the line where it stands, and both texts, each on one line."""

    line: int
    before: str
    after: str


@dataclass(slots=True)
class Rewritten:
    """A file as it would be: ``text`` whole; ``kept`` are those that were left as they are, and why."""

    text: str
    changes: list[Change] = field(default_factory=list)
    kept: list[Problem] = field(default_factory=list)


def rewritten(document: Document, *, language: Language) -> Rewritten:
    """The document with every 式 in its normal form. It must have been read without a fault."""
    return _Rewriter(document, language).run()


class _Rewriter:
    """Works from the last 式 to the first, so that the places of the others hold."""

    def __init__(self, document: Document, language: Language) -> None:
        self.document, self.language = document, language
        self.source = document.file.source
        self.made = Rewritten(self.source)

    def run(self) -> Rewritten:
        """Every change that means the same, first to last."""
        for reading in reversed(self.document.readings):
            self.block(reading)
        self.made.changes.reverse()
        self.made.kept.reverse()
        if self.made.changes and not self.same_meaning():
            place = self.document.file.path
            found = "改写后意思会变"
            return Rewritten(
                self.source,
                [],
                [Problem(place, 0, 0, "other-meaning", found, "意思不变", "请把这份文件报给维护者")],
            )
        return self.made

    def block(self, reading: BlockReading) -> None:
        """The 式 of one block."""
        start, end = _body(self.source, reading)
        body = _Body(self.source[start:end], start, reading.block.says)
        seen: set[int] = set()
        for held in sorted(reading.fields.written, key=lambda one: one.told.start, reverse=True):
            told = held.told
            if told.start in seen or self.source[told.start : told.end] != told.raw or not told.raw:
                continue
            seen.add(told.start)
            self.one(body, told, held.form, held.names)
        self.made.text = self.made.text[:start] + body.text + self.made.text[end:]

    def one(self, body: _Body, told: Told, form: Form, local: frozenset[str]) -> None:
        """One 式: changed where it differs and can be written safely."""
        names = Names(self.language.vocabulary, self.language.lexer, local=local)
        wanted = written(form, names=names)
        try:
            again = parse(wanted, lexer=self.language.lexer, local=local)
        except WrongForm:
            again = None
        if again is None or written(again, names=names) != wanted:
            self.keep(told, wanted)
            return
        for raw, value in body.shapes(told, form, wanted, names):
            if raw == told.raw:
                return
            if body.put(told, raw, value):
                self.made.changes.append(Change(told.line, " ".join(told.split()), wanted))
                return
        self.keep(told, wanted)

    def keep(self, told: Told, wanted: str) -> None:
        if str(told).strip() == wanted:
            return
        self.made.kept.append(
            Problem(
                self.document.file.path,
                told.line,
                told.column,
                "kept",
                f"“{' '.join(told.split())}”没有改写",
                f"“{wanted}”",
                "这里放不下这一写法：不写在 {…} 里，每行一个键，行末不加注释",
            )
        )

    def same_meaning(self) -> bool:
        file = parse_policy_file(self.made.text, path=self.document.file.path)
        again = read_document(file, language=self.language)
        faults = file.problems + [
            problem for reading in again.readings for problem in reading.fields.problems
        ]
        return (
            not faults
            and file.text == self.document.file.text
            and [_bare(p) for p in again.provisions] == [_bare(p) for p in self.document.provisions]
        )


def _bare(provision: Provision) -> Provision:
    return replace(provision, place=("", 0))


def _body(source: str, reading: BlockReading) -> tuple[int, int]:
    """From after the opening fence to before the closing one."""
    start = -1
    for _ in range(reading.block.line):
        start = source.index("\n", start + 1)
    fence = _CLOSING.search(source, start + 1)
    return start + 1, fence.start() if fence else len(source)


class _Body:
    """The YAML of one block while it is being changed; every step is read again before it counts."""

    def __init__(self, text: str, offset: int, says: Any) -> None:
        self.text, self.offset, self.says = text, offset, says
        self.flows = list(_flows(text))

    def shapes(self, told: Told, form: Form, wanted: str, names: Names) -> Iterator[tuple[str, str]]:
        """(source, value) of every way to write it here, the best first."""
        start = told.start - self.offset
        line_start = self.text.rfind("\n", 0, start) + 1
        lead = self.text[line_start:start]
        in_flow = any(first < start < last for first, last in self.flows)
        key = _KEY.match(lead)
        literal = not in_flow and bool(key) and lead.rstrip().endswith(":")
        if told.style in ("|", ">"):
            margin = _BODY.search(told.raw)
            yield _literal(told, margin.group(1) if margin else "  ", form, names)
            return
        fits = in_flow or columns(lead + wanted) <= WIDEST
        if fits and told.style == "'":
            yield "'" + wanted.replace("'", "''") + "'", wanted
        elif fits and told.style == '"' and not set('"\\') & set(wanted):
            yield f'"{wanted}"', wanted
        elif fits and not told.style:
            yield wanted, wanted
        if literal and key:
            yield _literal(told, " " * (key.end() + 2), form, names)
        elif not fits:
            yield wanted, wanted

    def put(self, told: Told, raw: str, value: str) -> bool:
        """Write ``raw`` in the place of ``told``, if that changes this one value and nothing else."""
        start, end = told.start - self.offset, told.end - self.offset
        text = self.text[:start] + raw + self.text[end:]
        read, problems = read_yaml(text, file="")
        wanted = _with(self.says, told, value)
        if problems or read != wanted:
            return False
        self.text, self.says = text, wanted
        return True


def _literal(told: Told, margin: str, form: Form, names: Names) -> tuple[str, str]:
    lines = folded(form, width=WIDEST - len(margin), names=names)
    if told.style in ("|", ">"):
        header = "|" + told.raw[1 : told.raw.index("\n")]
        ending = told.raw[len(told.raw.rstrip()) :]
    else:
        header, ending = "|", ""
    value = "\n".join(lines) + ("" if "-" in header.split("#")[0] else "\n")
    return header + "".join(f"\n{margin}{line}" for line in lines) + ending, value


def _with(says: Any, told: Told, value: str) -> Any:
    """The same tree with ``value`` in the one place where ``told`` itself stands."""
    if says is told:
        return value
    if isinstance(says, dict):
        return {key: _with(part, told, value) for key, part in says.items()}
    return [_with(part, told, value) for part in says] if isinstance(says, list) else says


def _flows(text: str) -> Iterator[tuple[int, int]]:
    """The outermost ``{…}`` and ``[…]``."""
    depth, start = 0, 0
    event: Any
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        kind = type(event)
        if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent) and (event.flow_style or depth):
            start = start if depth else event.start_mark.index
            depth += 1
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent) and depth:
            depth -= 1
            if not depth:
                yield start, event.end_mark.index
