"""``luodi judge`` from end to end on a small folder: checked, compiled, judged, printed; or refused as a whole."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luodi.cli.__main__ import main
from luodi.kernel.errors import BadInput
from luodi.policy.facts_json import FactsReader, load_json
from luodi.policy.installed import open_session
from tests.policy.small_pack import add_document, document, make_folder

GRANT = """编号: t-grant
名称: 毕业生补贴
对象: 人员
条件:
  - {引文: 毕业2年内的, 式: 毕业 后 2年 内}
  - 任一:
      - {引文: 收入低于最低工资标准的, 式: 收入 低于 标准.最低工资}
      - {引文: 表现突出的, 式: 表现突出}
排除:
  - {引文: 已就业的除外, 式: 就业状态 为 已就业}
待遇: {类别: 金额, 引文: 按最低工资标准的30%给予, 式: 标准.最低工资 × 30%}
限制:
  - {引文: 每人一次, 一次: 每人}
"""
FAIR = """编号: t-fair
名称: 学时
对象: 人员
适用:
  - {引文: 专业技术人员, 式: 甲}
义务:
  - {引文: 每年不少于90学时, 式: 学时数 不少于 90学时, 期间: 本年度}
"""
EXAMPLE = """# 例
事项: t-grant
日期: 2018-12-01
事实:
  毕业日期: 2018-06-30
  收入: 1000元
  就业状态: 未就业
  表现突出: 否
参数: {标准.最低工资: 1680元}
结论: 符合
"""
EMPLOYER = """编号: t-employer
名称: 单位补贴
对象: 单位
条件:
  - {引文: 小型、微型企业, 式: 规模 属于 小型、微型}
  - {引文: 招用达到30%的, 式: 计数(劳动合同 的 劳动者 其中 毕业生) ÷ 在职人数 达到 30%}
