"""``luodi standards``: what is set, inherited and honestly unset; setting, closing, refusing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from luodi.cli.__main__ import main

POLICIES = Path(__file__).parents[2] / "policies"
WAGE = "标准.最低工资标准"
STATUS = "事件.省级应届政策出台"
BASIS = ("--basis", "黑政发〔2017〕1号")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The project's words and its Harbin document, with no standards yet."""
    for item in POLICIES.iterdir():
        if item.name == "230100-harbin" or not (item.name == "standards" or item.name[0].isdigit()):
            (tmp_path / item.name).symlink_to(item)
    return tmp_path


def run(folder: Path, *words: str) -> int:
    return main(["standards", "--policies", str(folder), *words])


def put(folder: Path, *words: str, division: str = "230100") -> int:
    return run(folder, "set", *words, "--division", division, *BASIS)


def file(folder: Path, division: str = "230100") -> str:
    return (folder / "standards" / f"{division}.yaml").read_text(encoding="utf-8")


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(folder, "list", "--json", *words) == 0
    made: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return made


def test_set_writes_the_form_of_the_design(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert put(folder, WAGE, "1680元", "--from", "2018-01-01") == 0
    assert (
        file(folder) == f"- {{名: {WAGE}, 自: 2018-01-01, 至: null, 值: 1680元, 依据: 黑政发〔2017〕1号}}\n"
    )
    assert "哈尔滨市：标准.最低工资标准 已填写 1680元（自 2018-01-01 起）" in capsys.readouterr().out


def test_an_open_earlier_entry_ends_the_day_before(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert put(folder, WAGE, "1450元", "--from", "2015-10-01") == 0
    assert put(folder, WAGE, "1680元", "--from", "2018-03-01") == 0
    first, second = file(folder).splitlines()
    assert "自: 2015-10-01, 至: 2018-02-28, 值: 1450元" in first
    assert "自: 2018-03-01, 至: null, 值: 1680元" in second
    assert "前一项的“至”已写为 2018-02-28" in capsys.readouterr().out


def test_the_entry_of_the_same_day_is_replaced_and_keeps_its_other_keys(folder: Path) -> None:
    (folder / "standards").mkdir()
    path = folder / "standards" / "230100.yaml"
    path.write_text(
        f"# 先说明\n- 名: {WAGE}\n  自: 2018-01-01\n  值: 1000元\n  依据: 甲\n  说明: 注\n# 后说明\n",
        encoding="utf-8",
    )
    assert put(folder, WAGE, "1680元", "--from", "2018-01-01") == 0
    item = f"- {{名: {WAGE}, 自: 2018-01-01, 至: null, 值: 1680元, 依据: 黑政发〔2017〕1号, 说明: 注}}"
    assert file(folder) == f"# 先说明\n{item}\n# 后说明\n"


@pytest.mark.parametrize(
    ("item", "closed"),
    [
        (f"- 名: {WAGE}\n  自: 2015-01-01\n  值: 1元\n  依据: 甲\n", "  至: 2017-12-31\n  值: 1元"),
        (f"- 名: {WAGE}\n  自: 2015-01-01\n  至:\n  值: 1元\n  依据: 甲\n", "  至: 2017-12-31\n  值: 1元"),
        (f"- {{名: {WAGE}, 至: null , 值: 1元, 依据: 甲}}\n", "至: 2017-12-31 , 值: 1元"),
        (f"- {{名: {WAGE}, 值: 1元, 依据: 甲}}", "至: 2017-12-31, 值: 1元, 依据: 甲}\n- {"),
    ],
)
def test_an_entry_is_closed_however_it_is_written(folder: Path, item: str, closed: str) -> None:
    (folder / "standards").mkdir()
    (folder / "standards" / "230100.yaml").write_text(item, encoding="utf-8")
    assert put(folder, WAGE, "2元", "--from", "2018-01-01") == 0
    assert closed in file(folder)
    assert file(folder).endswith(
        f"- {{名: {WAGE}, 自: 2018-01-01, 至: null, 值: 2元, 依据: 黑政发〔2017〕1号}}\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((WAGE, "2元", "--from", "2016-06-01"), "日期重叠"),
        ((WAGE, "2元", "--from", "2014-01-01", "--to", "2015-01-01"), "日期重叠"),
        ((WAGE, "2元"), "日期重叠"),
        ((WAGE, "1680", "--from", "2020-01-01"), "以“元”计的数"),
        ((WAGE, "很多", "--from", "2020-01-01"), "很多"),
        ((WAGE, "{由：机关}", "--from", "2020-01-01"), "读不懂"),
        ((WAGE, "{本科: 1元}", "--from", "2020-01-01"), "一张表"),
        ((WAGE, "2元", "--from", "2020-01-01", "--to", "2019-12-31"), "早于"),
        ((WAGE, "2元", "--from", "2020-02-30"), "不是日期"),
        (("标准.最低工资", "2元"), f"最接近的是“{WAGE}”"),
        ((STATUS, "也许"), "也许"),
        (("条件.创业担保贷款申请条件", "看情况"), "看情况"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_written(
    folder: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(folder, WAGE, "1450元", "--from", "2015-01-01", "--to", "2017-12-31") == 0
    before = file(folder)
    capsys.readouterr()
    assert put(folder, *words) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert file(folder) == before
    assert [path.name for path in (folder / "standards").iterdir()] == ["230100.yaml"]


def test_a_lower_level_keeps_the_floor_of_the_upper_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "standards").mkdir()
    upper = f"- {{名: {WAGE}, 自: 2015-01-01, 值: 1000元, 下限: 900元, 依据: 甲}}\n"
    (folder / "standards" / "230000.yaml").write_text(upper, encoding="utf-8")
    assert put(folder, WAGE, "800元", "--from", "2018-01-01") == 2
    assert "超出上级规定的范围" in capsys.readouterr().err
    assert not (folder / "standards" / "230100.yaml").exists()
    assert put(folder, WAGE, "950元", "--from", "2018-01-01") == 0


def test_a_folder_with_faults_is_not_written_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "standards").mkdir()
    (folder / "standards" / "230100.yaml").write_text("- {名: 没有}\n", encoding="utf-8")
    assert put(folder, WAGE, "800元") == 2
    assert "230100.yaml 第 1 行" in capsys.readouterr().err


def test_unknown_divisions_and_missing_reasons_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(folder, WAGE, "800元", division="239999") == 2
    assert "没有“239999”这个区划" in capsys.readouterr().err
    assert run(folder, "list", "--division", "239999") == 2
    assert run(folder, "set", WAGE, "1元", "--division", "230100", "--basis", " ") == 2
    assert "没有写依据" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "written", "shown"),
    [
        ("条件.创业担保贷款申请条件", "{由: 市人社局}", "值: {由: 市人社局}", "由市人社局认定"),
        ("条件.创业担保贷款申请条件", "是", "值: 是", "是"),
        ("名录.其他专门项目", "甲计划、乙计划", "值: [甲计划, 乙计划]", "甲计划、乙计划"),
        (STATUS, "未发生", "值: 未发生", "未发生"),
        (STATUS, "2019-05-01", "值: 2019-05-01", "2019-05-01"),
    ],
)
def test_every_sort_of_value(
    folder: Path, name: str, value: str, written: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(folder, name, value) == 0
    assert written in file(folder)
    (row,) = listed(folder, capsys, "--division", "230100")
    assert [(entry["name"], entry["value"], entry["from"]) for entry in row["set"]] == [(name, shown, None)]


def test_what_is_read_and_not_set_is_unset(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = listed(folder, capsys)
    assert (row["division"], row["name"], row["set"]) == ("230100", "哈尔滨市", [])
    unset = {entry["name"]: entry["provisions"] for entry in row["unset"]}
    assert "hrb-graduate-soldier-fresh-status" in unset[STATUS]
    assert "标准.专项招聘岗位数" in unset
    assert "名录.其他专门项目" in unset
    assert WAGE not in unset
    assert put(folder, STATUS, "未发生", "--from", "2018-01-12") == 0
    (row,) = listed(folder, capsys)
    assert STATUS not in {entry["name"] for entry in row["unset"]}


def test_a_division_inherits_from_above_never_sideways(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(folder, STATUS, "2019-05-01", division="230000") == 0
    assert put(folder, WAGE, "1元", division="230200") == 0
    (row,) = listed(folder, capsys, "--division", "230103")
    (entry,) = row["set"]
    assert (entry["name"], entry["inherited_from"], entry["inherited_name"]) == (STATUS, "230000", "黑龙江省")
    assert entry["basis"] == BASIS[1]
    assert [row["division"] for row in listed(folder, capsys)] == ["230000", "230100", "230200"]


def test_a_day_shows_only_what_holds_on_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert put(folder, STATUS, "未发生", "--from", "2018-01-01") == 0
    assert put(folder, STATUS, "2019-05-01", "--from", "2019-05-01") == 0
    assert put(folder, STATUS, "2017-01-01", division="230000") == 0
    (early,) = listed(folder, capsys, "--division", "230100", "--on", "2017-12-31")
    (later,) = listed(folder, capsys, "--division", "230100", "--on", "2019-04-30")
    assert [(entry["value"], entry["inherited_from"]) for entry in early["set"]] == [("2017-01-01", "230000")]
    assert [(entry["value"], entry["inherited_from"]) for entry in later["set"]] == [("未发生", None)]
    assert len(listed(folder, capsys, "--division", "230100")[0]["set"]) == 3


def test_text_is_for_reading(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert put(folder, STATUS, "未发生", "--from", "2018-01-01", division="230000") == 0
    capsys.readouterr()
    assert run(folder, "list", "--division", "230100") == 0
    out = capsys.readouterr().out
    assert f"    {STATUS}：未发生（2018-01-01 起，沿用黑龙江省）\n      依据：黑政发〔2017〕1号\n" in out
    assert "    标准.专项招聘岗位数（hrb-institution-experience-posts-quota）\n" in out
