"""Values to try for a fact: every member of a list, and both sides of every figure the rules name."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from luodi.kernel.values import NA, Members
from luodi.policy.constructs.names import DefinitionRef, FactRef
from luodi.policy.constructs.node import Constant
from luodi.policy.provision import Provision
from luodi.policy.vocabulary import Fact

_LARGE: Final = 10**12
_OTHER: Final = "（清单以外）"
CERTAIN: Final = 1000
"""Chances are whole thousandths."""
_YES: Final = 350
"""How likely a 是否 that nobody knows anything about is taken to be 是."""
_MONTHS: Final = (300, 66, 30, 18, 6)
_MOST_FIGURES: Final = 9


def figures_by_fact(provisions: list[Provision]) -> dict[str, set[int | Fraction]]:
    """Fact id → every figure in the provisions that read it."""
    found: dict[str, set[int | Fraction]] = {}
    for provision in provisions:
        ids: set[str] = set()
        figures: set[int | Fraction] = set()
        for root in provision.nodes():
            for node in root.walk():
                if isinstance(node, FactRef | DefinitionRef) and node.fact is not None:
                    ids.add(node.fact.id)
                elif isinstance(node, Constant) and isinstance(node.value, int | Fraction):
                    figures.add(node.value)
        for id in ids:
            found.setdefault(id, set()).update(figures)
    return found


def samples(fact: Fact, *, day: date, figures: set[int | Fraction]) -> list[tuple[Any, int]]:
    """Values as the engine holds them, each with how likely it is taken to be; empty where none can be named."""
    base = fact.kind.base
    if base == "是否":
        return [(True, _YES), (False, CERTAIN - _YES)]
    values: list[Any] = []
    if base == "枚举":
        values = [*fact.values, *([_OTHER] if fact.is_open else [])]
    elif base == "等级":
        values = list(range(fact.first, fact.first + len(fact.values)))
    elif base == "集合":
        alone = [Members(frozenset([code]), True) for code in fact.values]
        values = [Members(frozenset(), True), *alone, Members(frozenset(fact.values), True)]
    elif base == "数":
        values = _numbers(figures)
    elif base in ("日期", "月份"):
        values = _days(day, first=base == "月份")
    if values and fact.nullable:
        values.append(NA)
    return [(value, CERTAIN // len(values)) for value in values]


def _numbers(figures: set[int | Fraction]) -> list[int | Fraction]:
    whole = sorted(figure for figure in figures if isinstance(figure, int) and figure >= 0)
    around = {near for figure in whole for near in (figure - 1, figure, figure + 1) if near > 0}
    kept = sorted(around)
    if len(kept) > _MOST_FIGURES:
        kept = [kept[index * len(kept) // _MOST_FIGURES] for index in range(_MOST_FIGURES)]
    return [0, *kept, _LARGE]


def _days(day: date, *, first: bool) -> list[date]:
    made = [day - timedelta(days=months * 30) for months in _MONTHS]
    made += [day, day + timedelta(days=1), day + timedelta(days=3650)]
    return [each.replace(day=1) for each in made] if first else made
