"""小微企业贴息: hires given as contract rows judge like the same hires given as a number."""

from __future__ import annotations

from typing import Any

import pytest

from luodi.kernel.errors import BadInput
from luodi.policy.session import Session
from tests.content.judging import judged

PROVISION = "hrb-micro-loan-interest-50"
LOAN: dict[str, Any] = {
    "employer.size_class": "small", "employer.staff_count": 10, "loan.principal": 2000000, "loan.term_months": 24,
    "loan.annual_rate_percent": "4.35", "loan.type": "startup_guaranteed", "loan.application_date": "2018-10-01",
}  # fmt: skip
HIRE: dict[str, Any] = {
    "contract.signed_date": "2018-05-01", "contract.months": 12, "hire.category": "graduate",
    "hire.meets_startup_loan_conditions": True, "person.is_college_graduate": True,
    "person.graduation_date": "2016-07-01", "person.is_village_official": False,
    "person.is_overseas_returnee": False,
}  # fmt: skip


def of(session: Session, hires: list[dict[str, Any]] | dict[str, Any], **more: Any) -> dict[str, Any]:
    return judged(
        session, {**LOAN, "employer.contracts": hires, **more}, on="2018-10-31", provision=PROVISION
    )


def numbered(session: Session, hires: int) -> dict[str, Any]:
    facts = {**LOAN, "hire.eligible_new_hires_this_year": hires, "hire.min_contract_months": 12}
    return judged(session, facts, on="2018-10-31", provision=PROVISION)


NOT_COUNTED = {
    "eleven months": {"contract.months": 11},
    "signed before graduation": {"person.graduation_date": "2018-05-02"},
    "more than five years after graduation": {"person.graduation_date": "2013-04-30"},
    "a village official": {"person.is_village_official": True},
    "a returnee": {"person.is_overseas_returnee": True},
    "last year": {"contract.signed_date": "2017-12-31"},
    "next year": {"contract.signed_date": "2019-01-01"},
    "a returning migrant entrepreneur": {"hire.category": "returning_migrant_entrepreneur"},
    "an online merchant": {"hire.category": "online_merchant"},
    "does not meet the loan conditions": {"hire.meets_startup_loan_conditions": False},
}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_rows_judge_like_the_number(session: Session, number: int) -> None:
    made, same = of(session, [HIRE] * number), numbered(session, number)
    assert (made["verdict"], made["amount"]) == (same["verdict"], same["amount"])
    assert made["verdict"] == ("eligible" if number >= 3 else "not_eligible")


@pytest.mark.parametrize("change", NOT_COUNTED.values(), ids=NOT_COUNTED.keys())
def test_a_hire_that_is_not_counted(session: Session, change: dict[str, Any]) -> None:
    assert of(session, [HIRE, HIRE, {**HIRE, **change}])["verdict"] == "not_eligible"
    assert of(session, [HIRE, HIRE, HIRE, {**HIRE, **change}])["verdict"] == "eligible"


def test_the_day_five_years_after_graduation_counts(session: Session) -> None:
    for graduated, verdict in (
        ("2013-05-01", "eligible"),
        ("2013-04-30", "not_eligible"),
        ("2018-05-01", "eligible"),
    ):
        assert of(session, [HIRE, HIRE, {**HIRE, "person.graduation_date": graduated}])["verdict"] == verdict


def test_one_person_with_two_contracts_is_one_person(session: Session) -> None:
    one = {**HIRE, "person.id": "甲"}
    assert of(session, [HIRE, one, one])["verdict"] == "not_eligible"
    assert of(session, [HIRE, one, {**one, "person.id": "乙"}])["verdict"] == "eligible"


def test_two_rows_of_one_person_with_other_facts_are_refused(session: Session) -> None:
    one = {**HIRE, "person.id": "甲"}
    with pytest.raises(BadInput, match=r"person\.graduation_date"):
        of(session, [one, {**one, "person.graduation_date": "2015-07-01"}])


def test_an_unknown_graduation_may_or_may_not_count(session: Session) -> None:
    unknown = {key: value for key, value in HIRE.items() if key != "person.graduation_date"}
    made = of(session, [HIRE, HIRE, unknown])
    assert made["verdict"] == "needs_info"
    assert made["missing"] == ["person.graduation_date"]
    assert made["missing_in"] == [
        {"id": "person.graduation_date", "relation": "employer.contracts", "row": 2}
    ]
    assert of(session, [HIRE, HIRE, HIRE, unknown])["verdict"] == "eligible"


def test_others_count_only_when_their_list_names_them(session: Session) -> None:
    other = {**HIRE, "hire.category": "登记失业人员", "person.is_college_graduate": False}
    unset = of(session, [HIRE, HIRE, other])
    assert (unset["verdict"], unset["parameters"]) == ("needs_parameter", ["param.other_startup_loan_groups"])
    for named, verdict in ((["登记失业人员"], "eligible"), (["复员转业退役军人"], "not_eligible")):
        assert (
            of(session, [HIRE, HIRE, other], **{"param.other_startup_loan_groups": named})["verdict"]
            == verdict
        )


def test_a_list_that_may_go_on_is_never_a_no(session: Session) -> None:
    made = of(session, {"rows": [HIRE, HIRE], "complete": False})
    assert (made["verdict"], made["missing"]) == ("needs_info", ["employer.contracts"])
    assert of(session, [])["verdict"] == "not_eligible"


def test_nothing_known_of_the_hires_names_the_number(session: Session) -> None:
    made = judged(session, LOAN, on="2018-10-31", provision=PROVISION)
    assert made["missing"] == ["hire.eligible_new_hires_this_year", "hire.min_contract_months"]


def test_a_number_that_the_rows_contradict_is_refused(session: Session) -> None:
    with pytest.raises(BadInput, match=r"hire\.eligible_new_hires_this_year"):
        of(session, [HIRE] * 3, **{"hire.eligible_new_hires_this_year": 5})
