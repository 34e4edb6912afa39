"""The text of a table in ``policies``, or why it cannot be read."""

from __future__ import annotations

from pathlib import Path

from luodi.kernel.errors import BadInput, Problem, reason


def text_of(path: Path) -> str:
    """The file's text in UTF-8. ``BadInput`` where there is no such file or it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        found, expected, repair = f"读不到文件：{reason(error)}", "可读的文件", "把它放回去"
    except UnicodeDecodeError:
        found, expected, repair = "不是 UTF-8 文字", "UTF-8 编码", "在编辑器里另存为 UTF-8"
    raise BadInput([Problem(path.name, 0, 0, "unreadable", found, expected, repair)])
