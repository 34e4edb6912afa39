"""Units of measure: what may be added, compared, multiplied and divided.

A unit is a product of counted things (``{"元": 1, "月": 1}``); the empty product is a bare number.
Money is held in fen, so a figure in 元 is a hundred times its text. 年 (a number of years) and 月
(a length in months) are one dimension of two sizes: 1年 = 12个月. A length in days is another
dimension and never mixes with months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

MONTHS_PER_YEAR: Final = 12
FEN_PER_YUAN: Final = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """Sorted (name, exponent) pairs without zeros; ``Unit()`` is a bare number."""

    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, name: str) -> Unit:
        """The unit of one thing: ``元``, ``人``; the empty text is a bare number."""
        return cls(((name, 1),)) if name else cls()

    def times(self, other: Unit, *, sign: int = 1) -> Unit:
        """The product, or with ``sign=-1`` the quotient, of two units."""
        total = dict(self.powers)
        for name, power in other.powers:
            total[name] = total.get(name, 0) + sign * power
        return Unit(tuple(sorted((name, power) for name, power in total.items() if power)))

    @property
    def is_bare(self) -> bool:
        """A number without a unit."""
        return not self.powers

    @property
    def is_money(self) -> bool:
        """元, alone or per anything counted (1000元 × 人数 is 元)."""
        return ("元", 1) in self.powers

    def power(self, name: str) -> int:
        """The exponent of ``name``, 0 where it does not occur."""
        return dict(self.powers).get(name, 0)

    def __str__(self) -> str:
        if self.is_money:
            return "元"
        return "·".join(name if power == 1 else f"{name}^{power}" for name, power in self.powers)


BARE: Final = Unit()
YUAN: Final = Unit.of("元")
MONTH: Final = Unit.of("月")
YEAR: Final = Unit.of("年")
DAY: Final = Unit.of("日")
WORKDAY: Final = Unit.of("工作日")
AGE: Final = Unit.of("岁")
YEAR_NUMBER: Final = Unit.of("年份")


def factors(left: Unit, right: Unit) -> tuple[int, int] | None:
    """What to multiply each side by before comparing; None where the units do not fit."""
    if left == right or (left.is_money and right.is_money):
        return 1, 1
    if (left, right) == (YEAR, MONTH):
        return MONTHS_PER_YEAR, 1
    if (left, right) == (MONTH, YEAR):
        return 1, MONTHS_PER_YEAR
    return None


class UnitTable:
    """Unit words as people write them, from ``policies/units.yaml``."""

    def __init__(self, words: Mapping[str, tuple[str, int]]) -> None:
        """``words``: word → (unit name, multiple), e.g. 个月 → (月, 1), 周年 → (年, 1)."""
        self.words = dict(words)
        self.longest = max((len(word) for word in words), default=0)

    def read(self, text: str, *, at: int) -> tuple[str, str, int] | None:
        """The longest unit word at ``at`` as (word, unit name, multiple), if one stands there."""
        for length in range(min(self.longest, len(text) - at), 0, -1):
            word = text[at : at + length]
            if word in self.words:
                name, multiple = self.words[word]
                return word, name, multiple
        return None


def scaled(value: Fraction, *, unit: Unit) -> int | Fraction:
    """A figure as it is held: fen for money, an int wherever it is whole."""
    held = value * FEN_PER_YUAN if unit.is_money else value
    return held.numerator if held.denominator == 1 else held


def decimal_text(value: int | Fraction) -> str:
    """A plain decimal string, or ``p/q`` where the decimals do not end."""
    exact = Fraction(value)
    rest, digits = exact.denominator, 0
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{exact.numerator}/{exact.denominator}"
    digits = max(twos, fives)
    whole = abs(exact.numerator) * 10**digits // exact.denominator
    sign = "-" if exact < 0 else ""
    text = str(whole).rjust(digits + 1, "0")
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
