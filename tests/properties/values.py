"""Values near the boundaries of a rule, and values that agree with what is partly known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from luodi.kernel.period import add_months, latest_start
from luodi.kernel.quantity import decimal_text
from luodi.policy.vocabulary import Fact, Parameter, Vocabulary
from tests.properties.calendar_by_hand import after_months
from tests.properties.chooser import Chooser
from tests.properties.space import Scene

NA: Final = "n/a"
HOMES: Final = ("230102", "230103", "230602", "370102", "110101")
PLENTY: Final = {
    "元": (0, 500, 1500, 1999, 30001, 100000),
    "年份": (2016, 2017, 2018, 2019),
    "月": (0, 1, 13, 25),
    "学时": (0, 19, 91),
}
STEPS: Final = {"元": Fraction(1, 100), "": Fraction(1, 100), "学时": Fraction(1, 2)}


@dataclass
class ValueMaker:
    """Makes values of facts and of what is left to others."""

    ch: Chooser
    vocabulary: Vocabulary
    scene: Scene
    subject: str
    recent: list[date] = field(default_factory=list)

    def value(self, fact: Fact, day: date, *, nullable: bool = True) -> Any:
        """Any value of the fact's type, often one at a boundary; 不适用 where it may be."""
        if nullable and fact.nullable and self.ch.chance(18):
            return NA
        base = fact.kind.base
        if base == "是否":
            return self.ch.chance(60)
        if base == "数":
            return self.figure(fact)
        if base in ("日期", "月份"):
            made = self.date(day)
            return made.isoformat() if base == "日期" else made.isoformat()[:7]
        if base == "地区":
            return self.ch.pick(HOMES)
        if base == "集合":
            return self.ch.some(list(fact.values))
        if base == "等级":
            return self.ch.pick(list(fact.values))
        options = [code for code in fact.values if code != "other" or not fact.is_open]
        if fact.is_open and self.ch.chance(30):
            options = [
                "物流类",
                "航天类",
                *(m for m in sorted(self.scene.literals.members) if m not in fact.values and not m.isdigit()),
            ]
        return self.ch.pick(options or ["甲"])

    def figure(self, fact: Fact) -> str:
        """A figure at, just below or just above a literal of the rule, or any."""
        unit = str(fact.kind.unit)
        near = set(self.scene.literals.figures.get(unit, ()))
        if unit in ("月", "年"):
            other = self.scene.literals.figures.get("年" if unit == "月" else "月", ())
            near |= {value * 12 if unit == "月" else value / 12 for value in other}
        if self.ch.chance(15):
            return "0"
        step = STEPS.get(unit, Fraction(1))
        if near and self.ch.chance(60):
            value = self.ch.pick(sorted(near)) + self.ch.pick((0, 0, -1, 1)) * step
        else:
            value = Fraction(self.ch.pick(PLENTY.get(unit, (0, 1, 2, 3, 7))))
        if unit == "年":
            value = Fraction(round(value * 2), 2)
        elif unit not in ("元", "学时", ""):
            value = Fraction(round(value))
        if value < 0 or (fact.may_be_negative and self.ch.chance(40)):
            value = -abs(value) if fact.may_be_negative else Fraction(0)
        shown = value * fact.per
        return (
            decimal_text(shown)
            if "/" not in decimal_text(shown)
            else decimal_text(Fraction(round(shown * 100), 100))
        )

    def date(self, day: date) -> date:
        """A day around the judging day or one just made: at the ends of the windows of the rule, at month ends, or any."""
        made = self.any_date(self.ch.pick((day, day, *self.recent)))
        self.recent = [made, *self.recent[:1]]
        return made

    def any_date(self, day: date) -> date:
        how = self.ch.weighted(((6, "窗口"), (2, "字面"), (2, "月底"), (2, "任意")))
        if how == "窗口":
            return self.window_end(day)
        if how == "字面" and self.scene.literals.days:
            return self.ch.pick(sorted(self.scene.literals.days)) + timedelta(days=self.ch.pick((0, -1, 1)))
        if how == "月底":
            return date(self.ch.whole(2015, 2019), self.ch.whole(1, 12), 1) - timedelta(
                days=self.ch.whole(1, 4)
            )
        return day + timedelta(days=self.ch.whole(-1500, 400))

    def window_end(self, day: date) -> date:
        months = [int(v) for v in self.scene.literals.figures.get("月", ())] + [
            int(v * 12) for v in self.scene.literals.figures.get("年", ())
        ]
        days = [int(v) for v in self.scene.literals.figures.get("日", ())]
        slip = timedelta(days=self.ch.pick((0, -1, 1, -1, 0, -2, 2)))
        if days and self.ch.chance(30):
            return day - timedelta(days=self.ch.pick(sorted(days))) + slip
        length = self.ch.pick(sorted(set(months)) or [0])
        how = self.ch.pick((latest_start, latest_start, add_months, None))
        # Where months were subtracted instead, other days would lie on the boundary: try those too.
        made = how(day, months=length) if how is not None else after_months(day, -length)
        return max(made, date(1950, 1, 1)) + slip

    def completed(self, fact: Fact, known: Any, day: date) -> Any:
        """A value that what is known allows."""
        if known is None:
            return self.value(fact, day)
        if known == "other" and fact.is_open:
            return self.ch.pick(["物流类", "航天类", "其他"])
        if fact.kind.base == "地区" and known != NA:
            inner = [home for home in HOMES if home[:4] == known[:4] or known[2:] == "0000"]
            return (
                self.ch.pick([home for home in inner if home[:2] == known[:2]] or [known])
                if known.endswith("00")
                else known
            )
        if isinstance(known, dict) and "members" in known:
            if known.get("complete", True):
                return known["members"]
            return sorted({*known["members"], *self.ch.some(list(fact.values))})
        if isinstance(known, dict):
            return self.within(fact, known, day)
        return known

    def within(self, fact: Fact, known: dict[str, Any], day: date) -> Any:
        """A value from a range: one of its ends, or another that lies inside."""
        options = [end for end in (known.get("from"), known.get("to")) if end is not None]
        for _ in range(3):
            made = self.value(fact, day, nullable=False)
            if all(
                known.get(end) is None or order(fact, made, known[end]) in allowed
                for end, allowed in (("from", (0, 1)), ("to", (0, -1)))
            ):
                options.append(made)
        return self.ch.pick(options)

    def parameter(self, id: str, day: date) -> Any:
        """A value as given in F.json."""
        parameter = self.vocabulary.parameters.get(id)
        if parameter is None or parameter.sort == "名录":
            return self.ch.some(
                ["物流类", "航天类", "规划类"]
                if parameter is not None and parameter.of
                else ["物流类", "航天类"]
            )
        if parameter.sort == "条件":
            return self.ch.chance(70)
        if parameter.sort == "事件":
            return False if self.ch.chance(25) else self.date(day).isoformat()
        if parameter.by and self.ch.chance(85):
            return {word: self.amount(parameter) for word in self.key(parameter).values}
        return self.amount(parameter)

    def key(self, parameter: Parameter) -> Fact:
        facts = self.vocabulary.facts
        return facts.get(parameter.by) or next(fact for fact in facts.values() if fact.name == parameter.by)

    def amount(self, parameter: Parameter) -> str:
        return self.figure(Fact("", "", "", parameter.kind, per=parameter.per))

    def held(self, parameter: Parameter) -> Any:
        value = (
            Fraction(self.amount(parameter)) / parameter.per * (100 if parameter.kind.unit.is_money else 1)
        )
        return value.numerator if value.denominator == 1 else value


def order(fact: Fact, one: Any, other: Any) -> int:
    """-1, 0 or 1: how two known values of a fact lie."""
    if fact.kind.base == "数":
        a, b = Fraction(one), Fraction(other)
    elif fact.kind.base == "等级":
        a, b = (Fraction(list(fact.values).index(value)) for value in (one, other))
    else:
        return (one > other) - (one < other)
    return (a > b) - (a < b)
