"""The one way to write a 式: from its Form back to text, and long ones over several lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final
from unicodedata import east_asian_width

from luodi.policy.grammar.form import Form, WrongForm
from luodi.policy.grammar.keywords import RESERVED
from luodi.policy.grammar.lexer import Lexer
from luodi.policy.vocabulary import Vocabulary

WIDEST: Final = 100
"""Columns of a line in a policy file; a Chinese character takes two."""

# How tightly a construct binds: what stands for what in rule.lark, from loose to tight.
_EXPR, _TERM, _RELATION, _SUM, _PRODUCT, _POSTFIX, _PRIMARY = range(7)
_TIGHT: Final = {
    "choose": _EXPR, "conjunction": _EXPR, "disjunction": _EXPR, "negation": _TERM, "path": _POSTFIX, "lookup": _POSTFIX,
    "on_day": _POSTFIX,
    **dict.fromkeys(
        ("compare", "compare_noted", "compare_after", "compare_after_noted", "membership", "contains", "between",
         "within_period", "window_of", "lapse_of", "window", "lapse", "existence"), _RELATION,
    ),
}  # fmt: skip
_JOINTS: Final = {"conjunction": "且", "disjunction": "或"}
_SIGNS: Final = {"-": "−", "*": "×", "/": "÷", "+": "+", "−": "−", "×": "×", "÷": "÷"}


class Names:
    """What a vocabulary and one provision know: which quoted names may do without their quotes."""

    def __init__(self, vocabulary: Vocabulary, lexer: Lexer, *, local: Iterable[str] = ()) -> None:
        self.vocabulary, self.lexer, self.local = vocabulary, lexer, frozenset(local)

    def bare(self, word: str) -> bool:
        """Whether ``word`` without quotes is read as this very name."""
        try:
            tokens = self.lexer.cut(word, local=self.local)
        except WrongForm:
            return False
        return [(token.type, token.text) for token in tokens] == [("NAME", word)]

    def means_the_same(self, word: str, *, left: Form | None) -> bool:
        """Whether a quoted value right of ``left`` means the same without quotes.

        In an open list a quoted word may be a further member, a bare one only a listed one.
        """
        if left is None or word in self.vocabulary.by_name:
            return True
        facts = (
            self.vocabulary.by_name.get(str(left.parts[-1]), [])
            if left.head in ("name", "quoted", "path")
            else []
        )
        return bool(facts) and all(word in fact.values.values() for fact in facts)


def written(form: Form, *, names: Names | None = None) -> str:
    """The normal form on one line; ``parse`` gives an equal Form again.

    Without ``names`` every quote stays, but for a name after 的: the Form does not say whether that had any.
    """
    return _Writer(names).at(form, _EXPR)


def folded(form: Form, *, width: int = WIDEST, names: Names | None = None) -> list[str]:
    """The normal form in lines of at most ``width`` columns where 且 and 或 allow it."""
    return _Folder(_Writer(names), width).lines(form)


def columns(text: str) -> int:
    """How wide a text stands on the screen."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _tightness(form: Form) -> int:
    if form.head == "arithmetic":
        return _SUM if _SIGNS[form.parts[1]] in "+−" else _PRODUCT
    return _TIGHT.get(form.head, _PRIMARY)


