"""Worked cases with their expected verdicts, amounts, ranges and missing facts."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from luodi.policy.session import Session
from tests.content.judging import judged

CASES = json.loads((Path(__file__).parent / "harbin_2018_cases.json").read_text(encoding="utf-8"))
EXPECTED = [(case, expected) for case in CASES for expected in case["expected"]]


@pytest.mark.parametrize(
    ("case", "expected"), EXPECTED, ids=[f"{c['id']}-{e['benefit']}" for c, e in EXPECTED]
)
def test_a_worked_case(session: Session, case: dict[str, Any], expected: dict[str, Any]) -> None:
    made = judged(session, case["facts"], on=case["as_of"], provision=expected["benefit"])
    assert made["verdict"] == expected["result"]
    if "amount" in expected:
        assert Fraction(made["amount"]) == expected["amount"]
        assert made["unit"] == expected["unit"][:1]
    if "amount_state" in expected:
        assert made["amount_state"] == expected["amount_state"]
        assert (made["amount_to"] and Fraction(made["amount_to"])) == expected["amount_to"]
    if "missing" in expected:
        assert made["missing"] == expected["missing"]


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["expected"][0]["result"] == "eligible"],
    ids=lambda case: case["id"],
)
def test_a_yes_with_one_fact_unknown_is_no_longer_a_yes_unless_it_did_not_matter(
    session: Session, case: dict[str, Any]
) -> None:
    """Unknown is not false: leaving a fact out never gives a flat no, and what is missing is named."""
    provision = case["expected"][0]["benefit"]
    for id in case["facts"]:
        rest = {key: value for key, value in case["facts"].items() if key != id}
        made = judged(session, rest, on=case["as_of"], provision=provision)
        assert made["verdict"] in ("eligible", "needs_info", "needs_parameter"), id
        if made["verdict"] == "needs_info":
            assert made["missing"], id


def test_an_unset_event_is_a_parameter_and_a_future_one_is_waited_for(session: Session) -> None:
    facts = next(case["facts"] for case in CASES if case["id"] == "C09b")
    name = "param.provincial_fresh_status_policy_issued"
    verdicts = {}
    for value in (None, False, True, "2020-09-01", "2020-09-02"):
        row = judged(
            session, {**facts, name: value}, on="2020-09-01", provision="hrb-graduate-soldier-fresh-status"
        )
        verdicts[value] = (row["verdict"], row["parameters"], row["events"])
    assert verdicts == {
        None: ("needs_parameter", [name], []), False: ("pending", [], [name]), True: ("eligible", [], []),
        "2020-09-01": ("eligible", [], []), "2020-09-02": ("pending", [], [name]),
    }  # fmt: skip


def test_an_unset_standard_leaves_the_duty_open(session: Session) -> None:
    facts = {
        "employer.type": "public_institution", "employer.level": "city", "recruitment.is_open_to_society": True,
        "recruitment.institution_experience_places": 2,
    }  # fmt: skip
    provision = "hrb-institution-experience-posts-quota"
    assert judged(session, facts, on="2018-12-01", provision=provision)["verdict"] == "needs_parameter"
    for required, verdict in ((2, "compliant"), (3, "non_compliant")):
        row = judged(
            session, {**facts, "param.experience_posts": required}, on="2018-12-01", provision=provision
        )
        assert row["verdict"] == verdict
    none = {**facts, "recruitment.institution_experience_places": 0}
    assert judged(session, none, on="2018-12-01", provision=provision)["verdict"] == "non_compliant"
