"""The syntax tree of a 式: what was written, and where; nothing is resolved yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

DEEPEST: Final = 60


@dataclass(frozen=True, slots=True)
class Form:
    """One construct as written.

    ``head`` names the construct; ``parts`` are Forms or plain texts, as the construct's own file says;
    ``start`` and ``end`` are places in the 式.
    """

    head: str
    parts: tuple[Any, ...]
    start: int
    end: int
    depth: int = 1

    @property
    def word(self) -> str:
        """The text of a leaf (a name, a number, a keyword)."""
        return str(self.parts[0])

    def children(self) -> tuple[Form, ...]:
        """The Forms among the parts, in the order written."""
        return tuple(part for part in self.parts if isinstance(part, Form))


class WrongForm(Exception):
    """A 式 that cannot be read: where (offsets in the 式), what was found, what was expected, how to mend it."""

    def __init__(
        self,
        start: int,
        *,
        end: int | None = None,
        code: str,
        found: str,
        expected: str = "",
        repair: str = "",
    ) -> None:
        super().__init__(found)
        self.start, self.end = start, start + 1 if end is None else end
        self.code, self.found, self.expected, self.repair = code, found, expected, repair


def wrong(form: Form, *, code: str, found: str, expected: str = "", repair: str = "") -> WrongForm:
    """A fault that covers the whole of ``form``."""
    return WrongForm(form.start, end=form.end, code=code, found=found, expected=expected, repair=repair)


def words_of(form: Form) -> list[str]:
    """单位 的 劳动合同 的 劳动者 as a list of words."""
    if form.head == "path":
        return [*words_of(form.parts[0]), form.parts[1]]
    if form.head in ("name", "quoted"):
        return [form.word]
    raise wrong(
        form, code="path", found="“的”左边只能是名称", expected="名称 的 名称", repair="先把左边写成“定义”"
    )
