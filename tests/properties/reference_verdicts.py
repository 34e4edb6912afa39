"""Verdict and amount by the naive reading of a whole 事项."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from luodi.kernel.workdays import Calendar
from luodi.policy.session import Session
from tests.properties.calendar_by_hand import calendar_period
from tests.properties.reference import NA, Figure, Level, Place, Undetermined
from tests.properties.reference_constructs import Constructs, rounded

Says = dict[str, Any]
WORST = ("non_compliant", "compliant", "not_applicable")


@dataclass
class Answer:
    """The verdict, the amount (None: no figure), the instalments."""

    verdict: str
    amount: Any = None
    items: list[tuple[str, Any]] = field(default_factory=list)


class Verdicts(Constructs):
    """Judges 事项 as their blocks say them; ``says`` maps every id to its block."""

    def __init__(
        self,
        session: Session,
        world: dict[str, Any],
        *,
        calendar: Calendar,
        lexer: Any,
        says: dict[str, Says],
    ) -> None:
        super().__init__(session.pack.vocabulary, lexer, session.divisions, world, calendar)
        self.session, self.says = session, says
        self.top: Place = (Level(world["facts"]),)

    def judge(self, id: str) -> Answer:
        """The answer for one 事项."""
        says = self.says[id]
        self.enter(says)
        truth = self.holds(says, id)
        if "义务" in says:
            duties = self.obligation(says, id)
            return Answer(
                "not_applicable" if truth is False else "needs_parameter" if truth is None else duties
            )
        if truth is False:
            return Answer("not_eligible")
        amount, items = self.benefit(says["待遇"])
        return Answer("pending" if truth is None else "eligible", amount, items)

    def enter(self, says: Says) -> None:
        self.subject, self.beneficiary = str(says["对象"]), str(says.get("受益人") or says["对象"])
        self.definitions = {str(one["名"]): one for one in listed(says.get("定义"))}
        self.base = None

    def holds(self, says: Says, id: str) -> bool | None:
        """Force, conditions and exclusions; None where only an awaited event is missing."""
        truths: list[bool | None] = [self.in_force(says, id)]
        truths += [self.condition(one, id) for one in listed(says.get("条件")) + listed(says.get("适用"))]
        truths += [not self.condition(one, id) for one in listed(says.get("排除"))]
        return False if False in truths else None if None in truths else True

    def in_force(self, says: Says, id: str) -> bool:
        windows = listed(says.get("有效"))
        if not windows:
            start, end = self.session.pack.force[self.session.pack.provisions[id].document]
            return (start is None or start <= self.day) and (end is None or self.day <= end)
        for window in windows:
            day = self.read(window["看"], self.top)
            start, end = (
                date.fromisoformat(window[key]) if window.get(key) else None for key in ("自", "至")
            )
            if day == NA or (start and day < start) or (end and day > end):
                return False
        return True

    def condition(self, says: Says, id: str) -> bool | None:
        if "待" in says:
            happened = self.parameter(says["待"], self.day)
            return True if happened != NA and happened <= self.day else None
        for key in ("任一", "全部", "项"):
            if key in says:
                count = sum(1 for one in says[key] if self.condition(one, id))
                return count >= {"任一": 1, "全部": len(says[key])}.get(key, int(says.get("至少", 1)))
        truth = self.about(says["式"]) if "左右" in says else self.truth(self.read(says["式"], self.top))
        return truth or ("原则上" in says and self.excepted(says["原则上"], id))

    def excepted(self, word: str, id: str) -> bool:
        if word in self.vocabulary.by_name:
            return self.truth(self.fact(self.vocabulary.by_name[word][0], self.top))
        return self.world["facts"].get(f"finding.{id.replace('-', '_')}_exception") is True

    def about(self, source: str) -> bool:
        left, _, right = source.partition(" 为 ")
        a, b = self.read(left, self.top), self.read(right, self.top)
        if NA in (a, b):
            return False
        if a.value == b.value:
            return True
        name = next(
            p.name
            for p in self.vocabulary.parameters.values()
            if p.name.startswith("标准.左右容差") and p.kind.unit == a.unit
        )
        return bool(abs(a.value - b.value) <= self.parameter(name, self.day).value)

    def granted(self, id: str, place: Place) -> bool:
        held = self.definitions, self.subject, self.beneficiary, self.base
        here = self.session.documents_at(self.world.get("division", "230100"))
        if id not in self.says or self.session.pack.provisions[id].document not in here:
            return False
        self.enter(self.says[id])
        truth = self.holds(self.says[id], id)
        self.definitions, self.subject, self.beneficiary, self.base = held
        if truth is None:
            raise Undetermined(id)
        return truth

    def status(self, word: str, place: Place) -> bool:
        own = self.fact(self.vocabulary.facts[self.vocabulary.statuses[word]], place)
        givers = [id for id, says in self.says.items() if (says.get("待遇") or {}).get("视同") == word]
        return any([self.truth(own), *[self.granted(id, place) for id in givers]])

    # -- duties ------------------------------------------------------------------------------------

    def obligation(self, says: Says, id: str) -> str:
        return min((self.duty(one, id) for one in listed(says["义务"])), key=WORST.index)

    def duty(self, says: Says, id: str) -> str:
        is_open = False
        if says.get("期间"):
            is_open = self.day < calendar_period(says["期间"], self.day)[1]
        elif says.get("截至"):
            until = self.read(says["截至"], self.top)
            is_open = until != NA and self.day <= until
        if self.truth(self.read(says["式"], self.top)) or is_open:
            return "compliant"
        return "not_applicable" if "原则上" in says and self.excepted(says["原则上"], id) else "non_compliant"

    # -- amounts -----------------------------------------------------------------------------------

    def benefit(self, says: Says) -> tuple[Any, list[tuple[str, Any]]]:
        """The whole amount, and the instalments as (verdict, amount)."""
        if says.get("基数"):
            self.base = self.read(says["基数"], self.top)
        if says.get("分期"):
            return self.instalments(says)
        if says.get("式"):
            value = self.read(says["式"], self.top)
        elif says.get("表"):
            rows = (
                row for row in says["表"] if not row.get("当") or self.truth(self.read(row["当"], self.top))
            )
            row = next(rows, None)
            value = NA if row is None else self.read(row["得"], self.top)
        elif says.get("下限") or says.get("上限"):
            return self.bounds_only(says), []
        else:
            return None, []
        if not isinstance(value, Figure):
            if isinstance(value, frozenset):
                return "、".join(sorted(value)), []
            if isinstance(value, int) and not isinstance(value, bool):
                return Fraction(value), []
            return (None if value == NA else value.isoformat() if isinstance(value, date) else str(value)), []
        return self.to_fen(says, self.bounded(says, value)), []

    def bounded(self, says: Says, value: Figure) -> Figure:
        """After floor and ceiling; a bound that is 不适用 bounds nothing."""
        for key, pick in (("下限", max), ("上限", min)):
            if says.get(key):
                bound = self.read(says[key], self.top)
                if bound != NA:
                    value = Figure(pick(value.as_unit(bound), bound.as_unit(value)), value.unit)
        return value

    def bounds_only(self, says: Says) -> Any:
        """Only a floor or a ceiling: the range itself, from 0 up."""
        low, high = (self.read(says[key], self.top) if says.get(key) else NA for key in ("下限", "上限"))
        ends = [None if one == NA else self.to_fen(says, one) for one in (low, high)]
        floor = max(ends[0] or Fraction(0), Fraction(0))
        return [floor if ends[1] is None else min(floor, ends[1]), ends[1]]

    def to_fen(self, says: Says, value: Figure) -> Fraction:
        made = value.value
        if says.get("取整"):
            how, to = says["取整"].split(" ")
            made = rounded(made, how, self.read(to, self.top).value)
        return rounded(made, "四舍五入", Fraction(1, 100)) if value.unit.is_money else made

    def instalments(self, says: Says) -> tuple[Any, list[tuple[str, Any]]]:
        paid, made, whole, rest = Fraction(0), [], Fraction(0), False  # type: ignore[var-annotated]
        every = True
        for part in says["分期"]:
            base = part["得"] == "其余"
            value = self.base if base else self.read(part["得"], self.top)
            figure = None if value == NA else self.to_fen(says, value)
            rest |= base
            if base and figure is not None:
                figure -= paid
            paid += figure or 0
            holds = not part.get("当") or self.truth(self.read(part["当"], self.top))
            every &= holds
            whole += (figure or 0) if holds else 0
            made.append(("eligible" if holds else "not_eligible", figure if holds else None))
        if every and rest:
            whole = None if self.base == NA else self.to_fen(says, self.base)
        return whole, made


def listed(value: Any) -> list[Says]:
    """A list; a mapping counts as a list of one."""
    return [] if value is None else [value] if isinstance(value, dict) else list(value)
