"""What the properties found, each as its smallest example."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from luodi.policy.determination import Determination
from tests.properties.ground import judged, small_session

MONEY = {"类别": "金额", "引文": "条文"}
STANDING = {"类别": "资格", "引文": "条文"}


def judge(facts: dict[str, Any], *truths: str, **keys: Any) -> Determination:
    """One 事项 with these conditions on 2018-07-02."""
    says: dict[str, Any] = {"编号": "pt-main", "名称": "例", "对象": "人员", "待遇": STANDING, **keys}
    if truths:
        says["条件"] = [{"引文": "条文", "式": truth} for truth in truths]
    if "义务" in keys:
        says.pop("待遇")
    return judged(
        small_session([says]), {"facts": facts, "day": date(2018, 7, 2), "standards": {}, "calendar": 1}, "pt-main"
    )  # fmt: skip


def test_an_instalment_that_is_not_applicable_is_not_rounded() -> None:
    parts = [{"期": "1", "引文": "条文", "得": "基数 ÷ 0"}, {"期": "2", "引文": "条文", "得": "其余"}]
    made = judge({}, 待遇={**MONEY, "基数": "1000元", "分期": parts})
    assert (made.items[0].amount.amount, made.items[1].amount.amount, made.amount.amount) == (
        None,
        "1000",
        "1000",
    )


def test_what_may_be_not_applicable_has_no_sure_floor() -> None:
    made = judge({}, 待遇={**MONEY, "表": [{"引文": "条文", "当": "在册", "得": "2000元"}]})
    assert (made.amount.amount, made.amount.amount_to) == (None, "2000")


def test_an_instalment_that_may_be_not_applicable_may_be_left_out_of_the_whole() -> None:
    parts = [
        {"期": "1", "引文": "条文", "得": "1000元 ÷ 子女数 × 1人"},
        {"期": "2", "引文": "条文", "得": "500元"},
    ]
    made = judge({"person.children": {"to": "2"}}, 待遇={**MONEY, "分期": parts})
    assert made.amount.amount == "500"


def test_a_floor_that_may_be_not_applicable_is_no_floor() -> None:
    made = judge({"param.allowance": {"本科": "900", "专科": "900", "中职": "900", "硕士": "900"}},
                 待遇={**MONEY, "式": "100元", "下限": "标准.补贴 按 文化程度"})  # fmt: skip
    assert (made.amount.amount, made.amount.amount_to) == ("100", "900")


def test_a_day_that_rests_on_an_unset_standard_is_a_range() -> None:
    made = judge(
        {"person.graduation_date": "2018-01-31"},
        待遇={"类别": "取值", "引文": "条文", "式": "毕业 + 标准.宽限"},
    )
    assert (made.amount.amount, made.amount.state) == ("2018-01-31", "needs_parameter")


def test_a_length_between_days_of_one_month_is_exact() -> None:
    known = {"person.registered_date": {"from": "2018-01-01", "to": "2018-01-02"}}
    made = judge(known, 待遇={"类别": "数量", "引文": "条文", "式": "满月数(登记日期)"})
    assert (made.amount.amount, made.amount.amount_to) == ("6", "6")


@pytest.mark.parametrize(("wage", "verdict"), [("2000", "eligible"), ("1000", "not_eligible")])
def test_rows_inside_rows_see_the_row_around_them(wage: str, verdict: str) -> None:
    facts = {
        "person.contracts": [{"contract.wage": wage}],
        "family.members": [{"member.able": True}],
        "person.income": "1500",
    }
    assert judge(facts, "存在(合同 其中 存在(家人 其中 有劳力 且 合同工资 超过 月收入))").verdict == verdict


@pytest.mark.parametrize("truth", ["学年完成日期 于 上一年度 不早于 毕业", "学年合格 于 2018年度"])
def test_a_fact_kept_by_year_is_of_any_type(truth: str) -> None:
    made = judge({"person.graduation_date": "2016-07-01"}, truth)
    assert (made.verdict, made.missing) == ("needs_info", ["person.years", *made.missing[1:]])


def test_a_truth_kept_by_year_is_no_where_there_is_no_such_year() -> None:
    assert judge({"person.years": []}, "学年合格 于 2018年度").verdict == "not_eligible"


def test_a_row_whose_year_is_not_known_is_asked_for_its_year() -> None:
    known = {"person.years": [{"school_year.hours": "20"}, {"school_year.number": "2017"}]}
    made = judge(known, "学年学时 于 2018年度 达到 20学时")
    assert (made.verdict, made.missing) == ("needs_info", ["school_year.number"])


def test_the_smallest_of_what_may_be_negative_has_no_floor_at_nought() -> None:
    known = {"person.contracts": [{"contract.profit": {"to": "5"}}]}
    assert judge(known, "最小(合同 的 盈亏) 0元 以上").verdict == "needs_info"


def test_while_it_is_open_whether_a_duty_binds_what_the_duty_lacks_is_missing() -> None:
    says = {"适用": [{"引文": "条文", "式": "条件.申领条件"}], "义务": [{"引文": "条文", "式": "在册"}]}
    made = judge({}, **says)
    assert (made.verdict, made.missing, sorted(made.doubts.parameters)) == (
        "needs_info", ["person.on_register"], ["param.qualified"]
    )  # fmt: skip


def test_a_period_without_ends_still_asks_for_its_day() -> None:
    made = judge({}, 有效=[{"看": "入职日期", "自": None, "至": None}])
    assert (made.verdict, made.missing) == ("needs_info", ["person.hired_date"])


@pytest.mark.parametrize(
    ("granted", "kept", "verdict"),
    [(None, True, "compliant"), (True, True, "compliant"), (True, False, "not_applicable"), (None, False, "needs_info"),
     (True, None, "needs_info")],
)  # fmt: skip
def test_a_kept_duty_stays_kept_when_an_exception_is_told(granted: Any, kept: Any, verdict: str) -> None:
    facts = {"finding.pt_main_exception": granted, "person.on_register": kept}
    assert judge(facts, 义务=[{"引文": "条文", "式": "在册", "原则上": "是"}]).verdict == verdict


@pytest.mark.parametrize(
    "truth", ["专业方向 不属于 规划类、「物流类」", "专业方向 属于 「物流类」", "专业方向 不为 「物流类」"]
)
def test_another_member_may_be_the_further_one_that_a_rule_names(truth: str) -> None:
    made = judge({"person.major": "other"}, truth)
    assert (made.verdict, made.missing) == ("needs_info", ["person.major"])


@pytest.mark.parametrize("truth", ["标准.最低工资 于 入职日期 达到 0元", "标准.补贴 按 文化程度 达到 0元"])
def test_an_unset_standard_may_turn_out_not_applicable_with_its_day_or_key(truth: str) -> None:
    assert judge({}, truth).verdict == "needs_info"


def problems(truth: str) -> list[str]:
    """The codes of what is wrong with one condition."""
    with pytest.raises(AssertionError) as caught:
        judge({}, truth)
    return [line.split("[")[1].split("]")[0] for line in str(caught.value).split("\n")[0].splitlines()]


@pytest.mark.parametrize(
    ("truth", "code"),
    [("毕业 后 2年 − 参保期限 内", "negative-length"), ("毕业 在 (若 在册 则 本年度 否则 上一年度)", "kind"), ("户籍地 为 户籍地", "kind")],
)  # fmt: skip
def test_what_has_no_meaning_is_refused_where_it_is_written(truth: str, code: str) -> None:
    assert problems(truth) == [code]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [({"person.insured_months": "4.5", "person.graduation_date": "2018-02-17"}, "eligible"),
     ({"person.insured_months": "4.5", "person.graduation_date": "2018-02-16"}, "not_eligible"),
     ({"person.insured_months": "0.99", "person.graduation_date": "2018-05-31"}, "not_eligible"),
     ({"person.insured_months": "24", "person.graduation_date": "9998-12-31"}, "not_eligible")],
)  # fmt: skip
def test_a_length_need_not_be_whole(facts: dict[str, Any], verdict: str) -> None:
    assert judge(facts, "毕业 后 参保期限 内").verdict == verdict


def test_a_day_past_the_calendar_is_later_than_any_day() -> None:
    facts = {"person.registered_date": "9999-01-01", "person.graduation_date": "9990-01-01"}
    assert judge(facts, "登记日期 在 毕业 后 20年 内").verdict == "eligible"
    assert judge(facts, "登记日期 在 毕业 起 满 20年").verdict == "not_eligible"


def test_a_derived_fact_of_what_is_not_there_is_not_applicable() -> None:
    assert judge({"employer": "n/a"}, "非 规模以上 且 无 单位").verdict == "eligible"


def test_telling_a_part_of_a_derived_fact_takes_nothing_away() -> None:
    known = {"person.birth_date": "2000-01-01", "person.age": {"from": "0", "to": "40"}}
    assert judge(known, "年岁 18岁 以上").verdict == "eligible"


def test_a_row_without_an_employer_counts_no_employer() -> None:
    rows = {"person.contracts": [{"employer": "n/a"}, {"employer.heads": "3"}]}
    assert judge(rows, "计数(合同 的 用人单位) 为 1家").verdict == "eligible"


def test_a_fact_that_a_provision_derives_is_derived_in_full_too() -> None:
    rule = {"名": "子女数", "引文": "条文", "式": "计数(家人) × 1人"}
    assert judge({"family.members": [{}, {}]}, "人员 的 子女数 为 2人", 定义=[rule]).verdict == "eligible"


def test_what_is_known_by_its_id_is_there() -> None:
    assert (
        judge({"person.contracts": [{"employer.id": "甲"}]}, "存在(合同 其中 有 用人单位)").verdict
        == "eligible"
    )


def test_derived_rows_may_not_be_there_where_their_number_may_be_not_applicable() -> None:
    assert judge({"loan.term": {"from": "13"}}, "存在(息年)").verdict == "eligible"
    assert judge({}, "存在(息年)").verdict == "needs_info"


@pytest.mark.parametrize(
    ("facts", "figure", "amount", "state"),
    [({"person.channels": ["web", "app"]}, "已发渠道", "app、web", "exact"), ({}, "已发渠道", None, "range"), ({}, "在册", None, "range")],
)  # fmt: skip
def test_what_is_given_may_be_a_set_or_a_truth(
    facts: dict[str, Any], figure: str, amount: str | None, state: str
) -> None:
    made = judge(facts, 待遇={"类别": "取值", "引文": "条文", "式": figure})
    assert (made.amount.amount, made.amount.state) == (amount, state)
