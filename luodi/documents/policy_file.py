"""The policy file: front matter, the official text whole and in order, fenced blocks under the clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from luodi.documents.strict_yaml import Told, read_yaml
from luodi.kernel.errors import Problem, reason

KINDS: Final = ("任务", "事项", "例", "勘误", "存疑", "不可执行")
LARGEST: Final = 4_000_000
_FENCE: Final = re.compile(r"^(\s*)(```+)(.*)$")
_NUMBER: Final = re.compile(r"^编号\s*[:：]\s*(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its kind, what it says, the line of its fence, its place in the text."""

    kind: str
    says: dict[str, Any]
    line: int
    offset: int


@dataclass(slots=True)
class PolicyFile:
    """One official document that runs.

    ``text`` is the official text alone; ``lost`` are the ids of the blocks that could not be read.
    """

    path: str
    name: str
    source: str
    front: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def add_line(self, number: int, *, start: int) -> None:
        """The file's line ``number`` is official text, and begins at ``start`` of it."""
        self._starts.append(start)
        self._lines.append(number)

    def line_of(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a place in ``text``."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        return (self._lines[index], offset - self._starts[index] + 1) if self._starts else (1, 1)

    def wrong(
        self, place: Told | tuple[int, int], *, code: str, found: str, expected: str = "", repair: str = ""
    ) -> None:
        """Note a fault at a scalar or at (line, column)."""
        line, column = (place.line, place.column) if isinstance(place, Told) else place
        self.problems.append(Problem(self.path, line, column, code, found, expected, repair))


def decode(data: bytes, *, file: str) -> tuple[str, list[Problem]]:
    """The file's text, or why it cannot be one: too large, not UTF-8, not text."""
    if len(data) > LARGEST:
        return "", [
            Problem(
                file,
                0,
                0,
                "too-large",
                f"文件有 {len(data):,} 字节",
                f"不超过 {LARGEST:,} 字节",
                "确认是不是政策文件；一份文件一个文档",
            )
        ]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        return "", [
            Problem(
                file,
                line,
                column,
                "encoding",
                f"第 {line} 行不是 UTF-8 文字",
                "UTF-8 编码",
                "在编辑器里另存为 UTF-8；内容不会丢失",
            )
        ]
    if "\x00" in text:
        at = text.index("\x00")
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        return "", [
            Problem(file, line, column, "not-text", "有空字符，不像文字", "UTF-8 文字", "确认文件没有损坏")
        ]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def document_path(path: Path, *, root: Path) -> str:
    """What a file is called in faults: its path below ``root`` if it is there."""
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def read_policy_file(path: Path, *, root: Path) -> PolicyFile:
    """Read one file; faults are noted in ``problems``, never raised. ``name`` is the path below ``root``, without ``.md``."""
    shown = document_path(path, root=root)
    try:
        data = path.read_bytes()
    except OSError as error:
        made = PolicyFile(shown, shown, "")
        made.problems.append(
            Problem(shown, 0, 0, "unreadable", f"读不到文件：{reason(error)}", "可读的文件", "检查路径和权限")
        )
        return made
    text, problems = decode(data, file=shown)
    made = parse_policy_file(text, path=shown) if not problems else PolicyFile(shown, shown, "")
    made.problems[:0] = problems
    return made


def parse_policy_file(source: str, *, path: str) -> PolicyFile:
    """Split ``source`` into front matter, text and blocks."""
    made = PolicyFile(path, path.removesuffix(".md"), source)
    lines = source.split("\n")
    starts = _starts(lines)
    at = _front_matter(made, lines, starts)
    text: list[str] = []
    length = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if not fence:
            made.add_line(at + 1, start=length)
            text.append(lines[at] + "\n")
            length += len(text[-1])
            at += 1
            continue
        end, after = _end(made, lines, at, opening=fence)
        _block(made, fence.group(3).strip(), lines[at + 1 : end], at, starts, length)
        at = after
    made.text = "".join(text)
    return made


def _end(made: PolicyFile, lines: list[str], at: int, *, opening: re.Match[str]) -> tuple[int, int]:
    """The line that ends the block which ``opening`` opens at line ``at``, and the line to go on with.

    A block that nobody closed ends where the next one opens, or at the first empty line.
    """
    _fence_form(made, at, opening)
    last = len(lines)
    for number in range(at + 1, len(lines)):
        fence = _FENCE.match(lines[number])
        if fence is None:
            continue
        if fence.group(3).strip():
            last = number
            break
        _fence_form(made, number, fence)
        return number, number + 1
    made.wrong(
        (at + 1, 1),
        code="open-fence",
        found="块没有结束",
        expected="单独一行 ```",
        repair="在块的最后补一行 ```",
    )
    end = next((n for n in range(at + 1, last) if not lines[n].strip()), last)
    return end, end


def _fence_form(made: PolicyFile, at: int, fence: re.Match[str]) -> None:
    if fence.group(1) or len(fence.group(2)) > len("```"):
        made.wrong(
            (at + 1, len(fence.group(1)) + 1),
            code="fence-form",
            found="``` 前面有空格" if fence.group(1) else f"反引号有 {len(fence.group(2))} 个",
            expected="行首的三个反引号 ```",
            repair="删去多余的",
        )


def _starts(lines: list[str]) -> list[int]:
    starts, total = [], 0
    for line in lines:
        starts.append(total)
        total += len(line) + 1
    return starts


def _front_matter(made: PolicyFile, lines: list[str], starts: list[int]) -> int:
    if not lines or lines[0].rstrip() != "---":
        made.wrong(
            (1, 1),
            code="no-front-matter",
            found="文件开头没有文件信息",
            expected="第一行 ---",
            repair="在开头写 --- 文件: … 地区: … ---",
        )
        return 0
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == "---"), None)
    if end is None:
        made.wrong(
            (1, 1),
            code="open-front-matter",
            found="文件信息没有结束",
            expected="单独一行 ---",
            repair="在文件信息之后补一行 ---",
        )
        return len(lines)
    says, problems = read_yaml(
        "\n".join(lines[1:end]), file=made.path, first_line=2, offset=starts[1], comments=False
    )
    made.problems += problems
    if isinstance(says, dict):
        made.front = says
    elif not problems:
        made.wrong(
            (2, 1),
            code="front-matter-form",
            found="文件信息不是“键: 值”",
            expected="每行一个“键: 值”",
            repair="参照其他文件的开头",
        )
    return end + 1


