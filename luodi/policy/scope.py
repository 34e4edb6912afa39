"""Which names a 式 may use at its place, and what each stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from luodi.kernel.division import Divisions
from luodi.policy.constructs.delegated import Condition, EventDay, Standard
from luodi.policy.constructs.logic import Bare
from luodi.policy.constructs.names import DefinitionRef, FactRef
from luodi.policy.constructs.node import Constant, Node
from luodi.policy.constructs.rows import RowsOf
from luodi.policy.constructs.satisfies import Status
from luodi.policy.grammar.form import Form, WrongForm, wrong
from luodi.policy.grammar.lexer import Lexer
from luodi.policy.grammar.parse import parse
from luodi.policy.misuse import no_value, told_at
from luodi.policy.vocabulary import Fact, Relation, Vocabulary

Typer = Callable[[Form, "Scope", Fact | None], Node]
"""Types one head of the grammar; the list of the fact gives a name its first meaning."""

_PARAMETER_NODES: Final = {"标准": Standard, "条件": Condition, "事件": EventDay}


@dataclass(frozen=True, slots=True)
class Definition:
    """A name that a provision defines: its 式, on which rows, which vocabulary fact it derives."""

    name: str
    form: Form
    on: str = ""
    fact: Fact | None = None


@dataclass(slots=True)
class Language:
    """What all scopes share: vocabulary, lexer, divisions, and what was typed already."""

    vocabulary: Vocabulary
    lexer: Lexer
    divisions: Divisions
    typers: Mapping[str, Typer]
    formulas: dict[str, Form] = field(default_factory=dict)
    typed: dict[Any, Node] = field(default_factory=dict)

    def formula(self, source: str) -> Form:
        """The Form of a formula of the vocabulary, parsed once."""
        if source not in self.formulas:
            self.formulas[source] = parse(source, lexer=self.lexer)
        return self.formulas[source]


class Scope:
    """The names in reach: those of the rows around, innermost last, then the subject's own."""

    def __init__(
        self,
        language: Language,
        *,
        provision: str = "",
        subject: str = "",
        beneficiary: str = "",
        definitions: dict[str, Definition] | None = None,
        local: dict[str, Node] | None = None,
        levels: tuple[tuple[str, frozenset[str]], ...] = (),
        open_names: frozenset[str] = frozenset(),
    ) -> None:
        self.language, self.vocabulary = language, language.vocabulary
        self.provision, self.subject, self.beneficiary = provision, subject, beneficiary
        self.definitions, self.local = definitions or {}, local or {}
        self.levels, self.open_names = levels, open_names

    def changed(self, **changes: Any) -> Scope:
        """The same scope with some of its parts replaced."""
        held = {
            "provision": self.provision, "subject": self.subject, "beneficiary": self.beneficiary,
            "definitions": self.definitions, "local": self.local, "levels": self.levels, "open_names": self.open_names,
        }  # fmt: skip
        return Scope(self.language, **{**held, **changes})

    def row(self, relation: Relation) -> Scope:
        """The scope inside ``relation``: its row, whatever the row links to except back to the owner."""
        reached, waiting = {relation.entity}, [relation.entity]
        while waiting:
            entity = self.vocabulary.entities.get(waiting.pop())
            for target in entity.links.values() if entity else ():
                if target != relation.owner and target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return self.changed(levels=(*self.levels, (relation.entity, frozenset(reached))))

    def outward(self, hops: int) -> Scope:
        """The scope ``hops`` levels further out."""
        return self.changed(levels=self.levels[: len(self.levels) - hops]) if hops else self

    def hops_to(self, entity: str) -> int:
        """How many levels out the facts of ``entity`` are found; the subject's level holds all others."""
        for hops, (_, reached) in enumerate(reversed(self.levels)):
            if entity in reached:
                return hops
        return len(self.levels)

    # -- names -------------------------------------------------------------------------------------

    def name(self, form: Form, *, domain: Fact | None = None) -> Node:
        """What a bare name stands for: right of 为, 属于 … first a value of the left side's list."""
        word = form.word
        if domain is not None:
            member = self.member(word, domain=domain)
            if member is not None:
                return Constant(member, domain.kind, word)
        if (
            form.head == "quoted"
            and domain is not None
            and domain.is_open
            and word not in self.vocabulary.by_name
        ):
            return Constant(word, domain.kind, word)
        for resolve in (self._local, self._definition, self._fact, self._parameter, self._status):
            node = resolve(word, form)
            if node is not None:
                return node
        raise self._unresolved(word, form, domain)

    def member(self, word: str, *, domain: Fact) -> str | int | None:
        """The code (or ordinal of a 等级) of a Chinese member name."""
        for index, (code, shown) in enumerate(domain.values.items()):
            if word == shown:
                return domain.first + index if domain.kind.base == "等级" else code
        return None

    def domain_of(self, node: Node) -> Fact | None:
        """The fact whose list the values of ``node`` are from."""
        return self.vocabulary.facts.get(node.kind().domain)

    def _local(self, word: str, form: Form) -> Node | None:
        return self.local.get(word)

    def _definition(self, word: str, form: Form) -> Node | None:
        definition = self.definitions.get(word)
        if definition is None:
            return None
        hops = len(self.levels)
        if definition.on:
            rows = [n for n, (entity, _) in enumerate(reversed(self.levels)) if entity == definition.on]
            if not rows:
                raise wrong(
                    form,
                    code="row-name",
                    found=f"“{word}”是对每个“{definition.on}”定义的，这里不在它的行里",
                    expected=f"写在“{definition.on}”的“其中”里",
                    repair=f"例如 计数({definition.on} 其中 {word})",
                )
            hops = rows[0]
        if word in self.open_names:
            raise WrongForm(
                form.start, end=form.end, code="cycle", found=f"“{word}”的定义绕回了自己", expected="不用到自己的式",
                repair="去掉其中一处引用",
            )  # fmt: skip
        scope = self.outward(hops)
        key = (self.provision, word, scope.levels)
        if key not in self.language.typed:
            inner = scope.changed(open_names=self.open_names | {word})
            try:
                self.language.typed[key] = inner.typed(definition.form)
                self.derivable(definition, expression=self.language.typed[key])
            except WrongForm as error:
                raise told_at(form, error=error, found=f"“{word}”的定义有错：{error.found}") from None
        expression = self.language.typed[key]
        fact = definition.fact
        owner = self.vocabulary.entities[fact.entity].code if fact is not None else ""
        return DefinitionRef(
            word, f"{self.provision}/{word}/{len(scope.levels)}", expression, hops, fact, owner
        )

    @staticmethod
    def derivable(definition: Definition, *, expression: Node) -> None:
        """WrongForm, in the definition's own 式, where it derives a fact of another kind or unit."""
        fact, kind = definition.fact, expression.kind()
        if fact is None:
            return
        if kind.base != fact.kind.base or (kind.base == "数" and kind.unit != fact.kind.unit):
            raise wrong(
                definition.form,
                code="kind",
                found=f"“{definition.name}”的式得出{kind}",
                expected=f"词汇表里“{definition.name}”是{fact.kind}",
                repair="改式，或换一个名称",
            )

    def _fact(self, word: str, form: Form) -> Node | None:
        candidates = self.vocabulary.by_name.get(word, [])
        if not candidates:
            return None
        return self.fact(self._one(candidates, form))

    def _one(self, candidates: list[Fact], form: Form) -> Fact:
        if len(candidates) == 1:
            return candidates[0]
        nearest = min(self.hops_to(fact.entity) for fact in candidates)
        here = [fact for fact in candidates if self.hops_to(fact.entity) == nearest]
        for preferred in (self.subject, self.beneficiary):
            mine = [fact for fact in here if fact.entity == preferred]
            if len(mine) == 1 and nearest == len(self.levels):
                return mine[0]
        if len(here) == 1:
            return here[0]
        entities = "、".join(fact.entity for fact in here)
        raise wrong(
            form,
            code="ambiguous",
            found=f"“{form.word}”在{entities}里都有",
            expected="写全是谁的",
            repair=f"例如“{here[0].entity}的{form.word}”",
        )

    def fact(self, fact: Fact) -> FactRef:
        """A reference to a fact from here, with its formula where the vocabulary derives it."""
        hops = self.hops_to(fact.entity)
        if not fact.formula or fact.id in self.open_names:
            return FactRef(fact, hops)
        scope = self.outward(hops)
        key = ("fact", fact.id, scope.levels)
        if key not in self.language.typed:
            inner = Scope(
                self.language,
                subject=fact.entity,
                levels=scope.levels,
                open_names=self.open_names | {fact.id},
            )
            self.language.typed[key] = inner.typed(self.language.formula(fact.formula))
        return FactRef(fact, hops, self.language.typed[key], self.vocabulary.entities[fact.entity].code)

    def _parameter(self, word: str, form: Form) -> Node | None:
        parameter = self.vocabulary.by_parameter.get(word)
        if parameter is None:
            return None
        if parameter.sort not in _PARAMETER_NODES:
            raise wrong(
                form,
                code="list-place",
                found=f"“{word}”是名录，不能单独成为条件",
                expected="写在“属于”右边",
                repair=f"例如 专业 属于 {word}",
            )
        node: Node = _PARAMETER_NODES[parameter.sort](parameter)
        return node

    def _status(self, word: str, form: Form) -> Node | None:
        id = self.vocabulary.statuses.get(word)
        return None if id is None else Status(word, Bare(self.fact(self.vocabulary.facts[id])))

    def _unresolved(self, word: str, form: Form, domain: Fact | None) -> WrongForm:
        owners = [fact for fact in self.vocabulary.facts.values() if word in fact.values.values()]
        if domain is not None and domain.values:
            return no_value(form, of=domain, code="value-place" if owners else "unknown-name")
        if owners:
            return wrong(
                form,
                code="value-place",
                found=f"“{word}”是“{owners[0].name}”的一种取值，不能单独成为条件",
                expected="写明是哪一项",
                repair=f"改为“{owners[0].name} 为 {word}”",
            )
        known = [*self.vocabulary.by_name, *self.definitions, *self.vocabulary.by_parameter]
        near = get_close_matches(word, known, n=1, cutoff=0.4)
        return wrong(
            form,
            code="unknown-name",
            found=f"“{word}”在这里不是一个事实",
            expected=f"事实的名称，最接近的是“{near[0]}”" if near else "事实的名称",
            repair="核对名称",
        )

    # -- relations ---------------------------------------------------------------------------------

    def rows_of(self, words: list[str], *, at: Form) -> tuple[RowsOf, Scope, list[str]]:
        """``words`` = [entity,] relation[, X …] → the rows, the scope inside them, and what is left over."""
        owner = ""
        if self._relations(words[0], "") == [] and len(words) > 1:
            owner, words = self._entity_named(words[0], at), words[1:]
        found = self._relations(words[0], owner)
        if not found:
            raise wrong(
                at,
                code="not-relation",
                found=f"“{words[0]}”不是一对多的关系",
                expected="关系，如“单位”的“劳动合同”",
                repair="计数、合计、存在、每 的括号里先写关系",
            )
        relation = self._nearest_relation(found, words[0], at)
        hops = self.hops_to(relation.owner)
        return self._rows_node(relation, hops), self.row(relation), words[1:]

    def _rows_node(self, relation: Relation, hops: int) -> RowsOf:
        if not relation.times:
            return RowsOf(relation, hops)
        outer = Scope(self.language, subject=relation.owner, levels=self.outward(hops).levels)
        inner = outer.row(relation)
        times = outer.typed(self.language.formula(relation.times))
        formulas = tuple(
            (fact, inner.typed(self.language.formula(formula))) for fact, formula in relation.row.items()
        )
        return RowsOf(relation, hops, times, formulas)

    def _relations(self, word: str, owner: str) -> list[Relation]:
        return [
            entity.relations[word]
            for entity in self.vocabulary.entities.values()
            if word in entity.relations and owner in ("", entity.name)
        ]

    def _nearest_relation(self, found: list[Relation], word: str, form: Form) -> Relation:
        if len({relation.id for relation in found}) == 1:
            return found[0]
        nearest = min(self.hops_to(relation.owner) for relation in found)
        here = [relation for relation in found if self.hops_to(relation.owner) == nearest]
        for preferred in (self.subject, self.beneficiary):
            mine = [relation for relation in here if relation.owner == preferred]
            if mine:
                return mine[0]
        if len(here) == 1:
            return here[0]
        raise wrong(
            form,
            code="ambiguous",
            found=f"“{word}”是{'、'.join(r.owner for r in here)}都有的关系",
            expected="写全是谁的",
            repair=f"例如“{here[0].owner}的{word}”",
        )

    def _entity_named(self, word: str, form: Form) -> str:
        if word in self.vocabulary.entities:
            return word
        for entity in self.vocabulary.entities.values():
            if word in entity.links:
                return entity.links[word]
        raise wrong(
            form,
            code="not-entity",
            found=f"“{word}”不是对象，也不是对象的关联",
            expected="如“单位的层级”",
            repair="核对“的”前面的词",
        )

    def path(self, words: list[str], *, at: Form) -> Node:
        """单位的层级, 聘用的单位的层级: a fact written in full."""
        entity = self._entity_named(words[0], at)
        for word in words[1:-1]:
            entity = self.vocabulary.entities[entity].links.get(word) or self._entity_named(word, at)
        for candidate in self.vocabulary.by_name.get(words[-1], []):
            if candidate.entity == entity:
                derived = self._derives(candidate, word=words[-1]) and self._definition(words[-1], at)
                return derived or self.fact(candidate)
        raise wrong(
            at,
            code="unknown-name",
            found=f"“{entity}”没有“{words[-1]}”这一事实",
            expected="、".join(fact.name for fact in list(self.vocabulary.facts_of(entity))[:6])
            or "该对象的事实",
            repair="核对名称",
        )

    def _derives(self, fact: Fact, *, word: str) -> bool:
        """Whether this provision defines ``word`` as that very fact here: written in full it is the same."""
        definition = self.definitions.get(word)
        if definition is None or definition.fact is not fact or word in self.open_names:
            return False
        return not definition.on or any(entity == definition.on for entity, _ in self.levels)

    # -- typing ------------------------------------------------------------------------------------

    def typed(self, form: Form, *, domain: Fact | None = None) -> Node:
        """The typed construct of a Form. WrongForm, at its place, where types or units do not fit."""
        return self.language.typers[form.head](form, self, domain)

    def truth(self, form: Form) -> Node:
        """The same, where 是否 is wanted; a bare name that is 不适用 is 否."""
        node = self.typed(form)
        if node.kind().base not in ("是否", "条件"):
            raise wrong(
                form,
                code="not-truth",
                found=f"这里得出的是{node.kind()}，不是“是”或“否”",
                expected="一个能判断是否的条件",
                repair="写上比较，如“达到 …”“在 … 内”",
            )
        return Bare(node) if isinstance(node, FactRef | DefinitionRef) else node
