"""事项: an entitlement or an obligation as typed trees, ready to be judged and explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from luodi.policy.constructs.node import Node

EFFECTS: Final = {"应得": "due", "可得": "may", "优先": "priority", "倡导": "encouraged"}
CATEGORIES: Final = ("金额", "数量", "取值", "资格", "服务", "视同")


@dataclass(frozen=True)
class Condition:
    """One condition, or a group (``members``) whose members carry their own sentences."""

    quote: str
    node: Node
    members: tuple[Condition, ...] = ()
    group: str = ""

    def leaves(self) -> Iterator[Condition]:
        """The conditions that have a sentence of their own."""
        if not self.members:
            yield self
        for member in self.members:
            yield from member.leaves()


@dataclass(frozen=True)
class Duty:
    """One 义务: kept if ``node`` holds or it is not due; ``until`` a day, ``period`` a calendar period."""

    quote: str
    node: Node
    until: Node | None = None
    period: str = ""
    exception: Node | None = None


@dataclass(frozen=True)
class TableRow:
    """``gives`` where ``when`` holds (None: always)."""

    quote: str
    when: Node | None
    gives: Node


@dataclass(frozen=True)
class Instalment:
    """One payment: ``gives`` None is 其余."""

    number: str
    quote: str
    when: Node | None
    due: Node | None
    gives: Node | None


@dataclass(frozen=True)
class Benefit:
    """What is owed: a figure, a table, instalments, a floor and a ceiling, or a standing without a figure."""

    category: str
    quote: str = ""
    figure: Node | None = None
    table: tuple[TableRow, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    base: Node | None = None
    floor: Node | None = None
    ceiling: Node | None = None
    rounding: tuple[str, Any] | None = None
    status: str = ""

    def figures(self) -> list[Node]:
        """Every 式 of it that gives a figure."""
        rows = [row.gives for row in self.table]
        parts = [part.gives for part in self.instalments]
        nodes = (self.figure, self.floor, self.ceiling, self.base, *rows, *parts)
        return [node for node in nodes if node is not None]


@dataclass(frozen=True)
class Valid:
    """有效: ``day`` must lie in [start, end]; an open end is None."""

    day: Node
    start: date | None
    end: date | None
    quote: str = ""


@dataclass(frozen=True)
class Provision:
    """One 事项 of one document. Obligations have ``duties``, entitlements a ``benefit``."""

    id: str
    title: str
    document: str
    clause: str
    division: str
    subject: str
    beneficiary: str
    conditions: tuple[Condition, ...] = ()
    exclusions: tuple[Condition, ...] = ()
    duties: tuple[Duty, ...] = ()
    benefit: Benefit | None = None
    effect: str = "due"
    valid: tuple[Valid, ...] = ()
    limits: tuple[dict[str, str], ...] = ()
    relations: tuple[dict[str, Any], ...] = ()
    handled: dict[str, str] = field(default_factory=dict)
    clocks: tuple[dict[str, str], ...] = ()
    definitions: tuple[tuple[str, str, Node], ...] = ()
    place: tuple[str, int] = ("", 0)

    @property
    def is_obligation(self) -> bool:
        """Whether it binds rather than gives."""
        return bool(self.duties)

    def nodes(self) -> Iterator[Node]:
        """Every typed tree of it."""
        for condition in (*self.conditions, *self.exclusions):
            yield condition.node
        for duty in self.duties:
            yield from (node for node in (duty.node, duty.until, duty.exception) if node is not None)
        yield from (valid.day for valid in self.valid)
        if self.benefit is not None:
            yield from benefit_nodes(self.benefit)


def benefit_nodes(benefit: Benefit) -> Iterator[Node]:
    """Every typed tree of a 待遇."""
    nodes: list[Node | None] = [benefit.figure, benefit.base, benefit.floor, benefit.ceiling]
    for row in benefit.table:
        nodes += [row.when, row.gives]
    for part in benefit.instalments:
        nodes += [part.when, part.due, part.gives]
    yield from (node for node in nodes if node is not None)
