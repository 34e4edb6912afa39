"""The working-day calendar, against the notices and against counting day by day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.kernel.errors import BadInput
from luodi.kernel.workdays import Calendar

FOLDER = Path(__file__).parents[2] / "policies" / "calendars"
CHINA = Calendar.load(FOLDER)
DAYS = st.dates(min_value=date(2004, 6, 1), max_value=date(2026, 6, 30))


def test_every_year_from_2004_to_2026_has_its_table_and_names_its_notice() -> None:
    assert CHINA.years == frozenset(range(2004, 2027))
    assert CHINA.published_to == date(2026, 12, 31)
    for year in range(2004, 2027):
        first = (FOLDER / f"{year}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"# 依据：国务院办公厅关于{year}年部分节假日安排的通知")


def test_the_arrangement_of_2025() -> None:
    # 国庆节、中秋节：10月1日至8日放假调休，9月28日、10月11日上班
    assert CHINA.add(date(2025, 9, 29), workdays=5) == date(2025, 10, 13)
    assert CHINA.is_workday(date(2025, 10, 11)) is True
    assert CHINA.is_workday(date(2025, 10, 8)) is False
    assert CHINA.is_workday(date(2025, 10, 12)) is False
    assert CHINA.add(date(2025, 9, 26), workdays=1) == date(2025, 9, 28)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2005-12-31", True),  # 2006 notice: 12月31日（星期六）上班
        ("2007-12-29", True),  # 2008 notice
        ("2007-12-31", False),
        ("2011-12-31", True),  # 2012 notice
        ("2013-06-08", True),
        ("2013-06-12", False),
        ("2015-09-04", False),  # the 70th anniversary
        ("2015-09-06", True),
        ("2018-02-11", True),
        ("2018-12-31", False),  # 2019 notice
        ("2019-05-02", False),  # Labour Day changed by a later notice
        ("2019-05-05", True),
        ("2020-02-01", False),  # the extension took back a make-up day
        ("2020-01-31", False),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2018-03-05", True),
        ("2018-03-10", False),
    ],
)
def test_days_as_the_notices_say(day: str, worked: bool) -> None:
    assert CHINA.is_workday(date.fromisoformat(day)) is worked


def test_each_arrangement_gives_the_statutory_days_and_no_more() -> None:
    """Weekdays off less weekend days worked = the days of 《全国年节及纪念日放假办法》: 10, from 2008 11, from 2025 13."""
    net = dict.fromkeys(range(2004, 2027), 0)
    for day in CHINA.off | CHINA.worked:
        arrangement = day.year + (
            day.month == 12 and day.day > 25
        )  # the turn of the year belongs to the next one
        net[arrangement] += -1 if day in CHINA.worked else int(day.weekday() < 5)
    expected = {year: 10 if year < 2008 else 11 if year < 2025 else 13 for year in net}
    expected[2015] += 1  # 3 September, the 70th anniversary
    expected[2020] += 2  # the extension of the Spring Festival: 31 January off, 1 February not worked
    assert net == expected


def test_years_without_a_table_are_not_guessed() -> None:
    assert CHINA.is_workday(date(2027, 1, 4)) is None
    assert CHINA.is_workday(date(2003, 12, 31)) is None
    assert CHINA.add(date(2026, 12, 30), workdays=1) == date(2026, 12, 31)
    assert CHINA.add(date(2026, 12, 30), workdays=2) is None
    assert CHINA.count(date(2026, 12, 30), end=date(2027, 1, 5)) is None
    assert CHINA.latest_start(date(2004, 1, 5), workdays=5) is None
    assert CHINA.earliest_full(date(2004, 1, 5), workdays=5) is None
    assert CHINA.add(date(2003, 12, 31), workdays=1) == date(2004, 1, 2)  # the day itself is not counted
    note = CHINA.unpublished_note(date(2027, 5, 1))
    assert note is not None
    assert "2027年的放假安排尚未收入" in note
    assert "没有2003年" in (CHINA.unpublished_note(date(2003, 5, 1)) or "")
    assert CHINA.unpublished_note(date(2026, 12, 31)) is None


def test_a_calendar_without_tables_knows_nothing() -> None:
    empty = Calendar()
    assert empty.published_to is None
    assert empty.is_workday(date(2018, 3, 5)) is None
    assert empty.unpublished_note(date(2018, 3, 5)) is not None


def test_given_days_off_are_the_whole_list() -> None:
    given_days = CHINA.with_days_off([date(2018, 10, 1)])
    assert given_days.add(date(2018, 9, 28), workdays=1) == date(
        2018, 10, 2
    )  # the tables would say 29 September
    assert given_days.is_workday(date(2018, 9, 29)) is False
    assert given_days.is_workday(date(2040, 1, 2)) is True
    assert given_days.published_to == date.max
    assert given_days.unpublished_note(date(2040, 1, 2)) is None


@given(DAYS, st.integers(min_value=0, max_value=25))
def test_adding_is_counting_day_by_day(day: date, workdays: int) -> None:
    due = CHINA.add(day, workdays=workdays)
    assert due is not None
    on_the_way = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(CHINA.is_workday(one) is True for one in on_the_way) == workdays
    assert CHINA.count(day, end=due) == workdays
    assert workdays == 0 or CHINA.is_workday(due) is True


@given(DAYS, st.integers(min_value=0, max_value=12))
def test_cut_offs_are_the_ones_a_search_finds(day: date, workdays: int) -> None:
    around = [day + timedelta(days=n) for n in range(-45, 2)]
    due = {start: CHINA.add(start, workdays=workdays) or date.max for start in around}
    assert CHINA.latest_start(day, workdays=workdays) == min(a for a in around if due[a] >= day)
    assert CHINA.earliest_full(day, workdays=workdays) == max(a for a in around if due[a] <= day)


def test_counting_backwards_is_nothing_and_negative_periods_are_refused() -> None:
    assert CHINA.count(date(2018, 3, 5), end=date(2018, 3, 5)) == 0
    assert CHINA.count(date(2018, 3, 5), end=date(2018, 3, 1)) == 0
    with pytest.raises(ValueError, match="subtracted"):
        CHINA.add(date(2018, 3, 5), workdays=-1)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2018-13-01,休,元旦", "不是日期"),
        ("2017-12-31,休,元旦", "不在2018年"),
        ("2018-01-01,假,元旦", "休或班"),
        ("2018-01-01,休", "三列"),
        ("2018-01-02,班,元旦", "周一至周五"),
        ("2018-10-01,休,国庆节\n2018-10-01,休,国庆节", "写了两次"),
    ],
)
def test_a_faulty_row_is_told_with_its_place(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "2018.csv").write_text(f"# 依据\ndate,kind,name\n{row}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=said) as caught:
        Calendar.load(tmp_path)
    assert [problem.line for problem in caught.value.problems] == [3 + row.count("\n")]


def test_a_table_without_its_header_is_told(tmp_path: Path) -> None:
    (tmp_path / "2018.csv").write_text("2018-01-01,休,元旦\n", encoding="utf-8")
    with pytest.raises(BadInput, match="表头"):
        Calendar.load(tmp_path)
