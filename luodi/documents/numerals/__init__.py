"""The numbers of official Chinese text, with exact values, units and places."""

from luodi.documents.numerals.number import Number
from luodi.documents.numerals.reading import numeral_value
from luodi.documents.numerals.scanning import numbers_in
from luodi.documents.numerals.standing import ANY_UNIT, stands_in, values_in
from luodi.documents.numerals.units import CALENDAR, canonical

__all__ = [
    "ANY_UNIT",
    "CALENDAR",
    "Number",
    "canonical",
    "numbers_in",
    "numeral_value",
    "stands_in",
    "values_in",
]
