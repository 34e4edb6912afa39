"""What the reading pages show, as plain data: a document, its clauses, the blocks under each clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a block: its key (条件, 待遇, …), what it says, and the sentence it stands on.

    ``text`` is plain Chinese; ``formula`` the 式 in its normal form; either may be empty.
    """

    label: str
    text: str = ""
    formula: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block under a clause: 任务, 事项, 例, 勘误, 存疑 or 不可执行.

    ``code`` is the id of the provision or task; empty where the kind has none.
    """

    kind: str
    title: str
    code: str = ""
    lines: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause with its text as printed. ``number`` is its place, as in 三（八）; empty before the first one.

    ``printed`` is the number as the document prints it, as in （八）; ``heading`` keeps the sign it ends with
    and is empty where the first sentence runs on; ``title`` is what the table of contents calls the clause;
    ``level`` 1 is a chapter (一、), 2 a clause in it (（一）), and so on.
    """

    number: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    blocks: tuple[BlockView, ...] = ()
    level: int = 2
    printed: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One official document. ``division`` is its code, ``division_name`` what people call the place.

    ``status_unchecked``: nobody has verified yet that the document is still in force (状态.现行 未核).
    """

    title: str
    issuers: tuple[str, ...]
    issued_on: date | None
    division: str
    division_name: str
    slug: str
    status_unchecked: bool
    number: str = ""
    summary: str = ""
    clauses: tuple[ClauseView, ...] = field(default=())

    @property
    def provisions(self) -> int:
        """How many entitlements and obligations the document holds."""
        return self._count("事项")

    @property
    def tasks(self) -> int:
        """How many tasks the document gives to somebody."""
        return self._count("任务")

    def _count(self, kind: str) -> int:
        return sum(block.kind == kind for clause in self.clauses for block in clause.blocks)
