"""A value is a set of possibilities: one, a span, some of a list, or 不适用.

Exactly known values are plain Python: ``int`` and ``Fraction`` (money in fen), ``date``,
``str`` (the code of a choice or a division), ``bool``. What is not exactly known is one of the
classes here. An unknown truth is ``None`` (see ``truth``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

Value = Any
"""int | Fraction | date | str | bool | None | Span | Among | Members | NotApplicable."""


class NotApplicable:
    """不适用: a known state (no loan, never enlisted), not a missing value."""

    _only: NotApplicable | None = None

    def __new__(cls) -> NotApplicable:  # noqa: PYI034 - there is only this one
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "不适用"

    def __reduce__(self) -> tuple[type[NotApplicable], tuple[()]]:
        return (NotApplicable, ())


NA: Final = NotApplicable()


@dataclass(frozen=True, slots=True)
class Span:
    """Something ordered that lies in [lo, hi]; None is open; ``nullable``: or it is 不适用."""

    lo: Any
    hi: Any
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Among:
    """One of ``members`` (codes), or of anything where ``members`` is None."""

    members: frozenset[str] | None = None
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Members:
    """A 集合: what is surely in it, and whether that is all."""

    known: frozenset[str]
    complete: bool = True


UNKNOWN_CHOICE: Final = Among(None, nullable=True)
UNKNOWN_MEMBERS: Final = Members(frozenset(), complete=False)


def exact(value: Value) -> bool:
    """Whether one possibility is left. An unknown truth (None) is not exact."""
    if value is None:
        return False
    kind = type(value)
    if kind is Span:
        return bool(value.lo == value.hi and value.lo is not None and not value.nullable)
    if kind is Among or kind is tuple:
        return False
    return bool(value.complete) if kind is Members else True


def span_of(value: Value) -> Span:
    """An ordered value as a Span. 不适用 must have been handled before."""
    return value if type(value) is Span else Span(value, value)


def narrowed(lo: Any, hi: Any, *, nullable: bool) -> Value:
    """The plain value where lo = hi and it surely exists, else the Span."""
    if not nullable and lo is not None and lo == hi:
        return lo
    return Span(lo, hi, nullable)


def lower(one: Any, other: Any) -> Any:
    """The smaller of two lower ends; None is minus infinity."""
    return None if one is None or other is None else min(one, other)


def upper(one: Any, other: Any) -> Any:
    """The larger of two upper ends; None is plus infinity."""
    return None if one is None or other is None else max(one, other)


def hull(one: Value, other: Value) -> Value:
    """The smallest set of this kind that holds every possibility of both."""
    if one is other or (type(one) is type(other) and one == other):
        return one
    if one is NA or other is NA:
        rest = other if one is NA else one
        if type(rest) is Span:
            return Span(rest.lo, rest.hi, nullable=True)
        if type(rest) is Among:
            return Among(rest.members, nullable=True)
        if isinstance(rest, Members):
            return Members(rest.known, complete=False)
        if type(rest) is str:
            return Among(frozenset((rest,)), nullable=True)
        return None if rest is None or isinstance(rest, bool) else Span(rest, rest, nullable=True)
    if one is None or isinstance(one, bool):
        return one if one is other else None
    if isinstance(one, str | Among):
        return _union(one, other)
    if isinstance(one, Members):
        return Members(one.known & other.known, complete=False)
    left, right = span_of(one), span_of(other)
    return Span(lower(left.lo, right.lo), upper(left.hi, right.hi), left.nullable or right.nullable)


def _union(one: str | Among, other: str | Among) -> Among:
    left = one if isinstance(one, Among) else Among(frozenset((one,)))
    right = other if isinstance(other, Among) else Among(frozenset((other,)))
    members = None if left.members is None or right.members is None else left.members | right.members
    return Among(members, left.nullable or right.nullable)
