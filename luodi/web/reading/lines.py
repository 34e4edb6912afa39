"""Turns a block of a policy file into what the page shows: a title and lines with their quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from luodi.web.reading.model import BlockView, LineView

CODE, NAME, QUOTE = "编号", "名称", "引文"
UNSAID = "文件未载明"
# Keys whose value is a 式.
FORMULAS = ("式", "得", "下限", "上限", "基数")
# A block's title stands in one of its keys, or is the same for all of its kind.
TITLES = {"事项": NAME, "任务": "做什么", "存疑": CODE}
FIXED_TITLES = {
    "例": "一个情形",
    "勘误": "印错的地方",
    "存疑": "有两种读法",
    "不可执行": "没有可以判断的内容",
}


def block_view(kind: str, *, says: Mapping[str, Any]) -> BlockView:
    """The view of one block; ``says`` is the block as it was read, with plain strings, lists and dicts."""
    title_key = TITLES.get(kind, "")
    title = str(says.get(title_key) or FIXED_TITLES.get(kind, kind))
    shown = {key: value for key, value in says.items() if key not in {CODE, title_key}}
    return BlockView(kind, title, str(says.get(CODE) or ""), tuple(block_lines(shown)))


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
        yield LineView(label, formula=plain(value))
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
        plain(flat[key]) if key in {"式", "得"} else f"{key} {plain(flat[key])}"
        for key in FORMULAS
        if key in flat
    ]
    if "当" in flat:
        formulas.insert(0, f"当 {plain(flat['当'])}，得")
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


def plain(value: Any) -> str:
    """A scalar or a list of scalars in Chinese."""
    if value is None:
        return UNSAID
    if isinstance(value, list):
        return "、".join(plain(item) for item in value) or "无"
    return " ".join(str(value).split())
