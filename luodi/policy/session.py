"""Judging with a pack: which documents hold where, and what is asked of them."""

from __future__ import annotations

from datetime import date

from luodi.kernel.division import Divisions
from luodi.kernel.workdays import Calendar
from luodi.policy.constructs.names import FactRef
from luodi.policy.determination import Determination
from luodi.policy.facts_json import HOLIDAYS, Facts
from luodi.policy.frame import Frame, Run
from luodi.policy.judge import Bench
from luodi.policy.pack import Pack
from luodi.policy.vocabulary import Fact


class Session:
    """A pack made ready: provisions compiled once, then judged as often as asked."""

    def __init__(self, pack: Pack, *, calendar: Calendar, divisions: Divisions) -> None:
        self.pack, self.calendar, self.divisions = pack, calendar, divisions
        self.bench = Bench(pack.provisions.values(), force=pack.force)

    def own_findings(self) -> dict[str, Fact]:
        """The findings that only one provision knows (the exception behind an 原则上)."""
        return {
            node.fact.id: node.fact
            for provision in self.pack.provisions.values()
            for root in provision.nodes()
            for node in root.walk()
            if isinstance(node, FactRef) and node.fact.id not in self.pack.vocabulary.facts
        }

    def documents_at(self, place: str) -> frozenset[str]:
        """The documents that hold in a division: its own and those of the levels above."""
        return frozenset(
            document
            for document, division in self.pack.divisions_of.items()
            if self.divisions.contains(division, inner=place)
        )

    def frame(self, facts: Facts, *, on: date, place: str) -> Frame:
        """The facts of one subject, on a day, with what is set in ``place``."""
        given = facts.parameters
        calendar = self.calendar.with_days_off(given[HOLIDAYS]) if HOLIDAYS in given else self.calendar
        standards = self.pack.standards.here(self.divisions.ancestors(place))
        run = Run(on, calendar=calendar, divisions=self.divisions, standards=standards, given=given)
        frame = Frame(facts.values, run=run)
        self.bench.prepare(frame, documents=self.documents_at(place))
        return frame

    def judge(
        self,
        facts: Facts,
        *,
        on: date,
        division: str | None = None,
        provisions: frozenset[str] = frozenset(),
        subject: str = "",
    ) -> list[Determination]:
        """Every provision asked for; without ``division`` each document with the standards of its own 地区."""
        chosen = [
            p for p in self.pack.provisions.values()
            if (not provisions or p.id in provisions) and (not subject or subject in (p.subject, p.beneficiary))
        ]  # fmt: skip
        here = self.documents_at(division) if division is not None else frozenset(self.pack.divisions_of)
        frames: dict[str, Frame] = {}
        made = []
        for provision in chosen:
            if provision.document not in here:
                continue
            place = division if division is not None else provision.division
            if place not in frames:
                frames[place] = self.frame(facts, on=on, place=place)
            made += self.bench.judge(frames[place], ids=(provision.id,))
        return made
