"""Where a random rule takes its choices from: hypothesis, which shrinks, or a seed, which is fast."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Chooser:
    """Whole numbers in a range, and everything that can be made of them. The first choice is the simplest."""

    def whole(self, low: int, high: int) -> int:
        raise NotImplementedError

    def pick(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[self.whole(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        """Yes in about so many of a hundred cases."""
        return self.whole(0, 99) >= 100 - percent

    def weighted(self, options: Sequence[tuple[int, T]]) -> T:
        """One of (weight, option)."""
        at = self.whole(0, sum(weight for weight, _ in options) - 1)
        for weight, option in options:
            if at < weight:
                return option
            at -= weight
        raise AssertionError

    def some(self, options: Sequence[T], *, least: int = 0, most: int | None = None) -> list[T]:
        """Different ones of them, in their order."""
        wanted = self.whole(least, len(options) if most is None else min(most, len(options)))
        left = list(range(len(options)))
        taken = [left.pop(self.whole(0, len(left) - 1)) for _ in range(wanted)]
        return [options[index] for index in sorted(taken)]


class Drawn(Chooser):
    """Choices that hypothesis makes, remembers and shrinks."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw

    def whole(self, low: int, high: int) -> int:
        return int(self.draw(st.integers(low, high))) if low < high else low


class Seeded(Chooser):
    """The same choices for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - random tests, not secrets

    def whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)
