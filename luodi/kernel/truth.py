"""Strong Kleene truth: True, False, and None for unknown.

Source: Kleene, Introduction to Metamathematics (1952), §64. Unknown is not false.
"""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def both(truths: Iterable[Truth]) -> Truth:
    """且: False as soon as one is False, True if all are, else unknown."""
    answer: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            answer = None
    return answer


def either(truths: Iterable[Truth]) -> Truth:
    """或: True as soon as one is True, False if all are False, else unknown."""
    answer: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            answer = None
    return answer


def negation(truth: Truth) -> Truth:
    """非."""
    return None if truth is None else not truth


def at_least(truths: Iterable[Truth], *, count: int) -> Truth:
    """至少N: enough True gives True, too few left gives False, else unknown."""
    sure = possible = 0
    for truth in truths:
        if truth is not False:
            possible += 1
            if truth is True:
                sure += 1
    if sure >= count:
        return True
    return None if possible >= count else False
