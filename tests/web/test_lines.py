"""Every form a block may take becomes lines, and nothing of it is dropped."""

from __future__ import annotations

from luodi.web.reading.lines import block_view
from luodi.web.reading.model import LineView


def test_a_condition_keeps_its_formula_and_its_quote() -> None:
    view = block_view(
        "事项",
        says={
            "编号": "x-1",
            "名称": "贴息",
            "对象": "贷款",
            "条件": [{"引文": "对小微企业", "式": "规模 属于 小型、微型"}],
            "待遇": {"引文": "给予50%贴息", "类别": "金额", "式": "应付利息 × 50%"},
        },
    )
    assert (view.kind, view.title, view.code) == ("事项", "贴息", "x-1")
    assert view.lines == (
        LineView("对象", text="贷款"),
        LineView("条件", formula="规模 属于 小型、微型", quote="对小微企业"),
        LineView("待遇", text="类别：金额", formula="应付利息 × 50%", quote="给予50%贴息"),
    )


def test_groups_and_tables_show_every_member() -> None:
    lines = block_view(
        "事项",
        says={
            "条件": [{"任一": [{"引文": "甲", "式": "A"}, {"引文": "乙", "式": "B"}]}],
            "待遇": {
                "类别": "数量",
                "表": [{"引文": "丙", "当": "C", "得": "3档"}, {"引文": "丁", "得": "1档"}],
            },
        },
    ).lines
    assert [(line.label, line.formula, line.quote) for line in lines] == [
        ("任一", "A", "甲"),
        ("任一", "B", "乙"),
        ("待遇", "", ""),
        ("表", "当 C，得 3档", "丙"),
        ("表", "1档", "丁"),
    ]


def test_an_example_shows_facts_and_result() -> None:
    lines = block_view(
        "例", says={"日期": "2018-12-01", "事实": {"规模": "小型", "人数": "29人"}, "结论": "不符合"}
    ).lines
    assert lines == (
        LineView("日期", text="2018-12-01"),
        LineView("事实", text="规模：小型；人数：29人"),
        LineView("结论", text="不符合"),
    )


def test_what_the_document_does_not_say_is_said() -> None:
    (line,) = block_view("任务", says={"时限": None}).lines
    assert line.text == "文件未载明"


def test_a_quote_of_the_whole_block_is_kept() -> None:
    (line, reason) = block_view("不可执行", says={"引文": "加大力度", "理由": "没有标准"}).lines
    assert (line.quote, reason.text) == ("加大力度", "没有标准")
