"""Every key of a block as it was written becomes a line, and nothing of it is dropped."""

from __future__ import annotations

from luodi.web.reading.lines import block_lines
from luodi.web.reading.model import LineView


def test_a_condition_keeps_its_formula_its_reason_and_its_quote() -> None:
    lines = block_lines(
        {
            "对象": "贷款",
            "条件": [{"引文": "对小微企业", "式": "规模 属于 小型\n  且 有 贷款", "另据": "工信部的标准"}],
            "待遇": {"引文": "给予50%贴息", "类别": "金额", "式": "应付利息 × 50%"},
        }
    )
    assert list(lines) == [
        LineView("对象", text="贷款"),
        LineView("条件", "另据：工信部的标准", "规模 属于 小型\n且 有 贷款", "对小微企业"),
        LineView("待遇", text="类别：金额", formula="应付利息 × 50%", quote="给予50%贴息"),
    ]


def test_groups_and_tables_show_every_member() -> None:
    lines = block_lines(
        {
            "条件": [{"任一": [{"引文": "甲", "式": "A"}, {"引文": "乙", "式": "B"}]}],
            "待遇": {
                "类别": "数量",
                "表": [{"引文": "丙", "当": "C", "得": "3档"}, {"引文": "丁", "得": "1档"}],
            },
        }
    )
    assert [(line.label, line.formula, line.quote) for line in lines] == [
        ("任一", "A", "甲"),
        ("任一", "B", "乙"),
        ("待遇", "", ""),
        ("表", "当 C，得 3档", "丙"),
        ("表", "1档", "丁"),
    ]


def test_what_the_document_does_not_say_is_said() -> None:
    (line,) = block_lines({"时限": None})
    assert line.text == "文件未载明"


def test_a_quote_of_the_whole_block_is_kept() -> None:
    (line, reason) = block_lines({"引文": "加大力度", "理由": "没有标准"})
    assert (line.quote, reason.text) == ("加大力度", "没有标准")
