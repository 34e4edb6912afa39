"""``luodi judge``: what may be said of a subject, what may not, and what is answered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.broken_pack import ROOT, make_pack, run, whole

KEYS = """provision verdict amount amount_to amount_state unit effect items due missing missing_in parameters events limits
reasons document as_of pack_sha256""".split()
LOAN = "test-micro-loan"
GOOD: dict[str, Any] = {
    "employer.size_class": "small", "loan.principal": 2000000, "loan.term_months": 24, "loan.interest": "1000.01",
    "employer.contracts": [{"contract.months": 12}],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pack(tmp_path_factory.mktemp("judge") / "p", whole())


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path_factory.getbasetemp() / "cache-judge"))


def judge(folder: Path, facts: str | bytes, *more: str, on: str = "2018-12-01") -> tuple[int, str, str]:
    path = folder.parent / "F.json"
    path.write_bytes(facts if isinstance(facts, bytes) else facts.encode())
    return run("judge", "--facts", str(path), "--on", on, "--json", "--policies", str(folder), *more)


def answer(
    folder: Path, facts: dict[str, Any] | str, *more: str, on: str = "2018-12-01"
) -> list[dict[str, Any]]:
    code, out, told = judge(folder, facts if isinstance(facts, str) else json.dumps(facts), *more, on=on)
    assert (code, told) == (0, "")
    rows: list[dict[str, Any]] = json.loads(out)
    return rows


def refused(
    folder: Path, facts: str | bytes, *words: str, more: tuple[str, ...] = (), on: str = "2018-12-01"
) -> str:
    """What was told; nothing was printed."""
    code, out, told = judge(folder, facts, *more, on=on)
    assert (code, out) == (2, "")
    assert "Traceback" not in told
    for word in words:
        assert word in told
    for line in told.splitlines():
        assert len(line) < 900
        assert "改法：" in line
    return told


def test_the_answer_has_its_keys_and_sorted_lists(folder: Path) -> None:
    rows = answer(folder, {})
    assert [row["provision"] for row in rows] == [LOAN, "test-startup-full", "test-startup-other"]
    for row in rows:
        assert list(row) == KEYS
        for key in ("missing", "parameters", "events"):
            assert row[key] == sorted(row[key])
        assert row["document"] == "230100-harbin/2018-graduates-grassroots"
        assert row["as_of"] == "2018-12-01"
        assert len(row["pack_sha256"]) == 64
        for reason in row["reasons"]:
            assert list(reason)[:5] == ["quote", "clause", "truth", "facts", "of"]
            assert reason["facts"] == sorted(reason["facts"])
            assert reason["truth"] in ("true", "false", "unknown", "n/a")
    assert rows[0]["missing"][:1] == ["employer.size_class"]
    assert [row["effect"] for row in rows] == ["due", "due", "may"]


def test_a_good_subject(folder: Path) -> None:
    row = answer(folder, GOOD, "--provision", LOAN)[0]
    assert (row["verdict"], row["amount"], row["amount_to"], row["amount_state"], row["unit"]) == (
        "eligible", "500.01", "500.01", "exact", "元",
    )  # fmt: skip
    assert row["missing"] == []
    assert row["reasons"][0]["clause"] == "三（八）"


def test_standard_input_is_a_file_too(folder: Path) -> None:
    words = ("judge", "--facts", "-", "--on", "2018-12-01", "--policies", str(folder), "--provision", LOAN)
    code, out, told = run(*words, "--json", stdin=json.dumps(GOOD))
    assert (code, told, json.loads(out)[0]["verdict"]) == (0, "", "eligible")
    code, out, told = run(*words, stdin=json.dumps(GOOD))
    assert (code, told) == (0, "")
    assert f"小微企业贷款贴息（{LOAN}）：符合" in out
    assert "500.01元" in out


@pytest.mark.parametrize(
    ("principal", "verdict"),
    [
        ("2000000", "eligible"), ("2000000.00", "eligible"), ("2e6", "eligible"), ('"2000000"', "eligible"),
        ("2000000.01", "not_eligible"), ('"2000000.01"', "not_eligible"), ("2000000.000000000001", "not_eligible"),
        ("4.35", "eligible"), ("null", "needs_info"), ('"n/a"', "not_eligible"),
        ('{"from": 1, "to": 2000000}', "eligible"), ('{"from": 1, "to": 2000001}', "needs_info"), ('{"from": 2000001}', "not_eligible"),
    ],
)  # fmt: skip
def test_figures_are_exact(principal: str, verdict: str, folder: Path) -> None:
    facts = json.dumps({**GOOD, "loan.principal": 0}).replace(
        '"loan.principal": 0', f'"loan.principal": {principal}'
    )
    assert answer(folder, facts, "--provision", LOAN)[0]["verdict"] == verdict


def test_a_figure_never_passes_through_binary(folder: Path) -> None:
    facts = json.dumps({**GOOD, "loan.interest": 0}).replace('"loan.interest": 0', '"loan.interest": 0.29')
    assert (
        answer(folder, facts, "--provision", LOAN)[0]["amount"] == "0.15"
    )  # 0.145, half up; 0.29 in binary is less


@pytest.mark.parametrize(
    "value",
    ["1e400", "1e99", "NaN", "Infinity", "-Infinity", "-1", "-0.01", "true", "[1]", '"1,000"', '"１００"', '" 100"', '"100\\n"', '""',
     '"100元"', '"一百"', '"0x10"', '"1_000"', "9" * 10_000, '"' + "9" * 10_000 + '"', '{"a": 1}', "{}", '{"from": 3, "to": 1}',
     '{"from": 1, "to": "x"}', '{"from": {"from": 1}}', '{"from": "n/a"}', '"' + "长" * 100_000 + '"'],
)  # fmt: skip
def test_what_is_no_figure_is_refused(value: str, folder: Path) -> None:
    told = refused(folder, f'{{"loan.principal": {value}}}')
    assert "loan.principal" in told or "不认识的数" in told


@pytest.mark.parametrize(
    "value",
    ["2018-02-30", "2018-13-01", "2018-2-1", "20180201", "2018-W05-4", "2018-02-01T00:00", "２０１８-02-01", "0000-01-01", "昨天", " 2018-02-01"],
)  # fmt: skip
def test_what_is_no_day_is_refused(value: str, folder: Path) -> None:
    refused(folder, json.dumps({"loan.application_date": value}), "loan.application_date", "日历上有的日期")
    refused(folder, json.dumps({"param.holidays": [value]}), "param.holidays", "日历上有的日期")
    refused(folder, "{}", "--on", "不是日期", on=value)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"loan.principle": 1}, ("没有“loan.principle”", "最接近的是“loan.principal”")),
        ({"loan.typ": "other"}, ("最接近的是“loan.type”",)),
        ({"": 1}, ("没有“”",)),
        ({"x" * 100_000: 1}, ("没有“xxxx",)),
        ({"a\nb\0": 1}, ("\\n", "\\x00")),
        ({"loan.type": "mortgage"}, ("创业担保贷款（startup_guaranteed）",)),
        ({"loan.type": 1}, ("创业担保贷款（startup_guaranteed）",)),
        ({"loan.type": True}, ("“true”",)),
        ({"loan.type": ["other"]}, ("一个列表",)),
        ({"loan.type": "其" * 100_000}, ("loan.type",)),
        ({"employer.is_county_or_below": "true"}, ("true 或 false",)),
        ({"employer.is_county_or_below": 1}, ("true 或 false",)),
        ({"loan": "none"}, ("“loan”", "“n/a”（没有）")),
        ({"loan": True}, ("“n/a”（没有）",)),
        ({"loan": {"loan.principal": 1}}, ("loan.…",)),
        ({"loan": "n/a", "loan.principal": 1}, ("loan.principal", "写的是没有")),
        ({"employer.contracts": [1]}, ("第 1 行",)),
        ({"employer.contracts": [{}, None]}, ("第 2 行",)),
        ({"employer.contracts": "x"}, ("一个列表",)),
        ({"employer.contracts": {"a": []}}, ("rows",)),
        ({"employer.contracts": {"rows": 5}}, ("一个列表",)),
        ({"employer.contracts": {"rows": None}}, ("null",)),
        ({"employer.contracts": {"rows": [], "complete": "yes"}}, ("complete",)),
        ({"employer.contracts": [{"contract.mont": 1}]}, ("第 1 行", "contract.months")),
        ({"employer.contracts": [{"contract.months": "一"}]}, ("第 1 行", "contract.months")),
        ({"employer.contracts": [{"person": "x"}]}, ("第 1 行", "“n/a”（没有）")),
        ({"employer.contracts": [{"contract.id": []}]}, ("第 1 行", "contract.id")),
        ({"employer.contracts": [{"contract.id": "a", "contract.months": 1}, {"contract.id": "a", "contract.months": 2}]}, ("第 2 行", "contract.months")),
        ({"param.extra_foo": ["x"]}, ("param.extra_foo",)),
        ({"param.agri_subsidy_qualified": "yes"}, ("true 或 false",)),
        ({"param.bonus_points": {"a": 1}}, ("一张表",)),
        ({"param.bonus_points": [1]}, ("param.bonus_points",)),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_and_named(
    facts: dict[str, Any], words: tuple[str, ...], folder: Path
) -> None:
    refused(folder, json.dumps(facts, ensure_ascii=False), *words)


def test_five_faults_are_told_in_one_go(folder: Path) -> None:
    facts = {
        "loan.principal": "x",
        "loan.application_date": "2018-02-30",
        "zzz.q": 1,
        "loan.type": "k",
        "loan.term_months": -3,
        "employer.size_class": "small",
    }
    told = refused(
        folder,
        json.dumps(facts),
        "loan.principal",
        "loan.application_date",
        "zzz.q",
        "loan.type",
        "loan.term_months",
    )
    assert len(told.splitlines()) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", ("不是合法的 JSON",)),
        (b"  \n", ("不是合法的 JSON",)),
        (b"{", ("F.json:1:", "不是合法的 JSON")),
        (b'{\n "loan.principal": 1,\n}', ("F.json:3:1", "不是合法的 JSON")),
        (b"{} x", ("F.json:1:4",)),
        (b"{'a': 1}", ("F.json:1:2",)),
        (bytes(range(256)), ("UTF-8",)),
        ("{}".encode("utf-16"), ("UTF-8",)),
        (b"[1]", ("一个列表",)),
        (b"null", ("“null”",)),
        (b'"x"', ("“x”",)),
        (b"1", ("“1”",)),
        (b"[" * 200_000 + b"]" * 200_000, ("嵌套太深",)),
        (b'{"loan.principal": ' + b"[" * 100_000, ("嵌套太深",)),
        (b'{"loan.principal": 1, "loan.principal": 2}', ("loan.principal", "两次")),
        (b'{"employer.contracts": [{"contract.months": 1, "contract.months": 1}]}', ("contract.months", "两次")),
        (b'{"loan.type": "\\ud800"}', ("半个字符",)),
        (b'{"\\udfff": 1}', ("半个字符",)),
        (b" " * 21_000_000, ("20,000,000",)),
        ('{"employer.contracts":' + '[{"person.contracts":' * 30 + "[]" + "}]" * 30 + "}", ("嵌套太深",)),
    ],
)  # fmt: skip
def test_what_is_no_object_of_facts_is_refused(
    text: bytes | str, words: tuple[str, ...], folder: Path
) -> None:
    refused(folder, text, *words)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--division", "230199"), ("--division", "没有“230199”", "相近的有 230184")),
        (("--division", "x"), ("六位代码，如 230100",)),
        (("--division", "230100000"), ("没有“230100000”",)),
        (("--division", "２３０１００"), ("--division",)),
        (("--subject", "老人"), ("没有“老人”", "人员")),
        (("--provision", "test-micro-lone"), ("最接近的是“test-micro-loan”",)),
        (("--provision", LOAN, "--provision", "没有"), ("没有编号是“没有”",)),
        (
            ("--division", "x", "--subject", "老人", "--provision", "x"),
            ("--division", "--subject", "--provision"),
        ),
        (("--policies", "/没有这个文件夹"), ("没有这个政策文件夹",)),
    ],
)
def test_a_wrong_call_is_refused(more: tuple[str, ...], words: tuple[str, ...], folder: Path) -> None:
    refused(folder, "{}", *words, more=more)


def test_a_file_that_is_not_there_or_is_a_folder(folder: Path) -> None:
    for path, why in ((folder / "nichts.json", "没有这个文件"), (folder, "文件夹")):
        code, out, told = run("judge", "--facts", str(path), "--on", "2018-12-01", "--policies", str(folder))
        assert (code, out) == (2, "")
        assert why in told


def test_facts_named_like_a_policy_file_are_a_wrong_call_not_a_wrong_pack(folder: Path) -> None:
    for name in ("facts.md", "facts.yaml"):
        path = folder.parent / name
        path.write_text("{", encoding="utf-8")
        code, out, _ = run("judge", "--facts", str(path), "--on", "2018-12-01", "--policies", str(folder))
        assert (code, out) == (2, "")


def test_places_and_subjects_choose_the_provisions(folder: Path) -> None:
    assert len(answer(folder, {}, "--division", "230102")) == 3
    assert answer(folder, {}, "--division", "370000") == []
    assert answer(folder, {}, "--division", "230000") == []
    assert [row["provision"] for row in answer(folder, {}, "--subject", "单位")] == [LOAN]
    assert len(answer(folder, {}, "--subject", "贷款")) == 3


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "2018-01-11", "2018-01-12"])
def test_any_day_of_the_calendar_can_be_asked(on: str, folder: Path) -> None:
    verdict = answer(folder, GOOD, "--provision", LOAN, on=on)[0]["verdict"]
    assert verdict == ("eligible" if on >= "2018-01-12" else "not_eligible")


def test_a_real_process_keeps_its_streams_apart(folder: Path) -> None:
    path = folder.parent / "F.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    words = [
        sys.executable,
        "-m",
        "luodi.cli",
        "judge",
        "--facts",
        str(path),
        "--on",
        "2018-12-01",
        "--policies",
        str(folder),
    ]
    for extra, encoding in (("--json", "utf-8"), ("--json", "gbk"), ("--provision", "gbk")):
        more = [extra, LOAN] if extra == "--provision" else [extra]
        made = subprocess.run(
            [*words, *more], capture_output=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": encoding},
        )  # fmt: skip
        assert (made.returncode, made.stderr) == (0, b"")
        if extra == "--json":
            assert json.loads(made.stdout.decode(encoding))[0]["verdict"] == "eligible"
        else:
            assert "符合" in made.stdout.decode(encoding)


# -- anything at all -------------------------------------------------------------------------------------

IDS = (
    "loan.principal", "loan.type", "loan.application_date", "loan.term_months", "employer.size_class", "employer.contracts", "loan",
    "contract.months", "contract.id", "person", "param.holidays", "param.bonus_points", "person.training_years", "history", "param.extra_foo",
    "service_log.dates", "person.majors", "business.loans", "n/a", "rows", "complete", "from", "to", "members",
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(("n/a", "2018-01-01", "2018-02-30", "2018-01", "12", "small", "startup_guaranteed", "230100")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(IDS) | st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=80)
@given(facts=VALUES | st.dictionaries(st.sampled_from(IDS), VALUES, max_size=5))
def test_any_json_is_judged_or_refused(facts: Any, folder: Path) -> None:
    code, out, told = judge(folder, json.dumps(facts))
    assert code in (0, 2)
    assert (out == "") == (code == 2)
    assert (told == "") == (code == 0)


@settings(max_examples=80)
@given(data=st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_bytes_are_judged_or_refused(data: bytes, folder: Path) -> None:
    code, out, _ = judge(folder, data)
    assert code in (0, 2)
    assert (out == "") == (code == 2)


def test_a_contradiction_is_told_of_the_file_with_the_facts(folder: Path) -> None:
    facts = json.dumps(
        {"loan.principal": 100, "loan.annual_rate_percent": 5, "loan.term_months": 12, "loan.interest": 90}
    )
    for words in (("judge",), ("explain", LOAN)):
        path = folder.parent / "C.json"
        path.write_text(facts, encoding="utf-8")
        code, out, told = run(*words, "--facts", str(path), "--on", "2018-12-01", "--policies", str(folder))
        assert (code, out) == (2, "")
        assert told.startswith(f"{path}: [contradiction] ")
