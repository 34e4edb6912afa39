"""The reason tree: each sentence, its clause, whether it holds, and the facts it rests on."""

from __future__ import annotations

from datetime import date
from typing import Any

from luodi.kernel.truth import Truth
from luodi.kernel.values import NA
from luodi.policy.constructs.compare import About, Compare
from luodi.policy.constructs.delegated import Condition as Delegated
from luodi.policy.constructs.delegated import EventDay, Standard
from luodi.policy.constructs.logic import Bare
from luodi.policy.constructs.membership import Contains, Membership
from luodi.policy.constructs.names import DefinitionRef, FactRef
from luodi.policy.constructs.node import Maker, Node
from luodi.policy.constructs.satisfies import Satisfies
from luodi.policy.constructs.window import Lapse, Window
from luodi.policy.frame import Frame
from luodi.policy.provision import Condition, Provision


def facts_of(node: Node) -> list[str]:
    """The ids a construct reads, sorted."""
    ids = set()
    for part in node.walk():
        if isinstance(part, FactRef | DefinitionRef):
            if part.fact is not None:
                ids.add(part.fact.id)
        elif isinstance(part, Standard | Delegated | EventDay):
            ids.add(part.parameter.id)
        elif isinstance(part, Membership):
            ids.update(part.lists)
        elif isinstance(part, Satisfies):
            ids.add(part.provision)
    return sorted(ids)


def truth_word(node: Node, *, frame: Frame, maker: Maker) -> str:
    """true, false, unknown, or n/a: 否, because its fact is 不适用."""
    value = maker.reader(node)(frame)
    if value is True:
        return "true"
    if value is None:
        return "unknown"
    sides: tuple[Node, ...] = ()
    if isinstance(node, Bare):
        sides = (node.name,)
    elif isinstance(node, Compare | About | Membership | Contains | Window | Lapse):
        sides = node.children()
    return "n/a" if any(maker.reader(side)(frame) is NA for side in sides) else "false"


def reason_tree(
    provision: Provision,
    *,
    frame: Frame,
    maker: Maker,
    force: Truth,
    in_force: tuple[date | None, date | None],
) -> list[dict[str, Any]]:
    """One entry a condition, exclusion and duty; groups carry their members in ``of``.

    ``force``: whether the provision is in force on the judging day; ``in_force``: the period of its document.
    """
    entries = [
        _entry(c, provision.clause, frame, maker) for c in (*provision.conditions, *provision.exclusions)
    ]
    entries.extend({
        "quote": duty.quote, "clause": provision.clause, "truth": truth_word(duty.node, frame=frame, maker=maker),
        "facts": facts_of(duty.node), "of": [],
    } for duty in provision.duties)  # fmt: skip
    if force is not True:
        start, end = in_force
        early = start is not None and frame.run.day < start
        entries.insert(0, {
            "quote": "", "clause": provision.clause, "truth": "unknown" if force is None else "false", "facts": [], "of": [],
            "note": "未施行" if early else "已失效" if end is not None or provision.valid else "不在有效期内",
        })  # fmt: skip
    for entry in entries:
        given = sorted(id for id in entry["facts"] if id in frame.run.given)
        if given:
            entry["given"] = given
    return entries


def _entry(condition: Condition, clause: str, frame: Frame, maker: Maker) -> dict[str, Any]:
    return {
        "quote": condition.quote, "clause": clause, "truth": truth_word(condition.node, frame=frame, maker=maker),
        "facts": facts_of(condition.node), "of": [_entry(member, clause, frame, maker) for member in condition.members],
    }  # fmt: skip
