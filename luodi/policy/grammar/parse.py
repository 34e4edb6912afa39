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
from luodi.policy.grammar.lexer import Lexer, Token

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
    return parse_tokens(lexer.cut(source, local=local), source=source)


def _told(error: lark.UnexpectedToken, tokens: list[Token], source: str) -> WrongForm:
    token = error.token
    expected = sorted({TOKEN_NAMES.get(name, name) for name in error.expected})
    shown = "、".join(expected[:8]) + ("…" if len(expected) > 8 else "")
    if token.type == "$END":
        last = tokens[-1]
        return WrongForm(
            last.start,
            end=last.end,
            code="unfinished",
            found=f"式没有写完，停在“{last.text}”之后",
            expected=shown,
            repair="补完这一式",
        )
    start, end = token.start_pos or 0, token.end_pos or 0
    repair = "检查前后的词序"
    if token.type in ("AND", "OR"):
        repair = "“且”和“或”混用时，用括号说明先后"
    elif token.type == "NUMBER" and token.isdigit():
        repair = "数后写上单位"
    return WrongForm(
        start, end=end, code="syntax", found=f"此处不能是“{source[start:end]}”", expected=shown, repair=repair
    )
