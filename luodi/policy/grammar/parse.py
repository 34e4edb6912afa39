"""Tokens to Forms by lark's LALR parser; a fault is told where it stands and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import lark
from lark.lexer import Lexer as LarkLexer

from luodi.policy.grammar.form import DEEPEST, Form, WrongForm
from luodi.policy.grammar.keywords import TOKEN_NAMES
from luodi.policy.grammar.lexer import Lexer, Token, nearest_name, unknown_name

_DROPPED: Final = frozenset(
    (
        "AND",
        "OR",
        "NOT",
        "IF",
        "THEN",
        "ELSE",
        "AT",
        "TO",
        "WITHIN",
        "OF",
        "BY",
        "ON",
        "WHERE",
        "SATISFY",
        "LPAR",
        "RPAR",
        "COMMA",
        "SEP",
        "MEETS",
    )
)
_OPERAND: Final = "名称、数、日期或“(”"
_OPERANDS: Final = frozenset(
    "NAME QUOTED NUMBER RATIO DATE PERIOD_LIT PERIOD_WORD TODAY SELF REST LPAR FUNC MEETS IF NOT HAVE LACK".split()
)
_SHOWN: Final = 8
_LEAVES: Final = frozenset(("number", "ratio", "date", "period", "name", "quoted", "today", "self_", "rest"))


class _Given(LarkLexer):
    """Hands lark the tokens that our own lexer cut."""

    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, tokens: list[Token]) -> Iterator[lark.Token]:  # type: ignore[override]
        for token in tokens:
            yield lark.Token(token.type, token.text, start_pos=token.start, end_pos=token.end)


class _Builder(lark.Transformer[Any, Form]):
    """Builds Forms bottom-up, while lark reduces, so that depth costs no recursion."""

    def __default__(self, data: str, children: list[Any], meta: Any) -> Any:
        head = str(data)
        if head.startswith("_"):
            return lark.Tree(head, children)
        if head in ("start", "group"):
            forms = [child for child in children if isinstance(child, Form)]
            return forms[0]
        start, end = _extent(children)
        parts: list[Any] = []
        for child in children:
            if isinstance(child, Form):
                parts.append(child)
            elif head in _LEAVES or child.type not in _DROPPED:
                parts.append(str(child))
        depth = 1 + max((part.depth for part in parts if isinstance(part, Form)), default=0)
        if depth > DEEPEST:
            raise WrongForm(
                start,
                code="too-deep",
                found=f"式嵌套超过 {DEEPEST} 层",
                expected="较浅的式",
                repair="拆成几条“定义”",
            )
        return Form(head, tuple(parts), start, end, depth)


def _extent(children: list[Any]) -> tuple[int, int]:
    first, last = children[0], children[-1]
    return (
        first.start if isinstance(first, Form) else first.start_pos,
        last.end if isinstance(last, Form) else last.end_pos,
    )


@lru_cache(maxsize=1)
def _parser() -> lark.Lark:
    grammar = (Path(__file__).parent / "rule.lark").read_text(encoding="utf-8")
    return lark.Lark(grammar, parser="lalr", lexer=_Given, transformer=_Builder())


def parse_tokens(tokens: list[Token], *, source: str) -> Form:
    """The Form of already cut tokens. WrongForm where they are no 式."""
    if not tokens:
        raise WrongForm(0, code="empty", found="式是空的", expected="一个式", repair="写出条件，或删去这一项")
    try:
        return _parser().parse(tokens)  # type: ignore[return-value]
    except lark.UnexpectedToken as error:
        raise _told(error, tokens, source) from None
    except lark.exceptions.VisitError as error:
        if isinstance(error.orig_exc, WrongForm):
            raise error.orig_exc from None
        raise


def parse(source: str, *, lexer: Lexer, local: Iterable[str] = ()) -> Form:
    """The Form of ``source``. WrongForm where it is no 式."""
    tokens = lexer.cut(source, local=local)
    try:
        return parse_tokens(tokens, source=source)
    except WrongForm as error:
        joined = _joined(tokens, error.end) if error.code in ("syntax", "unfinished") else None
        if joined is None:
            raise
        start, end = joined
        near = nearest_name(source[start:end], known=[*lexer.names, *local])
        raise unknown_name(source[start:end], start=start, end=end, near=near) from None


def _joined(tokens: list[Token], last: int) -> tuple[int, int] | None:
    """The last names before ``last`` that are written together with no blank: likely one misspelt name."""
    runs: list[list[Token]] = []
    for token in tokens:
        if token.start >= last:
            break
        if runs and token.type == "NAME" and runs[-1][-1].end == token.start and runs[-1][-1].type == "NAME":
            runs[-1].append(token)
        else:
            runs.append([token])
    found = [run for run in runs if len(run) > 1]
    return (found[-1][0].start, found[-1][-1].end) if found else None


def _told(error: lark.UnexpectedToken, tokens: list[Token], source: str) -> WrongForm:
    token = error.token
    wanted = set(error.accepts or error.expected)
    expected = [_OPERAND] if wanted & {"NAME", "NUMBER"} else []
    expected += sorted({TOKEN_NAMES.get(name, name) for name in wanted - (_OPERANDS if expected else set())})
    shown = "、".join(expected[:_SHOWN]) + ("…" if len(expected) > _SHOWN else "")
    if token.type == "$END":
        last = tokens[-1]
        return WrongForm(
            last.start,
            end=last.end,
            code="unfinished",
            found=f"式没有写完，停在“{last.text}”之后",
            expected=shown,
            repair=f"补上{expected[0]}" if len(expected) == 1 and expected[0] != _OPERAND else "补完这一式",
        )
    start, end = token.start_pos or 0, token.end_pos or 0
    before = {one.type for one in tokens if one.start < start}
    repair = "检查前后的词序，看有没有漏字、多字"
    if {"AND": "OR", "OR": "AND"}.get(token.type) in before and _OPERAND not in expected:
        repair = "“且”和“或”混用时，用括号说明先后"
    elif "NOT" in before and token.type in ("NUMBER", "CMP", "FULL", "UNFULL", "OVER", "AMONG", "AT"):
        repair = "“非”只管后面一个名称；要否定一个比较，加括号：非 (…)"
    elif token.type == "NUMBER" and token.isdigit():
        repair = "数后写上单位"
    elif token.type == "RPAR" and "RPAR" not in wanted and expected[0] != _OPERAND:
        repair = "删去多余的括号，或在前面补上“(”"
    return WrongForm(
        start, end=end, code="syntax", found=f"此处不能是“{source[start:end]}”", expected=shown, repair=repair
    )
