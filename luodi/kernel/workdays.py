"""The working-day calendar: the State Council's yearly arrangement of days off and make-up days, one table a year."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from luodi.kernel.errors import BadInput, Problem
from luodi.kernel.period import add_days
from luodi.kernel.tables import text_of

HEADER = "date,kind,name"
OFF, WORKED = "休", "班"
SATURDAY = 5

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days: Monday to Friday, less the days off, plus the make-up days (班).

    ``years`` are the years with a table; None means that every year is settled, because the caller gave the whole
    list of days off. An answer that would need a year without a table is None (待参数), never a guess.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] | None = field(default_factory=frozenset)

    @classmethod
    def load(cls, folder: Path) -> Calendar:
        """The tables ``<year>.csv`` of a folder, as they stand in ``policies/calendars``.

        A table has comment lines (``#``: the notice it follows), the header ``date,kind,name`` and one row a day,
        kind 休 or 班. ``BadInput`` with every faulty row; a folder without tables gives a calendar without years.
        """
        off: set[date] = set()
        worked: set[date] = set()
        years: set[int] = set()
        problems: list[Problem] = []
        for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].csv")):
            years.add(int(path.stem))
            for item in _rows(path):
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    (off if item[1] == OFF else worked).add(item[0])
        if problems:
            raise BadInput(problems)
        return cls(frozenset(off), frozenset(worked), frozenset(years))

    def with_days_off(self, days: Iterable[date]) -> Calendar:
        """The same calendar where ``days`` is the whole list of days off (``param.holidays``).

        The tables no longer count: every year is settled, as Monday to Friday less ``days``, with no make-up days.
        """
        return Calendar(off=frozenset(days), years=None)

    @property
    def published_to(self) -> date | None:
        """The last day of the last year with a table; None without tables. Days of a late notice may still change."""
        if self.years is None:
            return date.max
        return date(max(self.years), 12, 31) if self.years else None

    def is_workday(self, day: date) -> bool | None:
        """Whether ``day`` is worked; None if its year has no table."""
        if self.years is not None and day.year not in self.years:
            return None
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def add(self, day: date, *, workdays: int) -> date | None:
        """The ``workdays``-th working day after ``day``: ``day`` itself is not counted, make-up days are.

        The period ends with the end of that day. 0 gives ``day``, worked or not. None if a day on the way lies in a
        year without a table; ``ValueError`` if ``workdays`` < 0; ``CalendarOverflow`` after the year 9999.
        """
        return self._walk(day, step=1, workdays=workdays)

    def count(self, start: date, *, end: date) -> int | None:
        """Working days after ``start`` up to and with ``end``, as ``add`` counts them; 0 if ``end`` is not later.

        None if one of these days lies in a year without a table.
        """
        total, day = 0, start
        while day < end:
            day = add_days(day, days=1)
            worked = self.is_workday(day)
            if worked is None:
                return None
            total += worked
        return total

    def latest_start(self, day: date, *, workdays: int) -> date | None:
        """The cut-off of 「A 后 N个工作日 内」 on ``day``: the smallest A whose N-th working day is ``day`` or later.

        The window holds exactly for cut-off <= A <= ``day``. It is the N-th working day before ``day``. None and
        errors as in ``add``.
        """
        return self._walk(day, step=-1, workdays=workdays)

    def earliest_full(self, day: date, *, workdays: int) -> date | None:
        """The cut-off of 「A 起 满 N个工作日」 on ``day``: the largest A whose N-th working day is ``day`` or earlier.

        None and errors as in ``add``.
        """
        if workdays == 0:
            return day
        reached = self._walk(add_days(day, days=1), step=-1, workdays=workdays)
        return None if reached is None else add_days(reached, days=-1)

    def unpublished_note(self, day: date) -> str | None:
        """A sentence in Chinese if the year of ``day`` has no table, else None: for messages and for 待参数."""
        if self.is_workday(day) is not None:
            return None
        if self.published_to is None:
            return (
                "还没有任何年度的工作日历，按工作日计算的期限暂时算不出；请在 policies/calendars 放入各年的表"
            )
        if day > self.published_to:
            return (
                f"{day.year}年的放假安排尚未收入（工作日历到{self.published_to.year}年底为止），涉及该年的工作日期限"
                f"暂时算不出；国务院办公厅公布后，在 policies/calendars 放入 {day.year}.csv 即可"
            )
        return f"工作日历没有{day.year}年的表，涉及该年的工作日期限算不出；请在 policies/calendars 补入 {day.year}.csv"

    def _walk(self, day: date, *, step: int, workdays: int) -> date | None:
        if workdays < 0:
            raise ValueError(f"working days are never subtracted: {workdays}")
        while workdays:
            day = add_days(day, days=step)
            worked = self.is_workday(day)
            if worked is None:
                return None
            workdays -= worked
        return day


def _rows(path: Path) -> Iterator[tuple[date, str] | Problem]:
    """The rows of one year's table, each as (day, kind) or as what is wrong with it."""
    seen: set[date] = set()
    headed = False
    for number, line in enumerate(text_of(path).splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        if not headed:
            headed = True
            if line != HEADER:
                yield _problem(path, line=number, found=f"表头是“{line}”", expected=f"“{HEADER}”")
            continue
        row = _row(line)
        fault = row if isinstance(row, str) else _fault(row, year=path.stem, seen=seen)
        if isinstance(row, str) or fault:
            yield _problem(path, line=number, found=f"“{line}”：{fault}", expected="如“2025-10-01,休,国庆节”")
            continue
        seen.add(row[0])
        yield row


def _row(line: str) -> tuple[date, str] | str:
    cells = line.split(",")
    if len(cells) != _COLUMNS:
        return "应有三列"
    try:
        day = date.fromisoformat(cells[0])
    except ValueError:
        return "不是日期"
    return (day, sys.intern(cells[1])) if cells[1] in (OFF, WORKED) else "类别只能是休或班"


def _fault(row: tuple[date, str], *, year: str, seen: set[date]) -> str | None:
    day, kind = row
    if day.year != int(year):
        return f"不在{year}年"
    if day in seen:
        return "同一天写了两次"
    if kind == WORKED and day.weekday() < SATURDAY:
        return "周一至周五本来就上班，不用写班"
    return None


def _problem(path: Path, *, line: int, found: str, expected: str) -> Problem:
    return Problem(
        str(path), line, 1, "bad-calendar-row", found, expected, "对照国务院办公厅的通知改正这一行"
    )
