"""The 定义 of a 事项: names for a 式, on the subject or on the rows of a relation."""

from __future__ import annotations

from typing import Any, Final

from luodi.documents.strict_yaml import Told
from luodi.policy.blocks.fields import Fields
from luodi.policy.constructs.node import Node
from luodi.policy.grammar.form import WrongForm
from luodi.policy.scope import Definition, Scope

KEYS: Final = "名 引文 式 对于 另据"


class DefinitionReader:
    """Reads them into ``scope``: each may use the others, in any order. ``names``: what the lexer must know."""

    def __init__(self, fields: Fields, *, scope: Scope, local: frozenset[str]) -> None:
        self.fields, self.scope, self.names = fields, scope, local
        self._written: dict[str, tuple[Told, str]] = {}

    def read(self, says: dict[str, Any]) -> None:
        """Note every definition; none is typed before all are known."""
        items = [
            self.fields.keys(item, allowed=KEYS, what="定义") for item in self.fields.items(says, "定义")
        ]
        self.names |= {str(item["名"]) for item in items if isinstance(item.get("名"), Told)}
        for item in items:
            self._note(item)

    def _note(self, item: dict[str, Any]) -> None:
        name = self.fields.text(item, "名", what="定义")
        quote = self.fields.quote(item, what="定义")
        told = self.fields.text(item, "式", what="定义")
        if name is None or told is None:
            return
        if name in self.scope.definitions:
            self.fields.wrong(
                name, code="duplicate-name", found=f"“{name}”定义了两次", repair="删去一处，或换一个名称"
            )
        form = self.fields.form(
            told, scope=self.scope, names=self.names, quote=quote, basis=str(item.get("另据") or "")
        )
        if form is None:
            return
        vocabulary = self.scope.vocabulary
        on = str(item.get("对于") or "")
        if on and on not in vocabulary.entities:
            self.fields.wrong(
                item["对于"],
                code="unknown-entity",
                found=f"没有“{on}”这种对象",
                repair="写关系里每一行的对象",
            )
        derived = vocabulary.by_name.get(name, [])
        self._written[str(name)] = (told, str(quote or ""))
        self.scope.definitions[str(name)] = Definition(str(name), form, on, derived[0] if derived else None)

    def typed(self) -> tuple[tuple[str, str, Node], ...]:
        """(name, quote, construct) of each, typed once, so that a fault shows even where nothing uses it."""
        made = []
        for name, definition in self.scope.definitions.items():
            told, quote = self._written[name]
            scope = self._on_row(definition).changed(open_names=frozenset((name,)))
            try:
                node = scope.typed(definition.form)
                scope.derivable(definition, expression=node)
                made.append((name, quote, node))
            except WrongForm as error:
                self.fields.refuse(told, error=error)
        return tuple(made)

    def _on_row(self, definition: Definition) -> Scope:
        """The scope in which it is typed: inside a relation to the rows it is made for, best one of ours."""
        found = [
            relation
            for entity in self.scope.vocabulary.entities.values()
            for relation in entity.relations.values()
            if definition.on and relation.entity == definition.on
        ]
        mine = [
            relation for relation in found if relation.owner in (self.scope.subject, self.scope.beneficiary)
        ]
        return self.scope.row((mine or found)[0]) if found else self.scope
