"""A small ``policies`` folder of a test's own: the project's units, divisions and calendars, its own words and rules."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "policies"
WORDS = Path(__file__).parent / "constructs" / "vocabulary.yaml"
HARBIN = "230100"
_QUOTE = re.compile(r"引文: *([^,，}\n]+)")


def make_folder(folder: Path, *, words: str | None = None, standards: dict[str, str] | None = None) -> Path:
    """A ``policies`` folder without documents.

    ``words``: the text of a vocabulary (实体, 视同, 事实) or None for the one beside the documents of examples;
    ``standards``: division code → the text of its file.
    """
    text = WORDS.read_text(encoding="utf-8") if words is None else words
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("units.yaml", "divisions.csv", "calendars"):
        if not (folder / name).exists():
            (folder / name).symlink_to(POLICIES / name)
    (folder / "vocabulary").mkdir(exist_ok=True)
    entities, mark, facts = text.partition("\n事实:")
    (folder / "vocabulary" / "entities.yaml").write_text(entities + "\n", encoding="utf-8")
    if mark:
        (folder / "vocabulary" / "words.yaml").write_text("事实:" + facts, encoding="utf-8")
    (folder / "standards").mkdir(exist_ok=True)
    for code, rows in (standards or {}).items():
        (folder / "standards" / f"{code}.yaml").write_text(rows, encoding="utf-8")
    return folder


def official_text(blocks: Iterable[str]) -> str:
    """A short official text in which every quote of the blocks stands once, under one clause."""
    quotes = []
    for block in blocks:
        for quote in _QUOTE.findall(block):
            said = quote.strip().strip("\"'")
            if said not in quotes:
                quotes.append(said)
    alone = [quote for quote in quotes if not any(quote != other and quote in other for other in quotes)]
    return "测试用的通知\n\n一、规定。" + "；".join(alone) + "。\n"


def document(
    blocks: Iterable[str],
    *,
    division: str = HARBIN,
    start: str = "2018-01-12",
    end: str = "null",
    kind: str = "事项",
) -> tuple[str, str]:
    """A policy file with the official text before its blocks, and that text alone.

    A block is the YAML of a 事项, or of another kind where its first line is ``# kind``.
    """
    blocks = list(blocks)
    text = official_text(blocks)
    source = hashlib.sha256(text.encode()).hexdigest()
    bare = hashlib.sha256("".join(text.split()).encode()).hexdigest()
    front = (
        f"---\n文件: 测试用的通知\n文号: null\n发文机关: [测试局]\n成文日期: 2018-01-12\n地区: {division}\n"
        f"施行: {{自: {start}, 至: {end}, 依据: 测试}}\n状态: {{现行: 未核, 核实日: null, 依据: null}}\n"
        f"原文: {{文件: 原文/test.txt, sha256: {source}, 文本sha256: {bare}}}\n---\n\n"
    )
    made = front + text + "\n"
    for block in blocks:
        first, _, rest = block.partition("\n")
        own = first[2:].strip() if first.startswith("# ") else ""
        made += f"```{own or kind}\n{(rest if own else block).strip()}\n```\n\n"
    return made, text


def add_document(folder: Path, name: str, made: tuple[str, str], *, place: str = "230100-test") -> Path:
    """Write ``document(…)`` and the text it was read from into the folder."""
    path = folder / place / f"{name}.md"
    (path.parent / "原文").mkdir(parents=True, exist_ok=True)
    path.write_text(made[0].replace("原文/test.txt", f"原文/{name}.txt"), encoding="utf-8")
    (path.parent / "原文" / f"{name}.txt").write_text(made[1], encoding="utf-8")
    return path
