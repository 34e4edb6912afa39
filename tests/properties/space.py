"""What a provision reads, level by level, and the literals that its boundaries lie at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from luodi.kernel.period import Period
from luodi.policy.constructs.aggregate import Aggregate, InYear
from luodi.policy.constructs.delegated import Condition, EventDay, Standard
from luodi.policy.constructs.existence import Exists
from luodi.policy.constructs.interval import InPlace
from luodi.policy.constructs.membership import Membership
from luodi.policy.constructs.names import DefinitionRef, FactRef
from luodi.policy.constructs.node import Constant, Node
from luodi.policy.constructs.rows import RowsOf
from luodi.policy.constructs.satisfies import Satisfies, Status
from luodi.policy.constructs.window import Lapse, Window
from luodi.policy.session import Session
from luodi.policy.vocabulary import Relation


@dataclass
class Space:
    """The facts read at one level, what is asked whether it is there, and the rows below."""

    facts: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    rows: dict[str, Space] = field(default_factory=dict)
    relation: Relation | None = None
    identified: set[str] = field(default_factory=set)

    def below(self) -> Iterator[Space]:
        """This level and every one inside."""
        yield self
        for inside in self.rows.values():
            yield from inside.below()


@dataclass
class Literals:
    """What a rule compares with: figures by unit, days, places, members written out."""

    figures: dict[str, set[Fraction]] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)
    windows: set[tuple[str, str, int]] = field(default_factory=set)
    """(what lies in the window, empty for 判定日; the day it runs from; its months)."""


@dataclass
class Scene:
    """All that judging one provision can depend on."""

    space: Space
    parameters: set[str]
    literals: Literals
    own_findings: set[str]
    derived: set[str]
    """Facts that the provision itself defines."""


class Looker:
    """Walks the typed trees of a provision, and of those it asks."""

    def __init__(self, session: Session) -> None:
        self.session, self.vocabulary = session, session.pack.vocabulary
        self.root, self.literals = Space(), Literals()
        self.parameters: set[str] = set()
        self.seen: set[str] = set()
        self.derived: set[str] = set()

    def scene(self, provision: str) -> Scene:
        """What ``provision`` reads."""
        self.provision(provision)
        known = set(self.vocabulary.facts)
        return Scene(self.root, self.parameters, self.literals, self.root.facts - known, self.derived)

    def provision(self, id: str) -> None:
        if id in self.seen or id not in self.session.pack.provisions:
            return
        self.seen.add(id)
        provision = self.session.pack.provisions[id]
        for node in provision.nodes():
            self.node(node, [self.root])
        for start in provision.valid:
            self.literals.days.update(day for day in (start.start, start.end) if day)

    def node(self, node: Node, levels: list[Space]) -> None:
        """One node at a level."""
        if isinstance(node, Aggregate | InYear):
            self.over_rows(node, levels)
            return
        if isinstance(node, FactRef | DefinitionRef):
            home = levels[: len(levels) - node.hops]
            if node.fact is not None:
                home[-1].facts.add(node.fact.id)
                if isinstance(node, DefinitionRef):
                    self.derived.add(node.fact.id)
            for child in node.children():
                self.node(child, home)
            return
        self.leaf(node, levels)
        for child in node.children():
            self.node(child, levels)

    def over_rows(self, node: Aggregate | InYear, levels: list[Space]) -> None:
        inside = self.rows(node.rows, levels)
        if isinstance(node, Aggregate):
            for child in (node.where, node.value, node.satisfy):
                if child is not None:
                    self.node(child, [*levels, inside])
            if node.distinct:
                inside.identified.add(node.distinct)
        else:
            inside.facts.add(node.year)
            self.node(node.value, [*levels, inside])
            self.node(node.period, levels)

    def rows(self, rows: RowsOf, levels: list[Space]) -> Space:
        home = levels[: len(levels) - rows.hops]
        inside = home[-1].rows.setdefault(rows.relation.id, Space(relation=rows.relation))
        if rows.times is not None:
            self.node(rows.times, home)
            inside.facts.add(rows.relation.ordinal)
            for fact, formula in rows.formulas:
                inside.facts.add(fact)
                self.node(formula, [*home, inside])
        return inside

    def leaf(self, node: Node, levels: list[Space]) -> None:
        if isinstance(node, Constant):
            self.literal(node)
        elif isinstance(node, Standard | Condition | EventDay):
            self.parameters.add(node.parameter.id)
        elif isinstance(node, Membership):
            self.parameters.update(node.lists)
            self.literals.members.update(str(member) for member in node.members)
        elif isinstance(node, Window | Lapse):
            self.window(node)
        elif isinstance(node, InPlace):
            self.literals.places.add(node.code)
        elif isinstance(node, Satisfies):
            self.provision(node.provision)
        elif isinstance(node, Status):
            for id in self.session.bench.statuses.get(node.name, ()):
                self.provision(id)
        elif isinstance(node, Exists):
            home = levels[len(levels) - 1 - node.hops]
            if node.relation:
                home.rows.setdefault(node.relation, Space(relation=self.vocabulary.relations[node.relation]))
            elif node.code:
                home.codes.add(node.code)

    def window(self, node: Window | Lapse) -> None:
        """A window of so many months between two facts of the subject, or from one to 判定日."""
        x = node.x.fact.id if isinstance(node.x, FactRef) else ""
        if isinstance(node.anchor, FactRef) and isinstance(node.length, Constant) and node.unit == "月":
            self.literals.windows.add((x, node.anchor.fact.id, int(node.length.value)))

    def literal(self, node: Constant) -> None:
        value: Any = node.value
        if isinstance(value, date):
            self.literals.days.add(value)
        elif isinstance(value, Period):
            self.literals.days.update((value.first, value.last))
        elif isinstance(value, int | Fraction) and node.sort.base == "数":
            unit = node.sort.unit
            self.literals.figures.setdefault(str(unit), set()).add(
                Fraction(value, 100 if unit.is_money else 1)
            )