def _block(made: PolicyFile, kind: str, lines: list[str], fence: int, starts: list[int], place: int) -> None:
    """Read one block whose fence is line ``fence`` (from 0) and which stands at ``place`` of the text."""
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=1)
        made.wrong(
            (fence + 1, 4),
            code="unknown-block",
            found=f"没有“{kind[:40]}”这种块" if kind else "``` 后面没有块名",
            expected="、".join(KINDS),
            repair=f"改为“{near[0]}”" if near else "改成其中一种，如 ```事项",
        )
        made.lost.update(_NUMBER.findall("\n".join(lines)))
        return
    offset = starts[fence + 1] if fence + 1 < len(starts) else len(made.source)
    says, problems = read_yaml(
        "\n".join(lines), file=made.path, first_line=fence + 2, offset=offset, comments=False
    )
    made.problems += problems
    if problems:
        made.lost.update(_NUMBER.findall("\n".join(lines)))
        return
    if not isinstance(says, dict):
        made.wrong(
            (min(fence + 2, len(starts)), 1),
            code="block-form",
            found=f"“{kind}”块里没有“键: 值”",
            expected="每行一个“键: 值”（半角冒号加空格）",
            repair="在键后写“: ”",
        )
        return
    made.blocks.append(Block(kind, says, fence + 1, place))
