"""The names that rules may use: entities, their facts, links and relations, and what is left to others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from luodi.kernel.quantity import UnitTable
from luodi.kernel.values import NA, UNKNOWN_CHOICE, UNKNOWN_MEMBERS, Span, Value
from luodi.policy.kinds import Kind

COMPOUND_PREFIXES: Final = ("标准.", "条件.", "名录.", "事件.")


_OPENED: Final = "param.extra_"


def opened_list(fact: str) -> str:
    """The id of the 名录 behind an 等 over the fact with this id, where the vocabulary names none."""
    return _OPENED + fact.replace(".", "_")


def is_opened_list(id: str) -> bool:
    """Whether ``id`` is written like that of such a 名录."""
    return id.startswith(_OPENED)


@dataclass(frozen=True, slots=True)
class Fact:
    """A named, typed value about an entity.

    ``values`` maps the code of each member to its Chinese name, in order; ``first`` is the ordinal of
    the first member of a 等级; ``per`` divides a figure as registers give it (100 for per cent);
    ``formula`` derives it, where no figure is given.
    """

    id: str
    name: str
    entity: str
    kind: Kind
    values: dict[str, str] = field(default_factory=dict)
    first: int = 1
    per: int = 1
    nullable: bool = False
    may_be_negative: bool = False
    opened_by: str = ""
    is_open: bool = False
    finding: bool = False
    formula: str = ""
    aliases: tuple[str, ...] = ()
    definition: str = ""
    question: str = ""

    @property
    def unknown(self) -> Value:
        """Everything this fact could be, while nobody has said."""
        base = self.kind.base
        if base == "是否":
            return None
        if base in ("枚举", "地区", "文本"):
            return UNKNOWN_CHOICE
        if base == "集合":
            return UNKNOWN_MEMBERS
        if base == "等级":
            return Span(self.first, self.first + len(self.values) - 1, nullable=True)
        return Span(0 if base == "数" and not self.may_be_negative else None, None, nullable=True)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a document leaves to others: ``sort`` is 标准, 条件, 名录 or 事件; ``by`` the fact a table is over."""

    id: str
    name: str
    sort: str
    kind: Kind
    by: str = ""
    of: str = ""
    per: int = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """From one entity to many. ``short``: written as a plain list of its only fact (``columns``: of several).

    ``times``, ``ordinal`` and ``row`` say how its rows follow from other facts where nobody gave any
    (计息年度): how many there are, which fact counts them, and a formula for each further fact.
    """

    id: str
    name: str
    owner: str
    entity: str
    short: bool = False
    columns: tuple[str, ...] = ()
    times: str = ""
    ordinal: str = ""
    row: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """人员, 单位, 贷款 …: its ASCII code, its links to one and its relations to many; ``by_year``: one row a year."""

    name: str
    code: str
    key: str = ""
    links: dict[str, str] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    by_year: bool = False


@dataclass(slots=True)
class Vocabulary:
    """Everything by id and by Chinese name. ``statuses``: a 视同 name → the fact that says it directly."""

    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    units: UnitTable = field(default_factory=lambda: UnitTable({}))
    by_name: dict[str, list[Fact]] = field(default_factory=dict)
    by_parameter: dict[str, Parameter] = field(default_factory=dict)
    codes: dict[str, Entity] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    by_entity: dict[str, list[Fact]] = field(default_factory=dict)

    def index(self) -> Vocabulary:
        """Fill the look-ups by name; call once after loading."""
        for fact in self.facts.values():
            self.by_entity.setdefault(fact.entity, []).append(fact)
            for name in (fact.name, *fact.aliases):
                self.by_name.setdefault(name, []).append(fact)
        self.by_parameter = {parameter.name: parameter for parameter in self.parameters.values()}
        self.codes = {entity.code: entity for entity in self.entities.values()}
        for entity in self.entities.values():
            for relation in entity.relations.values():
                self.relations.setdefault(relation.id, relation)
        return self

    def names(self) -> Iterator[str]:
        """Every name the lexer must know."""
        yield from self.by_name
        yield from self.by_parameter
        yield from self.statuses
        for entity in self.entities.values():
            yield entity.name
            yield from entity.links
            yield from entity.relations
        for fact in self.facts.values():
            yield from fact.values.values()

    def facts_of(self, entity: str) -> list[Fact]:
        """The facts of one entity."""
        return self.by_entity.get(entity, [])

    def nearest(self, word: str) -> str | None:
        """The id that looks most like ``word``."""
        known = [*self.facts, *self.parameters, *self.relations, *self.codes]
        near = get_close_matches(word, known, n=1, cutoff=0.5)
        return near[0] if near else None

    def absent(self, entity: str) -> dict[str, Value]:
        """The facts of an entity that does not exist: all 不适用, and so is the entity."""
        found: dict[str, Value] = {fact.id: NA for fact in self.facts_of(entity)}
        found[self.entities[entity].code] = NA
        return found
