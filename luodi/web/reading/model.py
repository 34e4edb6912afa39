"""What the reading pages show, as plain data: a document, its clauses, the blocks under each clause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

ENJOY, DUTY, URGED = "能享受的", "应尽的义务", "倡导和服务"
RULES = ("事项", "任务")


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
class SaidView:
    """One sentence in plain Chinese and the quote it rests on; ``depth`` 1 is a member of a group, 2 of a group in it."""

    text: str
    quote: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class SectionView:
    """The sentences under one heading: 要符合, 能得到什么, 谁来办."""

    name: str
    said: tuple[SaidView, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact of an example; ``rows`` where it is a list of rows."""

    name: str
    value: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """One 例: on a day, these facts, under these settings of others, give this verdict.

    ``brief``: only what differs from the first example; ``withheld`` and ``unset`` are what that one says
    and this one does not.
    """

    day: str
    facts: tuple[FactView, ...]
    verdict: str
    settings: tuple[FactView, ...] = ()
    brief: bool = False
    withheld: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()
    place: str = ""
    amount: str = ""
    missing: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class CasesView:
    """All 例 of one 事项."""

    rows: tuple[CaseView, ...]

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many examples end in which verdict, in the order of their first appearance."""
        return list(Counter(row.verdict for row in self.rows).items())


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """What a 事项 says to a reader. ``sections`` is empty where its rules could not be read as a whole.

    ``effect`` is 应得, 可得, 优先, 倡导 or 应尽义务; ``group`` the list of the home page it stands in;
    ``silent`` what the document does not say.
    """

    beneficiary: str
    effect: str
    group: str
    sections: tuple[SectionView, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block under a clause: 任务, 事项, 勘误, 存疑 or 不可执行, or the 例 of one 事项 that stands elsewhere.

    ``code`` is the id of the provision or task; empty where the kind has none. ``lines`` of a 事项 are its 式
    as written, for the reviewer; ``quote`` is what a note speaks of.
    """

    kind: str
    title: str
    code: str = ""
    lines: tuple[LineView, ...] = ()
    quote: str = ""
    provision: ProvisionView | None = None
    cases: CasesView | None = None

    @property
    def is_rule(self) -> bool:
        """Whether it is an entitlement, an obligation or a task, and no note beside the text."""
        return self.kind in RULES


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
    def groups(self) -> list[tuple[str, list[BlockView]]]:
        """The 事项 by what they are to a person, in the order of the document; empty groups left out."""
        made: dict[str, list[BlockView]] = {ENJOY: [], DUTY: [], URGED: []}
        for clause in self.clauses:
            for block in clause.blocks:
                if block.provision is not None:
                    made[block.provision.group].append(block)
        return [(name, blocks) for name, blocks in made.items() if blocks]

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
