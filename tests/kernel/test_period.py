"""Months and years against a slow, independent reading of the rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luodi.kernel import period
from luodi.kernel.period import CalendarOverflow, Period

DAYS = st.dates(min_value=date(1999, 1, 1), max_value=date(2032, 12, 31))
MONTHS = st.integers(min_value=0, max_value=60)


def later(day: date, months: int) -> date:
    """A + N months, read off the rule: count the months one by one, then look for the day number from the end."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


@given(DAYS, MONTHS)
@example(date(2020, 2, 29), 12)
@example(date(2020, 1, 31), 1)
def test_add_months_is_the_same_day_number_or_the_last_of_the_month(day: date, months: int) -> None:
    assert period.add_months(day, months=months) == later(day, months)


def test_add_months_is_one_step() -> None:
    january = date(2018, 1, 31)
    assert period.add_months(january, months=1) == date(2018, 2, 28)
    assert period.add_months(january, months=2) == date(2018, 3, 31)
    assert period.add_months(period.add_months(january, months=1), months=1) == date(2018, 3, 28)
    assert period.add_months(date(2016, 2, 29), months=12) == date(2017, 2, 28)
    assert period.add_months(date(2016, 2, 29), months=48) == date(2020, 2, 29)


def test_leaving_the_calendar_is_an_error_and_not_a_clamped_day() -> None:
    assert period.add_months(date(9999, 11, 30), months=1) == date(9999, 12, 30)
    with pytest.raises(CalendarOverflow, match="9999-12-01"):
        period.add_months(date(9999, 12, 1), months=1)
    with pytest.raises(CalendarOverflow):
        period.add_days(date.max, days=1)
    with pytest.raises(CalendarOverflow):
        period.add_days(date(2018, 1, 1), days=10**12)
    with pytest.raises(CalendarOverflow):
        period.previous_year(date(1, 6, 1))
    with pytest.raises(CalendarOverflow):
        period.week_of(date.max)
    with pytest.raises(ValueError, match="subtracted"):
        period.add_months(date(2018, 1, 1), months=-1)


@given(DAYS, st.integers(min_value=-40, max_value=3000))
@example(date(2016, 2, 29), 365)
@example(date(2018, 1, 31), 28)
def test_lengths_agree_with_counting_up(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    if days < 0:
        for length in (period.full_months, period.full_years, period.begun_months, period.begun_years):
            assert length(start, end=end) is None
        return
    full = max(n for n in range(110) if later(start, n) <= end)
    begun = min(n for n in range(110) if end <= later(start, n))
    assert (period.full_months(start, end=end), period.begun_months(start, end=end)) == (full, begun)
    assert period.full_years(start, end=end) == max(n for n in range(10) if later(start, 12 * n) <= end)
    assert period.begun_years(start, end=end) == min(n for n in range(10) if end <= later(start, 12 * n))


def test_a_begun_year_counts_only_once_it_has_begun() -> None:
    start = date(2018, 3, 1)
    assert period.begun_years(start, end=start) == 0
    assert period.begun_years(start, end=date(2018, 3, 2)) == 1
    assert period.begun_years(start, end=date(2019, 3, 1)) == 1
    assert period.begun_years(start, end=date(2019, 3, 2)) == 2
    assert period.begun_months(start, end=date(2018, 4, 1)) == 1
    assert period.begun_months(start, end=date(2018, 4, 2)) == 2


def test_a_birthday_on_29_february_is_kept_on_the_28th() -> None:
    born = date(2004, 2, 29)
    assert period.full_years(born, end=date(2020, 2, 28)) == 15
    assert period.full_years(born, end=date(2020, 2, 29)) == 16
    assert period.full_years(born, end=date(2021, 2, 28)) == 17


@given(DAYS, MONTHS)
@example(date(2018, 3, 31), 1)
@example(date(2018, 2, 28), 1)
@example(date(2020, 2, 29), 12)
@example(date(2020, 2, 28), 12)
def test_cut_offs_are_the_ones_a_search_finds(day: date, months: int) -> None:
    around = [day - timedelta(days=31 * months + 40) + timedelta(days=n) for n in range(31 * months + 80)]
    assert period.latest_start(day, months=months) == min(a for a in around if later(a, months) >= day)
    assert period.earliest_full(day, months=months) == max(a for a in around if later(a, months) <= day)


@given(DAYS, MONTHS, st.integers(min_value=0, max_value=2000))
def test_a_cut_off_answers_the_window_and_full_months_agree(day: date, months: int, back: int) -> None:
    start = day - timedelta(days=back)
    assert (day <= later(start, months)) == (start >= period.latest_start(day, months=months))
    full = period.full_months(start, end=day)
    cut_off = period.earliest_full(day, months=months)
    assert full is not None
    assert cut_off is not None
    assert (full >= months) == (start <= cut_off)


def test_subtracting_months_would_give_other_answers() -> None:
    assert period.latest_start(date(2018, 3, 31), months=1) == date(2018, 3, 1)
    assert period.earliest_full(date(2018, 2, 28), months=1) == date(2018, 1, 31)
    assert period.latest_start(date(2020, 2, 29), months=24) == date(2018, 3, 1)
    assert period.earliest_full(date(2018, 2, 28), months=24) == date(2016, 2, 29)


def test_cut_offs_at_the_edges_of_the_calendar() -> None:
    assert period.latest_start(date(3, 1, 1), months=48) == date.min
    assert period.earliest_full(date(3, 1, 1), months=48) is None
    assert period.latest_start(date(9999, 12, 31), months=1) == date(9999, 12, 1)
    with pytest.raises(ValueError, match="negative"):
        period.latest_start(date(2018, 1, 1), months=-1)
    with pytest.raises(ValueError, match="negative"):
        period.earliest_full(date(2018, 1, 1), months=-1)


@given(DAYS)
def test_the_periods_around_a_day_hold_it_and_end_where_the_next_begins(day: date) -> None:
    for around in (period.year_of, period.quarter_of, period.month_of, period.week_of):
        held = around(day)
        assert held.contains(day)
        assert around(held.first) == around(held.last) == held
        assert around(held.last + timedelta(days=1)).first == held.last + timedelta(days=1)
    assert period.week_of(day).first.weekday() == 0
    assert period.previous_year(day).last == period.year_of(day).first - timedelta(days=1)


def test_periods_by_example() -> None:
    assert period.quarter_of(date(2018, 5, 9)) == Period(date(2018, 4, 1), date(2018, 6, 30))
    assert period.month_of(date(2020, 2, 3)) == Period(date(2020, 2, 1), date(2020, 2, 29))
    assert period.week_of(date(2025, 1, 1)) == Period(date(2024, 12, 30), date(2025, 1, 5))
    assert period.previous_year(date(2018, 1, 1)) == Period(date(2017, 1, 1), date(2017, 12, 31))
    assert not period.year_of(date(2018, 1, 1)).contains(date(2019, 1, 1))
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2018, 1, 2), date(2018, 1, 1))
