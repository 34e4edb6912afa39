"""Where the reading pages take the documents from: the policy files, read again when they change."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from luodi.documents.from_text import Clause, ClauseTree, read_clauses
from luodi.documents.paragraphs import paragraphs_in
from luodi.documents.policy_file import Block, PolicyFile, read_policy_file
from luodi.kernel.division import Divisions, UnknownDivision
from luodi.web.reading.blocks import note_block, provision_block, stray_cases
from luodi.web.reading.cases import cases_of
from luodi.web.reading.lines import CODE
from luodi.web.reading.model import BlockView, CasesView, ClauseView, DocumentView
from luodi.web.reading.rules import Rules, rules_in

HEADING_ENDS = "。；：！？"
OPENING = 24


def document_views() -> tuple[DocumentView, ...]:
    """Every document of ``policies/`` that has no fault, by division and name."""
    root: Path = settings.POLICIES
    rules = rules_in(root)
    views = []
    for path in sorted(root.glob("[0-9]*/*.md")):
        state = path.stat()
        view = _read(path, root, rules, state.st_mtime_ns, state.st_size)
        if view is not None:
            views.append(view)
    return tuple(views)


def document_view(division: str, *, slug: str) -> DocumentView | None:
    """One document by the division's code and its slug."""
    known = (view for view in document_views() if (view.division, view.slug) == (division, slug))
    return next(known, None)


@functools.lru_cache(maxsize=512)
def _read(path: Path, root: Path, rules: Rules, _changed: int, _size: int) -> DocumentView | None:
    """The view of a file in the state that the last two arguments tell apart."""
    file = read_policy_file(path, root=root)
    return None if file.problems else view_of(file, slug=path.stem, root=root, rules=rules)


def view_of(file: PolicyFile, *, slug: str, root: Path, rules: Rules) -> DocumentView:
    """The view of a file without faults; ``rules`` tell its 事项 in plain Chinese."""
    front = file.front
    division = str(front.get("地区") or "")
    status = front.get("状态")
    return DocumentView(
        title=str(front.get("文件") or slug),
        issuers=tuple(_texts(front.get("发文机关"))),
        issued_on=_day(front.get("成文日期")),
        division=division,
        division_name=_division_name(division, root=root),
        slug=slug,
        status_unchecked=not isinstance(status, dict) or status.get("现行") in {None, "未核"},
        number="、".join(_texts(front.get("文号"))),
        clauses=tuple(_clauses(file, root, rules)),
    )


def _clauses(file: PolicyFile, root: Path, rules: Rules) -> Iterator[ClauseView]:
    tree = read_clauses(file.text)
    blocks: dict[tuple[int, int], list[BlockView]] = {}
    for block, shown in _blocks(file, root, rules):
        # A block stands after its clause: the last word before it still belongs there.
        span = tree.at(max(0, len(file.text[: block.offset].rstrip()) - 1)).span
        blocks.setdefault(span, []).append(shown)
    for clause in tree.root.walk():
        view = _clause(tree, clause, tuple(blocks.get(clause.span, ())))
        if view.printed or view.heading or view.paragraphs or view.blocks:
            yield view


def _blocks(file: PolicyFile, root: Path, rules: Rules) -> Iterator[tuple[Block, BlockView]]:
    """Every block but the 例, which are shown together with their 事项."""
    cases: dict[str, list[Block]] = {}
    for block in file.blocks:
        if block.kind == "例":
            cases.setdefault(str(block.says.get("事项") or ""), []).append(block)

    def tried(id: str) -> CasesView | None:
        own = [block.says for block in cases.pop(id, ())]
        name = functools.partial(_division_name, root=root)
        return cases_of(own, titles=rules.titles, place_name=name) if own else None

    for block in file.blocks:
        if block.kind == "事项":
            seen = tried(str(block.says.get(CODE) or ""))
            yield block, provision_block(block.says, document=file.name, rules=rules, cases=seen)
        elif block.kind != "例":
            yield block, note_block(block.kind, says=block.says)
    for id, own in list(cases.items()):
        seen = tried(id)
        if seen is not None:
            yield own[0], stray_cases(id, cases=seen)


def _clause(tree: ClauseTree, clause: Clause, blocks: tuple[BlockView, ...]) -> ClauseView:
    start, end = clause.own
    printed = tree.text[clause.span[0] : clause.body].strip() if clause.path else ""
    text = tree.text[max(start, clause.body) if clause.path else start : end].strip()
    title = clause.heading.strip() or _opening(text)
    heading = ""
    cut = len(title)
    if clause.heading.strip() and text.startswith(title) and text[cut : cut + 1] in {*HEADING_ENDS, "\n", ""}:
        cut += text[cut : cut + 1] in HEADING_ENDS and cut < len(text)
        heading, text = text[:cut], text[cut:]
    paragraphs = tuple("".join(text[slice(*span)].split("\n")) for span in paragraphs_in(text))
    return ClauseView(clause.label, heading, paragraphs, blocks, max(1, len(clause.path)), printed, title)


def _opening(text: str) -> str:
    """The first words of a clause without a heading, for the table of contents."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= OPENING else line[:OPENING] + "…"


def _texts(value: Any) -> list[str]:
    """A scalar or a list of the front matter as a list; nothing for null."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


@functools.lru_cache(maxsize=4)
def _divisions(path: Path) -> Divisions:
    return Divisions.load(path)


def _division_name(code: str, *, root: Path) -> str:
    try:
        return _divisions(root / "divisions.csv").full_name(code)
    except UnknownDivision:
        return code
