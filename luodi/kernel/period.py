"""Months, years and periods on the calendar: A + N months in one step, counting lengths, and the days around a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.kernel.errors import LuodiError

MONTHS_PER_YEAR = 12
MONTHS_PER_QUARTER = 3
DAYS_PER_WEEK = 7


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class CalendarOverflow(LuodiError):
    """A date would fall outside the years 1 to 9999; never clamped, since a clamped day is a wrong day."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both in. ``ValueError`` if ``last`` is before ``first``."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    def contains(self, day: date) -> bool:
        """Whether ``day`` is one of its days."""
        return self.first <= day <= self.last


def calendar_day(text: str) -> date:
    """The day written ``2018-01-12``, in that form alone. ``ValueError`` for another form and for a day that never was."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def add_days(day: date, *, days: int) -> date:
    """``day`` + ``days`` (may be negative). ``CalendarOverflow`` outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise CalendarOverflow(f"{day} 加 {days} 天超出日历（公元1年至9999年），请核对日期和期限") from None


def add_months(day: date, *, months: int) -> date:
    """The same day number ``months`` later, else that month's last day.

    One step from ``day``: 31 January + 2 months is 31 March, though + 1 month is 28 February. ``months`` >= 0, since
    nothing is ever subtracted (``ValueError``); ``CalendarOverflow`` after the year 9999.
    """
    if months < 0:
        raise ValueError(f"months are never subtracted: {months}")
    year, month = _month(_index(day) + months)
    if year > date.max.year:
        raise CalendarOverflow(f"{day} 加 {months} 个月超出日历（到公元9999年），请核对日期和期限")
    return date(year, month, min(day.day, _days_in(year, month)))


def full_months(start: date, *, end: date) -> int | None:
    """满月数: the largest n with ``start`` + n months <= ``end``; None if ``end`` is before ``start`` (不适用)."""
    if end < start:
        return None
    months = _index(end) - _index(start)
    return months if add_months(start, months=months) <= end else months - 1


def full_years(start: date, *, end: date) -> int | None:
    """满年数, 周岁: the largest n with ``start`` + 12 n months <= ``end``; None if ``end`` is before ``start``."""
    months = full_months(start, end=end)
    return None if months is None else months // MONTHS_PER_YEAR


def begun_months(start: date, *, end: date) -> int | None:
    """计月数 (不足一月按一月计算): the smallest n with ``end`` <= ``start`` + n months.

    An exact length of n months counts n, one day more counts n + 1, and ``start`` to itself counts 0. None if ``end``
    is before ``start``.
    """
    return _begun(start, end=end, unit=1)


def begun_years(start: date, *, end: date) -> int | None:
    """计年数 (不足一年按一年计算): the smallest n with ``end`` <= ``start`` + 12 n months; None as in 计月数."""
    return _begun(start, end=end, unit=MONTHS_PER_YEAR)


def year_of(day: date) -> Period:
    """本年度: 1 January to 31 December of the year of ``day``."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def previous_year(day: date) -> Period:
    """上一年度. ``CalendarOverflow`` in the year 1."""
    if day.year == date.min.year:
        raise CalendarOverflow(f"{day} 的上一年度在公元1年以前，请核对日期")
    return year_of(date(day.year - 1, 1, 1))


def quarter_of(day: date) -> Period:
    """本季度: the calendar quarter of ``day``."""
    first = (day.month - 1) // MONTHS_PER_QUARTER * MONTHS_PER_QUARTER + 1
    last = first + MONTHS_PER_QUARTER - 1
    return Period(date(day.year, first, 1), date(day.year, last, _days_in(day.year, last)))


def month_of(day: date) -> Period:
    """本月: the first to the last day of the month of ``day``."""
    return Period(day.replace(day=1), day.replace(day=_days_in(day.year, day.month)))


def week_of(day: date) -> Period:
    """本周: Monday to Sunday. ``CalendarOverflow`` in the last week of the year 9999."""
    first = add_days(day, days=-day.weekday())
    return Period(first, add_days(first, days=DAYS_PER_WEEK - 1))


def latest_start(day: date, *, months: int) -> date:
    """The cut-off of 「A 后 N个月 内」 on ``day``: the smallest A with A + ``months`` >= ``day``.

    The window then holds exactly for cut-off <= A <= ``day``. Not ``day`` minus months: for 31 March and one month it
    is 1 March (28 February + 1 month is 28 March), where subtracting gives 28 February. Where every day of the
    calendar would do, the answer is its first day, which is the true cut-off. ``ValueError`` if ``months`` < 0.
    """
    year, month = _month_before(day, months=months)
    if year < date.min.year:
        return date.min
    if day.day <= _days_in(year, month):
        return date(year, month, day.day)
    return date(year, month, _days_in(year, month)) + timedelta(days=1)


def earliest_full(day: date, *, months: int) -> date | None:
    """The cut-off of 「A 起 满 N个月」 on ``day``: the largest A with A + ``months`` <= ``day``.

    A has lasted ``months`` in full exactly if A <= cut-off. For 28 February and one month it is 31 January, where
    subtracting gives 28 January. None if no day of the calendar is that far back. ``ValueError`` if ``months`` < 0.
    """
    year, month = _month_before(day, months=months)
    if year < date.min.year:
        return None
    days = _days_in(year, month)
    if day.day == _days_in(day.year, day.month):
        return date(year, month, days)
    return date(year, month, min(day.day, days))


def _begun(start: date, *, end: date, unit: int) -> int | None:
    months = full_months(start, end=end)
    if months is None:
        return None
    full = months // unit
    return full if add_months(start, months=full * unit) == end else full + 1


def _index(day: date) -> int:
    """Months since January of the year 0."""
    return day.year * MONTHS_PER_YEAR + day.month - 1


def _month(index: int) -> tuple[int, int]:
    year, month = divmod(index, MONTHS_PER_YEAR)
    return year, month + 1


def _month_before(day: date, *, months: int) -> tuple[int, int]:
    if months < 0:
        raise ValueError(f"a window has no negative length: {months}")
    return _month(_index(day) - months)


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
