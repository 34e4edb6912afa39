"""``luodi fmt``: every 式 in its normal form, the rest of the file as it was."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from luodi.documents.policy_file import read_policy_file
from luodi.kernel.errors import BadInput, Problem
from luodi.policy.reading import open_language, read_document
from luodi.policy.rewrite import Change, Rewritten, rewritten
from luodi.policy.scope import Language

_BOM = b"\xef\xbb\xbf"


def fmt(paths: list[Path], *, check: bool, policies: Path) -> int:
    """Rewrite the files, or with ``check`` only say which would change: then 1 if any would.

    A file with faults stays as it is; its faults are told, and the answer is 1.
    """
    language = open_language(policies)
    changed = faulty = 0
    for path in _files(paths, policies):
        made, faults = _one(path, language, policies)
        for fault in faults:
            sys.stderr.write(fault.sentence() + "\n")
        if made is None:
            faulty += 1
            continue
        if not made.changes:
            continue
        changed += 1
        if not check:
            _replace(path, made.text)
        for change in made.changes:
            sys.stdout.write(_told(path, change, check=check))
    if faulty:
        sys.stdout.write(f"有 {faulty} 个文件有错，没有动。\n")
    if changed:
        sys.stdout.write(f"{changed} 个文件{'要改写' if check else '已改写'}。\n")
    elif not faulty:
        sys.stdout.write("都已是统一的写法。\n")
    return int(bool(faulty or (check and changed)))


def _told(path: Path, change: Change, *, check: bool) -> str:
    """One change, for the reader; where only the lines are other, the 式 once."""
    if change.before == change.after:
        return f"{path}:{change.line}：{'要重新分行' if check else '已重新分行'}：{change.after}\n"
    return f"{path}:{change.line}：{change.before}\n  {'应写成' if check else '已写成'}：{change.after}\n"


def _files(paths: Iterable[Path], policies: Path) -> Iterator[Path]:
    """The policy files meant; BadInput where there is no such file."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise BadInput(
            Problem(str(path), 0, 0, "unreadable", "没有这个文件或文件夹", "政策文件的路径", "检查路径")
            for path in missing
        )
    if not paths:
        yield from sorted(policies.glob("*/*.md"))
    for path in paths:
        yield from sorted(path.rglob("*.md")) if path.is_dir() else (path,)


def _one(path: Path, language: Language, policies: Path) -> tuple[Rewritten | None, list[Problem]]:
    """The file rewritten, and what is to be told; None where it must stay as it is."""
    document = read_document(read_policy_file(path, root=policies), language=language)
    faults = document.file.problems + [p for reading in document.readings for p in reading.fields.problems]
    if faults:
        return None, sorted(faults)
    if _as_bytes(document.file.source, path) != path.read_bytes():
        found = "换行有的是 CRLF，有的是 LF"
        return None, [Problem(document.file.path, 0, 0, "line-ends", found, "一种换行", "在编辑器里统一换行")]
    made = rewritten(document, language=language)
    return made, made.kept


def _as_bytes(text: str, path: Path) -> bytes:
    """``text`` with the line ends and the byte order mark that the file has."""
    now = path.read_bytes()
    data = text.replace("\n", "\r\n" if b"\r\n" in now else "\r" if b"\r" in now else "\n").encode()
    return _BOM + data if now.startswith(_BOM) else data


def _replace(path: Path, text: str) -> None:
    """Written beside and moved into place: a reader sees the old file or the new one, never half of it."""
    data = _as_bytes(text, path)
    target = path.resolve()
    beside, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(beside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
