"""Which typing belongs to which head of the grammar."""

from __future__ import annotations

from typing import Final

from luodi.policy.scope import Typer
from luodi.policy.typing import calls, comparisons, days, figures, lists, literals, logic

TYPERS: Final[dict[str, Typer]] = {
    "number": literals.number, "ratio": literals.ratio, "date": literals.date_, "period": literals.period,
    "today": literals.today, "self_": literals.self_, "rest": literals.rest, "name": logic.name, "quoted": logic.name,
    "path": logic.path, "conjunction": logic.every, "disjunction": logic.some, "negation": logic.negation,
    "choose": logic.choose, "meets": logic.meets, "existence": logic.existence, "list": logic.listing,
    "rows": logic.rows_, "rows_satisfy": logic.rows_, "compare": comparisons.compare, "compare_noted": comparisons.compare,
    "compare_after": comparisons.compare_after, "compare_after_noted": comparisons.compare_after,
    "membership": lists.membership, "contains": lists.contains, "between": days.between,
    "within_period": days.within_period, "window": days.window, "window_of": days.window, "lapse": days.lapse,
    "lapse_of": days.lapse, "arithmetic": figures.arithmetic, "call": calls.call, "lookup": calls.lookup,
    "on_day": calls.on_day,
}  # fmt: skip
