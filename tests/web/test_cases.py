"""The 例 of a 事项 in one table: the first in full, the others by what is different."""

from __future__ import annotations

from typing import Any

from luodi.web.reading.cases import cases_of
from luodi.web.reading.model import CaseView, FactView

FIRST = {
    "日期": "2018-12-01",
    "事实": {"规模": "小型", "人数": "30人", "期限": "12个月"},
    "结论": "符合",
    "金额": "87000元",
}


def told(*says: dict[str, Any]) -> tuple[CaseView, ...]:
    return cases_of([FIRST, *says], titles={"x-1": "贴息"}, place_name=lambda code: f"地方{code}").rows


def test_the_first_example_is_told_in_full() -> None:
    (first,) = told()
    facts = (FactView("规模", "小型"), FactView("人数", "30人"), FactView("期限", "12个月"))
    assert first == CaseView("2018年12月1日", facts, "符合", amount="87,000.00 元")


def test_one_much_like_it_says_only_what_is_different() -> None:
    says = {"事实": {"规模": "小型", "人数": "29人", "期限": "12个月"}, "结论": "不符合", "缺": ["利率"]}
    case = told(says)[1]
    assert case.brief
    assert case.facts == (FactView("人数", "29人"),)
    assert (case.withheld, case.missing, case.day) == ((), "利率", "文件未载明")


def test_what_it_leaves_out_is_said() -> None:
    case = told({"事实": {"规模": "小型", "人数": "30人"}, "结论": "待核实"})[1]
    assert (case.brief, case.facts, case.withheld) == (True, (), ("期限",))


def test_one_that_says_something_else_is_told_in_full() -> None:
    case = told({"事实": {"规模": "小型"}, "结论": "待核实"})[1]
    assert (case.brief, case.facts, case.withheld) == (False, (FactView("规模", "小型"),), ())


def test_rows_are_told_by_what_is_different_from_the_first_row() -> None:
    rows = [
        {"人": "甲", "期限": "12个月", "类别": "毕业生"},
        {"人": "乙", "期限": "12个月", "类别": "毕业生"},
        {"人": "丙"},
    ]
    (fact,) = told({"事实": {"劳动合同": rows}, "结论": "符合"})[1].facts
    assert (fact.name, fact.value) == ("劳动合同", "3 条")
    assert fact.rows == ("人：甲；期限：12个月；类别：毕业生", "人：乙；其余同第 1 条", "人：丙")


def test_a_list_of_rows_may_be_empty_or_incomplete() -> None:
    facts = told({"事实": {"甲": [], "乙": {"行": [{"人": "丁"}], "完整": "否"}}, "结论": "符合"})[1].facts
    assert [fact.value for fact in facts] == ["无", "至少 1 条"]


def test_what_others_have_set_is_named_without_its_sort() -> None:
    says = {
        "事实": {},
        "结论": "符合",
        "地区": "230100",
        "参数": {"名录.补贴": ["x-1"], "事件.出台": "2018-06-01"},
    }
    case = told(says)[1]
    assert case.settings == (FactView("补贴", "贴息"), FactView("出台", "2018年6月1日"))
    assert case.place == "地方230100"


def test_verdicts_are_counted() -> None:
    seen = cases_of(
        [{"结论": "符合"}, {"结论": "不符合"}, {"结论": "符合"}], titles={}, place_name=lambda code: code
    )
    assert seen.tally == [("符合", 2), ("不符合", 1)]
