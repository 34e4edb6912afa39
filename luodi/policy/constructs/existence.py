"""有 无: whether a link, a relation or a nullable fact is there at all."""

from __future__ import annotations

from dataclasses import dataclass

from luodi.kernel.truth import Truth, negation
from luodi.kernel.values import NA, Among, Members, Span
from luodi.policy.constructs.node import Doubter, Maker, Node, Reader, up
from luodi.policy.frame import MISSING, Doubts, Frame, RowSet
from luodi.policy.kinds import TRUTH, Kind


@dataclass(frozen=True)
class Exists(Node):
    """``value``: the fact asked for; else the relation ``relation``, the entity of ``code`` with its ``facts``, or both."""

    name: str
    negated: bool = False
    value: Node | None = None
    code: str = ""
    facts: frozenset[str] = frozenset()
    relation: str = ""
    hops: int = 0

    def kind(self) -> Kind:
        return TRUTH

    def children(self) -> tuple[Node, ...]:
        return (self.value,) if self.value is not None else ()

    def make_reader(self, maker: Maker) -> Reader:
        there = self._there() if self.value is None else self._value_there(maker.reader(self.value))
        if not self.negated:
            return there
        return lambda frame: negation(there(frame))

    @staticmethod
    def _value_there(read: Reader) -> Reader:
        def there(frame: Frame) -> Truth:
            value = read(frame)
            if value is NA:
                return False
            if isinstance(value, Span | Among):
                return None if value.nullable else True
            if isinstance(value, Members):
                return True if value.complete or value.known else None
            return None if value is None else True

        return there

    def _there(self) -> Reader:
        """劳动合同 is a relation of 单位 and an entity: rows say it as well as the facts of one."""
        if not (self.relation and self.code):
            return self._rows_there() if self.relation else self._entity_there()
        rows, entity = self._rows_there(), self._entity_there()

        def there(frame: Frame) -> Truth:
            one, many = entity(frame), rows(frame)
            return True if one or many else one if many is None else many

        return there

    def _entity_there(self) -> Reader:
        # What is known by its id is there, whatever else is known of it.
        code, facts, hops = self.code, self.facts | {f"{self.code}.id"}, self.hops

        def there(frame: Frame) -> Truth:
            frame = up(frame, hops=hops)
            if code not in frame.memo:
                known = any(frame.facts.get(id, NA) is not NA for id in facts & frame.facts.keys())
                frame.memo[code] = False if frame.facts.get(code) is NA else True if known else None
            known_there: Truth = frame.memo[code]
            return known_there

        return there

    def _rows_there(self) -> Reader:
        relation, hops = self.relation, self.hops

        def there(frame: Frame) -> Truth:
            rows = up(frame, hops=hops).facts.get(relation, MISSING)
            if rows is NA:
                return False
            if not isinstance(rows, RowSet):
                return None
            return True if rows.rows else False if rows.complete else None

        return there

    def make_doubter(self, maker: Maker) -> Doubter:
        if self.value is not None:
            return maker.doubter(self.value)
        id, hops = self.relation or self.code, self.hops

        def doubt(frame: Frame, doubts: Doubts) -> None:
            doubts.facts.add((id, *up(frame, hops=hops).place))

        return doubt

    def prose(self) -> str:
        return f"{'没有' if self.negated else '有'}{self.name}"
