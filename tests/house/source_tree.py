"""The source tree as the house rules see it: files, functions, names."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "luodi"

type_function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of the package."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0] if len(parts) > 1 else ""

    @functools.cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @functools.cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[tuple[type_function, ast.ClassDef | None]]:
        """Every function with the class it stands in, if any; functions inside functions too."""
        yield from walk(self.tree, owner=None, inner=True)

    def public_functions(self) -> Iterator[tuple[type_function, ast.ClassDef | None]]:
        """What other modules may call: no leading underscore, not inside another function."""
        for function, owner in walk(self.tree, owner=None, inner=False):
            if not function.name.startswith("_") and not (owner is not None and owner.name.startswith("_")):
                yield function, owner


def walk(
    node: ast.AST, *, owner: ast.ClassDef | None, inner: bool
) -> Iterator[tuple[type_function, ast.ClassDef | None]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child, owner
            if inner:
                yield from walk(child, owner=None, inner=inner)
        elif isinstance(child, ast.ClassDef):
            yield from walk(child, owner=child, inner=inner)
        else:
            yield from walk(child, owner=owner, inner=inner)


@functools.cache
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))


def rooms(*names: str) -> list[Module]:
    """The modules of some rooms."""
    return [module for module in modules() if module.room in names]


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps or would keep; every file outside the ignored folders where git is missing."""
    try:
        told = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(
            path
            for path in ROOT.rglob("*")
            if path.is_file() and not {".venv", "var", ".git"} & set(path.relative_to(ROOT).parts)
        )
    paths = (ROOT / name for name in told.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())
