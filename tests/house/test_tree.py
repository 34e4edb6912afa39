"""The tree as a whole: tests mirror the package, and nothing of one machine is written down."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.source_tree import PACKAGE, ROOT, tracked

# Folders under tests/ that mirror no room.
OWN_FOLDERS = {"house", "stories", "content", "properties"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".txt",
    ".in",
    ".lock",
    ".cfg",
    ".html",
    ".css",
    ".json",
    ".sh",
    "",
}
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:home|Users|root|work|mnt|opt)/[\w.-]+/"  # a path of somebody's machine
    r"|files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|tuna\.tsinghua|mirrors\.\w+\.\w+"  # a registry
    r"|--index-ur[l]\s+http|--find-link[s]\s+\S*/"
)
# Folders of the system that the launcher searches, and the patterns of this very test.
EXEMPT = {"luodi/config/postgres.py", "tests/house/test_tree.py"}


def files() -> list[Path]:
    return [path for path in tracked() if path.suffix in TEXT and "原文" not in path.parts]


def test_nothing_of_one_machine_is_written_down() -> None:
    found = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if name in EXEMPT:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name}: {match.group()}" for match in OF_ONE_MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "line", ["see /home/someone/x/y", "https://" + "pypi.org/simple/x", "/" + "work/main/a"]
)
def test_a_trace_of_a_machine_would_be_found(line: str) -> None:
    assert OF_ONE_MACHINE.search(line)


def test_tests_mirror_the_package() -> None:
    """A folder of tests/ is named like the room or the part of a room that it tests."""
    strangers = []
    for folder in sorted(path.parent for path in (ROOT / "tests").rglob("test_*.py")):
        parts = folder.relative_to(ROOT / "tests").parts
        if parts and parts[0] not in OWN_FOLDERS and not PACKAGE.joinpath(*parts).is_dir():
            strangers.append("/".join(parts))
    assert strangers == []


def test_every_room_has_tests() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    tested = {
        path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.rglob("test_*.py"))
    }
    assert rooms - tested == set()


def test_every_ignored_lint_rule_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("ignore = [")
    block = lines[start + 1 : lines.index("]", start)]
    assert [line for line in block if "#" not in line] == []
    assert tomllib.loads("\n".join(lines))["tool"]["ruff"]["lint"]["ignore"]


def test_every_noqa_has_its_rule_and_its_reason() -> None:
    bare = []
    for path in (path for path in files() if path.suffix == ".py" and path.name != "test_tree.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mark = re.search(r"# noqa(.*)", line)
            if mark and not re.match(r": [A-Z0-9, ]+ *[-#] *\S", mark.group(1)):
                bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []


def test_dependencies_are_locked_by_hash_without_a_host() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^\S+==", text, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^\S.*\\$", text, re.MULTILINE))
        assert len(re.findall(r"--hash=sha256:", text)) >= len(pins)


def test_ci_is_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert script == ["#!/bin/sh", "exec make test"]
