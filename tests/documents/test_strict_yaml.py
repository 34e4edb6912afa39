"""YAML made safe: strings that know their place, and every trap of YAML refused where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.strict_yaml import DEEPEST, Told, read_yaml


def good(text: str) -> Any:
    tree, problems = read_yaml(text, file="f.md")
    assert problems == []
    return tree


def faults(text: str) -> list[tuple[int, int, str]]:
    _, problems = read_yaml(text, file="f.md")
    for problem in problems:
        assert problem.file == "f.md"
        assert problem.found
        assert problem.expected
        assert problem.repair
    return [(problem.line, problem.column, problem.code) for problem in problems]


@pytest.mark.parametrize(
    "value", ["是", "yes", "no", "on", "true", "0123", "0x1F", "1e3", "1:30", "2018-01-12", "1_000", "12.50", ".inf", "=", "<<", "Null", "NULL"]
)  # fmt: skip
def test_every_scalar_stays_the_string_it_is(value: str) -> None:
    told = good(f"键: {value}")["键"]
    assert isinstance(told, Told)
    assert told == value


def test_only_a_plain_null_and_nothing_at_all_are_none() -> None:
    assert good('甲: null\n乙:\n丙: "null"\n丁: ~\n戊: ""\n') == {
        "甲": None,
        "乙": None,
        "丙": "null",
        "丁": "~",
        "戊": "",
    }


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert good("<<: {甲: 一}\n甲: 二") == {"<<": {"甲": "一"}, "甲": "二"}


def test_scalars_know_their_place() -> None:
    text = "甲: 一\n乙:\n  - 二\n  - {丙: 三, 丁: '四'}\n"
    tree, _ = read_yaml(text, file="f", first_line=10, offset=100)
    three = tree["乙"][1]["丙"]
    assert (three.line, three.column) == (13, 9)
    assert (three.start, three.end) == (100 + text.index("三"), 100 + text.index("三") + 1)
    assert [(key.line, key.column) for key in tree] == [(10, 1), (11, 1)]


@pytest.mark.parametrize(
    ("text", "find"),
    [
        ("式: 甲 且 乙\n", "乙"),
        ("式: '甲 且 乙'\n", "乙"),
        ("式: |\n  甲 且\n    丙 或\n  乙\n", "乙"),
        ("- {式: 甲 且 乙, 名: 名}\n", "乙"),
        ("式: 甲\n  且\n  乙\n", "乙"),
    ],
)
def test_places_inside_a_scalar(text: str, find: str) -> None:
    tree = good(text)
    told = tree[0]["式"] if isinstance(tree, list) else tree["式"]
    line = next(number for number, row in enumerate(text.split("\n"), start=1) if find in row)
    assert told.place(told.index(find)) == (line, text.split("\n")[line - 1].index(find) + 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲: 一\n甲: 二\n", [(2, 1, "repeated-key")]),
        ("甲: {乙: 一, 乙: 二}\n", [(1, 11, "repeated-key")]),
        ("甲: 一\n甲: 二\n乙: {丙: 1, 丙: 2}\n", [(2, 1, "repeated-key"), (3, 11, "repeated-key")]),
        ("甲: &a 一\n乙: *a\n", [(1, 4, "yaml-anchor"), (2, 4, "yaml-alias")]),
        ("甲: &a {乙: 一}\n", [(1, 4, "yaml-anchor")]),
        ("*a : 一\n", [(1, 1, "yaml-alias"), (1, 1, "yaml-key")]),
        ("甲: !!int 1\n", [(1, 4, "yaml-tag")]),
        ("甲: !x [一]\n", [(1, 4, "yaml-tag")]),
        ("甲: ! 一\n", [(1, 4, "yaml-tag")]),
        ("甲: !!python/name:os.system ''\n", [(1, 4, "yaml-tag")]),
        ("甲:\t一\n", [(1, 3, "yaml-tab")]),
        ("\t甲: 一\n乙: 二\t\n", [(1, 1, "yaml-tab"), (2, 5, "yaml-tab")]),
        ("甲: |\n  一\t二\n", [(2, 4, "yaml-tab")]),
        ("甲: 一\x07\n", [(1, 5, "yaml-character")]),
        ("甲: 一\x85乙: 二\n", [(1, 5, "yaml-character")]),
        ("甲: 一\ufeff\n", [(1, 5, "yaml-character")]),
        ("? [甲, 乙]\n: 一\n", [(1, 3, "yaml-key")]),
        ("{甲: 一}: 二\n", [(1, 1, "yaml-key")]),
        ("甲: 一\n乙：二\n丙: 三\n", [(2, 2, "full-width-colon")]),
        ("甲: 一\n乙:二\n丙: 三\n", [(2, 2, "tight-colon")]),
        ("甲：一\n乙: 二\n", [(1, 2, "full-width-colon")]),
        ("甲: 一\n  乙: 二\n", [(2, 4, "yaml-syntax")]),
        ("甲: [一\n", [(1, 4, "yaml-syntax")]),
        ("甲: '一\n乙: 二\n", [(1, 4, "yaml-syntax")]),
        ("甲: {一: 二\n乙: 三\n", [(1, 4, "yaml-syntax")]),
    ],
)
def test_every_trap_is_refused_where_it_stands(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲: 一 # 备注\n乙: 二\n", [(1, 6)]),
        ("# 备注\n甲: 一\n  # 又一条\n乙: 二 #3\n# 末\n", [(1, 1), (3, 3), (4, 6), (5, 1)]),
        ("甲: {乙: 一, # 备注\n  丙: 二}#三\n", [(1, 11), (2, 8)]),
        ("甲: # 备注\n  - 一\n", [(1, 4)]),
        ("甲: | # 备注\n  一 # 二\n乙: 三\n", [(1, 6)]),
        ("甲: 一#二\n乙: '三 # 四'\n丙: \"五 # 六\"\n丁: |\n  七 # 八\n  # 九\n戊: >-\n  十 # 十一\n'#己': [a#b]\n", []),
    ],
)  # fmt: skip
def test_a_comment_is_refused_where_nothing_may_be_cut(text: str, expected: list[tuple[int, int]]) -> None:
    _, problems = read_yaml(text, file="f.md", comments=False)
    assert [(p.line, p.column, p.code) for p in problems] == [(*at, "yaml-comment") for at in expected]
    assert all("加引号" in problem.repair for problem in problems)
    assert read_yaml(text, file="f.yaml")[1] == []


def test_an_official_sentence_with_a_colon_is_not_blamed_for_a_fault_elsewhere() -> None:
    text = "引文: |\n  负责部门：市人社局\n  具体措施：落实\n名: [一\n"
    assert faults(text) == [(4, 4, "yaml-syntax")]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_is_bounded_before_anything_is_built(opening: str) -> None:
    found = faults(opening * 100_000)
    assert [code for _, _, code in found] == ["yaml-depth"]
    assert found[0][1] == len(opening) * DEEPEST + 1
    assert faults("[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)) == []


@given(st.text(max_size=80) | st.text(alphabet="甲乙: -[]{}\"'|>#&*!%\n\t：，,？? ", max_size=60))
def test_any_text_is_read_or_refused_inside_itself(text: str) -> None:
    _, problems = read_yaml(text, file="f.md", first_line=5, comments=False)
    lines = text.split("\n")
    for problem in problems:
        assert 5 <= problem.line < 5 + len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 5]) + 1
