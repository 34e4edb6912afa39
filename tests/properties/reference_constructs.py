"""The constructs of the naive reading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from luodi.kernel.quantity import Unit
from luodi.policy.grammar.form import Form
from luodi.policy.vocabulary import Fact
from tests.properties.calendar_by_hand import calendar_period
from tests.properties.reference import ATLEAST, ATMOST, COUNTED, NA, OVER, UNDER, Figure, Place, Reference


class Constructs(Reference):
    """One method a head of the grammar."""

    def on_conjunction(self, form: Form, place: Place, domain: Fact | None) -> bool:
        return all(self.truth(self.at(part, place)) for part in form.children())

    def on_disjunction(self, form: Form, place: Place, domain: Fact | None) -> bool:
        return any(self.truth(self.at(part, place)) for part in form.children())

    def on_negation(self, form: Form, place: Place, domain: Fact | None) -> bool:
        return not self.truth(self.at(form.parts[0], place))

    def on_choose(self, form: Form, place: Place, domain: Fact | None) -> Any:
        test, then, other = form.children()
        if domain is None:
            domain = self.domain(then, place)
        return self.at(then if self.truth(self.at(test, place)) else other, place, domain)

    def on_meets(self, form: Form, place: Place, domain: Fact | None) -> bool:
        return self.granted(form.word, place)

    def granted(self, id: str, place: Place) -> bool:
        raise NotImplementedError

    # -- comparisons -------------------------------------------------------------------------------

    def on_compare(self, form: Form, place: Place, domain: Fact | None) -> bool:
        left, comparator, *note, right = form.parts
        return self.compared(left, comparator.word, right, place, note[0].word if note else "")

    on_compare_noted = on_compare

    def on_compare_after(self, form: Form, place: Place, domain: Fact | None) -> bool:
        left, right, word, *note = form.parts
        return self.compared(left, word, right, place, note[0].word if note else "")

    on_compare_after_noted = on_compare_after

    def compared(self, left: Form, word: str, right: Form, place: Place, note: str = "") -> bool:
        a, b = self.at(left, place), self.at(right, place, self.domain(left, place))
        return self.compare_values(a, word, b, note)

    def compare_values(self, a: Any, word: str, b: Any, note: str = "") -> bool:
        if NA in (a, b):
            return False
        if isinstance(b, tuple):  # a year or a month: its first day, or its last
            if isinstance(a, Figure):
                b = Figure(Fraction(b[0].year), a.unit)
            else:
                b = b[0] if word in ("不早于", "早于") else b[1]
        if isinstance(a, Figure):
            a, b = a.as_unit(b), b.as_unit(a)
        if word in ("为", "不为"):
            return (a == b) == (word == "为")
        if a == b:
            within = word in (*ATLEAST, *ATMOST, "不早于", "不晚于")
            return note == "(含)" or (within and note != "(不含)")
        return (
            bool(a > b)
            if word in (*ATLEAST, *OVER, "晚于", "不早于")
            else bool(a < b)
            if word in (*ATMOST, *UNDER, "早于", "不晚于")
            else False
        )

    def on_membership(self, form: Form, place: Place, domain: Fact | None) -> bool:
        left, word, listing = form.parts
        value, of = self.at(left, place), self.domain(left, place)
        if value == NA:
            return False
        assert of is not None
        listed = False
        for item in listing.children():
            if item.word in self.vocabulary.by_parameter:
                listed |= value in self.listing(self.vocabulary.by_parameter[item.word].id, of)
            else:
                listed |= value == self.at(item, place, of)
        if "等" in listing.parts:
            parameter = self.vocabulary.by_parameter.get(of.opened_by)
            listed |= value in self.listing(
                parameter.id if parameter else "param.extra_" + of.id.replace(".", "_"), of
            )
        return bool(listed == (word == "属于"))

    def listing(self, id: str, of: Fact) -> list[Any]:
        raw = self.world["facts"].get(id)
        if raw is None:
            return list(self.unset(id))
        codes = {name: code for code, name in of.values.items()}
        return [codes.get(item, item) for item in raw]

    def on_contains(self, form: Form, place: Place, domain: Fact | None) -> bool:
        left, word, listing = form.parts
        value, of = self.at(left, place), self.domain(left, place)
        if value == NA:
            return False
        assert of is not None
        held = [self.at(item, place, of) in value for item in listing.children()]
        return any(held) if word == "包含任一" else all(held)

    # -- windows and intervals ---------------------------------------------------------------------

    def on_window_of(self, form: Form, place: Place, domain: Fact | None) -> bool:
        *days, word, length = form.parts
        anchor = self.at(days[-1], place)
        x = self.at(days[0], place) if len(days) == 2 else self.day
        if NA in (anchor, x):
            return False
        rows = len(days) == 2 and self.is_month(days[0])
        if rows:
            anchor = anchor.replace(day=1)
        start, end = (x, anchor) if word == "前" else (anchor, x)
        if end < start:
            return False
        by = self.at(length, place)
        if by == NA:
            return False
        last = self.moved(start, by)
        return bool(end < last if rows else end <= last)

    on_window = on_window_of

    def is_month(self, form: Form) -> bool:
        word = form.parts[1] if form.head == "path" else form.word if form.head in ("name", "quoted") else ""
        return any(fact.kind.base == "月份" for fact in self.vocabulary.by_name.get(word, []))

    def on_lapse_of(self, form: Form, place: Place, domain: Fact | None) -> bool:
        *days, _, word, length = form.parts
        anchor = self.at(days[-1], place)
        x = self.at(days[0], place) if len(days) == 2 else self.day
        if NA in (anchor, x) or x < anchor or (by := self.at(length, place)) == NA:
            return False
        end = self.moved(anchor, by)
        return bool({"满": x >= end, "不满": x < end, "超过": x > end}[word])

    on_lapse = on_lapse_of

    def on_between(self, form: Form, place: Place, domain: Fact | None) -> bool:
        x, low, high = form.children()
        value = self.at(x, place)
        words = ("不早于", "不晚于") if isinstance(value, date) else ("不低于", "不高于")
        return self.compared(x, words[0], low, place) and self.compared(x, words[1], high, place)

    def on_within_period(self, form: Form, place: Place, domain: Fact | None) -> bool:
        x, where = form.children()
        value = self.at(x, place)
        if value == NA:
            return False
        if isinstance(value, str):
            (code,) = self.divisions.by_name(where.word)
            return code in self.divisions.ancestors(value)
        period = self.at(where, place)
        if period == NA:
            return False
        if isinstance(value, Figure):
            return bool(value.value == period[0].year)
        return bool(period[0] <= value <= period[1])

    def on_existence(self, form: Form, place: Place, domain: Fact | None) -> bool:
        word, inner = form.parts
        return self.there(inner, place) == (word == "有")

    def there(self, inner: Form, place: Place) -> bool:
        name = self.words(inner)[-1]
        entities = self.vocabulary.entities
        if inner.head != "path" and name not in self.vocabulary.by_name:
            relations = [e for e in entities.values() if name in e.relations]
            if relations and (
                name not in entities or any(self.given_rows(e, name, place) is not None for e in relations)
            ):
                rows, _ = self.rows(inner, place)
                return bool(rows)
            entity = entities[name if name in entities else self.entity(name)]
            facts = place[self.level(entity.name, place)].facts
            known = [facts[f.id] for f in self.vocabulary.facts_of(entity.name) if facts.get(f.id, NA) != NA]
            if facts.get(entity.code) != NA and not known and f"{entity.code}.id" not in facts:
                self.unset(name)
            return facts.get(entity.code) != NA
        return bool(self.at(inner, place) != NA)

    def given_rows(self, owner: Any, name: str, place: Place) -> Any:
        return place[self.level(owner.name, place)].facts.get(owner.relations[name].id)

    # -- figures -----------------------------------------------------------------------------------

    def on_arithmetic(self, form: Form, place: Place, domain: Fact | None) -> Any:
        a, sign, b = self.at(form.parts[0], place), form.parts[1], self.at(form.parts[2], place)
        if NA in (a, b):
            return NA
        if isinstance(a, date):
            return self.moved(a, b)
        if sign in "+−-":
            x, y = a.as_unit(b), b.as_unit(a)
            unit = b.unit if str(a.unit) == "年" and str(b.unit) == "月" else a.unit
            return Figure(x + y if sign == "+" else x - y, unit)
        if sign in "×*":
            return Figure(a.value * b.value, a.unit.times(b.unit))
        if b.value == 0:
            return NA
        if a.unit.is_money and b.unit.is_money:
            return Figure(a.value / b.value)
        if a.unit.power("月") and b.unit.power("年"):
            return Figure(a.value / b.value / 12, a.unit.times(Unit.of("月"), sign=-1))
        return Figure(a.value / b.value, a.unit.times(b.unit, sign=-1))

    def on_on_day(self, form: Form, place: Place, domain: Fact | None) -> Any:
        what, when = form.parts
        on = self.at(when, place)
        if on == NA:
            return NA
        if isinstance(on, date):
            return self.parameter(what.word, on)
        fact = self.vocabulary.by_name[what.word][0]
        owner = next(
            e
            for e in self.vocabulary.entities.values()
            for r in e.relations.values()
            if r.entity == fact.entity
        )
        relation = next(name for name, r in owner.relations.items() if r.entity == fact.entity)
        year = next(f for f in self.vocabulary.facts_of(fact.entity) if str(f.kind.unit) == "年份")
        rows, _ = self.rows(Form("path", (Form("name", (owner.name,), 0, 0), relation), 0, 0), place)
        for row in rows:
            if self.fact(year, row) != NA and self.fact(year, row).value == on[0].year:
                return self.fact(fact, row)
        return NA

    def on_call(self, form: Form, place: Place, domain: Fact | None) -> Any:
        word, *arguments = form.parts
        if word in ("计数", "合计", "最早", "最晚", "存在", "每") or (
            word in ("最大", "最小") and len(arguments) == 1
        ):
            return self.aggregate(word, arguments[0], place)
        values = [self.at(argument, place) for argument in arguments]
        if word in ("四舍五入", "进一", "舍去"):
            return (
                NA
                if values[0] == NA
                else Figure(rounded(values[0].value, word, values[1].value), values[0].unit)
            )
        if NA in values:
            return NA
        if word == "年度":
            return calendar_period("本年度", values[0])
        if word == "年份":
            return Figure(Fraction(values[0].year), Unit.of("年份"))
        if word in ("最大", "最小"):
            return self.extreme(word, values)
        return self.lengths(word, values[0], values[1] if len(values) > 1 else self.day)

    def extreme(self, word: str, values: list[Any]) -> Any:
        best = values[0]
        for value in values[1:]:
            if isinstance(value, Figure):
                x, y = best.as_unit(value), value.as_unit(best)
                unit = next((v.unit for v in (best, value) if str(v.unit) == "月"), best.unit)
                best = Figure(max(x, y) if word == "最大" else min(x, y), unit)
            else:
                best = max(best, value) if word in ("最大", "最晚") else min(best, value)
        return best

    def aggregate(self, word: str, argument: Form, place: Place) -> Any:
        path, where, satisfy = argument, None, None
        if argument.head == "rows":
            path, where = argument.parts
        elif argument.head == "rows_satisfy":
            path, *rest = argument.parts
            where, satisfy = rest if len(rest) == 2 else (None, rest[0])
        rows, left = self.rows(path, place)
        kept = [row for row in rows if where is None or self.truth(self.at(where, row))]
        if word == "存在":
            return bool(kept)
        if word == "每":
            assert satisfy is not None
            return bool(kept) and all(self.truth(self.at(satisfy, row)) for row in kept)
        if word == "计数":
            return self.count(rows, kept, left, path, place)
        values = [self.at(Form("name", (left[-1],), 0, 0), row) for row in kept]
        values = [value for value in values if value != NA]
        if word == "合计":
            unit = (
                self.vocabulary.by_name[left[-1]][0].kind.unit
                if left[-1] in self.vocabulary.by_name
                else Unit()
            )
            return Figure(sum((value.value for value in values), Fraction(0)), unit)
        return self.extreme({"最早": "最小", "最晚": "最大"}.get(word, word), values) if values else NA

    def count(
        self, rows: list[Place], kept: list[Place], left: list[str], path: Form, place: Place
    ) -> Figure:
        relation, _ = self.relation(self.words(path), place)
        entity = relation.entity
        for word in left:
            entity = self.vocabulary.entities[entity].links[word]
        unit = Unit.of(COUNTED[entity]) if entity in COUNTED else Unit()
        if not left:
            return Figure(Fraction(len(kept)), unit)
        code = self.vocabulary.entities[entity].code
        there = [row[-1].facts for row in kept if row[-1].facts.get(code) != NA]
        nameless = [facts for facts in there if f"{code}.id" not in facts]
        return Figure(
            Fraction(len(nameless) + len({facts[f"{code}.id"] for facts in there if facts not in nameless})),
            unit,
        )


def rounded(value: Fraction, how: str, to: Fraction) -> Fraction:
    """To a multiple; a half away from zero."""
    steps, rest = divmod(value, to)
    if how == "进一":
        return (steps + (rest > 0)) * to
    if how == "四舍五入":
        return (steps + (rest * 2 > to or (rest * 2 == to and value > 0))) * to
    return steps * to
