"""A second, naive reading of the rule language over exactly known facts: no ranges, no masks, one value at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from luodi.kernel.division import Divisions
from luodi.kernel.quantity import BARE, Unit
from luodi.kernel.workdays import Calendar
from luodi.policy.grammar.form import Form
from luodi.policy.grammar.lexer import Lexer
from luodi.policy.grammar.parse import parse
from luodi.policy.vocabulary import Fact, Relation, Vocabulary
from tests.properties.calendar_by_hand import after_months, calendar_period, counted, nth_workday

NA: Final = "n/a"
ATLEAST, ATMOST = (
    ("达到", "不低于", "不少于", "满", "至少", "以上"),
    ("不超过", "不高于", "不多于", "至多", "以下", "以内"),
)
OVER, UNDER = ("超过", "高于", "多于"), ("不满", "未满", "不足", "低于", "少于")
FORMS: Final[dict[Any, Form]] = {}
COUNTED: Final = {"人员": "人", "家庭": "户", "单位": "家"}


class Undetermined(Exception):
    """The world does not say."""


@dataclass(frozen=True)
class Figure:
    """A number with its unit; money in 元."""

    value: Fraction
    unit: Unit = BARE

    def as_unit(self, other: Figure) -> Fraction:
        """The value, in months where the other side is in months."""
        return self.value * 12 if str(self.unit) == "年" and str(other.unit) == "月" else self.value


@dataclass(frozen=True)
class Level:
    """The facts of the subject (entities None) or of one row."""

    facts: dict[str, Any]
    entities: frozenset[str] | None = None
    entity: str = ""


Place = tuple[Level, ...]


class Reference:
    """Reads Forms over one world. ``definitions`` are those of one provision."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        lexer: Lexer,
        divisions: Divisions,
        world: dict[str, Any],
        calendar: Calendar,
    ) -> None:
        self.vocabulary, self.lexer, self.divisions, self.world, self.calendar = (
            vocabulary,
            lexer,
            divisions,
            world,
            calendar,
        )
        self.day: date = world["day"]
        self.definitions: dict[str, dict[str, Any]] = {}
        self.subject, self.beneficiary = "", ""
        self.base: Any = None

    def read(self, source: str, place: Place, *, domain: Fact | None = None) -> Any:
        """The value of a 式 as text."""
        return self.at(self.form(source), place, domain)

    def form(self, source: str) -> Form:
        """The Form of a 式, parsed once."""
        key = (id(self.lexer), str(source), frozenset(self.definitions))
        if key not in FORMS:
            FORMS[key] = parse(source, lexer=self.lexer, local=[*self.definitions, "基数"])
        return FORMS[key]

    def truth(self, value: Any) -> bool:
        return value is True

    def at(self, form: Form, place: Place, domain: Fact | None = None) -> Any:
        """The value of a Form at a place."""
        return getattr(self, f"on_{form.head}")(form, place, domain)

    # -- literals ----------------------------------------------------------------------------------

    def on_number(self, form: Form, place: Place, domain: Fact | None) -> Any:
        number, scale, word = re.fullmatch(r"([\d.]+)([万亿]*)(.*)", form.word).groups()  # type: ignore[union-attr]
        value = Fraction(number) * 10000 ** (scale.count("万") + 2 * scale.count("亿"))
        if word in ("%", "‰", ""):
            return Figure(value / {"%": 100, "‰": 1000, "": 1}[word])
        name, multiple = self.vocabulary.units.words[word]
        return Figure(value * multiple, Unit.of(name))

    def on_ratio(self, form: Form, place: Place, domain: Fact | None) -> Any:
        left, right = re.split("[:/]", form.word)
        return Figure(Fraction(int(left), int(right)))

    def on_date(self, form: Form, place: Place, domain: Fact | None) -> Any:
        parts = [int(part) for part in re.findall(r"\d+", form.word)]
        if len(parts) == 3:
            return date(*parts)
        return calendar_period(
            "本年度" if len(parts) == 1 else "本月", date(*parts, *(1,) * (3 - len(parts)))
        )

    def on_period(self, form: Form, place: Place, domain: Fact | None) -> Any:
        if form.word[0].isdigit():
            return calendar_period("本年度", date(int(form.word[:4]), 1, 1))
        return calendar_period(form.word, self.day)

    def on_today(self, form: Form, place: Place, domain: Fact | None) -> Any:
        return self.day

    # -- names -------------------------------------------------------------------------------------

    def on_name(self, form: Form, place: Place, domain: Fact | None) -> Any:
        word = form.word
        if domain is not None and word in domain.values.values():
            index = list(domain.values.values()).index(word)
            return domain.first + index if domain.kind.base == "等级" else list(domain.values)[index]
        if form.head == "quoted" and domain is not None and domain.is_open:
            return word
        if word == "基数" and self.base is not None:
            return self.base
        if word in self.definitions:
            return self.defined(word, place)
        if word in self.vocabulary.by_name:
            return self.fact(self.one(self.vocabulary.by_name[word], place), place)
        if word in self.vocabulary.by_parameter:
            return self.parameter(word, self.day)
        return self.status(word, place)

    on_quoted = on_name

    def status(self, word: str, place: Place) -> Any:
        raise NotImplementedError

    def one(self, facts: list[Fact], place: Place) -> Fact:
        """Of several with one name: the nearest, then the subject's."""
        nearest = max(self.level(fact.entity, place) for fact in facts)
        here = [fact for fact in facts if self.level(fact.entity, place) == nearest]
        return next(
            (f for entity in (self.subject, self.beneficiary) for f in here if f.entity == entity), here[0]
        )

    def level(self, entity: str, place: Place) -> int:
        """The number of the innermost level that has the facts of ``entity``."""
        return next((n for n in range(len(place) - 1, 0, -1) if entity in (place[n].entities or ())), 0)

    def fact(self, fact: Fact, place: Place) -> Any:
        number = self.level(fact.entity, place)
        facts = place[number].facts
        if facts.get(self.vocabulary.entities[fact.entity].code) == NA:
            return NA
        if fact.id in facts:
            return self.value(fact, facts[fact.id])
        if fact.formula:
            held, self.definitions, subject, self.subject = self.definitions, {}, self.subject, fact.entity
            try:
                return self.read(fact.formula, place[: number + 1])
            finally:
                self.definitions, self.subject = held, subject
        raise Undetermined(fact.id)

    def value(self, fact: Fact, raw: Any) -> Any:
        """A raw value of F.json, exactly known."""
        base = fact.kind.base
        if raw == NA:
            return NA
        if base == "数":
            return Figure(Fraction(raw) / fact.per, fact.kind.unit)
        if base in ("日期", "月份"):
            return date.fromisoformat(raw if base == "日期" else f"{raw}-01")
        if base == "等级":
            return fact.first + list(fact.values).index(raw)
        if base == "集合":
            return frozenset(raw)
        return raw

    def defined(self, word: str, place: Place) -> Any:
        says = self.definitions[word]
        on = says.get("对于")
        here = (
            place[:1]
            if not on
            else place[: 1 + max(n for n, level in enumerate(place) if level.entity == on)]
        )
        derived = self.vocabulary.by_name.get(word)
        if derived and derived[0].id in place[self.level(derived[0].entity, here)].facts:
            return self.fact(derived[0], here)
        held = self.definitions
        self.definitions = {name: one for name, one in held.items() if name != word}
        try:
            return self.read(says["式"], here)
        finally:
            self.definitions = held

    def on_path(self, form: Form, place: Place, domain: Fact | None) -> Any:
        words = self.words(form)
        entity = self.entity(words[0])
        for word in words[1:-1]:
            entity = self.vocabulary.entities[entity].links.get(word) or self.entity(word)
        fact = next(f for f in self.vocabulary.by_name[words[-1]] if f.entity == entity)
        mine = words[-1] in self.definitions and self.vocabulary.by_name[words[-1]][0] is fact
        return self.defined(words[-1], place) if mine else self.fact(fact, place)

    def words(self, form: Form) -> list[str]:
        return [*self.words(form.parts[0]), form.parts[1]] if form.head == "path" else [form.word]

    def entity(self, word: str) -> str:
        links = [e.links[word] for e in self.vocabulary.entities.values() if word in e.links]
        return word if word in self.vocabulary.entities else links[0]

    def parameter(self, name: str, day: date) -> Any:
        """What is given, or set on that day."""
        parameter = self.vocabulary.by_parameter[name]
        raw = self.world["facts"].get(parameter.id)
        unit = 100 if parameter.kind.unit.is_money else 1
        if raw is None:
            for start, end, value in self.world["standards"].get(parameter.id, ()):
                if (start is None or start <= day) and (end is None or day <= end):
                    return Figure(Fraction(value) / unit, parameter.kind.unit)
            raise Undetermined(name)
        if parameter.sort == "事件":
            return NA if raw is False else date.fromisoformat(raw)
        if parameter.sort != "标准" or isinstance(raw, dict):
            return raw
        return Figure(Fraction(raw) / parameter.per, parameter.kind.unit)

    def on_lookup(self, form: Form, place: Place, domain: Fact | None) -> Any:
        table, key = self.at(form.parts[0], place), self.at(form.parts[1], place)
        if isinstance(table, Figure) or key == NA:
            return NA if key == NA and not isinstance(table, Figure) else table
        parameter = self.vocabulary.by_parameter[
            form.parts[0].children()[0].word if form.parts[0].head == "on_day" else form.parts[0].word
        ]
        of = self.domain(form.parts[1], place)
        assert of is not None
        code = list(of.values)[key - of.first] if of.kind.base == "等级" else key
        return (
            Figure(Fraction(table[code]) / parameter.per, parameter.kind.unit)
            if code in table
            else self.unset(parameter.name)
        )

    def unset(self, name: str) -> Any:
        raise Undetermined(name)

    def domain(self, form: Form, place: Place) -> Fact | None:
        """The fact whose list the values of a Form are from."""
        if form.head in ("name", "quoted", "path"):
            word = form.word if form.head != "path" else form.parts[1]
            if word in self.definitions and form.head != "path":
                return self.domain(self.form(self.definitions[word]["式"]), place)
            facts = self.vocabulary.by_name.get(word, [])
            return next((fact for fact in facts if fact.values), None)
        if form.head == "choose":
            return self.domain(form.children()[1], place)
        if form.head == "call":
            return self.domain(form.children()[0], place)
        return self.domain(form.parts[0], place) if form.head == "rows" else None

    # -- rows --------------------------------------------------------------------------------------

    def rows(self, form: Form, place: Place) -> tuple[list[Place], list[str]]:
        """The rows that ``form`` names, and the words after the relation."""
        words = self.words(form)
        relation, rest = self.relation(words, place)
        number = self.level(relation.owner, place)
        facts = place[number].facts
        given = facts.get(relation.id)
        if given is None and relation.times:
            given = self.derived(relation, place[: number + 1])
        if given is None:
            raise Undetermined(relation.id)
        rows = [] if given == NA else given
        columns = relation.columns or [f.id for f in self.vocabulary.facts_of(relation.entity)]
        dicts = [
            row
            if isinstance(row, dict)
            else dict(zip(columns, row if isinstance(row, list) else [row], strict=False))
            for row in rows
        ]
        reached = self.reached(relation)
        return [(*place, Level(row, reached, relation.entity)) for row in dicts], rest

    def relation(self, words: list[str], place: Place) -> tuple[Relation, list[str]]:
        entities = self.vocabulary.entities.values()
        found = [e.relations[words[0]] for e in entities if words[0] in e.relations]
        if not found:
            owner = self.entity(words[0])
            return self.vocabulary.entities[owner].relations[words[1]], words[2:]
        nearest = max(self.level(r.owner, place) for r in found)
        here = [r for r in found if self.level(r.owner, place) == nearest]
        return next(
            (r for e in (self.subject, self.beneficiary) for r in here if r.owner == e), here[0]
        ), words[1:]

    def reached(self, relation: Relation) -> frozenset[str]:
        reached, waiting = {relation.entity}, [relation.entity]
        while waiting:
            for target in self.vocabulary.entities[waiting.pop()].links.values():
                if target != relation.owner and target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return frozenset(reached)

    def derived(self, relation: Relation, place: Place) -> list[dict[str, Any]]:
        times = self.read(relation.times, place)
        made: list[dict[str, Any]] = []
        for number in range(1, 0 if times == NA else int(times.value) + 1):
            row: dict[str, Any] = {relation.ordinal: str(number)}
            for fact, formula in relation.row.items():
                value = self.read(formula, (*place, Level(row, self.reached(relation), relation.entity)))
                row[fact] = NA if value == NA else value.value * self.vocabulary.facts[fact].per
            made.append(row)
        return made

    # -- days --------------------------------------------------------------------------------------

    def moved(self, day: date, length: Figure) -> date:
        """A + D in one step."""
        unit = str(length.unit)
        if length.value.denominator != 1 and unit != "年":
            raise Undetermined("part of a month or a day")
        if unit in ("年", "月"):
            return after_months(day, int(length.value * (12 if unit == "年" else 1)))
        if unit == "日":
            return date.fromordinal(day.toordinal() + int(length.value))
        made = nth_workday(day, int(length.value), self.calendar)
        if made is None:
            raise Undetermined("calendar")
        return made

    def lengths(self, word: str, start: Any, end: Any) -> Any:
        if NA in (start, end) or end < start:
            return NA
        unit = {"满年数": "年", "计年数": "年", "周岁": "岁"}.get(word, "月")
        return Figure(Fraction(counted(word, start, end)), Unit.of(unit))
