"""Where a fault is told, and the words of a path."""

from __future__ import annotations

from luodi.policy.grammar.form import Form, WrongForm


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
