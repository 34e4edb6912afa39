"""Places a reviewer should look at: not faults, but where readers go wrong."""

from __future__ import annotations

from collections.abc import Iterator

from luodi.kernel.errors import Problem
from luodi.policy.blocks.fields import Written
from luodi.policy.constructs.arithmetic import Arithmetic
from luodi.policy.constructs.logic import Bare, Not
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Constant, Node
from luodi.policy.grammar.form import Form, WrongForm
from luodi.policy.grammar.keywords import KEYWORDS
from luodi.policy.grammar.parse import parse_tokens
from luodi.policy.reading import BlockReading, Document, Library


def notes(library: Library) -> list[Problem]:
    """Other cuts that would parse, 非 over what may be 不适用, divisors that may be 0, rows nobody reaches."""
    found: list[Problem] = []
    for document in library.documents:
        for reading in document.readings:
            for written in reading.fields.written:
                found += _cuts(document, written, library)
            found += _nodes(document, reading)
    return found


# -- other cuts ------------------------------------------------------------------------------------------


def _cuts(document: Document, written: Written, library: Library) -> Iterator[Problem]:
    lexer = library.language.lexer
    known = lexer.names | written.names | KEYWORDS.keys()
    for token in lexer.cut(written.told, local=written.names):
        if token.type == "QUOTED" or len(token.text) == 1:
            continue
        for length in range(1, len(token.text)):
            if token.text[:length] not in known:
                continue
            other = _parsed(written, lexer.cut, token.start + length)
            if other is not None and _bare(other) != _bare(written.form):
                line, column = written.told.place(token.start)
                yield Problem(
                    document.file.path, line, column, "other-cut", f"“{token.text}”也可以读成“{token.text[:length]} {token.text[length:]}”",
                    "只有一种读法", f"写成「{token.text}」",
                )  # fmt: skip


def _parsed(written: Written, cut: object, end: int) -> Form | None:
    assert callable(cut)
    try:
        return parse_tokens(
            cut(written.told, local=written.names, ends=frozenset((end,))), source=written.told
        )
    except WrongForm:
        return None


def _bare(form: Form) -> tuple[object, ...]:
    """The form without its places."""
    return (form.head, *(_bare(part) if isinstance(part, Form) else part for part in form.parts))


# -- what may surprise -----------------------------------------------------------------------------------


def _nodes(document: Document, reading: BlockReading) -> Iterator[Problem]:
    provision = reading.provision
    if provision is None:
        return
    seen: set[str] = set()
    for root in provision.nodes():
        for node in root.walk():
            said = _surprise(node)
            if said and said[0] not in seen:
                seen.add(said[0])
                yield Problem(
                    document.file.path,
                    reading.block.line,
                    1,
                    said[1],
                    f"{provision.id}：{said[0]}",
                    "",
                    said[2],
                )
    if provision.benefit is not None:
        for number, row in enumerate(provision.benefit.table[:-1]):
            if row.when is None:
                yield Problem(
                    document.file.path, reading.block.line, 1, "unreachable-row", f"{provision.id}：表的第 {number + 1} 行没有“当”，后面的行永远用不到", "", "把它移到最后",
                )  # fmt: skip


def _surprise(node: Node) -> tuple[str, str, str] | None:
    if (
        isinstance(node, Not)
        and isinstance(node.term, Bare)
        and isinstance(node.term.name, FactRef)
        and node.term.name.fact.nullable
    ):
        name = node.term.name.fact.name
        return (
            f"“非 {name}”在“{name}”不适用时是“是”",
            "not-nullable",
            f"确实这样想的可以不改；否则写“有 {name} 且 非 {name}”",
        )
    if (
        isinstance(node, Arithmetic)
        and node.op == "÷"
        and not (isinstance(node.right, Constant) and node.right.value)
    ):
        return (
            f"除数“{node.right.prose()}”可能是 0，那时比较一律为“否”",
            "may-be-zero",
            "确实这样想的可以不改",
        )
    return None
