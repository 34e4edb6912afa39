"""Strong Kleene truth: the tables, and how they relate to completing the unknowns."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.kernel.truth import Truth, at_least, both, either, negation

TRUTHS = st.sampled_from((True, False, None))


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        (True, True, True, True), (True, False, False, True), (True, None, None, True),
        (False, False, False, False), (False, None, False, None), (None, None, None, None),
    ],
)  # fmt: skip
def test_the_tables(left: Truth, right: Truth, conjunction: Truth, disjunction: Truth) -> None:
    assert both((left, right)) is both((right, left)) is conjunction
    assert either((left, right)) is either((right, left)) is disjunction


def test_of_nothing() -> None:
    assert both(()) is True
    assert either(()) is False
    assert at_least((), count=1) is False


def test_negation_of_unknown_is_unknown() -> None:
    assert (negation(True), negation(False), negation(None)) == (False, True, None)


@given(st.lists(TRUTHS, max_size=5), st.integers(1, 5))
def test_a_definite_answer_is_that_of_every_completion(truths: list[Truth], count: int) -> None:
    completions = list(product(*[(True, False) if truth is None else (truth,) for truth in truths]))
    for answer, exactly in (
        (both(truths), {all(c) for c in completions}),
        (either(truths), {any(c) for c in completions}),
        (at_least(truths, count=count), {sum(c) >= count for c in completions}),
    ):
        assert exactly == ({True, False} if answer is None else {answer})
