"""Units multiply, cancel and compare; figures are held exactly and printed plainly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.kernel.quantity import (
    BARE,
    DAY,
    MONTH,
    WORKDAY,
    YEAR,
    YUAN,
    Unit,
    UnitTable,
    decimal_text,
    factors,
    scaled,
)  # fmt: skip

PERSON = Unit.of("人")


def test_units_multiply_and_cancel() -> None:
    assert YUAN.times(MONTH).times(MONTH, sign=-1) == YUAN
    assert PERSON.times(PERSON, sign=-1) == BARE
    assert YUAN.times(PERSON).is_money
    assert not PERSON.times(YUAN, sign=-1).is_money
    assert str(YUAN.times(PERSON)) == "元"
    assert BARE.is_bare
    assert not PERSON.is_bare


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (MONTH, MONTH, (1, 1)), (YEAR, MONTH, (12, 1)), (MONTH, YEAR, (1, 12)), (YUAN, YUAN.times(PERSON), (1, 1)),
        (MONTH, DAY, None), (DAY, WORKDAY, None), (YUAN, BARE, None), (PERSON, BARE, None),
    ],
)  # fmt: skip
def test_only_like_is_compared_with_like(left: Unit, right: Unit, expected: tuple[int, int] | None) -> None:
    assert factors(left, right) == expected


def test_the_longest_unit_word_wins() -> None:
    table = UnitTable({"月": ("月", 1), "个月": ("月", 1), "工作日": ("工作日", 1), "日": ("日", 1)})
    assert table.read("12个月内", at=2) == ("个月", "月", 1)
    assert table.read("5工作日", at=1) == ("工作日", "工作日", 1)
    assert table.read("5年", at=1) is None


def test_money_is_held_in_fen() -> None:
    assert scaled(Fraction("2000000.01"), unit=YUAN) == 200000001
    assert scaled(Fraction(1, 3), unit=YUAN) == Fraction(100, 3)
    assert scaled(Fraction(3), unit=PERSON) == 3


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_decimal_text_reads_back_exactly(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    text = decimal_text(value)
    assert Fraction(text) == value
    assert "e" not in text
    assert "." not in text or not text.endswith("0")


def test_decimals_that_do_not_end_are_written_as_a_fraction() -> None:
    assert decimal_text(Fraction(2, 3)) == "2/3"
    assert decimal_text(Fraction(-1, 8)) == "-0.125"
