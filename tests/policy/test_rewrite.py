"""Rewriting a policy file: every 式 in its normal form, everything else byte for byte, never another meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.documents.policy_file import parse_policy_file
from luodi.policy.format import columns
from luodi.policy.reading import open_language, read_document
from luodi.policy.rewrite import Rewritten, rewritten

LANGUAGE = open_language(Path(__file__).parents[2] / "policies")
HEAD = """\
---
文件: 试行办法
地区: 230100
施行: {自: 2018-01-12, 至: null}
---

一、对小微企业，#贷款额度200万元以下的，  给予贴息。

```事项
编号: x-1
名称: 贴息
对象: 贷款
受益人: 单位
"""
TAIL = """\
待遇: {类别: 资格, 引文: 给予贴息}
```

二、其他。
"""


def made(block: str) -> Rewritten:
    document = read_document(parse_policy_file(HEAD + block + TAIL, path="x.md"), language=LANGUAGE)
    assert document.file.problems == []
    assert [p for reading in document.readings for p in reading.fields.problems] == []
    return rewritten(document, language=LANGUAGE)


def body(block: str) -> str:
    text = made(block).text
    assert text.startswith(HEAD)
    assert text.endswith(TAIL)
    return text.removeprefix(HEAD).removesuffix(TAIL)


LONG = "规模属于小型、微型且贷款额度200万元以下且贷款期限不超过2年且在职职工数100人以下且最短合同期限1年以上"
FOLDED = """\
    式: |
      规模 属于 小型、微型 且 贷款额度 200万元 以下 且 贷款期限 不超过 2年 且 在职职工数 100人 以下
      且 最短合同期限 1年 以上
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("条件:\n  - 引文: 小微企业\n    式: 规模属于小型\n", "条件:\n  - 引文: 小微企业\n    式: 规模 属于 小型\n"),
        ("条件: [{引文:  小微企业,式: 规模属于小型}]\n", "条件: [{引文:  小微企业,式: 规模 属于 小型}]\n"),
        ("条件:\n  - 引文: '甲'\n    式: '规模属于小型'\n", "条件:\n  - 引文: '甲'\n    式: '规模 属于 小型'\n"),
        ('条件:\n  - 引文: "甲"\n    式: "规模属于小型"\n', '条件:\n  - 引文: "甲"\n    式: "规模 属于 小型"\n'),
        ("条件:\n  - 引文: 甲\n    式: 规模属于小型\n      且贷款期限2年以下\n", "条件:\n  - 引文: 甲\n    式: 规模 属于 小型 且 贷款期限 2年 以下\n"),
        ("条件:\n  - 引文: 甲\n    式: |\n        规模属于小型\n", "条件:\n  - 引文: 甲\n    式: |\n        规模 属于 小型\n"),
        ("条件:\n  - 引文: 甲\n    式: |-\n     规模属于小型\n\n", "条件:\n  - 引文: 甲\n    式: |-\n     规模 属于 小型\n\n"),
        (f"条件:\n  - 引文: 甲\n    式: {LONG}\n", f"条件:\n  - 引文: 甲\n{FOLDED}"),
        (f"条件:\n  - 引文: 甲\n    式: >\n      {LONG}\n", f"条件:\n  - 引文: 甲\n{FOLDED}"),
    ],
)  # fmt: skip
def test_only_the_form_changes(before: str, after: str) -> None:
    assert body(before) == after
    assert body(after) == after


def test_every_place_of_a_form_is_rewritten() -> None:
    text = body(
        "定义:\n  - {名: 小额, 引文: 甲, 式: 贷款额度200万元以下}\n"
        "条件:\n  - 任一:\n      - {引文: 甲, 式: 规模属于小型}\n      - {引文: 乙, 式: 小额且非(规模属于小型)}\n"
        "排除: [{引文: 甲, 式: 规模为微型}]\n有效: [{看: 「贷款申请日期」, 自: 2018-01-12}]\n"
    )
    for form in (
        "贷款额度 200万元 以下",
        "规模 属于 小型",
        "小额 且 非 (规模 属于 小型)",
        "规模 为 微型",
        "看: 贷款申请日期,",
    ):
        assert form in text


def test_a_duty_and_its_last_day_are_rewritten() -> None:
    block = (
        "适用: [{引文: 甲, 式: 规模属于小型}]\n义务: [{引文: 甲, 式: 规模为小型, 截至: 贷款申请日期+1年}]\n"
    )
    source = (HEAD + block + TAIL).replace("待遇: {类别: 资格, 引文: 给予贴息}\n", "")
    document = read_document(parse_policy_file(source, path="x.md"), language=LANGUAGE)
    text = rewritten(document, language=LANGUAGE).text
    assert "适用: [{引文: 甲, 式: 规模 属于 小型}]" in text
    assert "式: 规模 为 小型, 截至: 贷款申请日期 + 1年}]" in text


