"""Which figures could be below 0: no divisor and no length may be."""

from __future__ import annotations

from luodi.policy.constructs.arithmetic import Arithmetic, Extreme
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Constant, Node


def may_be_negative(node: Node) -> bool:
    """Whether a figure could be below 0: a fact that may, or a subtraction not held up by 最大."""
    if (
        isinstance(node, Extreme)
        and node.largest
        and any(isinstance(t, Constant) and t.value >= 0 for t in node.terms)
    ):
        return False
    if isinstance(node, FactRef):
        return node.fact.may_be_negative
    if isinstance(node, Arithmetic) and node.op == "−":
        return True
    return any(may_be_negative(child) for child in node.children() if child.kind().base == "数")
