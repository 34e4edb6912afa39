"""What is known of a world: some facts unknown or only partly known, lists cut short, standards unset."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from luodi.policy.constructs.delegated import Authority
from luodi.policy.vocabulary import Fact
from tests.properties.chooser import Chooser
from tests.properties.values import NA
from tests.properties.worlds import World, WorldMaker

UPPER = {"230102": "230100", "230103": "230000", "230602": "230600", "370102": "370000"}


class Mask:
    """Hides about ``percent`` of what is known."""

    def __init__(self, maker: WorldMaker, *, percent: int) -> None:
        self.maker, self.percent = maker, percent
        self.ch: Chooser = maker.ch

    def __call__(self, world: World) -> World:
        """What is known of ``world``; the world itself agrees with it."""
        made: World = copy.deepcopy(world)
        made["facts"] = self.level(made["facts"], world["day"])
        for id in sorted(made["standards"]):
            if self.ch.chance(self.percent):
                entries = made["standards"][id]
                made["standards"][id] = (
                    [self.ch.pick(entries)] if self.ch.chance(50) and len(entries) == 2 else []
                )
        made["standards"] = {
            id: entries for id, entries in made["standards"].items() if entries
        } | self.authorities(made["facts"])
        if self.ch.chance(self.percent):
            made["calendar"] = 0
        return made

    def authorities(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Some conditions that nobody has decided for this subject, though somebody is named who does."""
        conditions = [p.id for p in self.maker.vocabulary.parameters.values() if p.sort == "条件"]
        unset = [id for id in conditions if id in self.maker.scene.parameters and id not in facts]
        return {id: [(None, None, Authority("某局"))] for id in unset if self.ch.chance(40)}

    def level(self, facts: dict[str, Any], day: date) -> dict[str, Any]:
        """One level of facts, rows included; ids stay, for an id is never unknown."""
        known: dict[str, Any] = {}
        vocabulary = self.maker.vocabulary
        for id, value in facts.items():
            derivable = id in vocabulary.relations and bool(vocabulary.relations[id].times)
            if id.endswith(".id") or derivable or not self.ch.chance(self.percent):
                rows = isinstance(value, list) and id in vocabulary.relations
                known[id] = self.rows(value, id, day) if rows else value
            elif self.ch.chance(55):
                continue
            elif id in vocabulary.relations:
                known[id] = self.shorter(value, id, day)
            elif (part := self.partly(vocabulary.facts.get(id), id, value, day)) is not None:
                known[id] = part
        return known

    def row(self, row: Any, day: date) -> Any:
        if not isinstance(row, dict):
            return row
        ordinals = {r.ordinal for r in self.maker.vocabulary.relations.values()}
        return self.level(row, day) | {id: row[id] for id in ordinals & row.keys()}

    def rows(self, rows: list[Any], id: str, day: date) -> list[Any]:
        """Rows with one id are known alike."""
        made = [self.row(row, day) for row in rows]
        space = next(
            (s for s in self.maker.scene.space.below() if s.relation is not None and s.relation.id == id),
            None,
        )
        for key in sorted(space.identified if space is not None else ()):
            owner = self.maker.vocabulary.codes[key.removesuffix(".id")]
            own = {owner.code, *(fact.id for fact in self.maker.vocabulary.facts_of(owner.name))}
            first: dict[str, dict[str, Any]] = {}
            for row in made:
                if isinstance(row, dict) and key in row:
                    said = first.setdefault(row[key], {name: row[name] for name in own & row.keys()})
                    for name in own:
                        row.pop(name, None)
                    row |= said
        return made

    def shorter(self, rows: Any, id: str, day: date) -> Any:
        return None if rows == NA else {"rows": self.rows(self.ch.some(rows), id, day), "complete": False}

    def partly(self, fact: Fact | None, id: str, value: Any, day: date) -> Any:
        """A range, a part of a set, an outer place that holds the value, or None."""
        if value == NA:
            return None
        if fact is None:
            return self.parameter(value, day)
        if self.maker.vocabulary.entities[fact.entity].by_year and str(fact.kind.unit) == "年份":
            return None
        base = fact.kind.base
        if base in ("数", "日期", "等级", "月份"):
            return self.around(fact, value, day)
        if base == "集合":
            return {"members": self.ch.some(value), "complete": False}
        if base == "地区":
            return UPPER.get(value)
        return "other" if fact.is_open and base == "枚举" and value not in fact.values else None

    def around(self, fact: Fact, value: Any, day: date) -> Any:
        ends = {}
        if self.ch.chance(75):
            ends["from"] = self.moved(fact, value, -1)
        if self.ch.chance(75) or not ends:
            ends["to"] = self.moved(fact, value, 1)
        return ends

    def moved(self, fact: Fact, value: Any, sign: int) -> Any:
        """A value so far below or above, now and then the same."""
        base = fact.kind.base
        far = self.ch.pick((1, 0, 2, 12, 400)) * sign
        if base == "数":
            made = Fraction(value) + far
            if made.denominator != 1 or (made < 0 and not fact.may_be_negative):
                return value
            return str(made.numerator)
        if base == "等级":
            members = list(fact.values)
            return members[max(0, min(len(members) - 1, members.index(value) + far))]
        if base == "月份":
            moved = date.fromisoformat(f"{value}-01") + timedelta(days=31 * far)
            return moved.isoformat()[:7]
        return (date.fromisoformat(value) + timedelta(days=far)).isoformat()

    def parameter(self, value: Any, day: date) -> Any:
        """A table of which some rows are set; an event that happened, nobody says when."""
        if isinstance(value, dict):
            return {word: value[word] for word in self.ch.some(list(value), least=1)}
        if isinstance(value, str) and value.count("-") == 2 and date.fromisoformat(value) <= day:
            return True
        return None