待遇: {类别: 资格, 引文: 优先支持}
效力: 优先
"""
WAGES = """- {名: 标准.最低工资, 自: 2018-01-01, 至: null, 值: 1680元, 依据: 关于调整最低工资标准的通知}
"""
KEYS = {
    "provision", "verdict", "amount", "amount_to", "amount_state", "unit", "effect", "items", "due", "missing",
    "missing_in", "parameters", "events", "limits", "reasons", "document", "as_of", "pack_sha256",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path / "cache"))
    made = make_folder(tmp_path / "policies", standards={"230100": WAGES})
    add_document(made, "2018-grants", document([GRANT, FAIR]))
    add_document(made, "2019-employers", document([EMPLOYER], division="230000"), place="230000-test")
    return made


def judged(
    folder: Path, facts: dict[str, Any], *, on: str = "2018-12-01", division: str | None = "230102"
) -> dict[str, dict[str, Any]]:
    session = open_session(folder)
    reader = FactsReader(session.pack.vocabulary, session.divisions, extra=session.own_findings())
    read = reader.read(load_json(json.dumps(facts), file="f.json"))
    made = session.judge(read, on=date.fromisoformat(on), division=division)
    return {determination.provision: determination.row(pack=session.pack.sha256) for determination in made}


def run(folder: Path, facts: Path | str, *more: str, on: str = "2018-12-01") -> int:
    return main(["judge", "--facts", str(facts), "--on", on, "--policies", str(folder), *more])


FACTS = {
    "person.graduation_date": "2018-06-30",
    "person.money": 1000,
    "person.status": "none",
    "person.a": False,
}


def test_every_provision_is_answered_with_all_keys(folder: Path) -> None:
    rows = judged(folder, FACTS)
    assert set(rows) == {"t-grant", "t-fair", "t-employer"}
    assert all(set(row) == KEYS for row in rows.values())
    grant = rows["t-grant"]
    assert (grant["verdict"], grant["amount"], grant["amount_to"], grant["amount_state"], grant["unit"]) == (
        "eligible", "504", "504", "exact", "元",
    )  # fmt: skip
    assert grant["effect"] == "due"
    assert grant["document"] == "230100-test/2018-grants"
    assert grant["as_of"] == "2018-12-01"
    assert [limit["state"] for limit in grant["limits"]] == ["unchecked"]
    assert rows["t-fair"]["verdict"] == "not_applicable"
    assert rows["t-employer"]["effect"] == "priority"


def test_the_reasons_quote_each_sentence(folder: Path) -> None:
    reasons = judged(folder, {**FACTS, "person.status": "job"})["t-grant"]["reasons"]
    assert [(reason["quote"], reason["truth"]) for reason in reasons] == [
        ("毕业2年内的", "true"), ("", "true"), ("已就业的除外", "true"),
    ]  # fmt: skip
    assert [(member["quote"], member["truth"]) for member in reasons[1]["of"]] == [
        ("收入低于最低工资标准的", "true"), ("表现突出的", "unknown"),
    ]  # fmt: skip
    assert reasons[0]["facts"] == ["person.graduation_date"]
    assert {reason["clause"] for reason in reasons} == {"一"}


def test_a_fact_that_is_na_is_told_as_such(folder: Path) -> None:
    row = judged(folder, {**FACTS, "person.graduation_date": "n/a"})["t-grant"]
    assert row["verdict"] == "not_eligible"
    assert row["reasons"][0]["truth"] == "n/a"
    assert (row["amount"], row["amount_to"], row["amount_state"]) == (None, None, None)


def test_what_is_missing_is_sorted_and_placed(folder: Path) -> None:
    row = judged(folder, {})["t-grant"]
    assert row["verdict"] == "needs_info"
    assert row["missing"] == ["person.graduation_date", "person.money", "person.outstanding", "person.status"]
    contracts = [{"person.is_graduate": True}, {}]
    row = judged(folder, {"employer.size": "small", "employer.staff": 5, "employer.contracts": contracts})[
        "t-employer"
    ]
    assert row["verdict"] == "needs_info"
    assert row["missing_in"] == [{"id": "person.is_graduate", "relation": "employer.contracts", "row": 1}]


def test_rows_of_people_are_counted(folder: Path) -> None:
    contracts = [
        {"person.id": "a", "person.is_graduate": True},
        {"person.id": "a"},
        {"person.id": "b", "person.is_graduate": True},
    ]
    facts = {"employer.size": "small", "employer.contracts": contracts}
    assert judged(folder, {**facts, "employer.staff": 6})["t-employer"]["verdict"] == "eligible"
    assert judged(folder, {**facts, "employer.staff": 7})["t-employer"]["verdict"] == "not_eligible"
    assert judged(folder, {**facts, "employer.staff": 0})["t-employer"]["verdict"] == "not_eligible"


def test_where_a_document_holds(folder: Path) -> None:
    assert set(judged(folder, FACTS, division="230100")) == {"t-grant", "t-fair", "t-employer"}
    assert set(judged(folder, FACTS, division="230600")) == {"t-employer"}
    assert set(judged(folder, FACTS, division="370000")) == set()
    assert set(judged(folder, FACTS, division=None)) == {"t-grant", "t-fair", "t-employer"}


def test_before_the_standard_is_set_it_is_awaited(folder: Path) -> None:
    (folder / "standards" / "230100.yaml").write_text(
        WAGES.replace("2018-01-01", "2019-01-01"), encoding="utf-8"
    )
    row = judged(folder, {**FACTS, "person.outstanding": False})["t-grant"]
    assert (row["verdict"], row["parameters"], row["amount_state"]) == (
        "needs_parameter",
        ["param.wage"],
        "needs_parameter",
    )
    given = judged(folder, {**FACTS, "person.outstanding": False, "param.wage": 2000})["t-grant"]
    assert (given["verdict"], given["amount"]) == ("eligible", "600")
    assert given["reasons"][1]["of"][0].get("given", given["reasons"][1].get("given")) == ["param.wage"]


def test_outside_its_time_a_provision_is_refused_with_the_reason(folder: Path) -> None:
    row = judged(folder, FACTS, on="2018-01-11")["t-grant"]
    assert row["verdict"] == "not_eligible"
    assert row["reasons"][0]["note"] == "未施行"
    row = judged(folder, {**FACTS, "person.a": True}, on="2018-01-11")["t-fair"]
    assert row["verdict"] == "not_applicable"


def test_an_obligation_has_its_day(folder: Path) -> None:
    row = judged(folder, {"person.a": True, "person.hours": 0})["t-fair"]
    assert (row["verdict"], row["due"]) == ("compliant", "2018-12-31")
    assert row["items"][0]["due"] == "2018-12-31"
    assert (
        judged(folder, {"person.a": True, "person.hours": 89}, on="2018-12-31")["t-fair"]["verdict"]
        == "non_compliant"
    )


def test_the_pack_is_kept_and_read_again_the_same(folder: Path, tmp_path: Path) -> None:
    first = judged(folder, FACTS)
    assert list((tmp_path / "cache").glob("*.pack"))
    assert judged(folder, FACTS) == first
    path = folder / "230100-test" / "2018-grants.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("名称: 学时", "名称: 每年学时"), encoding="utf-8"
    )
    assert judged(folder, FACTS)["t-grant"]["pack_sha256"] != first["t-grant"]["pack_sha256"]


# -- the command -----------------------------------------------------------------------------------------


def test_the_command_prints_one_document(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "f.json"
    facts.write_text(json.dumps(FACTS), encoding="utf-8")
    assert run(folder, facts, "--json", "--division", "230100", "--provision", "t-grant") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["provision"], row["verdict"], row["amount"]) == ("t-grant", "eligible", "504")
    assert run(folder, facts, "--json", "--subject", "单位") == 0
    assert [row["provision"] for row in json.loads(capsys.readouterr().out)] == ["t-employer"]
    assert run(folder, facts) == 0
    assert "毕业生补贴" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ('{"person.mony": 1}', [], "person.money"),
        ('{"person.money": -1}', [], "person.money"),
        ("{", [], "JSON"),
        ("{}", ["--division", "999999"], "999999"),
        ("{}", ["--provision", "t-grants"], "t-grant"),
        ("{}", ["--subject", "火星人"], "火星人"),
        ("{}", ["--on", "2018-02-30"], "2018-02-30"),
    ],
)
def test_a_wrong_call_says_nothing_on_stdout(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, more: list[str], said: str
) -> None:
    facts = tmp_path / "f.json"
    facts.write_text(content, encoding="utf-8")
    assert run(folder, facts, "--json", *more) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_a_given_figure_against_the_rows_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "230000-test" / "2019-employers.md"
    ages = path.read_text(encoding="utf-8").replace(
        "规模 属于 小型、微型", "规模 属于 小型、微型 且 年龄 超过 20岁"
    )
    path.write_text(
        ages.replace("引文: 小型、微型企业,", "引文: 小型、微型企业, 另据: 年龄是测试用的,"), encoding="utf-8"
    )
    facts = tmp_path / "f.json"
    facts.write_text(
        '{"employer.size": "small", "person.age": 30, "person.birth_date": "2000-01-01"}', encoding="utf-8"
    )
    assert run(folder, facts, "--json") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "person.age" in printed.err


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        ("引文: 毕业2年内的", "引文: 毕业3年内的", "quote"),
        ("式: 毕业 后 2年 内", "式: 毕业 后 2年", "unfinished"),
        ("式: 毕业 后 2年 内", "式: 毕业 后 3年 内", "number"),
        ("编号: t-fair", "编号: t-grant", "duplicate-id"),
        ("名称: 学时", "名称: 学时\n名称: 学时", "repeated-key"),
    ],
)
def test_a_pack_with_a_fault_is_not_loaded_at_all(
    folder: Path, tmp_path: Path, written: str, instead: str, code: str
) -> None:
    path = folder / "230100-test" / "2018-grants.md"
    text = path.read_text(encoding="utf-8")
    head, mark, blocks = text.partition("```")
    path.write_text(head + mark + blocks.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        open_session(folder)
    found = list(caught.value.problems)
    assert found
    assert all(problem.file.endswith("2018-grants.md") and problem.line > 0 for problem in found), found
    assert any(code in problem.code for problem in found), [problem.sentence() for problem in found]
    facts = tmp_path / "f.json"
    facts.write_text("{}", encoding="utf-8")
    assert run(folder, facts, "--json") == 1


def test_an_example_of_the_document_is_checked(folder: Path) -> None:
    wrong = EXAMPLE.replace("结论: 符合", "结论: 不符合")
    add_document(folder, "2018-grants", document([GRANT, FAIR, wrong]))
    with pytest.raises(BadInput) as caught:
        open_session(folder)
    assert len(caught.value.problems) == 1
    add_document(folder, "2018-grants", document([GRANT, FAIR, wrong.replace("不符合", "符合")]))
    assert open_session(folder).pack.provisions.keys() == {"t-grant", "t-fair", "t-employer"}


def test_a_quote_of_another_clause_is_refused_below_the_last_one(folder: Path) -> None:
    path = folder / "230100-test" / "2018-grants.md"
    source = folder / "230100-test" / "原文" / "2018-grants.txt"
    made = document([GRANT])
    text = made[1].replace("；表现突出的", "。\n\n二、再说。表现突出的")
    add_document(folder, "2018-grants", (made[0].replace(made[1], text), text))
    digest = hashlib.sha256("".join(text.split()).encode()).hexdigest()
    whole = hashlib.sha256(source.read_bytes()).hexdigest()
    front = re.sub(
        r"sha256: [0-9a-f]{64}, 文本sha256: [0-9a-f]{64}",
        f"sha256: {whole}, 文本sha256: {digest}",
        path.read_text(encoding="utf-8"),
    )
    path.write_text(front, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        open_session(folder)
    assert {problem.code for problem in caught.value.problems} == {"quote"}, str(caught.value)
    assert "毕业2年内的" in str(caught.value)


def test_text_that_is_not_the_source_is_refused(folder: Path) -> None:
    source = folder / "230100-test" / "原文" / "2018-grants.txt"
    source.write_text(source.read_text(encoding="utf-8") + "又及", encoding="utf-8")
    with pytest.raises(BadInput):
        open_session(folder)
