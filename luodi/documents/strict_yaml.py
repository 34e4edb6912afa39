"""YAML made safe: every scalar a string that knows its place; repeated keys, aliases and tags refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from luodi.kernel.errors import Problem

DEEPEST: Final = 40
_KEY: Final = r"^\s*(?:-\s+)*(?:\{\s*)?[\w ]{1,12}"
_FULL_WIDTH_COLON: Final = re.compile(_KEY + "(：)")
_TIGHT_COLON: Final = re.compile(_KEY + r"(:)(?=[^\s/:])")
_COMMENT: Final = re.compile(r"#[^\n]*")
_UNREADABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


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
        self.scalars: list[tuple[int, int]] = []

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
                f"“*{event.anchor}”会被当成对别处内容的引用",
                "写明的内容",
                "照抄被引用的内容；文字本来以 * 开头的，加引号",
            )
        elif getattr(event, "anchor", None):
            self.wrong(
                event.start_mark, "yaml-anchor", f"“&{event.anchor}”会被当成给内容起的代号", "不带代号的内容",
                "删去 & 及其后的代号；文字本来以 & 开头的，加引号",
            )  # fmt: skip
        tag = getattr(event, "tag", None)
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.wrong(
                event.start_mark, "yaml-tag", f"“{shown}”会被当成类型标记", "不带标记的内容",
                "删去 ! 开头的标记；文字本来以 ! 开头的，加引号",
            )  # fmt: skip

    def tree(self, events: Iterator[Any]) -> Any:
        root: list[Any] = []
        stack: list[tuple[Any, list[Any]]] = [(root, [])]
        for event in events:
            self.refuse(event)
            holder, pending = stack[-1]
            if isinstance(event, yaml.ScalarEvent):
                self.scalars.append(self._written(event))
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

    def _written(self, event: Any) -> tuple[int, int]:
        """Where the text of a scalar stands, without the ``|`` and what follows it in its line."""
        start, end = event.start_mark.index, event.end_mark.index
        return (max(start, self.text.find("\n", start, end)) if event.style in ("|", ">") else start), end

    def comments(self) -> None:
        """What libyaml leaves out without a word: from every ``#`` outside a scalar to the end of its line."""
        at = 0
        for start, end in [*self.scalars, (len(self.text), len(self.text))]:
            for match in _COMMENT.finditer(self.text, at, start):
                self._comment(match)
            at = end

    def _comment(self, match: re.Match[str]) -> None:
        line = self.text.count("\n", 0, match.start())
        column = match.start() - self.text.rfind("\n", 0, match.start())
        self.problems.append(
            Problem(
                self.file, line + self.first_line, column, "yaml-comment", f"“{match.group()[:40]}”会被当成注释，不会被读到",
                "没有注释的内容", "是值的一部分，就给整个值加引号；是注释，就删去",
            )
        )  # fmt: skip

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


def read_yaml(
    text: str, *, file: str, first_line: int = 1, offset: int = 0, comments: bool = True
) -> tuple[Any, list[Problem]]:
    """``text`` as dicts, lists, Told and None (only for a plain ``null``), and every fault found.

    ``first_line`` is the line of the file on which ``text`` begins, ``offset`` its place in the file;
    without ``comments`` each of them is a fault.
    """
    reader = _Reader(text, file, first_line, offset)
    reader.problems += _characters(text, file, first_line)
    if reader.problems:
        return None, reader.problems
    tree: Any = None
    try:
        tree = reader.tree(yaml.parse(text, Loader=yaml.CSafeLoader))
        if not comments and not reader.problems:
            reader.comments()
    except yaml.YAMLError as error:
        reader.problems.append(_syntax(error, text, file, first_line))
    return tree, reader.problems


def _characters(text: str, file: str, first_line: int) -> list[Problem]:
    """Tabs, and characters that nobody sees: all of them, before libyaml stumbles over the first."""
    found = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        if "\t" in line:
            found.append(
                Problem(
                    file, number, line.index("\t") + 1, "yaml-tab", "有制表符", "空格", "把制表符换成空格"
                )
            )
        match = _UNREADABLE.search(line)
        if match:
            found.append(
                Problem(
                    file, number, match.start() + 1, "yaml-character", f"有看不见的字符 U+{ord(match.group()):04X}",
                    "看得见的文字", "删去这个字符",
                )
            )  # fmt: skip
    return found


def _syntax(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    """What libyaml could not read, told where the writer went wrong rather than where the reader noticed."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = mark or context
    line, column = (at.line, at.column) if at else (0, 0)
    lines = text.split("\n")
    near = {line, line - 1} | ({context.line} if context else set())
    for number in sorted(n for n in near if 0 <= n < len(lines)):
        for pattern, code, found in (
            (_FULL_WIDTH_COLON, "full-width-colon", "键后用了全角冒号“：”"),
            (_TIGHT_COLON, "tight-colon", "键后的冒号没有空格"),
        ):
            match = pattern.match(lines[number])
            if match:
                return Problem(
                    file, first_line + number, match.start(1) + 1, code, found, "半角冒号加一个空格“: ”",
                    f"把“{match.group(1)}”改成“: ”",
                )  # fmt: skip
    told = str(getattr(error, "context", "") or "")
    for word in ("quoted scalar", "flow sequence", "flow mapping"):
        if context is not None and word in told and context.line < len(lines):
            opened = lines[context.line][context.column : context.column + 1]
            return Problem(
                file, first_line + context.line, context.column + 1, "yaml-syntax", f"“{opened}”没有配对",
                "成对的引号、括号", "补上另一半；文字里本来有引号、括号的，整个值加引号",
            )  # fmt: skip
    rest = lines[line][column : column + 20] if line < len(lines) else ""
    return Problem(
        file, first_line + min(line, len(lines) - 1), column + 1, "yaml-syntax",
        f"此处写法读不懂：“{rest}”" if rest else "块没有写完", "“键: 值”或“- 项”",
        "检查缩进、引号、括号是否成对；值里有“: ”或“#”时加引号",
    )  # fmt: skip
