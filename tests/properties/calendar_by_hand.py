"""The calendar by hand: months added in one step, counted one by one, working days walked."""

from __future__ import annotations

from datetime import date, timedelta

from luodi.kernel.workdays import Calendar


def last_day(year: int, month: int) -> int:
    """28 to 31."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def after_months(day: date, months: int) -> date:
    """The same day number, else the last of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last_day(year, month + 1)))


def counted(word: str, start: date, end: date) -> int:
    """满月数 counts whole ones, 计月数 begun ones; 年 by twelves."""
    step = 12 if word in ("满年数", "计年数", "周岁") else 1
    whole = 0
    while after_months(start, (whole + 1) * step) <= end:
        whole += 1
    begun = word.startswith("计") and after_months(start, whole * step) < end
    return whole + begun


def calendar_period(word: str, day: date) -> tuple[date, date]:
    """First and last day."""
    if word == "本周":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if word == "上一年度":
        return date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)
    if word == "本月":
        return day.replace(day=1), day.replace(day=last_day(day.year, day.month))
    if word == "本季度":
        first = (day.month - 1) // 3 * 3 + 1
        return date(day.year, first, 1), date(day.year, first + 2, last_day(day.year, first + 2))
    return date(day.year, 1, 1), date(day.year, 12, 31)


def nth_workday(day: date, count: int, calendar: Calendar) -> date | None:
    """The ``count``-th working day after ``day``; None where the calendar ends."""
    while count:
        day += timedelta(days=1)
        if calendar.years is not None and day.year not in calendar.years:
            return None
        off = day in calendar.off or (day.weekday() >= 5 and day not in calendar.worked)
        count -= not off
    return day
