"""Values as sets of possibilities: what is exact, and the smallest set around two."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from luodi.kernel.values import NA, Among, Members, Span, exact, hull, narrowed


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, True), (Fraction(1, 3), True), (date(2018, 3, 1), True), ("small", True), (False, True), (NA, True),
        (None, False), (Span(1, 2), False), (Span(1, 1), True), (Span(1, 1, nullable=True), False),
        (Span(None, None), False), (Among(None), False), (Among(frozenset("a")), False),
        (Members(frozenset("a")), True), (Members(frozenset("a"), complete=False), False),
    ],
)  # fmt: skip
def test_exact_means_one_possibility(value: Any, expected: bool) -> None:
    assert exact(value) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1, 3, Span(1, 3)),
        (Span(2, 5), 3, Span(2, 5)),
        (Span(None, 5), Span(4, 9), Span(None, 9)),
        (1, NA, Span(1, 1, nullable=True)),
        (Span(1, 2), NA, Span(1, 2, nullable=True)),
        (NA, NA, NA),
        (True, False, None), (True, True, True), (True, None, None), (True, NA, None),
        ("a", "b", Among(frozenset("ab"))), ("a", NA, Among(frozenset("a"), nullable=True)),
        ("a", Among(None), Among(None)),
        (Members(frozenset("ab")), Members(frozenset("bc")), Members(frozenset("b"), complete=False)),
        (date(2018, 1, 1), date(2019, 1, 1), Span(date(2018, 1, 1), date(2019, 1, 1))),
    ],
)  # fmt: skip
def test_the_hull_holds_both(one: Any, other: Any, expected: Any) -> None:
    assert hull(one, other) == expected
    assert hull(other, one) == expected


def test_a_span_of_one_is_that_one_only_if_it_surely_exists() -> None:
    assert narrowed(3, 3, nullable=False) == 3
    assert narrowed(3, 3, nullable=True) == Span(3, 3, nullable=True)
    assert narrowed(None, None, nullable=False) == Span(None, None)


def test_not_applicable_stays_itself_through_a_pickle() -> None:
    assert pickle.loads(pickle.dumps(NA)) is NA  # noqa: S301 - our own bytes
    assert repr(NA) == "不适用"
