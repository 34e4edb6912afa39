"""The normal form of a 式: as the design writes it, and text ► Form ► text ► Form is the same again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.policy.format import Names, columns, folded, written
from luodi.policy.grammar.form import Form
from luodi.policy.grammar.parse import parse
from luodi.policy.reading import open_language

LANGUAGE = open_language(Path(__file__).parents[2] / "policies")
LOCAL = frozenset(("合格招用", "甲", "乙", "丙"))
NAMES = Names(LANGUAGE.vocabulary, LANGUAGE.lexer, local=LOCAL)
SIGNS = {"-": "−", "*": "×", "/": "÷"}


def read(text: str) -> Form:
    return parse(text, lexer=LANGUAGE.lexer, local=LOCAL)


def shape(form: Form, *, quotes: bool = True) -> Any:
    """A Form without places; signs in one spelling; without ``quotes`` a quoted name is a name."""
    head = "name" if form.head == "quoted" and not quotes else form.head
    parts = [
        shape(part, quotes=quotes) if isinstance(part, Form) else SIGNS.get(part, part) for part in form.parts
    ]
    return (head, *parts)


NORMAL = [
    "当年合格新招用人数 ÷ 在职职工数 达到 (若 在职职工数 超过 100人 则 15% 否则 30%)",
    "规模 属于 小型、微型",
    "专业 属于 规划、法律、名录.急需紧缺专业 等",
    "计数(劳动合同 的 劳动者 其中 合同期限 1年 以上)",
    "毕业 后 2年 内",
    "退役 前 10个工作日 内",
    "聘用日期 起 满 5年",
    "灵活就业日期 在 离校 后 1年 内",
    "签订日期 在 毕业 起 超过 5年",
    "年龄 在 16岁 至 24岁",
    "签订日期 在 2021年度",
    "签订日期 在 年度(毕业)",
    "单位 的 层级 为 县",
    "非 (甲 且 乙) 或 丙",
    "(甲 且 乙) 且 丙",
    "非 (有 贷款)",
    "有 贷款 且 无 基层工作经历",
    "每(成员 其中 甲 满足 乙)",
    "每(成员 满足 乙)",
    "标准.最低工资标准 于 签订日期 + 1年 超过 1680元",
    "(在职职工数 + 1人) × 2/3 不少于(不含) 5人",
    "在职职工数 − (在职职工数 − 1人) 5人 以上(不含)",
    "在职职工数 ÷ (在职职工数 × 2) 达到 1:300",
    "四舍五入(应付利息 × 50%, 1元) 达到 最小(100元, 2万元)",
    "符合(hrb-programme-fresh-status)",
    "若 甲 则 若 乙 则 1元 否则 2元 否则 3元",
    "(若 甲 则 乙 否则 丙) 且 甲",
]  # fmt: skip


@pytest.mark.parametrize("text", NORMAL)
def test_the_normal_form_stays_as_it_is(text: str) -> None:
    assert written(read(text), names=NAMES) == text


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("规模属于小型、微型", "规模 属于 小型、微型"),
        ("单位的层级为县", "单位 的 层级 为 县"),
        ("（在职职工数）＋（1人*2）达到5人", "在职职工数 + 1人 × 2 达到 5人"),
        ("在职职工数-1人/2 达到( 不含 )5人", "在职职工数 − 1人 ÷ 2 达到(不含) 5人"),
        ("((甲))且(非(乙))", "甲 且 非 乙"),
        ("最小(1元，2元)达到1元", "最小(1元, 2元) 达到 1元"),
        ("甲\n  且   乙", "甲 且 乙"),
    ],
)
def test_other_spellings_become_the_normal_form(text: str, normal: str) -> None:
    assert written(read(text), names=NAMES) == normal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("「甲」 且 “乙”", "甲 且 乙"),
        ("规模 为 「小型」", "规模 为 小型"),
        ("规模 为 「没有这个名称」", "规模 为 「没有这个名称」"),
        ("单位 的 「层级」 为 县", "单位 的 层级 为 县"),
        ("「甲且乙」 且 丙", "「甲且乙」 且 丙"),
        ("「属于」 且 丙", "「属于」 且 丙"),
        ("“一」二” 且 丙", "“一」二” 且 丙"),
        ("单位 的 「满」 为 县", "单位 的 「满」 为 县"),
        ("单位 的 「某某」 为 县", "单位 的 「某某」 为 县"),
    ],
)
def test_quotes_go_where_they_are_not_needed(text: str, normal: str) -> None:
    assert written(read(text), names=NAMES) == normal


def test_a_quoted_word_in_an_open_list_keeps_its_quotes_where_it_is_no_member() -> None:
    """Bare, 县 would be no value of that list at all; quoted, it is a further member."""
    assert written(read("规模 属于 「县」、「小型」"), names=NAMES) == "规模 属于 「县」、小型"


def test_without_names_every_quote_stays() -> None:
    assert written(read("「甲」 且 乙")) == "「甲」 且 乙"


# -- random Forms ------------------------------------------------------------------------------------


def form(head: str, *parts: Any) -> Form:
    return Form(head, parts, 0, 0)


leaves = st.one_of(
    st.sampled_from(["甲", "乙", "规模", "毕业日期", "在职职工数", "标准.最低工资标准"]).map(
        lambda w: form("name", w)
    ),
    st.sampled_from(["甲", "某某", "非 甲", "且"]).map(lambda w: form("quoted", w)),
    st.sampled_from(["5年", "100人", "15%", "200万元", "0", "3.5"]).map(lambda w: form("number", w)),
    st.sampled_from(["1:300", "2/3"]).map(lambda w: form("ratio", w)),
    st.sampled_from(["2018年", "2018年12月", "2018年12月1日"]).map(lambda w: form("date", w)),
    st.sampled_from(["2021年度", "本年度", "上一年度"]).map(lambda w: form("period", w)),
    st.sampled_from([("today", "判定日"), ("self_", "本事项"), ("rest", "其余")]).map(
        lambda pair: form(*pair)
    ),
    st.just(form("meets", "hrb-x-1")),
)
comparators = st.sampled_from(["达到", "满", "不满", "超过", "为", "不为", "早于", "不晚于"]).map(
    lambda w: form("comparator", w)
)
notes = st.sampled_from(["(含)", "(不含)"]).map(lambda w: form("note", w))
posts = st.sampled_from(["以上", "以下", "以内"])


def listing(items: list[Form], opened: bool) -> Form:
    return form("list", *items, *(["等"] if opened else []))


def larger(inner: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
    some = st.lists(inner, min_size=2, max_size=4)
    lists = st.builds(listing, st.lists(inner, min_size=1, max_size=3), st.booleans())
    windows = st.sampled_from(["后", "起", "前"])
    lapses = st.sampled_from(["满", "不满", "超过"])
    rows = st.one_of(
        inner,
        st.builds(form, st.just("rows"), inner, inner),
        st.builds(form, st.just("rows_satisfy"), inner, inner),
        st.builds(form, st.just("rows_satisfy"), inner, inner, inner),
    )
    return st.one_of(
        some.map(lambda parts: form("conjunction", *parts)),
        some.map(lambda parts: form("disjunction", *parts)),
        st.builds(form, st.just("choose"), inner, inner, inner),
        st.builds(form, st.just("negation"), inner),
        st.builds(form, st.just("existence"), st.sampled_from(["有", "无"]), inner),
        st.builds(form, st.just("compare"), inner, comparators, inner),
        st.builds(form, st.just("compare_noted"), inner, comparators, notes, inner),
        st.builds(form, st.just("compare_after"), inner, inner, posts),
        st.builds(form, st.just("compare_after_noted"), inner, inner, posts, notes),
        st.builds(form, st.just("membership"), inner, st.sampled_from(["属于", "不属于"]), lists),
        st.builds(form, st.just("contains"), inner, st.sampled_from(["包含", "包含任一"]), lists),
        st.builds(form, st.just("between"), inner, inner, inner),
        st.builds(form, st.just("within_period"), inner, inner),
        st.builds(form, st.just("window"), inner, windows, inner),
        st.builds(form, st.just("window_of"), inner, inner, windows, inner),
        st.builds(form, st.just("lapse"), inner, st.just("起"), lapses, inner),
        st.builds(form, st.just("lapse_of"), inner, inner, st.just("起"), lapses, inner),
        st.builds(form, st.just("arithmetic"), inner, st.sampled_from("+−-×*÷/"), inner),
        st.builds(form, st.just("path"), inner, st.sampled_from(["规模", "甲", "且"])),
        st.builds(form, st.just("lookup"), inner, inner),
        st.builds(form, st.just("on_day"), inner, inner),
        st.builds(
            lambda word, arguments: form("call", word, *arguments),
            st.sampled_from(["计数", "最小", "四舍五入", "周岁"]),
            st.lists(rows, min_size=1, max_size=3),
        ),
    )


forms = st.recursive(leaves, larger, max_leaves=12)


@given(forms)
@settings(max_examples=400)
def test_form_to_text_to_form(made: Form) -> None:
    text = written(made)
    again = read(text)
    assert shape(again) == shape(made)
    assert written(again) == text


@given(forms)
def test_with_names_only_quotes_may_go(made: Form) -> None:
    text = written(made, names=NAMES)
    again = read(text)
    assert shape(again, quotes=False) == shape(made, quotes=False)
    assert written(again, names=NAMES) == text


@given(forms, st.integers(10, 120))
def test_folded_lines_are_the_same_form(made: Form, width: int) -> None:
    lines = folded(made, width=width)
    assert shape(read("\n".join(lines))) == shape(made)
    assert all(line.lstrip().startswith(("且", "或")) for line in lines[1:])
    assert len(lines) > 1 or columns(lines[0]) <= width or made.head not in ("conjunction", "disjunction")


def test_a_long_form_is_folded_before_its_joints_as_in_the_design() -> None:
    text = (
        "签订日期 在 年度(贷款申请日期) 且 合同期限 1年 以上 且 符合创业担保贷款申请条件 且 招用类别 不属于 返乡创业农民工、网络商户 "
        "且 ((高校毕业生 且 签订日期 在 毕业 后 5年 内 且 非 大学生村官 且 非 留学回国学生) 或 招用类别 属于 名录.创业担保贷款其他人员)"
    )
    assert folded(read(text), width=94, names=NAMES) == [
        "签订日期 在 年度(贷款申请日期) 且 合同期限 1年 以上 且 符合创业担保贷款申请条件",
        "且 招用类别 不属于 返乡创业农民工、网络商户",
        "且 ((高校毕业生 且 签订日期 在 毕业 后 5年 内 且 非 大学生村官 且 非 留学回国学生)",
        "    或 招用类别 属于 名录.创业担保贷款其他人员)",
    ]
