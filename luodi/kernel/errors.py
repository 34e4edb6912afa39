"""The one error tree: what was found, where, what was expected, how to mend it."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

FACTS: Final = "事实"
"""What facts are called as long as nobody knows the file they came from."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one place.

    ``line`` and ``column`` count from 1; 0 means that the whole file is meant.
    ``code`` is a stable English slug; ``found``, ``expected`` and ``repair`` are
    sentences for the reader, in Chinese.
    """

    file: str
    line: int
    column: int
    code: str
    found: str
    expected: str = ""
    repair: str = ""

    def sentence(self) -> str:
        """``file:line:column: found；应为…；改法：…``"""
        parts = [self.found]
        if self.expected:
            parts.append(f"应为{self.expected}")
        if self.repair:
            parts.append(f"改法：{self.repair}")
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: [{self.code}] " + "；".join(parts)

    def as_row(self) -> dict[str, str | int]:
        """The row printed by ``luodi check --json``."""
        return asdict(self)

    def within(self, *, file: str) -> Problem:
        """The same fault, told of ``file``."""
        return replace(self, file=file)


_REASONS: Final = {
    errno.ENOENT: "没有这个文件", errno.ENOTDIR: "没有这个文件", errno.EISDIR: "这是文件夹，不是文件",
    errno.EACCES: "没有读取的权限", errno.EPERM: "没有读取的权限", errno.ELOOP: "链接绕回了自己",
    errno.ENAMETOOLONG: "路径太长", errno.EIO: "磁盘出错",
}  # fmt: skip


def reason(error: OSError) -> str:
    """Why a file could not be read, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


class LuodiError(Exception):
    """Root of every error Luodi raises on purpose; its text is Chinese and says how to go on."""


class BadInput(LuodiError):
    """Input that cannot be taken as it is; carries every fault found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(p.sentence() for p in self.problems))


class BadPack(BadInput):
    """A ``policies`` folder with faults of its own: nothing is judged with it."""
