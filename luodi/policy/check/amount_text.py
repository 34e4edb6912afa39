"""The 金额 of an 例 as people write it, against the amount that came out."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from luodi.kernel.quantity import Unit, UnitTable, factors
from luodi.policy.determination import Amount
from luodi.policy.typing.literals import figure

_FIGURE: Final = re.compile(r"\d{1,40}(?:\.\d{1,12})?[万亿]*[^\d\s至（(]*")


def amount_fits(text: str, *, amount: Amount, units: UnitTable) -> bool:
    """``87000元`` · ``不低于 30000元`` · ``不超过 …`` · ``2档 至 3档`` · ``待参数``; a year is twelve months."""
    if text.strip() == "待参数":
        return amount.state == "needs_parameter"
    low = None if amount.amount is None else _fraction(amount.amount)
    high = None if amount.amount_to is None else _fraction(amount.amount_to)
    written = [_in_unit(match.group(), amount.unit, units) for match in _FIGURE.finditer(text)]
    if not written:
        return bool(amount.amount) and text.strip() == amount.amount
    if None in written:
        return False
    if "不低于" in text:
        return (low, high) == (written[0], None)
    if "不超过" in text:
        return (low or 0, high) == (0, written[0])
    return (low, high) == (written[0], written[-1])


def _fraction(text: str) -> Fraction | None:
    """An amount as printed; None for the code of a 取值."""
    try:
        return Fraction(text)
    except ValueError:
        return None


def _in_unit(text: str, unit: str | None, units: UnitTable) -> Fraction | None:
    """What was written, in the unit that came out; None where they do not fit."""
    try:
        value, written = figure(text.strip(), units=units)
    except ValueError:
        return None
    factor = factors(written, Unit.of(unit or ""))
    return None if factor is None else value * factor[0] / factor[1]
