"""The rows of a relation: given, derived (计息年度), incomplete, or not known at all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from luodi.kernel.values import NA, Span, Value, exact
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader, up
from luodi.policy.frame import MISSING, Doubts, Frame, RowSet
from luodi.policy.kinds import Kind
from luodi.policy.vocabulary import Relation

MOST_DERIVED: Final = 600
Rows = tuple[list[tuple[Frame, bool]], bool]
"""([(the row, it surely exists)], these are all)."""


@dataclass(frozen=True)
class RowsOf(Node):
    """The rows of ``relation``, whose owner's facts are ``hops`` levels out.

    ``times`` and ``formulas`` (fact id, formula on the row) derive them where nobody gave any.
    """

    relation: Relation
    hops: int = 0
    times: Node | None = None
    formulas: tuple[tuple[str, Node], ...] = ()

    def kind(self) -> Kind:
        return Kind("关系")

    def children(self) -> tuple[Node, ...]:
        return tuple(
            node for node in (self.times, *(formula for _, formula in self.formulas)) if node is not None
        )

    def make_reader(self, maker: Maker) -> Reader:
        id, hops = self.relation.id, self.hops
        times = maker.reader(self.times) if self.times else None
        formulas = [(fact, maker.reader(formula)) for fact, formula in self.formulas]
        ordinal = self.relation.ordinal

        def rows(frame: Frame) -> Rows:
            if not hops:
                return own(frame)
            # Names inside count their levels from here, not from the owner of the rows.
            key = ("rows", id, hops)
            if key not in frame.memo:
                made, complete = own(up(frame, hops=hops))
                here = [
                    (Frame(row.facts, run=frame.run, outer=frame, place=row.place), sure)
                    for row, sure in made
                ]
                frame.memo[key] = (here, complete)
            inside: Rows = frame.memo[key]
            return inside

        def own(frame: Frame) -> Rows:
            key = ("rows", id)
            if key not in frame.memo:
                given = frame.facts.get(id, MISSING)
                if given is NA:
                    frame.memo[key] = ([], True)
                elif isinstance(given, RowSet):
                    made = [
                        (Frame(row, run=frame.run, outer=frame, place=(id, n)), True)
                        for n, row in enumerate(given.rows)
                    ]
                    frame.memo[key] = (made, given.complete)
                elif times is None:
                    frame.memo[key] = ([], False)
                else:
                    frame.memo[key] = _derive(frame, id, times(frame), ordinal, formulas)
            found: Rows = frame.memo[key]
            return found

        return rows

    def make_doubter(self, maker: Maker) -> Doubter:
        """What is in doubt about how many rows there are."""
        id, hops, read = self.relation.id, self.hops, maker.reader(self)
        ask = maker.doubter(self.times) if self.times else None
        times = maker.reader(self.times) if self.times else None

        def doubt(frame: Frame, doubts: Doubts) -> None:
            _, complete = read(frame)
            frame = up(frame, hops=hops)
            if id not in frame.facts and times is not None and ask is not None:
                if not exact(times(frame)):
                    ask(frame, doubts)
            elif not complete:
                doubts.facts.add((id, *frame.place))
                if id not in frame.facts:
                    doubts.absent.add(id)

        return doubt

    def formula_doubter(self, maker: Maker) -> Doubter:
        """For doubts about facts of derived rows: what their formulas rest on, instead."""
        formulas = {fact: (maker.reader(formula), maker.doubter(formula)) for fact, formula in self.formulas}
        id, hops = self.relation.id, self.hops

        def doubt(row: Frame, doubts: Doubts) -> None:
            assert row.outer is not None
            owner = up(row.outer, hops=hops)
            for fact, (_, ask) in formulas.items():
                place = (fact, *row.place)
                if place in doubts.facts and id not in owner.facts:
                    doubts.facts.discard(place)
                    ask(Frame(row.facts, run=row.run, outer=owner, place=row.place), doubts)

        return doubt

    def prose(self) -> str:
        return self.relation.name


def _derive(frame: Frame, id: str, times: Value, ordinal: str, formulas: list[tuple[str, Reader]]) -> Rows:
    """Rows 1, 2, … up to ``times``; those past its lower end may not exist."""
    if times is NA:
        return [], True
    low, high = (times.lo, times.hi) if isinstance(times, Span) else (times, times)
    sure = 0 if isinstance(times, Span) and times.nullable else min(_whole(low or 0), MOST_DERIVED)
    bounded = high is not None and high <= MOST_DERIVED
    made = []
    for n in range(1, (_whole(high) if bounded else sure) + 1):
        row = Frame({ordinal: n}, run=frame.run, outer=frame, place=(id, n - 1))
        for fact, formula in formulas:
            row.facts[fact] = formula(row)
        made.append((row, n <= sure))
    return made, bounded


def _whole(count: int | Fraction) -> int:
    return count.numerator // count.denominator if isinstance(count, Fraction) else count
