"""Money: exact in, rounded once, nothing lost in a split."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.kernel.money import NotMoney, round_half_up, shown, split, to_fen, yuan_text


def test_to_fen_is_exact() -> None:
    assert to_fen("4.35") == 435  # 4.35 * 100 is 434.99… in binary
    assert to_fen("87000") == to_fen(87000) == 8_700_000
    assert to_fen("0.005") == Fraction(1, 2)
    assert to_fen("-12.30") == -1230
    assert isinstance(to_fen("1.10"), int)


@pytest.mark.parametrize(
    "text", ["", "1e3", "1,000", "１２", " 1", "1.", ".5", "1/3", "0x10", "1_000", "nan", "+1", "1\n"]
)
def test_what_is_not_a_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(NotMoney, match="不是金额"):
        to_fen(text)


@pytest.mark.parametrize("value", [4.35, True, None])
def test_a_float_or_a_truth_value_is_refused(value: object) -> None:
    with pytest.raises(NotMoney):
        to_fen(value)  # type: ignore[arg-type]  # what a caller without a type checker may send


def test_half_goes_away_from_zero() -> None:
    assert [round_half_up(Fraction(n, 2)) for n in (-5, -3, -1, 0, 1, 3, 5)] == [-3, -2, -1, 0, 1, 2, 3]
    assert round_half_up(Fraction(49, 100)) == 0
    assert round_half_up(Fraction(-49, 100)) == 0
    assert round_half_up(7) == 7


@given(st.fractions())
def test_rounding_stays_within_half_and_mirrors(value: Fraction) -> None:
    rounded = round_half_up(value)
    assert abs(rounded - value) <= Fraction(1, 2)
    assert round_half_up(-value) == -rounded


def test_yuan_text_is_plain() -> None:
    assert yuan_text(8_700_000) == "87000"
    assert yuan_text(316_667) == "3166.67"
    assert yuan_text(Fraction(950_000, 3)) == "3166.67"
    assert yuan_text(50) == "0.5"
    assert yuan_text(1005) == "10.05"
    assert yuan_text(-5) == "-0.05"
    assert yuan_text(0) == yuan_text(Fraction(-1, 3)) == "0"
    assert yuan_text(10**30) == "1" + "0" * 28


@given(st.integers())
def test_yuan_text_comes_back(fen: int) -> None:
    assert to_fen(yuan_text(fen)) == fen
    assert Decimal(yuan_text(fen)) * 100 == fen or abs(fen) > 10**20


def test_shown_is_for_people() -> None:
    assert shown(1_234_500) == "12,345.00 元"
    assert shown(-5) == "-0.05 元"
    assert shown(Fraction(1, 2)) == "0.01 元"


def test_the_rest_is_what_is_left_to_the_fen() -> None:
    third = Fraction(1, 3)
    assert split(10_000, shares=(third, third, third)) == (3333, 3333, 3334)
    assert split(100_001, shares=(Fraction(3, 10), None)) == (30_000, 70_001)
    assert split(8_700_000, shares=(Fraction(3, 10), None)) == (2_610_000, 6_090_000)
    assert split(Fraction(20_001, 2), shares=(Fraction(1, 2), None)) == (5000, 5001)
    assert split(5, shares=(None,)) == (5,)


def test_a_total_of_a_fen_is_not_overdrawn() -> None:
    half = Fraction(1, 2)
    assert split(1, shares=(half, half, None)) == (1, 0, 0)


@given(
    st.fractions(min_value=0, max_value=10**9),
    st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=6),
    st.booleans(),
)
def test_a_split_adds_up_and_never_goes_below_zero(total: Fraction, weights: list[int], rest: bool) -> None:
    shares: list[Fraction | None] = [Fraction(w, sum(weights)) for w in weights]
    if rest:
        shares[-1] = None
    payments = split(total, shares=shares)
    assert sum(payments) == round_half_up(total)
    assert len(payments) == len(shares)
    assert min(payments) >= 0


@pytest.mark.parametrize(
    ("total", "shares"),
    [
        (-1, (None,)),
        (1, ()),
        (1, (None, Fraction(1))),
        (1, (Fraction(3, 2), None)),
        (1, (Fraction(1, 2), Fraction(1, 3))),
        (1, (Fraction(-1, 2), None)),
    ],
)
def test_a_split_that_cannot_be_meant_is_refused(total: int, shares: tuple[Fraction | None, ...]) -> None:
    with pytest.raises(ValueError, match=r"split|share"):
        split(total, shares=shares)
