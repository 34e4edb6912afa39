"""Worlds in which everything is known, near the boundaries of a rule."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from luodi.kernel.period import add_months, latest_start
from luodi.kernel.quantity import decimal_text
from luodi.policy.vocabulary import Fact, Parameter, Vocabulary
from tests.properties.chooser import Chooser
from tests.properties.space import Scene, Space

NA: Final = "n/a"
JUDGED: Final = tuple(
    date.fromisoformat(text)
    for text in (
        "2018-07-02",
        "2018-03-31",
        "2018-02-28",
        "2018-12-31",
        "2016-02-29",
        "2018-12-28",
        "2018-04-30",
        "2018-01-01",
    )
)
HOMES: Final = ("230102", "230103", "230602", "370102", "110101")
PLENTY: Final = {
    "元": (0, 500, 1500, 1999, 30001, 100000),
    "年份": (2016, 2017, 2018, 2019),
    "月": (0, 1, 13, 25),
    "学时": (0, 19, 91),
}
World = dict[str, Any]
"""``facts`` as in F.json, ``day``, ``standards`` id → [(from, to, value as held)], ``calendar`` 0 short, 1 and 2 long."""


@dataclass
class WorldMaker:
    """Makes full worlds, and completes what is known of one."""

    ch: Chooser
    vocabulary: Vocabulary
    scene: Scene
    subject: str

    # -- values ------------------------------------------------------------------------------------

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
        step = (
            Fraction(1, 100)
            if unit == "元"
            else Fraction(1, 2)
            if unit == "学时"
            else Fraction(1, 100)
            if not unit
            else Fraction(1)
        )
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
        """A day around the judging day: at the ends of the windows of the rule, at month ends, or any."""
        how = self.ch.weighted(((5, "窗口"), (2, "字面"), (2, "月底"), (3, "任意")))
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
        slip = timedelta(days=self.ch.pick((0, 0, -1, 1, -2, 2)))
        if days and self.ch.chance(30):
            return day - timedelta(days=self.ch.pick(sorted(days))) + slip
        length = self.ch.pick(sorted(set(months)) or [0])
        made = add_months(day, months=length) if self.ch.chance(20) else latest_start(day, months=length)
        return max(made, date(1950, 1, 1)) + slip

    # -- facts and rows ----------------------------------------------------------------------------

    def fill(
        self, known: dict[str, Any], space: Space, day: date, *, complete: bool, new: bool = False
    ) -> None:
        """Give every fact of a level that is not known yet a value, rows included, in place."""
        if new:
            known |= {id: self.ch.pick(("甲", "乙")) for id in sorted(space.identified) if self.ch.chance(60)}
        self.entities(known, space, day)
        for id in sorted(space.facts):
            fact = self.vocabulary.facts.get(id)
            if fact is None:
                known.setdefault(id, self.ch.chance(50))
            elif (
                fact.formula
                or id in self.scene.derived
                or id == (space.relation.ordinal if space.relation else "")
            ):
                continue
            elif known.get(self.code(fact)) != NA:
                known[id] = self.completed(fact, known.get(id), day)
        for id, inside in sorted(space.rows.items()):
            self.relation(known, id, inside, day, complete=complete)

    def code(self, fact: Fact) -> str:
        return self.vocabulary.entities[fact.entity].code

    def entities(self, known: dict[str, Any], space: Space, day: date) -> None:
        """An entity of which nothing is known may turn out not to be there."""
        facts = [self.vocabulary.facts[id] for id in sorted(space.facts) if id in self.vocabulary.facts]
        codes = {self.code(fact) for fact in facts} | space.codes
        for code in sorted(codes):
            entity = self.vocabulary.codes[code]
            own = {fact.id for fact in self.vocabulary.facts_of(entity.name)} & known.keys()
            if (
                code in known
                or f"{code}.id" in known
                or any(known[id] != NA for id in own)
                or self.fixed(entity.name, space)
            ):
                continue
            if self.ch.chance(12):
                known[code] = NA
            elif code in space.codes:
                fact = next(f for f in self.vocabulary.facts_of(entity.name) if not f.formula)
                known[fact.id] = self.value(fact, day, nullable=False)

    def fixed(self, entity: str, space: Space) -> bool:
        return entity == (space.relation.entity if space.relation else self.subject)

    def relation(self, known: dict[str, Any], id: str, inside: Space, day: date, *, complete: bool) -> None:
        """Rows: those known are filled, further ones added where there may be more."""
        assert inside.relation is not None
        given = known.get(id)
        if given == NA:
            return
        if given is None and inside.relation.times and (complete or self.ch.chance(70)):
            return
        if given is None and self.ch.chance(4) and not inside.relation.times:
            known[id] = NA
            return
        rows, whole = (
            (given, True)
            if isinstance(given, list)
            else (given["rows"], given.get("complete", True))
            if given
            else ([], False)
        )
        made = [dict(self.row(inside, raw)) for raw in rows]
        self.alike(inside, made)
        self.years(inside, made)
        for row in made:
            self.fill(row, inside, day, complete=complete)
        for _ in range(0 if whole else self.ch.weighted(((3, 0), (4, 1), (3, 2), (1, 4)))):
            made.append({})
            self.years(inside, made)
            self.fill(made[-1], inside, day, complete=complete, new=True)
        known[id] = self.tidy(inside, made)

    def row(self, inside: Space, raw: Any) -> dict[str, Any]:
        if isinstance(raw, dict):
            return raw
        return (
            {} if raw is None else {sorted(inside.facts)[0]: raw} if inside.facts else {"payment.month": raw}
        )

    def years(self, inside: Space, rows: list[dict[str, Any]]) -> None:
        """One row a year: a year that is not known is one that no other row has."""
        assert inside.relation is not None
        if self.vocabulary.entities[inside.relation.entity].by_year:
            year = next(
                f.id for f in self.vocabulary.facts_of(inside.relation.entity) if str(f.kind.unit) == "年份"
            )
            for row in rows:
                free = [str(y) for y in range(2015, 2021) if str(y) not in [one.get(year) for one in rows]]
                row.setdefault(year, self.ch.pick(free or ["2014"]))

    def tidy(self, inside: Space, rows: list[dict[str, Any]]) -> list[Any]:
        """Counted rows numbered, and rows with one id alike in what that id says."""
        assert inside.relation is not None
        for number, row in enumerate(rows, 1):
            if inside.relation.ordinal:
                row[inside.relation.ordinal] = str(number)
        self.alike(inside, rows)
        return rows

    def alike(self, inside: Space, rows: list[dict[str, Any]]) -> None:
        """What any row says of an id, all rows with that id say; the first that says it is right."""
        said: dict[tuple[str, str], dict[str, Any]] = {}
        for _ in range(2):
            for row in rows:
                for id in sorted(inside.identified & row.keys()):
                    own = {f.id for f in self.vocabulary.facts_of(self.vocabulary.codes[id.removesuffix(".id")].name)}
                    held = said.setdefault((id, row[id]), {})
                    held |= {key: row[key] for key in sorted(own & row.keys()) if key not in held}
                    row |= held

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

    # -- what is left to others --------------------------------------------------------------------

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

    def set_all(self, world: World) -> None:
        """Everything that is left to others, where it is not set yet on every day."""
        for id in sorted(self.scene.parameters - {"param.holidays"}):
            given = world["facts"].get(id)
            if given is not None:
                world["facts"][id] = self.more_set(id, given, world["day"])
            elif id in self.scene.parameters and id not in world["standards"]:
                world["facts"][id] = self.parameter(id, world["day"])

    def more_set(self, id: str, given: Any, day: date) -> Any:
        parameter = self.vocabulary.parameters.get(id)
        if isinstance(given, dict) and parameter is not None:
            return {word: given.get(word) or self.amount(parameter) for word in self.key(parameter).values}
        if given is True and parameter is not None and parameter.sort == "事件":
            return min(self.date(day), day).isoformat()
        return given

    def world(self) -> World:
        """Everything known."""
        day = self.ch.pick(JUDGED)
        world: World = {"facts": {}, "day": day, "standards": {}, "calendar": self.ch.whole(1, 2)}
        self.fill(world["facts"], self.scene.space, day, complete=False)
        self.dated(world)
        self.set_all(world)
        return world

    def dated(self, world: World) -> None:
        """Some standards as they stand in a table, changed on a day."""
        for id in sorted(self.scene.parameters):
            parameter = self.vocabulary.parameters.get(id)
            if parameter is not None and parameter.sort == "标准" and not parameter.by and self.ch.chance(50):
                change, held = self.date(world["day"]), [self.held(parameter) for _ in range(2)]
                world["standards"][id] = [
                    (None, change - timedelta(days=1), held[0]),
                    (change, None, held[1]),
                ]

    def held(self, parameter: Parameter) -> Any:
        value = (
            Fraction(self.amount(parameter)) / parameter.per * (100 if parameter.kind.unit.is_money else 1)
        )
        return value.numerator if value.denominator == 1 else value

    def complete(self, known: World) -> World:
        """A world that agrees with all that is known."""
        made: World = copy.deepcopy(known)
        if made["calendar"] == 0:
            made["calendar"] = self.ch.whole(1, 2)
        for id, entries in made["standards"].items():
            parameter = self.vocabulary.parameters[id]
            if parameter.sort == "条件":
                made["facts"].setdefault(id, self.ch.chance(50))
            elif len(entries) == 1:
                ((start, end, _),) = entries
                rest = (
                    (end + timedelta(days=1), None) if end is not None else (None, start - timedelta(days=1))
                )
                entries.append((*rest, self.held(parameter)))
        self.fill(made["facts"], self.scene.space, made["day"], complete=True)
        self.set_all(made)
        return made


def order(fact: Fact, one: Any, other: Any) -> int:
    """-1, 0 or 1: how two known values of a fact lie."""
    if fact.kind.base == "数":
        a, b = Fraction(one), Fraction(other)
    elif fact.kind.base == "等级":
        a, b = (Fraction(list(fact.values).index(value)) for value in (one, other))
    else:
        return (one > other) - (one < other)
    return (a > b) - (a < b)
