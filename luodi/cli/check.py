"""``luodi check``: every fault of the policy files, and what no block speaks of."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from luodi.documents.policy_file import document_path
from luodi.kernel.errors import BadInput, Problem
from luodi.policy.check import check_library
from luodi.policy.check.coverage import Coverage, coverage
from luodi.policy.check.notes import notes
from luodi.policy.installed import no_folder
from luodi.policy.reading import document_files, read_library

_SHOWN = 20


def check(paths: list[Path], *, as_json: bool, policies: Path) -> int:
    """Print the faults; 0 without, 1 with. With ``paths`` only theirs, but the whole folder is known."""
    files = _files(paths, policies) if paths else None
    if not policies.is_dir():
        raise BadInput([no_folder(policies)])
    try:
        errors, found, remarks = _checked(policies, files)
    except BadInput as error:  # without its words nothing else of the folder can be read
        errors, found, remarks = sorted(error.problems), Coverage(), []
    if as_json:
        rows = {
            "errors": [problem.as_row() for problem in errors], "coverage": found.row(), "notes": [note.as_row() for note in remarks],
        }  # fmt: skip
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        _tell(errors, found, remarks)
    return 1 if errors else 0


def _checked(policies: Path, files: list[Path] | None) -> tuple[list[Problem], Coverage, list[Problem]]:
    """Faults, coverage and notes of ``files``, of everything without. They are read last: an id used twice is theirs."""
    if files is None:
        library = read_library(policies)
        return sorted({*library.problems, *check_library(library)}), coverage(library), notes(library)
    root = policies.resolve()
    others = [path for path in document_files(root) if path.resolve() not in files]
    library = read_library(root, paths=[*others, *files])
    asked = {document_path(path, root=root) for path in files}
    errors = {*library.problems, *check_library(library)}
    of_them = replace(library, documents=[d for d in library.documents if d.file.path in asked])
    return sorted(e for e in errors if e.file in asked), coverage(of_them), notes(of_them)


def _files(paths: list[Path], policies: Path) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*.md"))
            if not inside:
                raise BadInput([_missing(path, "这个文件夹里没有政策文件", "有 .md 文件的文件夹")])
            files += inside
        elif path.exists() or (policies / path).exists():
            files.append(path if path.exists() else policies / path)
        else:
            raise BadInput([_missing(path, "没有这个文件或文件夹", "政策文件的路径")])
    return list(dict.fromkeys(file.resolve() for file in files))


def _missing(path: Path, found: str, expected: str) -> Problem:
    return Problem(str(path), 0, 0, "unreadable", found, expected, "检查路径")


def _tell(errors: list[Problem], found: Coverage, remarks: list[Problem]) -> None:
    lines = [problem.sentence() for problem in errors]
    lines += [f"请看一眼 {note.sentence()}" for note in remarks]
    lines.append(
        f"{len(errors)} 处错误；{found.provisions} 个事项；{found.clauses} 条中 {found.with_block} 条有块。"
    )
    if found.uncited:
        lines.append(f"还没有块引用的句子 {len(found.uncited)} 句：")
        lines += [
            f"  {row['file']}:{row['line']} {row['clause']} {row['text'][:50]}"
            for row in found.uncited[:_SHOWN]
        ]
        if len(found.uncited) > _SHOWN:
            lines.append(f"  ……还有 {len(found.uncited) - _SHOWN} 句，用 --json 看全部")
    sys.stdout.write("\n".join(lines) + "\n")