def test_a_benefit_is_rewritten_everywhere() -> None:
    block = (
        "待遇:\n  类别: 金额\n  引文: 甲\n  基数: 应付利息*50%\n  下限: 「应付利息」\n  上限: 应付利息×2\n  分期:\n"
        "    - {期: 1, 引文: 甲, 当: 规模为小型, 到期: 贷款申请日期+1年, 得: 基数/2}\n    - {期: 2, 引文: 乙, 得: 其余}\n"
    )
    source = (HEAD + block + TAIL).replace("待遇: {类别: 资格, 引文: 给予贴息}\n", "")
    document = read_document(parse_policy_file(source, path="x.md"), language=LANGUAGE)
    text = rewritten(document, language=LANGUAGE).text
    assert "  基数: 应付利息 × 50%\n  下限: 应付利息\n  上限: 应付利息 × 2\n" in text
    assert "当: 规模 为 小型, 到期: 贷款申请日期 + 1年, 得: 基数 ÷ 2}" in text
    assert "得: 其余}" in text


@pytest.mark.parametrize("form", ["'贷款额度达到最小(1元，2元)'", "贷款额度达到最小(1元，2元)"])
def test_a_comma_never_cuts_a_form_in_two(form: str) -> None:
    """Full-width it may stand in {…}; half-width it would end the value there."""
    block = f"条件: [{{引文: 甲, 式: {form}}}]\n"
    again = made(block)
    if form.startswith("'"):
        assert "式: '贷款额度 达到 最小(1元, 2元)'}]" in again.text
        assert again.kept == []
    else:
        assert block in again.text
        assert [(problem.line, problem.column, problem.code) for problem in again.kept] == [(14, 17, "kept")]


def test_a_mark_that_would_begin_a_comment_stands_in_a_literal_block() -> None:
    """Half-width, `甲: #乙` would be a mapping and a comment; in a literal block it is the same text."""
    before = "条件:\n  - 引文: 甲\n    式: 招用类别为「甲： ＃乙」\n"
    assert body(before) == "条件:\n  - 引文: 甲\n    式: |\n      招用类别 为 「甲: #乙」\n"
    flow = "条件: [{引文: 甲, 式: 招用类别为「甲： ＃乙」}]\n"
    assert body(flow) == flow
    assert len(made(flow).kept) == 1


def test_a_long_quoted_form_in_braces_keeps_its_quotes() -> None:
    long = f"{LONG}且贷款额度达到最小(1元，2元)"
    text = made(f"条件: [{{引文: 甲, 式: '{long}'}}]\n").text
    assert "且 最短合同期限 1年 以上 且 贷款额度 达到 最小(1元, 2元)'}]" in text


def test_the_changes_are_told_in_order_with_their_lines() -> None:
    again = made(
        "条件:\n  - {引文: 甲, 式: 规模属于小型}\n  - {引文: 甲, 式: 规模 为 小型}\n  - {引文: 乙, 式: 规模为微型}\n"
    )
    told = [(change.line, change.before, change.after) for change in again.changes]
    assert told == [(15, "规模属于小型", "规模 属于 小型"), (17, "规模为微型", "规模 为 微型")]


def test_several_blocks_keep_their_places() -> None:
    block = "条件: [{引文: 甲, 式: 规模属于小型}]\n"
    second = HEAD.split("```事项\n")[1].replace("x-1", "x-2") + block + TAIL
    source = HEAD + block + TAIL + "\n```事项\n" + second
    document = read_document(parse_policy_file(source, path="x.md"), language=LANGUAGE)
    assert rewritten(document, language=LANGUAGE).text == source.replace("规模属于小型", "规模 属于 小型")


def test_no_line_of_the_harbin_document_is_too_wide_but_for_one_word_lists() -> None:
    path = Path(__file__).parents[2] / "policies/230100-harbin/2018-graduates-grassroots.md"
    document = read_document(
        parse_policy_file(path.read_text(encoding="utf-8"), path="x.md"), language=LANGUAGE
    )
    text = rewritten(document, language=LANGUAGE).text
    wide = [
        line
        for line in text.split("\n")
        if line.lstrip().startswith(("式:", "且", "或")) and columns(line) > 100
    ]
    assert all(" 且 " not in line.strip().removeprefix("且 ") for line in wide)
    again = read_document(parse_policy_file(text, path="x.md"), language=LANGUAGE)
    assert rewritten(again, language=LANGUAGE).changes == []
