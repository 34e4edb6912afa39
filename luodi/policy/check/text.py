"""The text of a policy file equals its source, and both are the ones that were fingerprinted."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from luodi.documents.folding import fingerprint, first_difference
from luodi.documents.policy_file import decode
from luodi.documents.strict_yaml import Told
from luodi.kernel.errors import Problem
from luodi.policy.reading import Document


def check_text(document: Document, *, root: Path) -> list[Problem]:
    """sha256 of the bytes, sha256 of the squeezed text, and where text and source first part."""
    says = document.file.front.get("原文")
    if says is None:  # the front matter's own check says so
        return []
    if not isinstance(says, dict):
        return [
            _problem(
                document,
                None,
                "no-source",
                "没有写“原文”",
                "原文: {文件: …, sha256: …, 文本sha256: …}",
                "补上原文文件和校验值",
            )
        ]
    return [*_check_body(document, says), *_check_source(document, says, root)]


def _check_body(document: Document, says: dict[str, Any]) -> list[Problem]:
    printed = fingerprint(document.file.text)
    if says.get("文本sha256") == printed:
        return []
    return [
        _problem(
            document,
            says.get("文本sha256"),
            "text-hash",
            f"文本sha256 与正文不符，正文是 {printed}",
            "两者一致",
            "正文有意改动的，先和原文核对，再改这个值",
        )
    ]


def _check_source(document: Document, says: dict[str, Any], root: Path) -> list[Problem]:
    path = _source(document, says, root)
    try:
        data = path.read_bytes()
    except (OSError, ValueError):  # a name with a NUL is a ValueError
        return [
            _problem(
                document,
                says.get("文件"),
                "no-source",
                f"找不到原文“{says.get('文件')}”",
                "放在政策文件旁边的原文",
                "把原文放回去",
            )
        ]
    problems = []
    found = hashlib.sha256(data).hexdigest()
    if says.get("sha256") != found:
        problems.append(
            _problem(
                document,
                says.get("sha256"),
                "source-hash",
                f"原文的 sha256 是 {found}",
                "和文件信息一致",
                "确认原文没有被换过",
            )
        )
    return problems + (_compare(document, data) if path.suffix == ".txt" else [])


def _source(document: Document, says: dict[str, Any], root: Path) -> Path:
    beside = Path(document.file.path)
    folder = beside.parent if beside.is_absolute() else root / beside.parent
    return folder / str(says.get("文件") or "")


def _compare(document: Document, data: bytes) -> list[Problem]:
    source, problems = decode(data, file=document.file.path)
    if problems:
        return problems
    difference = first_difference(document.file.text, other=source)
    if difference is None:
        return []
    offset = (
        sum(len(line) + 1 for line in document.file.text.split("\n")[: difference.line - 1])
        + difference.column
        - 1
    )
    line, column = document.file.line_of(min(offset, max(0, len(document.file.text) - 1)))
    return [
        Problem(
            document.file.path, line, column, "text-differs", f"正文是“{difference.found}”",
            f"原文第 {difference.other_line} 行是“{difference.expected}”", "正文照原文一字不改；错字写“勘误”",
        )
    ]  # fmt: skip


def _problem(document: Document, at: Any, code: str, found: str, expected: str, repair: str) -> Problem:
    line, column = (at.line, at.column) if isinstance(at, Told) else (1, 1)
    return Problem(document.file.path, line, column, code, found, expected, repair)
