"""Cuts a 式 into tokens; it knows every name, and the longest name wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from luodi.kernel.quantity import UnitTable
from luodi.policy.grammar.form import WrongForm
from luodi.policy.grammar.keywords import KEYWORDS, SYMBOLS

MOST_TOKENS: Final = 2000
DEEPEST_BRACKETS: Final = 40
MOST_FIGURES: Final = 40
_FOLD: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DATE: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?(?!份)|(度)?)", re.ASCII)
_RATIO: Final = re.compile(r"(\d+)([:/])(\d+)", re.ASCII)
_FIGURES: Final = re.compile(r"[\d.:/]+", re.ASCII)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_IDENT: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_BRACKET_NOTE: Final = re.compile(r"\(\s*(不?含)\s*\)")
_QUOTES: Final = {"「": "」", "“": "”"}
_SCALES: Final = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its grammar type, its text as written, and its place in the 式."""

    type: str
    text: str
    start: int
    end: int


class Lexer:
    """Knows the names of a vocabulary; ``cut`` also takes the names of one provision."""

    def __init__(self, names: Iterable[str], *, units: UnitTable) -> None:
        self.units = units
        self.names = frozenset(names)
        self._by_first: dict[str, list[str]] = {}
        for name in sorted(self.names | set(KEYWORDS), key=len, reverse=True):
            self._by_first.setdefault(name[0], []).append(name)

    def cut(
        self, source: str, *, local: Iterable[str] = (), ends: frozenset[int] = frozenset()
    ) -> list[Token]:
        """The tokens of ``source``.

        ``local`` are names that only this provision knows; ``ends`` are places at which a name must
        end (used to try another cut). WrongForm where no token begins.
        """
        text = source.translate(_FOLD)
        mine: dict[str, list[str]] = {}
        for name in sorted(local, key=len, reverse=True):
            mine.setdefault(name[0], []).append(name)
        tokens: list[Token] = []
        at = brackets = 0
        while at < len(text):
            if text[at].isspace():
                at += 1
                continue
            try:
                token = self._token(text, at, mine, tokens, ends)
            except _Unknown as unknown:
                if ends:  # only whether another cut would parse is asked; nobody reads why not
                    raise unknown_name(text[at], start=at, end=at + 1, near=None) from unknown
                raise self._unknown(text, at, mine, tokens) from unknown
            brackets += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
            if brackets > DEEPEST_BRACKETS:
                raise WrongForm(
                    at,
                    code="too-deep",
                    found=f"括号嵌套超过 {DEEPEST_BRACKETS} 层",
                    expected="较浅的式",
                    repair="把里层写成“定义”",
                )
            tokens.append(token)
            if len(tokens) > MOST_TOKENS:
                raise WrongForm(
                    at,
                    code="too-long",
                    found=f"式超过 {MOST_TOKENS} 个词",
                    expected="较短的式",
                    repair="拆成几条“定义”",
                )
            at = token.end
        return tokens

    def _token(
        self, text: str, at: int, mine: dict[str, list[str]], before: list[Token], ends: frozenset[int]
    ) -> Token:
        char = text[at]
        if char in _QUOTES:
            return self._quoted(text, at)
        if char.isdigit() and char.isascii():
            return self._number(text, at)
        note = _BRACKET_NOTE.match(text, at) if char == "(" else None
        if note:
            return Token(
                "INCLUSIVE" if note.group(1) == "含" else "EXCLUSIVE", f"({note.group(1)})", at, note.end()
            )
        name = self._longest(text, at, mine, ends)
        if name:
            return Token(KEYWORDS.get(name, "NAME"), name, at, at + len(name))
        if char in SYMBOLS:
            return Token(SYMBOLS[char], char, at, at + 1)
        ident = _IDENT.match(text, at)
        if ident and len(before) > 1 and before[-1].type == "LPAR" and before[-2].type == "MEETS":
            return Token("IDENT", ident.group(), at, ident.end())
        raise _Unknown

    def _longest(self, text: str, at: int, mine: dict[str, list[str]], ends: frozenset[int]) -> str | None:
        best = ""
        for names in (self._by_first.get(text[at], ()), mine.get(text[at], ())):
            for name in names:
                if (
                    len(name) > len(best)
                    and text.startswith(name, at)
                    and not any(at < end < at + len(name) for end in ends)
                ):
                    best = name
                    break
        return best or None

    def _quoted(self, text: str, at: int) -> Token:
        end = text.find(_QUOTES[text[at]], at + 1)
        if end < 0 or end == at + 1:
            raise WrongForm(
                at,
                code="open-quote",
                found=f"“{text[at]}”没有配对",
                expected=f"{text[at]}名称{_QUOTES[text[at]]}",
                repair=f"补上{_QUOTES[text[at]]}",
            )
        return Token("QUOTED", text[at + 1 : end], at, end + 1)

    def _number(self, text: str, at: int) -> Token:
        figures = _FIGURES.match(text, at)
        if figures is not None and len(figures.group()) > MOST_FIGURES:
            raise WrongForm(
                at,
                end=figures.end(),
                code="too-large",
                found=f"数“{figures.group()[:MOST_FIGURES]}…”有 {len(figures.group())} 位",
                expected=f"不超过 {MOST_FIGURES} 位的数",
                repair="核对多写的零",
            )
        for pattern, kind in ((_DATE, "DATE"), (_RATIO, "RATIO")):
            match = pattern.match(text, at)
            if match and not (kind == "RATIO" and text[match.end() : match.end() + 1] == "."):
                return Token(
                    "PERIOD_LIT" if match.group().endswith("年度") else kind, match.group(), at, match.end()
                )
        match = _NUMBER.match(text, at)
        assert match is not None
        end = match.end()
        while end < len(text) and text[end] in _SCALES:
            end += 1
        if text[end : end + 1] in ("%", "‰"):
            end += 1
        else:
            unit = self.units.read(text, at=end)
            end += len(unit[0]) if unit else 0
        return Token("NUMBER", text[at:end], at, end)

    def _unknown(self, text: str, at: int, mine: dict[str, list[str]], before: list[Token]) -> WrongForm:
        """A word that is no name. Names run together with it are part of it: 贷款 + 总额 is a misspelt 贷款额度."""
        end = at + 1
        while (
            end < len(text)
            and not text[end].isspace()
            and text[end] not in SYMBOLS
            and text[end] not in _QUOTES
        ):
            end += 1
        known = [*self.names, *(name for names in mine.values() for name in names)]
        start = at
        for token in reversed(before):
            if token.type != "NAME" or token.end != start:
                break
            start = token.start
        hidden = next((char for char in text[at:end] if not char.isprintable()), None)
        if hidden is not None:
            start = at + text[at:end].index(hidden)
            return WrongForm(
                start, code="unseen", found=f"有看不见的字符 U+{ord(hidden):04X}", expected="看得见的文字", repair="删去这个字符",
            )  # fmt: skip
        near = nearest_name(text[start:end], known=known)
        if near is None and start < at:
            near = nearest_name(text[at:end], known=known)
        return unknown_name(text[start:end], start=start, end=end, near=near)


class _Unknown(Exception):
    """No token begins here."""


def nearest_name(word: str, *, known: Iterable[str]) -> str | None:
    """The name most like ``word``; else the shortest with the same beginning."""
    names = list(known)
    near = next(iter(get_close_matches(word[:MOST_FIGURES], names, n=1, cutoff=0.5)), None)
    alike = (name for name in names if name[:2] == word[:2])
    return near or min(alike, key=lambda name: (len(name), name), default=None)


def unknown_name(word: str, *, start: int, end: int, near: str | None) -> WrongForm:
    """The fault of a word that is no name."""
    return WrongForm(
        start,
        end=end,
        code="unknown-name",
        found=f"没有“{word[:40]}”这个名称",
        expected=f"词汇表里的名称，最接近的是“{near}”" if near else "词汇表里的名称",
        repair=f"改为“{near}”，或在词汇表里加上这一事实"
        if near
        else "检查有没有错字，或在词汇表里加上这一事实",
    )
