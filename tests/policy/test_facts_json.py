"""F.json: every type, what is partly known, rows and ids, what was given for a run; every fault named, nothing guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from luodi.kernel.errors import BadInput, Problem
from luodi.kernel.values import NA, Members, Span
from luodi.policy.facts_json import Facts, FactsReader, load_json
from luodi.policy.frame import RowSet
from tests.policy.examples import words

Read = Callable[[str], Facts]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    language = words(tmp_path_factory.mktemp("facts"))

    def facts(text: str) -> Facts:
        return FactsReader(language.vocabulary, language.divisions).read(load_json(text, file="f.json"))

    return facts


def faults(read: Read, text: str) -> list[Problem]:
    """Every fault found; the file is refused as a whole."""
    with pytest.raises(BadInput) as caught:
        read(text)
    found = list(caught.value.problems)
    assert all(problem.found and problem.code for problem in found)
    return found


def one(id: str, literal: str) -> str:
    return f'{{"{id}": {literal}}}'


@pytest.mark.parametrize(
    ("id", "literal", "held"),
    [
        ("person.a", "true", True),
        ("person.a", "false", False),
        ("person.stay_months", "12", 12),
        ("person.stay_months", '"12"', 12),
        ("person.work_years", "1.5", Fraction(3, 2)),
        ("person.money", "4.35", 435),
        ("person.money", '"4.35"', 435),
        ("person.money", "0.1", 10),
        ("person.money", "2.675", Fraction(535, 2)),
        ("person.money", "1e2", 10_000),
        ("person.money", "90071992547409.93", 9_007_199_254_740_993),
        ("person.balance", "-0.5", -50),
        ("person.score", "0.1", Fraction(1, 10)),
        ("person.score", "0", 0),
        ("loan.rate", "4.35", Fraction(435, 10_000)),
        ("person.graduation_date", '"2018-03-01"', date(2018, 3, 1)),
        ("person.graduation_date", '"2020-02-29"', date(2020, 2, 29)),
        ("person.first_month", '"2018-03"', date(2018, 3, 1)),
        ("person.project", '"west"', "west"),
        ("person.project", '"西部计划"', "west"),
        ("person.major", '"护理学"', "护理学"),
        ("person.degree", '"bachelor"', 3),
        ("person.degree", '"本科"', 3),
        ("person.degree", "3", 3),
        ("person.channels", '["web", "报纸"]', Members(frozenset({"web", "paper"}))),
        ("person.channels", "[]", Members(frozenset())),
        (
            "person.channels",
            '{"members": ["web"], "complete": false}',
            Members(frozenset({"web"}), complete=False),
        ),
        ("person.home", '"230102"', "230102"),
        ("person.graduation_date", '"n/a"', NA),
        ("person.maybe", '"n/a"', NA),
        ("person.stay_months", '{"from": 6, "to": 18}', Span(6, 18)),
        ("person.stay_months", '{"to": 18}', Span(0, 18)),
        ("person.stay_months", '{"from": 6}', Span(6, None)),
        ("person.stay_months", '{"from": 6, "to": 6}', 6),
        ("person.balance", '{"to": 1}', Span(None, 100)),
        (
            "person.graduation_date",
            '{"from": "2018-01-01", "to": "2018-12-31"}',
            Span(date(2018, 1, 1), date(2018, 12, 31)),
        ),
        ("person.first_month", '{"from": "2018-01"}', Span(date(2018, 1, 1), None)),
        ("person.degree", '{"from": "本科"}', Span(3, 5)),
        ("person.degree", '{"to": 2}', Span(1, 2)),
    ],
)
def test_a_value_is_read_exactly(read: Read, id: str, literal: str, held: Any) -> None:
    value = read(one(id, literal)).values[id]
    assert value == held
    assert not isinstance(value, float)


@pytest.mark.parametrize("text", ["{}", '{"person.a": null, "loan": null, "employer.contracts": null}'])
def test_absent_and_null_are_unknown(read: Read, text: str) -> None:
    facts = read(text)
    assert facts.values == {}
    assert facts.parameters == {}


@pytest.mark.parametrize(
    ("id", "literal"),
    [
        ("person.a", '"true"'),
        ("person.a", "1"),
        ("person.a", "0"),
        ("person.a", '"是"'),
        ("person.a", "[]"),
        ("person.a", '{"from": true}'),
        ("person.stay_months", "true"),
        ("person.stay_months", '"十二"'),
        ("person.stay_months", '"12个月"'),
        ("person.stay_months", '""'),
        ("person.stay_months", '" 12"'),
        ("person.stay_months", '"1,000"'),
        ("person.stay_months", '"1_000"'),
        ("person.stay_months", '"0x10"'),
        ("person.stay_months", '"１２"'),
        ("person.stay_months", '"12\\n"'),
        ("person.stay_months", "[12]"),
        ("person.stay_months", "{}"),
        ("person.stay_months", '{"from": 3, "until": 4}'),
        ("person.stay_months", '{"from": 4, "to": 3}'),
        ("person.stay_months", '{"from": "x"}'),
        ("person.stay_months", '{"from": {"from": 1}}'),
        ("person.stay_months", "-1"),
        ("person.money", '"-0.01"'),
        ("person.money", "1e400"),
        ("person.money", '"1e400"'),
        ("person.money", "1e-400"),
        ("person.money", "123456789012345678901234567890"),
        ("person.money", "9999999999999999999"),
        ("person.money", '"NaN"'),
        ("person.money", '"Infinity"'),
        ("person.children", "1.5"),
        ("person.children", '{"from": 0, "to": 1.5}'),
        ("person.graduation_date", '"2018-02-30"'),
        ("person.graduation_date", '"2019-02-29"'),
        ("person.graduation_date", '"2018-13-01"'),
        ("person.graduation_date", '"0000-01-01"'),
        ("person.graduation_date", '"2018-2-1"'),
        ("person.graduation_date", '"2018-W01-1"'),
        ("person.graduation_date", '"20180301"'),
        ("person.graduation_date", '"2018/03/01"'),
        ("person.graduation_date", '"2018-03-01T00:00:00"'),
        ("person.graduation_date", '"2018年3月1日"'),
        ("person.graduation_date", '"2018-03"'),
        ("person.graduation_date", "20180301"),
        ("person.graduation_date", "true"),
        ("person.graduation_date", '{"from": "2018-12-31", "to": "2018-01-01"}'),
        ("person.first_month", '"2018-13"'),
        ("person.first_month", '"2018-00"'),
        ("person.first_month", '"2018-03-01"'),
        ("person.first_month", '"0000-03"'),
        ("person.first_month", "201803"),
        ("person.project", '"志愿者"'),
        ("person.project", "1"),
        ("person.project", "true"),
        ("person.project", '["west"]'),
        ("person.project", '{"from": "west"}'),
        ("person.project", '""'),
        ("person.major", '""'),
        ("person.major", "12"),
        ("person.degree", "0"),
        ("person.degree", "6"),
        ("person.degree", '"高中"'),
        ("person.degree", "true"),
        ("person.degree", "1.5"),
        ("person.channels", '"web"'),
        ("person.channels", '["抖音"]'),
        ("person.channels", "[1]"),
        ("person.channels", '{"web": true}'),
        ("person.channels", '{"members": ["web"], "complete": "no"}'),
        ("person.channels", "{}"),
        ("person.channels", '{"complete": true}'),
        ("person.channels", '{"members": [], "complete": 1}'),
        ("person.home", '"999999"'),
        ("person.home", '"2301"'),
        ("person.home", '"哈尔滨"'),
        ("person.home", "true"),
        ("loan", "true"),
        ("loan", "{}"),
        ("loan", '"没有"'),
        ("employer.contracts", "{}"),
        ("employer.contracts", '"n"'),
        ("employer.contracts", "3"),
        ("employer.contracts", "[3]"),
        ("employer.contracts", '{"rows": 3}'),
        ("employer.contracts", '{"complete": true}'),
        ("employer.contracts", '{"rows": [], "complete": 1}'),
        ("employer.contracts", '{"rows": [], "all": true}'),
        ("employer.contracts", '[{"contract.months": "x"}]'),
        ("employer.contracts", '[{"person.id": true}]'),
        ("employer.contracts", '[{"person.id": ""}]'),
        ("employer.contracts", '[{"person.id": ["a"]}]'),
        ("person.payments", '["2018-13"]'),
        ("person.payments", '[["2018-03", "2018-04"]]'),
        ("param.wage", '"x"'),
        ("param.wage", "-1"),
        ("param.wage", "true"),
        ("param.wage", '{"本科": 1000}'),
        ("param.wage", "1e400"),
        ("param.allowance", '{"高中": 1000}'),
        ("param.allowance", '{"本科": "x"}'),
        ("param.qualified", '"true"'),
        ("param.qualified", "1"),
        ("param.majors", '"护理学"'),
        ("param.majors", "[1]"),
        ("param.policy_issued", '"2018-02-30"'),
        ("param.policy_issued", "1"),
        ("param.holidays", '"2018-01-01"'),
        ("param.holidays", '["2018-02-30"]'),
    ],
)
def test_a_wrong_value_is_refused_and_its_id_named(read: Read, id: str, literal: str) -> None:
    found = faults(read, one(id, literal))
    assert len(found) == 1
    assert id in found[0].found or any(
        part in found[0].found for part in ("contract.months", "person.id", "payment.month")
    )
    assert found[0].expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1,]",
        '{"person.a": tru}',
        "{'person.a': true}",
        '{"person.a": true} x',
        "nul",
        '{"person.a": 01}',
        "\x00",
    ],
)
def test_what_is_no_json_is_told_with_its_place(read: Read, text: str) -> None:
    found = faults(read, text)
    assert [problem.code for problem in found] == ["json"]
    assert found[0].line >= 1
    assert found[0].column >= 1


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_refused(read: Read, word: str) -> None:
    assert word.strip("-") in faults(read, one("person.money", word))[0].found


@pytest.mark.parametrize("text", ["[]", '"x"', "3", "null", "true"])
def test_facts_are_one_object(read: Read, text: str) -> None:
    assert len(faults(read, text)) == 1


def test_repeated_keys_are_named(read: Read) -> None:
    text = '{"person.a": true, "person.b": true, "person.a": false, "employer.contracts": [{"contract.months": 1, "contract.months": 2}]}'
    found = faults(read, text)
    assert {problem.code for problem in found} == {"repeated-key"}
    assert sorted(problem.found for problem in found) == ["“contract.months”写了两次", "“person.a”写了两次"]


@pytest.mark.parametrize("depth", [100, 1000, 100_000])
@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"person.a": ', "}")])
def test_deep_nesting_is_an_error_and_no_crash(read: Read, depth: int, opens: str, closes: str) -> None:
    assert faults(read, one("person.a", opens * depth + "1" + closes * depth))


def test_relations_in_relations_end_somewhere(read: Read) -> None:
    text = "[]"
    for _ in range(40):
        text = f'[{{"person.spells": {text}}}]'
    assert "嵌套太深" in faults(read, one("person.spells", text))[0].found


@pytest.mark.parametrize(
    ("id", "nearest"),
    [
        ("person.graduation_dat", "person.graduation_date"),
        ("persn.money", "person.money"),
        ("param.wages", "param.wage"),
        ("employer.contract", "employer.contracts"),
        ("loans", "loan"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest(read: Read, id: str, nearest: str) -> None:
    found = faults(read, one(id, "true"))
    assert [problem.code for problem in found] == ["unknown-id"]
    assert id in found[0].found
    assert nearest in found[0].repair


def test_an_unknown_id_in_a_row_is_refused_too(read: Read) -> None:
    found = faults(read, one("employer.contracts", '[{}, {"contract.month": 12}]'))
    assert [problem.code for problem in found] == ["unknown-id"]
    assert "第 2 行" in found[0].found
    assert "contract.months" in found[0].repair


@pytest.mark.parametrize("id", ["", "x", "毕业日期", "a" * 100_000, "person.a\\u0000", "param.extra_nothing"])
def test_an_id_like_no_other_is_refused(read: Read, id: str) -> None:
    found = faults(read, one(id, "true"))
    assert [problem.code for problem in found] == ["unknown-id"]
    assert len(found[0].found) < 500


def test_every_fault_is_told_at_once(read: Read) -> None:
    found = faults(
        read,
        '{"person.a": 1, "person.money": -1, "x.y": 2, "param.wage": "z", "employer.contracts": [{"contract.wage": "q"}]}',
    )
    assert len(found) == 5


# -- entities and rows -----------------------------------------------------------------------------------


def test_an_entity_that_does_not_exist(read: Read) -> None:
    values = read('{"loan": "n/a"}').values
    assert {id for id, value in values.items() if value is NA} >= {
        "loan",
        "loan.principal",
        "loan.rate",
        "loan.months",
    }


def test_a_fact_of_an_entity_that_does_not_exist_is_a_contradiction(read: Read) -> None:
    found = faults(read, '{"loan": "n/a", "loan.principal": 1000}')
    assert "loan.principal" in found[0].found


def test_na_beside_an_absent_entity_agrees(read: Read) -> None:
    assert read('{"loan": "n/a", "loan.months": "n/a"}').values["loan.months"] is NA


def rows_of(facts: Facts, id: str) -> RowSet:
    rows = facts.values[id]
    assert isinstance(rows, RowSet)
    return rows


def test_rows_and_whether_they_are_all(read: Read) -> None:
    whole = rows_of(read(one("employer.contracts", '[{"contract.months": 12}, {}]')), "employer.contracts")
    assert whole.rows == [{"contract.months": 12}, {}]
    assert whole.complete
    part = rows_of(
        read(one("employer.contracts", '{"rows": [{"contract.months": 12}], "complete": false}')),
        "employer.contracts",
    )
    assert not part.complete
    assert rows_of(read(one("employer.contracts", '{"rows": []}')), "employer.contracts").complete


def test_a_short_list(read: Read) -> None:
    rows = rows_of(read(one("person.payments", '["2018-03", "2018-04"]')), "person.payments")
    assert rows.rows == [{"payment.month": date(2018, 3, 1)}, {"payment.month": date(2018, 4, 1)}]


def test_an_unknown_value_of_a_row_is_unknown(read: Read) -> None:
    rows = rows_of(
        read(one("employer.contracts", '[{"contract.months": null, "contract.signed": "n/a"}]')),
        "employer.contracts",
    )
    assert rows.rows == [{"contract.signed": NA}]


def test_rows_of_one_person_know_the_same_of_the_person(read: Read) -> None:
    text = '[{"person.id": "a", "person.a": true, "contract.months": 1}, {"person.id": "a", "contract.months": 2}]'
    rows = rows_of(read(one("employer.contracts", text)), "employer.contracts").rows
    assert [row["person.a"] for row in rows] == [True, True]
    assert [row["contract.months"] for row in rows] == [1, 2]


def test_rows_of_one_person_with_different_facts_are_an_error(read: Read) -> None:
    text = '[{"person.id": "a", "person.a": true}, {"person.id": "b", "person.a": true}, {"person.id": "a", "person.a": false}]'
    found = faults(read, one("employer.contracts", text))
    assert len(found) == 1
    assert "person.a" in found[0].found
    assert "第 3 行" in found[0].found


def test_an_id_may_be_a_number(read: Read) -> None:
    rows = rows_of(
        read(one("employer.contracts", '[{"person.id": 7}, {"person.id": "7"}]')), "employer.contracts"
    ).rows
    assert rows[0]["person.id"] == rows[1]["person.id"]


def test_flat_facts_kept_by_year_are_one_row(read: Read) -> None:
    flat = rows_of(read('{"training_year.year": 2018, "training_year.hours": 90}'), "person.training_years")
    assert flat.rows == [{"training_year.year": 2018, "training_year.hours": 90}]
    row = read(one("person.training_years", '[{"training_year.year": 2018, "training_year.hours": 90}]'))
    assert row.values["training_year.hours"] == 90


# -- given for this run ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "literal", "held"),
    [
        ("param.wage", "1680.5", 168_050),
        ("param.wage", '"1680"', 168_000),
        ("param.share", "50", Fraction(1, 2)),
        ("param.allowance", '{"本科": 1000, "master": "2000.5"}', {3: 100_000, 4: 200_050}),
        ("param.allowance", '{"3": 1000}', {3: 100_000}),
        ("param.qualified", "true", True),
        ("param.qualified", "false", False),
        ("param.majors", '["护理学", "法律"]', frozenset({"护理学", "law"})),
        ("param.majors", "[]", frozenset()),
        ("param.policy_issued", "true", True),
        ("param.policy_issued", "false", False),
        ("param.policy_issued", '"2018-03-01"', date(2018, 3, 1)),
        ("param.holidays", '["2018-01-01"]', (date(2018, 1, 1),)),
        ("param.holidays", "[]", ()),
    ],
)
def test_what_is_given_for_this_run(read: Read, id: str, literal: str, held: Any) -> None:
    facts = read(one(id, literal))
    assert facts.parameters == {id: held}
    assert facts.values == {}


def test_a_given_null_is_not_given(read: Read) -> None:
    assert read(one("param.wage", "null")).parameters == {}


def test_a_large_file_is_refused(read: Read) -> None:
    found = faults(read, json.dumps({"person.major": "x" * 20_000_001}))
    assert found[0].code == "too-large"


def test_numbers_with_many_digits_are_quick_and_refused(read: Read) -> None:
    assert faults(read, one("person.money", "9" * 100_000))
    assert faults(read, one("person.money", "0." + "9" * 100_000))


def test_the_path_is_the_one_that_was_given() -> None:
    with pytest.raises(BadInput) as caught:
        load_json("{", file=str(Path("some") / "f.json"))
    assert caught.value.problems[0].file == "some/f.json"
