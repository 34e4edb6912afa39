"""``luodi explain``: lines with their sentences, with facts whether each holds, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from luodi.cli.__main__ import main

POLICIES = Path(__file__).parents[2] / "policies"
LOAN = "hrb-micro-loan-interest-50"


def run(*words: str) -> int:
    return main(["explain", "--policies", str(POLICIES), *words])


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert run(*words, "--json") == 0
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


def facts(tmp_path: Path, **values: Any) -> str:
    path = tmp_path / "F.json"
    path.write_text(
        json.dumps({key.replace("__", "."): value for key, value in values.items()}), encoding="utf-8"
    )
    return str(path)


def test_json_has_the_fixed_keys(capsys: pytest.CaptureFixture[str]) -> None:
    made = told(capsys, LOAN)
    assert list(made) == ["provision", "title", "document", "clause", "lines"]
    assert (made["provision"], made["title"]) == (LOAN, "小微企业创业担保贷款贴息")
    assert (made["document"], made["clause"]) == ("230100-harbin/2018-graduates-grassroots", "三（八）")
    assert {"text": "贷款额度不超过200万元", "quote": "贷款额度在200万元以下"} in made["lines"]
    assert all(list(line) == ["text", "quote"] for line in made["lines"])


@pytest.mark.parametrize("id", ["hrb-salary-civil-servant-step", "hrb-doctor-retention-grant", LOAN])
def test_every_quote_stands_in_the_document(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = told(capsys, id)
    text = (POLICIES / f"{made['document']}.md").read_text(encoding="utf-8")
    quotes = [line["quote"] for line in made["lines"] if line["quote"]]
    assert len(quotes) > 3
    assert all(quote in text.split("```")[0] or text.count(quote) > 1 for quote in quotes)


def test_with_facts_each_line_says_whether_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = facts(tmp_path, employer__size_class="small", loan__principal="3000000", loan__term_months="n/a")
    made = told(capsys, LOAN, "--facts", file, "--on", "2018-12-01")
    states = {line["quote"]: line for line in made["lines"] if line["text"].startswith(("规模", "贷款"))}
    assert states["对小微企业当年新招用"]["truth"] == "true"
    assert states["贷款额度在200万元以下"]["truth"] == "false"
    assert states["贷款期限最长不超过2年"]["truth"] == "n/a"
    kind = states["经办银行按规定计算创业担保贷款应贴息金额"]
    assert (kind["truth"], kind["missing"]) == ("unknown", ["loan.type"])
    benefit = next(line for line in made["lines"] if line["text"].startswith("钱数"))
    assert benefit["truth"] is None


def test_an_awaited_event_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = told(capsys, "hrb-graduate-soldier-fresh-status", "--facts", facts(tmp_path), "--on", "2018-12-01")
    awaited = next(line for line in made["lines"] if line["quote"].startswith("待省"))
    assert awaited["truth"] == "unknown"
    assert awaited["parameters"] + awaited["events"] == ["param.provincial_fresh_status_policy_issued"]


def test_text_is_for_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(LOAN, "--facts", facts(tmp_path, loan__principal="3000000"), "--on", "2018-12-01") == 0
    out = capsys.readouterr().out
    assert out.startswith(f"小微企业创业担保贷款贴息（{LOAN}）\n《关于进一步引导")
    assert "\n要符合：\n" in out
    assert "  ✗ 贷款额度不超过200万元。\n      原文：贷款额度在200万元以下\n" in out
    assert "  ？ 贷款种类是创业担保贷款。\n" in out
    assert "      还差：贷款种类\n" in out


def test_an_unknown_id_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("hrb-micro-loan-interest") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "没有编号是“hrb-micro-loan-interest”的事项" in captured.err
    assert LOAN in captured.err


def test_an_id_like_no_other_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zzz9") == 2
    told = capsys.readouterr().err
    assert "没有编号是“zzz9”的事项" in told
    assert "最接近" not in told


@pytest.mark.parametrize("words", [["--on", "2018-12-01"], ["--facts", "-"]])
def test_facts_and_day_go_together(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(LOAN, *words) == 2
    assert "两个一起给" in capsys.readouterr().err


def test_a_wrong_day_or_fact_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(LOAN, "--facts", facts(tmp_path), "--on", "2018-13-01") == 2
    assert run(LOAN, "--facts", facts(tmp_path, no__such=1), "--on", "2018-12-01") == 2
    assert capsys.readouterr().out == ""
