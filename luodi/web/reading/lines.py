"""The keys of a block as they were written, line by line, each with its quote: for the reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from luodi.web.reading.model import LineView
from luodi.web.reading.wording import plain

CODE, NAME, QUOTE = "编号", "名称", "引文"
# Keys whose value is a 式.
FORMULAS = ("式", "得", "下限", "上限", "基数")


def block_lines(says: Mapping[str, Any]) -> Iterator[LineView]:
    """Every key of a block with what it says; a quote that belongs to the whole block comes first."""
    quote = says.get(QUOTE)
    if isinstance(quote, str):
        yield LineView(QUOTE, quote=quote)
    for key, value in says.items():
        if key != QUOTE or not isinstance(value, str):
            yield from lines_of(key, value=value)


def lines_of(label: str, *, value: Any) -> Iterator[LineView]:
    """The lines for one key; nested groups (任一, 全部, 表, 分期) follow under their own names."""
    if isinstance(value, Mapping):
        yield from entry_lines(label, entry=value)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for item in value:
            yield from lines_of(label, value=item)
    elif label in FORMULAS:
        yield LineView(label, formula=formula(value))
    else:
        yield LineView(label, text=plain(value))


def entry_lines(label: str, *, entry: Mapping[str, Any]) -> Iterator[LineView]:
    """One entry such as {引文, 式}: a line, then a line for everything nested in it."""
    nested = {key: value for key, value in entry.items() if is_nested(value)}
    flat = {key: value for key, value in entry.items() if key not in nested and key != QUOTE}
    words = [f"{key}：{plain(value)}" for key, value in flat.items() if key not in (*FORMULAS, "名", "当")]
    if entry.get("名"):
        words.insert(0, plain(entry["名"]))
    formulas = [
        formula(flat[key]) if key in {"式", "得"} else f"{key} {formula(flat[key])}"
        for key in FORMULAS
        if key in flat
    ]
    if "当" in flat:
        formulas.insert(0, f"当 {formula(flat['当'])}，得")
    quote = entry.get(QUOTE)
    if flat or isinstance(quote, str):
        yield LineView(label, "；".join(words), " ".join(formulas), str(quote or ""))
    for key, value in nested.items():
        yield from lines_of(key, value=value)


def is_nested(value: Any) -> bool:
    """Whether a value needs lines of its own."""
    return isinstance(value, Mapping) or (
        isinstance(value, list) and any(isinstance(i, Mapping) for i in value)
    )


def formula(value: Any) -> str:
    """A 式 with the line breaks it was written with."""
    return plain(value) if value is None else "\n".join(filter(None, map(plain, str(value).splitlines())))
