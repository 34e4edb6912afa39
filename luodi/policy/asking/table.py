"""What stays of a session between two questions, and what one step knows: who is open, and for want of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

from luodi.kernel.errors import BadInput
from luodi.kernel.truth import Truth
from luodi.policy.amounts import unknown_verdict
from luodi.policy.asking.samples import figures_by_fact, samples
from luodi.policy.determination import Determination
from luodi.policy.facts_json import Facts
from luodi.policy.frame import Frame
from luodi.policy.judge import Compiled
from luodi.policy.session import Session
from luodi.policy.vocabulary import Fact

_SETTLED: Final = "settled"
_FIGURES: WeakKeyDictionary[Session, dict[str, set[Any]]] = WeakKeyDictionary()


@dataclass(slots=True)
class Open:
    """A provision not yet decided: what it lacks that can be asked, and what else it lacks."""

    id: str
    encouraged: bool
    missing: frozenset[str]
    beyond: bool
    undecided: list[int] = field(default_factory=list)


class Table:
    """One step of the interview."""

    def __init__(
        self,
        session: Session,
        *,
        facts: Facts,
        answered: frozenset[str],
        on: date,
        division: str | None,
        determinations: list[Determination],
    ) -> None:
        self.session, self.facts, self.answered, self.on = session, facts, answered, on
        self.division = division
        if session not in _FIGURES:
            _FIGURES[session] = figures_by_fact(list(session.pack.provisions.values()))
        self._values: dict[str, list[tuple[Any, int]]] = {}
        self._frames: dict[tuple[str, tuple[tuple[str, Any], ...]], Frame] = {}
        self._bases: dict[str, Frame] = {}
        self._tried: dict[tuple[str, tuple[tuple[str, Any], ...]], str] = {}
        self.open = {made.provision: entry for made in determinations if (entry := self._entry(made))}

    # -- what may be asked -------------------------------------------------------------------------

    def fact(self, id: str) -> Fact | None:
        """The fact, where a person can be asked for it and was not."""
        fact = self.session.pack.vocabulary.facts.get(id)
        return fact if fact is not None and fact.question and id not in self.answered else None

    def values(self, id: str) -> list[tuple[Any, int]]:
        """What may be tried for a fact."""
        if id not in self._values:
            fact = self.session.pack.vocabulary.facts[id]
            self._values[id] = samples(fact, day=self.on, figures=_FIGURES[self.session].get(id, set()))
        return self._values[id]

    def _entry(self, made: Determination) -> Open | None:
        own = {id for id, relation, _ in made.doubts.facts if relation is None}
        asked = frozenset(id for id in own if self.fact(id) is not None)
        if made.verdict not in ("needs_info", "needs_parameter") or not asked:
            return None
        beyond = len(asked) < len(made.doubts.facts) or bool(made.doubts.parameters or made.doubts.events)
        entry = Open(made.provision, made.effect == "encouraged", asked, beyond)
        compiled, frame = self._compiled(made.provision), self._frame(made.provision, ())
        reads = [*compiled.conditions, *compiled.exclusions]
        entry.undecided = [index for index, (read, _) in enumerate(reads) if read(frame) is None]
        return entry

    # -- trying ------------------------------------------------------------------------------------

    def _compiled(self, id: str) -> Compiled:
        return self.session.bench.by_id[id]

    def _frame(self, id: str, tried: tuple[tuple[str, Any], ...]) -> Frame:
        place = self.division or self.session.pack.provisions[id].division
        key = (place, tried)
        if key not in self._frames:
            if place not in self._bases:
                self._bases[place] = self.session.frame(self.facts, on=self.on, place=place)
            base = self._bases[place]
            # Kept until the step is over: the run remembers frames by identity.
            self._frames[key] = Frame(base.facts | dict(tried), run=base.run) if tried else base
        return self._frames[key]

    def closes(self, id: str, *, tried: tuple[tuple[str, Any], ...]) -> Truth:
        """Whether these answers alone decide an open provision: True yes, False no, None it stays open."""
        entry, compiled = self.open[id], self._compiled(id)
        try:
            frame = self._frame(id, tried)
            if compiled.duties or compiled.valid:
                verdict = self.verdict(id, tried=tried)
                return (
                    None if verdict.startswith("needs") else verdict not in ("not_eligible", "not_applicable")
                )
            answer: Truth = True
            count = len(compiled.conditions)
            for index in entry.undecided:
                excluded = index >= count
                read, _ = compiled.exclusions[index - count] if excluded else compiled.conditions[index]
                value = read(frame)
                if value is excluded:
                    return False
                if value is None:
                    answer = None
        except BadInput:
            return None
        return answer

    def verdict(self, id: str, *, tried: tuple[tuple[str, Any], ...]) -> str:
        """The verdict with these answers; "" where they contradict what is known."""
        key = (id, tried)
        if key not in self._tried:
            try:
                self._tried[key] = self._judged(self._compiled(id), self._frame(id, tried))
            except BadInput:
                self._tried[key] = ""
        return self._tried[key]

    @staticmethod
    def _judged(compiled: Compiled, frame: Frame) -> str:
        if compiled.duties:
            return compiled.judge(frame).verdict
        truth, doubts = compiled.truth(frame)
        return "not_eligible" if truth is False else "eligible" if truth else unknown_verdict(doubts)

    # -- what can still matter -----------------------------------------------------------------------

    def matters(self, id: str, *, within: Iterable[str]) -> bool:
        """Whether some answer to this fact, alone or with others that can be asked, changes a verdict."""
        return any(id in self.open[one].missing and self._matters_to(id, one) for one in within)

    def _matters_to(self, id: str, provision: str) -> bool:
        mine = [value for value, _ in self.values(id)]
        others = sorted(self.open[provision].missing - {id})
        if not mine or any(not self.values(other) for other in others):
            return True
        plans: list[tuple[tuple[str, Any], ...]] = [()]
        for reached, other in enumerate([None, *others]):
            if other is not None:
                plans += [(*plan, (other, value)) for plan in plans for value, _ in self.values(other)]
            if len(plans) > _MOST_PLANS:
                return True
            if reached in (0, len(others)) and self._differs(provision, id, mine, plans):
                return True
        return False

    def _differs(
        self, provision: str, id: str, mine: list[Any], plans: list[tuple[tuple[str, Any], ...]]
    ) -> bool:
        for plan in plans:
            seen = {
                self.verdict(provision, tried=tuple(sorted((*plan, (id, value)), key=_by_id)))
                for value in mine
            }
            if len(seen - {""} | {self.verdict(provision, tried=tuple(sorted(plan, key=_by_id)))}) > 1:
                return True
        return False


_MOST_PLANS: Final = 300


def _by_id(pair: tuple[str, Any]) -> str:
    return pair[0]
