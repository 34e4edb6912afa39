"""金额 of an 例: the figure and its unit must be those that came out."""

from __future__ import annotations

import pytest

from luodi.kernel.quantity import UnitTable
from luodi.policy.check.amount_text import amount_fits
from luodi.policy.determination import Amount

UNITS = UnitTable({"元": ("元", 1), "月": ("月", 1), "个月": ("月", 1), "年": ("年", 1), "档": ("档", 1)})
YUAN = Amount("87000", "87000", "exact", "元")
FLOOR = Amount("50000", None, "range", "元")
STEPS = Amount("1", "3", "range", "档")
YEAR = Amount("1", "1", "exact", "年")
UNSET = Amount(None, None, "needs_parameter", "元")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("87000元", YUAN), ("8.7万元", YUAN), ("不低于 50000元", FLOOR), ("不低于5万元", FLOOR), ("1档 至 3档", STEPS),
        ("12个月", YEAR), ("1年", YEAR), ("待参数", UNSET),
    ],
)  # fmt: skip
def test_what_came_out(text: str, amount: Amount) -> None:
    assert amount_fits(text, amount=amount, units=UNITS)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("87001元", YUAN), ("87000档", YUAN), ("87000", YUAN), ("待参数", YUAN), ("50000元", FLOOR), ("不低于 50001元", FLOOR),
        ("1档", STEPS), ("1档 至 2档", STEPS), ("1月", YEAR), ("1元", YEAR), ("0元", UNSET),
    ],
)  # fmt: skip
def test_anything_else(text: str, amount: Amount) -> None:
    assert not amount_fits(text, amount=amount, units=UNITS)
