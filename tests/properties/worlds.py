"""Worlds in which everything is known, near the boundaries of a rule."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any, Final

from luodi.kernel.period import latest_start
from luodi.policy.vocabulary import Fact
from tests.properties.calendar_by_hand import after_months
from tests.properties.space import Space
from tests.properties.values import NA, ValueMaker

JUDGED: Final = tuple(
    date.fromisoformat(text)
    for text in (
        "2018-03-31",
        "2018-07-02",
        "2018-10-31",
        "2018-02-28",
        "2018-12-31",
        "2016-02-29",
        "2018-12-28",
        "2018-08-31",
        "2018-05-31",
        "2018-01-01",
    )
)
DAY: Final = "2018-01-01"
MONTH_ENDS: Final = tuple(day for day in JUDGED if day.day > 28)
World = dict[str, Any]
"""``facts`` as in F.json, ``day``, ``standards`` id → [(from, to, value as held)], ``calendar`` 0 short, 1 and 2 long."""


class WorldMaker(ValueMaker):
    """Makes full worlds, and completes what is known of one."""

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
            told = code in known or f"{code}.id" in known or any(known[id] != NA for id in own)
            if told or self.fixed(entity.name, space):
                continue
            # A row without an id is somebody else: whoever is counted is there.
            if f"{code}.id" not in space.identified and self.ch.chance(12):
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
        return {} if raw is None else {min(inside.facts): raw} if inside.facts else {"payment.month": raw}

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
                    own = {
                        f.id
                        for f in self.vocabulary.facts_of(self.vocabulary.codes[id.removesuffix(".id")].name)
                    }
                    held = said.setdefault((id, row[id]), {})
                    held |= {key: row[key] for key in sorted(own & row.keys()) if key not in held}
                    row |= held

    # -- what is left to others --------------------------------------------------------------------

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
        self.aim(world)
        self.dated(world)
        self.set_all(world)
        return world

    def aim(self, world: World) -> None:
        """Move some days to the edge of a window of the rule, and its end to the end of a month."""
        facts = world["facts"]
        for x, anchor, months in sorted(self.scene.literals.windows):
            ends = [end for end in MONTH_ENDS if after_months(end, -months).day != end.day]
            if self.ch.chance(50) and ends:
                if not x:
                    world["day"] = self.ch.pick(ends)
                elif len(facts.get(x, "")) == len(DAY):
                    facts[x] = self.ch.pick(ends).isoformat()
            end = facts.get(x, "") if x else world["day"].isoformat()
            if len(end) == len(facts.get(anchor, "")) == len(DAY) and self.ch.chance(70):
                edge = after_months(date.fromisoformat(end), -months)
                if self.ch.chance(40):
                    edge = latest_start(date.fromisoformat(end), months=months)
                facts[anchor] = (edge + timedelta(days=self.ch.pick((0, 0, -1, 1)))).isoformat()

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