class _Writer:
    """One method a shape of Form; ``at`` adds the brackets that the place needs."""

    def __init__(self, names: Names | None) -> None:
        self.names = names

    def at(self, form: Form, least: int, *, left: Form | None = None) -> str:
        """``form`` where only what binds at least as tightly as ``least`` may stand."""
        text = self.plain(form, left)
        return text if _tightness(form) >= least else f"({text})"

    def plain(self, form: Form, left: Form | None = None) -> str:
        if form.head == "quoted":
            return self.quoted(form.word, left)
        if form.head == "choose":
            return self.choose(form, left)
        write = _SHAPES.get(form.head)
        return form.word if write is None else write(self, form)

    def quoted(self, word: str, left: Form | None) -> str:
        if self.names is not None and self.names.bare(word) and self.names.means_the_same(word, left=left):
            return word
        return f"“{word}”" if "」" in word else f"「{word}」"

    def last_word(self, word: str) -> str:
        """The name after 的: the Form does not say whether it was quoted."""
        plain = word not in RESERVED and word.isalnum() if self.names is None else self.names.bare(word)
        return word if plain else self.quoted(word, None)

    def choose(self, form: Form, left: Form | None) -> str:
        test, then, other = form.children()
        return f"若 {self.at(test, _EXPR)} 则 {self.at(then, _EXPR, left=left)} 否则 {self.at(other, _EXPR, left=left)}"

    def joined(self, form: Form) -> str:
        return f" {_JOINTS[form.head]} ".join(self.at(part, _TERM) for part in form.children())

    def before(self, form: Form) -> str:
        """非 and 有, 无: a word, then something tight."""
        return f"{'非' if form.head == 'negation' else form.parts[0]} {self.at(form.children()[0], _POSTFIX)}"

    def compare(self, form: Form) -> str:
        left, comparator, *note, right = form.parts
        mark = note[0].word if note else ""
        return f"{self.at(left, _SUM)} {comparator.word}{mark} {self.at(right, _SUM, left=left)}"

    def compare_after(self, form: Form) -> str:
        left, right, word, *note = form.parts
        mark = note[0].word if note else ""
        return f"{self.at(left, _SUM)} {self.at(right, _SUM, left=left)} {word}{mark}"

    def listed(self, form: Form) -> str:
        left, word, listing = form.parts
        items = "、".join(self.at(item, _POSTFIX, left=left) for item in listing.children())
        return f"{self.at(left, _SUM)} {word} {items}{' 等' if '等' in listing.parts else ''}"

    def between(self, form: Form) -> str:
        x, low, high = form.children()
        return f"{self.at(x, _SUM)} 在 {self.at(low, _SUM, left=x)} 至 {self.at(high, _SUM, left=x)}"

    def within(self, form: Form) -> str:
        x, where = form.children()
        return f"{self.at(x, _SUM)} 在 {self.at(where, _SUM)}"

    def window(self, form: Form) -> str:
        """[X 在] A 后 D 内 · [X 在] A 起 满 D."""
        *days, length = form.children()
        words = [part for part in form.parts if isinstance(part, str)]
        start = " 在 ".join(self.at(day, _SUM) for day in days)
        tail = "" if form.head in ("lapse", "lapse_of") else "内"
        return f"{start} {' '.join(words)} {self.at(length, _SUM)} {tail}".rstrip()

    def arithmetic(self, form: Form) -> str:
        left, sign, right = form.parts
        own = _tightness(form)
        return f"{self.at(left, own)} {_SIGNS[sign]} {self.at(right, own + 1)}"

    def path(self, form: Form) -> str:
        return f"{self.at(form.parts[0], _POSTFIX)} 的 {self.last_word(form.parts[1])}"

    def looked_up(self, form: Form) -> str:
        value, key = form.children()
        return (
            f"{self.at(value, _POSTFIX)} {'按' if form.head == 'lookup' else '于'} {self.at(key, _PRIMARY)}"
        )

    def call(self, form: Form) -> str:
        return f"{form.word}({', '.join(self.at(argument, _EXPR) for argument in form.children())})"

    def rows(self, form: Form) -> str:
        what, *inner = form.children()
        words = ("其中",) if form.head == "rows" else ("满足",) if len(inner) == 1 else ("其中", "满足")
        tail = "".join(f" {word} {self.at(part, _EXPR)}" for word, part in zip(words, inner, strict=True))
        return self.at(what, _EXPR) + tail

    def meets(self, form: Form) -> str:
        return f"符合({form.word})"


_SHAPES: Final[dict[str, Callable[[_Writer, Form], str]]] = {
    "conjunction": _Writer.joined, "disjunction": _Writer.joined, "negation": _Writer.before, "existence": _Writer.before,
    "compare": _Writer.compare, "compare_noted": _Writer.compare, "compare_after": _Writer.compare_after,
    "compare_after_noted": _Writer.compare_after, "membership": _Writer.listed, "contains": _Writer.listed,
    "between": _Writer.between, "within_period": _Writer.within, "window": _Writer.window, "window_of": _Writer.window,
    "lapse": _Writer.window, "lapse_of": _Writer.window, "arithmetic": _Writer.arithmetic, "path": _Writer.path,
    "lookup": _Writer.looked_up, "on_day": _Writer.looked_up, "call": _Writer.call, "rows": _Writer.rows,
    "rows_satisfy": _Writer.rows, "meets": _Writer.meets,
}  # fmt: skip


class _Folder:
    """Fills lines with the terms of a row of 且 or 或; a bracket too long for a line is folded inside."""

    def __init__(self, writer: _Writer, width: int) -> None:
        self.writer, self.width = writer, width

    def lines(self, form: Form, *, lead: str = "", tail: str = "") -> list[str]:
        """The lines of ``form`` after ``lead``, before ``tail``; later ones are indented as far as ``lead`` is wide."""
        whole = f"{lead}{self.writer.at(form, _EXPR)}{tail}"
        joint = _JOINTS.get(form.head)
        if joint is None or columns(whole) <= self.width:
            return [whole]
        margin = " " * columns(lead)
        made: list[str] = []
        current = lead
        terms = form.children()
        for number, term in enumerate(terms):
            end = tail if number == len(terms) - 1 else ""
            text = self.writer.at(term, _TERM) + end
            word = f"{joint} " if number else ""
            if number and columns(f"{current} {word}{text}") <= self.width:
                current = f"{current} {word}{text}"
                continue
            if number:
                made.append(current)
                current = f"{margin}{word}"
            if columns(current + text) > self.width and term.head in _JOINTS:
                *done, current = self.lines(term, lead=f"{current}(", tail=f"){end}")
                made += done
            else:
                current += text
        return [*made, current]
