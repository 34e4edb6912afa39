"""YAML made safe: every scalar a string that knows its place; repeated keys, aliases and tags refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from luodi.kernel.errors import Problem

DEEPEST: Final = 40
_FULL_WIDTH_COLON: Final = re.compile(r"^\s*(?:-\s+)*[\w ]{1,12}：")


class Told(str):  # noqa: SLOT000 - carries its place; str forbids no attributes
    """A scalar as it was read; ``line`` and ``column`` (from 1) are those of its first character."""

    line: int = 0
    column: int = 0
    start: int = 0
    end: int = 0
    raw: str = ""
    style: str | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at ``offset`` of the value, counted past white space.

        Right for plain, quoted (without escapes) and literal scalars, over several lines too.
        """
        wanted = len("".join(self[:offset].split()))
        line, column = self.line, self.column
        body_from = self.raw.find("\n") + 1 if self.style in ("|", ">") else int(self.style in ("'", '"'))
        seen = 0
        for index, char in enumerate(self.raw):
            if index >= body_from and not char.isspace():
                if seen == wanted:
                    return line, column
                seen += 1
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
        return line, max(1, column - 1)


class _Reader:
    """Turns libyaml's events into dicts, lists, Told and None; collects what is wrong."""

    def __init__(self, text: str, file: str, first_line: int, offset: int) -> None:
        self.text, self.file, self.first_line, self.offset = text, file, first_line, offset
        self.problems: list[Problem] = []

    def wrong(self, mark: Any, code: str, found: str, expected: str, repair: str) -> None:
        self.problems.append(
            Problem(self.file, mark.line + self.first_line, mark.column + 1, code, found, expected, repair)
        )

    def told(self, event: Any) -> Told | None:
        if not event.style and event.value in ("null", ""):
            return None
        told = Told(event.value)
        told.line = event.start_mark.line + self.first_line
        told.column = event.start_mark.column + 1
        told.raw = self.text[event.start_mark.index : event.end_mark.index]
        told.start, told.end = event.start_mark.index + self.offset, event.end_mark.index + self.offset
        told.style = event.style
        return told

    def refuse(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.wrong(
                event.start_mark,
                "yaml-alias",
                f"引用 *{event.anchor}",
                "写明的内容",
                "把被引用的内容照抄一遍",
            )
        elif getattr(event, "anchor", None):
            self.wrong(
                event.start_mark, "yaml-anchor", f"锚点 &{event.anchor}", "不带锚点的内容", "删去 & 及其名字"
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self.wrong(event.start_mark, "yaml-tag", f"类型标记 {tag}", "不带标记的内容", "删去 ! 开头的标记")

    def tree(self, events: Iterator[Any]) -> Any:
        root: list[Any] = []
        stack: list[tuple[Any, list[Any]]] = [(root, [])]
        for event in events:
            self.refuse(event)
            holder, pending = stack[-1]
            if isinstance(event, yaml.ScalarEvent):
                self.put(holder, pending, self.told(event), event.start_mark)
            elif isinstance(event, yaml.AliasEvent):
                self.put(holder, pending, None, event.start_mark)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                if len(stack) > DEEPEST:
                    self.wrong(
                        event.start_mark, "yaml-depth", f"嵌套超过 {DEEPEST} 层", "较浅的结构", "拆成几个块"
                    )
                    return None
                made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                self.put(holder, pending, made, event.start_mark)
                stack.append((made, []))
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                stack.pop()
        return root[0] if root else None

    def put(self, holder: Any, pending: list[Any], value: Any, mark: Any) -> None:
        if isinstance(holder, list):
            holder.append(value)
        elif not pending:
            if not isinstance(value, str):
                self.wrong(mark, "yaml-key", "键不是文字", "一个键名", "键只能写一个词")
            pending.append(value if isinstance(value, str) else Told("?"))
        else:
            key = pending.pop()
            if key in holder:
                self.wrong(
                    _Mark(key, self),
                    "repeated-key",
                    f"键“{key}”重复",
                    "每个键只写一次",
                    "合并两处，或删去一处",
                )
            holder[key] = value


class _Mark:
    """The place of a key, in the form of libyaml's marks."""

    def __init__(self, key: Told, reader: _Reader) -> None:
        self.line, self.column = key.line - reader.first_line, key.column - 1


def read_yaml(text: str, *, file: str, first_line: int = 1, offset: int = 0) -> tuple[Any, list[Problem]]:
    """``text`` as dicts, lists, Told and None (only for a plain ``null``), and every fault found.

    ``first_line`` is the line of the file on which ``text`` begins, ``offset`` its place in the file.
    """
    reader = _Reader(text, file, first_line, offset)
    for number, line in enumerate(text.split("\n")):
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" in lead:
            reader.problems.append(
                Problem(
                    file,
                    first_line + number,
                    lead.index("\t") + 1,
                    "yaml-tab",
                    "缩进里有制表符",
                    "空格",
                    "把制表符换成空格",
                )
            )
    if reader.problems:
        return None, reader.problems
    tree: Any = None
    try:
        tree = reader.tree(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        reader.problems.append(_syntax(error, text, file, first_line))
    except ValueError:
        reader.problems.append(
            Problem(
                file, first_line, 1, "yaml-character", "有不可见的控制字符", "可显示的文字", "删去控制字符"
            )
        )
    return tree, reader.problems


def _syntax(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column + 1) if mark else (0, 1)
    for number, content in enumerate(text.split("\n")):
        if number <= line and _FULL_WIDTH_COLON.match(content):
            return Problem(
                file,
                first_line + number,
                content.index("：") + 1,
                "full-width-colon",
                "键后用了全角冒号“：”",
                "半角冒号加一个空格“: ”",
                "把“：”改成“: ”",
            )
    rest = text.split("\n")[line][column - 1 : column + 19] if line < len(text.split("\n")) else ""
    return Problem(
        file,
        first_line + line,
        column,
        "yaml-syntax",
        f"此处写法读不懂：“{rest}”" if rest else "块没有写完",
        "“键: 值”或“- 项”",
        "检查缩进、引号、括号是否成对；值里有“: ”或“#”时加引号",
    )
