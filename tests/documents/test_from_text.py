"""Clauses: each numbered place of a document, and nothing that only looks like one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.from_text import Clause, ClauseTree, read_clauses
from luodi.documents.numerals import numbers_in
from luodi.documents.sentences import sentences_in

HOME = Path("policies/230100-harbin")
SOURCE = HOME / "原文/000_58fbf0af9db48686.txt"
HAN = tuple(
    "零、一、二、三、四、五、六、七、八、九、十、十一、十二、十三、十四、十五、十六、十七、十八、十九、二十、二十一、二十二、二十三、二十四、二十五".split(
        "、"
    )
)


def labels(text: str) -> list[str]:
    return [clause.label for clause in read_clauses(text).clauses()]


def named(tree: ClauseTree, label: str) -> Clause:
    clause = tree.find(label)
    assert clause is not None, label
    return clause


def test_the_harbin_document_has_exactly_its_clauses() -> None:
    expected = [
        "一",
        "二",
        "二（一）",
        "二（二）",
        "三",
        *(f"三（{n}）" for n in HAN[1:26]),
        "四",
        *(f"四（{n}）" for n in HAN[1:5]),
    ]
    assert labels(SOURCE.read_text(encoding="utf-8")) == expected


def test_path_heading_and_text_are_as_printed() -> None:
    tree = read_clauses(SOURCE.read_text(encoding="utf-8"))
    clause = named(tree, "三（八）")
    assert clause.path == ("三", "（八）")
    assert clause.heading == "用活财政、金融政策，加大对中小微企业的支持力度"
    text = "".join(tree.text_of(clause).split())
    assert text.startswith("（八）用活财政")
    assert text.endswith("其他部门配合完成职能范围内相关工作。")
    assert "数量达到企业现有在职职工人数30%" in text, "a page break stands inside"
    assert tree.text_of(named(tree, "一")).startswith("一、指导思想")
    assert tree.text[clause.body :].startswith("用活财政")


def test_the_policy_file_has_the_clauses_of_its_source() -> None:
    _, _, body = (HOME / "2018-graduates-grassroots.md").read_text(encoding="utf-8").split("---\n", 2)
    plain = "".join(part for n, part in enumerate(body.split("\n```")) if n % 2 == 0)
    assert labels(plain) == labels(SOURCE.read_text(encoding="utf-8"))


def test_an_offset_leads_to_its_deepest_clause() -> None:
    tree = read_clauses(
        "# 通知\n\n各单位：\n\n## 一、目标\n\n到年底。\n\n## 二、任务\n（一）甲。\n1.丁\n2.戊\n\n（二）乙。\n"
    )
    text = tree.text
    assert tree.at(text.index("各单位")).path == ()
    assert tree.at(text.index("## 一")).label == "一", "the mark before the number belongs to its clause"
    assert tree.at(text.index("到年底")).label == "一"
    assert tree.at(text.index("任务")).label == "二"
    assert tree.at(text.index("戊")).label == "二（一）2"
    assert tree.at(text.index("乙")).label == "二（二）"


def test_children_tile_their_parent_behind_its_own_words() -> None:
    tree = read_clauses(SOURCE.read_text(encoding="utf-8"))
    for clause in tree.clauses():
        assert clause.own[0] == clause.span[0] < clause.own[1] <= clause.span[1]
        for child in clause.children:
            assert clause.own[1] <= child.span[0]
            assert child.span[1] <= clause.span[1]
            assert tree.at(child.body) in list(child.walk())


def test_numbers_that_run_on_through_the_chapters() -> None:
    text = "一、优先\n　　（一）甲。\n　　（二）乙。\n　　二、发展\n　　（三）丙。\n　　（四）丁。\n三、组织\n(五)戊。"
    assert labels(text) == ["一", "一（一）", "一（二）", "二", "二（三）", "二（四）", "三", "三（五）"]
    assert named(read_clauses(text), "三（五）").path == ("三", "(五)"), "the path keeps the printed bracket"


def test_articles_are_counted_without_their_chapters() -> None:
    text = (
        "第一章 总则\n第一条 根据《条例》\n第三条规定，制定本办法。\n第二条 本办法所称实习，包括：\n（一）甲；\n（二）乙，按照前款第（一）项办理：\n"
        "1.第一种\n2．第二种\n3、第三种\n第二章 管理\n第三条 符合条件的：（一）年满16周岁；（二）有意愿。\n第四条 按照第三条（一）办理。"
    )
    tree = read_clauses(text)
    assert [clause.path for clause in tree.clauses()] == [
        ("第一章",), ("第一条",), ("第二条",), ("第二条", "（一）"), ("第二条", "（二）"), ("第二条", "（二）", "1"),
        ("第二条", "（二）", "2"), ("第二条", "（二）", "3"), ("第二章",), ("第三条",), ("第三条", "（一）"),
        ("第三条", "（二）"), ("第四条",),
    ]  # fmt: skip
    assert tree.text_of(named(tree, "第三条（一）")) == "（一）年满16周岁；"


TABLE = "附件\n任务分工表\n\t序号\n\t工作任务\n\t责任单位\n\n" + "".join(
    f"\t{n}\n\t落实第{n}项工作，每年新增5000个。\n\t省教育厅\n\t\n\n" for n in range(1, 13)
)


def test_the_rows_of_a_task_table_are_clauses() -> None:
    tree = read_clauses(TABLE)
    assert [clause.path for clause in tree.clauses()] == [(str(n),) for n in range(1, 13)]
    row = named(tree, "8")
    assert tree.text[row.body :].startswith("落实第8项")
    assert "省教育厅" in tree.text_of(row)
    assert "第9项" not in tree.text_of(row)


@pytest.mark.parametrize(
    "text",
    [
        "序号\t任务\n1\t登记\n2\t统计\n",
        "| 序号 | 任务 |\n|---|---|\n| 1 | 登记 |\n| 2 | 统计 |\n",
        "序号\n任务\n1\n登记\n2\n统计\n",
    ],
)
def test_other_tables_too(text: str) -> None:
    assert labels(text) == ["1", "2"]


def test_page_numbers_are_no_rows() -> None:
    assert labels("一、目标\n甲。\n1\n乙。\n2\n二、任务\n丙。\n3\n") == ["一", "二"]


def test_an_attachment_counts_anew_behind_the_document() -> None:
    text = "一、目标\n甲。\n二、任务\n（一）乙。\n附件：1.分工表\n2.名单\n\n某局\n2018年1月1日\n附件1\n一、填表\n丙。\n二、上报\n丁。\n"
    tree = read_clauses(text)
    assert [c.path for c in tree.clauses()] == [
        ("一",), ("二",), ("二", "（一）"), ("附件1",), ("附件1", "一"), ("附件1", "二"),
    ]  # fmt: skip
    assert tree.text_of(named(tree, "二")) == "二、任务\n（一）乙。"


def test_closing_and_signature_belong_to_no_clause() -> None:
    five = "".join(f"（{n}）做好事项{n}。\n" for n in HAN[1:6])
    tree = read_clauses(f"一、任务\n{five}各单位要抓好落实。\n\n某某局\n2018年1月1日\n")
    assert [c.label for c in tree.clauses()][-1] == "结语"
    assert tree.text_of(named(tree, "一（五）")) == "（五）做好事项五。"
    assert tree.text_of(named(tree, "结语")) == "各单位要抓好落实。"
    assert tree.at(tree.text.index("某某局")).path == ()
    scope = read_clauses("一、任务\n（一）甲。\n\n（二）乙。\n丙。\n\n本意见适用于县级单位。\n")
    assert [c.label for c in scope.clauses()] == ["一", "一（一）", "一（二）", "附则"]


@pytest.mark.parametrize(
    "text",
    [
        "2018年开始执行。\n2019年完成。",
        "目标：\n3.5万人受益，\n2.5万元起。",
        "一、二、三类地区按下列标准执行。",
        "根据规定，\n（三）项所列人员，\n第五条规定的除外。",
        "没有编号的文件。",
        "",
    ],
)
def test_lookalikes_open_no_clause(text: str) -> None:
    assert labels(text) == []


def test_a_reference_at_the_head_of_a_broken_line_opens_nothing() -> None:
    text = (
        "一、任务\n（一）甲，符合本条\n（一）、（二）项的，办理。\n（二）乙，依照\n（一）项办理。\n（三）丙。"
    )
    assert labels(text) == ["一", "一（一）", "一（二）", "一（三）"]


def test_a_number_far_off_the_count_opens_nothing() -> None:
    assert labels("一、甲\n（一）乙。\n（二）丙。\n（九）号文件附后。\n（三）丁。") == [
        "一",
        "一（一）",
        "一（二）",
        "一（三）",
    ]
    assert labels("1.甲\n2.乙\n30.丙\n3.丁") == ["1", "2", "3"]


def test_glued_lines_still_give_their_clauses() -> None:
    text = "现提出如下意见。一、总体要求。坚持统一。二、主要任务（一）加强培训，每年一次。（二）加强服务。三、保障（一）甲。（二）乙。"
    assert labels(text) == ["一", "二", "二（一）", "二（二）", "三", "三（一）", "三（二）"]


def test_an_excerpt_may_begin_anywhere_and_a_lost_number_does_not_stop_the_count() -> None:
    assert labels("三、节选\n（八）甲。\n（九）乙。\n四、组织\n（十）丙。") == [
        "三",
        "三（八）",
        "三（九）",
        "四",
        "四（十）",
    ]
    assert labels("一、甲\n乙\n三、丙\n四、丁\n") == ["一", "三", "四"]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.sampled_from(["", "# ", "　　", "## "]))
def test_every_well_numbered_document_reads_back(sizes: list[int], prefix: str) -> None:
    expected, lines = [], ["各单位：", "现通知如下。"]
    for chapter, size in enumerate(sizes, 1):
        expected.append(HAN[chapter])
        lines.append(f"{prefix}{HAN[chapter]}、抓好工作")
        for item in range(1, size + 1):
            expected.append(f"{HAN[chapter]}（{HAN[item]}）")
            lines.append(f"（{HAN[item]}）完成2018年任务，每年1-2次。")
    assert labels("\n".join(lines)) == expected


@given(st.text(alphabet="一二三（）、.1235第条章附件：。\n\t #①②序号甲年", max_size=80))
def test_any_text_gives_a_sound_tree(text: str) -> None:
    tree = read_clauses(text)
    for clause in tree.root.walk():
        assert 0 <= clause.span[0] <= clause.own[1] <= clause.span[1] <= len(text)
        at = clause.span[0]
        for child in clause.children:
            assert at <= child.span[0] <= child.span[1] <= clause.span[1]
            at = child.span[1]


@pytest.mark.parametrize(
    "piece", ["#", "# ", " ", "\t", "（ ", "第 ", "1", "1,", "一、甲。", "（一）甲。\n（二）乙\n", "。（"]
)
def test_no_text_makes_the_reader_hang(piece: str) -> None:
    began = time.perf_counter()
    text = piece * (30000 // len(piece)) + "一x"
    read_clauses(text)
    sentences_in(text)
    numbers_in(text)
    assert time.perf_counter() - began < 10, "a pattern that tries every way takes hours here, not seconds"
