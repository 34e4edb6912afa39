"""Judging one subject against compiled provisions: sound under unknowns, reasons on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from luodi.kernel.period import Period
from luodi.kernel.truth import Truth
from luodi.kernel.values import NA, Span
from luodi.policy.amounts import BenefitReader, unknown_verdict
from luodi.policy.constructs.compare import decide
from luodi.policy.constructs.interval import AROUND
from luodi.policy.constructs.node import Doubter, Maker, Reader
from luodi.policy.determination import Determination, Item
from luodi.policy.frame import Doubts, Frame
from luodi.policy.provision import Provision
from luodi.policy.reasons import reason_tree

_WORST: Final = ("non_compliant", "needs_info", "needs_parameter", "compliant", "not_applicable")


@dataclass(slots=True)
class _Duty:
    quote: str
    holds: Reader
    ask: Doubter
    until: Reader | None
    ask_until: Doubter | None
    around: Callable[[date], Period] | None
    excepted: Reader | None
    ask_exception: Doubter | None


class Compiled:
    """One provision as closures."""

    def __init__(self, provision: Provision, *, in_force: tuple[date | None, date | None]) -> None:
        self.provision, self.in_force = provision, in_force
        self.maker = Maker()
        reader, doubter = self.maker.reader, self.maker.doubter
        self.conditions = [(reader(c.node), doubter(c.node)) for c in provision.conditions]
        self.exclusions = [(reader(c.node), doubter(c.node)) for c in provision.exclusions]
        self.valid = [(reader(v.day), doubter(v.day), v.start, v.end) for v in provision.valid]
        self.benefit = BenefitReader(provision.benefit, maker=self.maker) if provision.benefit else None
        self.duties = [
            _Duty(
                d.quote, reader(d.node), doubter(d.node), reader(d.until) if d.until else None,
                doubter(d.until) if d.until else None, AROUND[d.period] if d.period else None,
                reader(d.exception) if d.exception else None, doubter(d.exception) if d.exception else None,
            )
            for d in provision.duties
        ]  # fmt: skip

    def force(self, frame: Frame, doubts: Doubts) -> Truth:
        """Whether the day that counts lies in the period in which the provision holds."""
        if not self.valid:
            start, end = self.in_force
            day = frame.run.day
            return (start is None or start <= day) and (end is None or day <= end)
        answer: Truth = True
        for read, ask, start, end in self.valid:
            day = read(frame)
            there: Truth = False if day is NA else None if getattr(day, "nullable", False) else True
            after = there if start is None else decide(">=", day, start)
            before = there if end is None else decide("<=", day, end)
            if after is False or before is False:
                return False
            if after is None or before is None:
                ask(frame, doubts)
                answer = None
        return answer

    def truth(self, frame: Frame) -> tuple[Truth, Doubts]:
        """All conditions together with all exclusions, and what is in doubt."""
        doubts = Doubts()
        answer = self.force(frame, doubts)
        for read, ask in self.conditions:
            value = read(frame)
            if value is None:
                ask(frame, doubts)
            if value is False or (value is None and answer is True):
                answer = value
        for read, ask in self.exclusions:
            value = read(frame)
            if value is None:
                ask(frame, doubts)
            if value is True:
                answer = False
            elif value is None and answer is True:
                answer = None
        return answer, doubts

    def judge(self, frame: Frame) -> Determination:
        """The determination of this provision for one subject."""
        provision = self.provision
        truth, doubts = self.truth(frame)
        made = Determination(
            provision.id, "", provision.effect, provision.document, frame.run.day, doubts=doubts,
            limits=[{"quote": limit.get("引文", ""), "state": "unchecked"} for limit in provision.limits],
            reasons=lambda: self._reasons(frame),
        )  # fmt: skip
        if self.duties:
            self._obligation(made, truth, frame)
            return made
        made.verdict = "not_eligible" if truth is False else "eligible" if truth else unknown_verdict(doubts)
        if truth is not False and self.benefit is not None:
            made.amount, made.items = self.benefit.owed(frame, verdict=made.verdict)
        return made

    def _reasons(self, frame: Frame) -> list[dict[str, Any]]:
        force = self.force(frame, Doubts())
        return reason_tree(self.provision, frame=frame, maker=self.maker, force=force, in_force=self.in_force)

    # -- obligations -------------------------------------------------------------------------------

    def _obligation(self, made: Determination, applies: Truth, frame: Frame) -> None:
        if applies is False:
            made.verdict = "not_applicable"
            return
        for duty in self.duties:
            item, doubts = self._item(duty, frame)
            made.items.append(item)
            made.doubts.take(doubts)
        verdict = min((item.verdict for item in made.items), key=_WORST.index)
        # While it is open whether it binds at all, what the duties lack is missing too.
        made.verdict = verdict if applies else _without_pending(made.doubts)
        days = [item.due for item in made.items if item.due is not None]
        made.due = min(days) if days and made.verdict != "not_applicable" else None

    def _item(self, duty: _Duty, frame: Frame) -> tuple[Item, Doubts]:
        doubts = Doubts()
        holds = duty.holds(frame)
        is_open, due = self._open(duty, frame)
        if is_open is True or holds is True:
            # Kept is kept, whether an exception was granted or not: nobody needs to know.
            return Item(duty.quote, "compliant", due if is_open is not False else None), doubts
        excepted = duty.excepted(frame) if duty.excepted else False
        if holds is False and is_open is False and excepted is not None:
            return Item(duty.quote, "not_applicable" if excepted else "non_compliant"), doubts
        for truth, ask in ((holds, duty.ask), (is_open, duty.ask_until), (excepted, duty.ask_exception)):
            if truth is None and ask is not None:
                ask(frame, doubts)
        return Item(duty.quote, _without_pending(doubts), due), doubts

    @staticmethod
    def _open(duty: _Duty, frame: Frame) -> tuple[Truth, date | None]:
        day = frame.run.day
        if duty.around is not None:
            last = duty.around(day).last
            return day < last, last
        if duty.until is None:
            return False, None
        until = duty.until(frame)
        if until is NA:
            return False, None
        return decide("<=", day, until), None if isinstance(until, Span) else until


def _without_pending(doubts: Doubts) -> str:
    """An obligation knows no 暂缓: an event still to come is 待参数."""
    return "needs_info" if doubts.facts else "needs_parameter"


class Bench:
    """Compiled provisions of some documents, by id."""

    def __init__(
        self,
        provisions: Iterable[Provision],
        *,
        force: dict[str, tuple[date | None, date | None]],
    ) -> None:
        """``force``: document → its 施行 period."""
        self.by_id = {p.id: Compiled(p, in_force=force[p.document]) for p in provisions}
        self.statuses: dict[str, list[str]] = {}
        for id, compiled in self.by_id.items():
            benefit = compiled.provision.benefit
            if benefit is not None and benefit.status:
                self.statuses.setdefault(benefit.status, []).append(id)

    def prepare(self, frame: Frame, *, documents: frozenset[str]) -> None:
        """Let the rules of this run ask for one another; ``documents`` are those in force here."""
        memo: dict[tuple[str, int], tuple[Truth, Doubts]] = {}

        def granted(provision: str, subject: Frame) -> tuple[Truth, Doubts]:
            key = (provision, id(subject))
            if key not in memo:
                compiled = self.by_id.get(provision)
                if compiled is None or compiled.provision.document not in documents:
                    memo[key] = (False, Doubts())
                else:
                    memo[key] = compiled.truth(subject)
            return memo[key]

        frame.run.granted = granted
        frame.run.statuses = {
            name: tuple(id for id in ids if self.by_id[id].provision.document in documents)
            for name, ids in self.statuses.items()
        }

    def judge(self, frame: Frame, *, ids: Iterable[str]) -> list[Determination]:
        """The determinations of these provisions, in order. ``prepare`` must have been called."""
        return [self.by_id[id].judge(frame) for id in ids]
