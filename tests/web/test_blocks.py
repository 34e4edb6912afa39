"""Each block in a reader's words: what it is to a person, and what nobody has said."""

from __future__ import annotations

from typing import Any

import pytest

from luodi.web.reading.blocks import note_block, provision_block
from luodi.web.reading.model import DUTY, ENJOY, URGED, LineView, ProvisionView
from luodi.web.reading.rules import Rules


def provision(**says: Any) -> ProvisionView:
    block = provision_block({"编号": "x-1", "名称": "贴息", **says}, document="x", rules=Rules(), cases=None)
    assert block.provision is not None
    assert (block.code, block.title) == ("x-1", "贴息")
    return block.provision


@pytest.mark.parametrize(
    ("says", "effect", "group"),
    [
        ({"待遇": {"类别": "金额"}}, "应得", ENJOY),
        ({"待遇": {"类别": "视同"}, "效力": "可得"}, "可得", ENJOY),
        ({"待遇": {"类别": "服务"}}, "应得", URGED),
        ({"待遇": {"类别": "资格"}, "效力": "倡导"}, "倡导", URGED),
        ({"义务": [{"引文": "应当"}]}, "应尽义务", DUTY),
    ],
)
def test_a_provision_says_what_it_is_to_a_person(says: dict[str, Any], effect: str, group: str) -> None:
    view = provision(对象="贷款", 受益人="单位", **says)
    assert (view.effect, view.group, view.beneficiary) == (effect, group, "用人单位")


def test_without_a_beneficiary_its_subject_benefits() -> None:
    assert provision(对象="人员").beneficiary == "个人"


def test_without_rules_only_the_written_lines_are_there() -> None:
    assert provision(对象="人员").sections == ()


def test_a_doubt_marks_the_reading_taken() -> None:
    says = {"编号": "A1", "引文": "甲", "两读": ["乙", "丙"], "采": "丙", "理由": "丁", "由谁定": "市人社局"}
    block = note_block("存疑", says=says)
    assert (block.title, block.quote, block.is_rule) == ("这一句有两种读法", "甲", False)
    assert block.lines == (
        LineView("读法一", "乙"),
        LineView("读法二", "丙（现在采用）"),
        LineView("理由", "丁"),
        LineView("由谁定", "市人社局"),
    )


def test_what_cannot_be_decided_says_why_and_who_decides() -> None:
    block = note_block("不可执行", says={"引文": "加大", "理由": "没有数额", "由谁定": "市财政局"})
    assert block.lines == (LineView("理由", "没有数额"), LineView("由谁定", "市财政局"))


def test_a_misprint_says_how_to_read() -> None:
    block = note_block("勘误", says={"引文": "工程 and 项目", "应为": "工程和项目", "依据": "上下文"})
    assert (block.quote, block.lines[0]) == ("工程 and 项目", LineView("应读作", "工程和项目"))


def test_a_task_says_who_what_when_and_how_it_is_measured() -> None:
    block = note_block(
        "任务",
        says={
            "编号": "h-1",
            "做什么": "专项检查",
            "牵头": ["市人社局"],
            "配合": ["市财政局", "团市委"],
            "时限": [
                {"引文": "3月底前", "类": "end-by", "至": "2018-03-31"},
                {"类": "periodic", "周期": "P1Y"},
            ],
            "指标": [{"引文": "90%以上", "名": "签订率", "比较": ">=", "值": "90", "单位": "%", "按": "年"}],
        },
    )
    assert (block.title, block.code, block.is_rule) == ("专项检查", "h-1", True)
    assert block.lines == (
        LineView("牵头", "市人社局"),
        LineView("配合", "市财政局、团市委"),
        LineView("时限", "2018年3月31日以前", quote="3月底前"),
        LineView("时限", "每1年一次"),
        LineView("怎样算做到", "签订率不低于90%（按年）", quote="90%以上"),
    )


def test_a_task_without_a_deadline_says_so() -> None:
    block = note_block("任务", says={"做什么": "宣传", "牵头": None})
    assert [(line.label, line.text) for line in block.lines] == [
        ("牵头", "文件未载明"),
        ("时限", "文件未载明"),
    ]
