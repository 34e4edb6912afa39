"""A number as it stands in a text: exact value, unit, place."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from luodi.documents.numerals.units import DAYS_IN, MONTHS_IN


@dataclass(frozen=True, slots=True)
class Number:
    """One number and its place in the text.

    ``value`` is exact, scales and percents worked in (200万元 is 2000000 元, 30% is 3/10
    with unit ``%``). ``unit`` is the one word a unit counts as, '' if none is printed. Dates
    have a unit of :data:`luodi.documents.numerals.units.CALENDAR` and a value such as 20180112.
    ``ordinal``: 第一年, （八）. ``idiom``: the numeral says nothing about a quantity (一定,
    三支一扶, a document number). ``start`` and ``end`` count characters of the text.
    """

    value: Fraction
    unit: str
    start: int
    end: int
    ordinal: bool
    idiom: bool
    text: str

    @property
    def months(self) -> Fraction | None:
        """The length in months, 年 = 12; None for what is no length of months."""
        factor = MONTHS_IN.get(self.unit)
        return None if factor is None else self.value * factor

    @property
    def days(self) -> Fraction | None:
        """The length in calendar days, 周 = 7; None for what is no length of days."""
        factor = DAYS_IN.get(self.unit)
        return None if factor is None else self.value * factor
