"""Six planted defects, each caught by a law within a fixed number of fixed rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from luodi.kernel.period import add_months
from luodi.kernel.values import NA, narrowed
from luodi.policy.constructs import aggregate, arithmetic, compare
from luodi.policy.constructs.arithmetic import Arithmetic
from luodi.policy.constructs.compare import Compare
from luodi.policy.constructs.window import Window
from tests.properties import laws
from tests.properties.calendar_by_hand import after_months
from tests.properties.cases import Case, random_case
from tests.properties.chooser import Seeded

RULES = 2000
Patch = pytest.MonkeyPatch


def unknown_as_no(patch: Patch) -> None:
    decide = compare.decide
    patch.setattr(compare, "decide", lambda op, left, right: decide(op, left, right) or False)


def low_and_high_swapped(patch: Patch) -> None:
    for module in (aggregate, arithmetic):
        patch.setattr(module, "narrowed", lambda lo, hi, *, nullable: narrowed(hi, lo, nullable=nullable))


def not_applicable_as_unknown_in_is_not(patch: Patch) -> None:
    make = Compare.make_reader

    def make_reader(self: Compare, maker: Any) -> Any:
        read, left, right = make(self, maker), maker.reader(self.left), maker.reader(self.right)
        if self.op != "!=":
            return read
        return lambda frame: None if NA in (left(frame), right(frame)) else read(frame)

    patch.setattr(Compare, "make_reader", make_reader)


def possible_rows_left_out(patch: Patch) -> None:
    chosen = aggregate.chosen

    def surely_chosen(rows: Any, *, where: Any) -> Any:
        kept, complete = chosen(rows, where=where)
        return [(row, sure) for row, sure in kept if sure], complete

    patch.setattr(aggregate, "chosen", surely_chosen)


def months_by_subtraction(patch: Patch) -> None:
    make = Window.make_reader

    def make_reader(self: Window, maker: Any) -> Any:
        read, values = make(self, maker), [maker.reader(node) for node in (self.x, self.anchor, self.length)]

        def truth(frame: Any) -> Any:
            x, anchor, length = (value(frame) for value in values)
            known = isinstance(x, date) and isinstance(anchor, date) and isinstance(length, int)
            if not known or self.unit != "月" or self.before or self.x.kind().base == "月份":
                return read(frame)
            return after_months(x, -length) <= anchor <= x

        return truth

    patch.setattr(Window, "make_reader", make_reader)


def divided_by_nought_is_nought(patch: Patch) -> None:
    quotient = Arithmetic._quotient

    def forgiving(left: Any, right: Any) -> Any:
        read = quotient(left, right)
        return lambda frame: 0 if right(frame) == 0 and left(frame) is not NA else read(frame)

    patch.setattr(Arithmetic, "_quotient", staticmethod(forgiving))


DEFECTS: list[tuple[Callable[[Patch], None], Callable[[Case], str]]] = [
    (unknown_as_no, laws.is_sound),
    (low_and_high_swapped, laws.is_sound),
    (not_applicable_as_unknown_in_is_not, laws.agrees_with_the_naive_reading),
    (possible_rows_left_out, laws.is_sound),
    (months_by_subtraction, laws.agrees_with_the_naive_reading),
    (divided_by_nought_is_nought, laws.agrees_with_the_naive_reading),
]


def rules_until_caught(law: Callable[[Case], str]) -> int | None:
    """The number of the first fixed rule that breaks ``law``."""
    for number in range(RULES):
        case = random_case(Seeded(number))
        try:
            law(case)
        except AssertionError:
            return number + 1
    return None


@pytest.mark.parametrize(("plant", "law"), DEFECTS, ids=[plant.__name__ for plant, _ in DEFECTS])
def test_a_planted_defect_is_caught(plant: Callable[[Patch], None], law: Callable[[Case], str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        caught = rules_until_caught(law)
    assert caught is not None, f"{RULES} rules did not notice: {plant.__name__}"
    print(f"{plant.__name__}: caught by {law.__name__}, rule {caught}")


def test_a_month_by_subtraction_is_another_day() -> None:
    assert after_months(date(2018, 3, 31), -1) == date(2018, 2, 28)
    assert add_months(date(2018, 2, 28), months=1) < date(2018, 3, 31)
