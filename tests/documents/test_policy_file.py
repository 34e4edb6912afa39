"""The policy file split into front matter, text and blocks; what is broken is told and the rest is still read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.policy_file import LARGEST, PolicyFile, decode, parse_policy_file, read_policy_file

FRONT = "---\n文件: 通知\n---\n"
GOOD = FRONT + "\n一、甲。\n\n```任务\n编号: 一\n```\n\n二、乙。\n\n```存疑\n编号: 二\n```\n"


def codes(made: PolicyFile) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in made.problems]


def test_front_matter_text_and_blocks() -> None:
    made = parse_policy_file(GOOD, path="230100-x/2018-y.md")
    assert made.problems == []
    assert made.name == "230100-x/2018-y"
    assert made.front == {"文件": "通知"}
    assert made.text == "\n一、甲。\n\n\n二、乙。\n\n\n"
    assert [(block.kind, block.says["编号"], block.line) for block in made.blocks] == [
        ("任务", "一", 7),
        ("存疑", "二", 13),
    ]
    assert [made.text[: block.offset].strip()[-2:] for block in made.blocks] == ["甲。", "乙。"]
    told = made.blocks[1].says["编号"]
    assert made.source[told.start : told.end] == "二"


def test_every_place_of_the_text_is_found_in_the_file() -> None:
    made = parse_policy_file(GOOD, path="f.md")
    for word in ("一、", "甲", "乙"):
        line, column = made.line_of(made.text.index(word))
        assert GOOD.split("\n")[line - 1][column - 1 :].startswith(word)
    assert parse_policy_file("", path="f.md").line_of(0) == (1, 1)


@pytest.mark.parametrize(
    ("source", "expected", "left"),
    [
        ("一、甲。\n", [(1, 1, "no-front-matter")], []),
        ("", [(1, 1, "no-front-matter")], []),
        ("---\n文件: 通知\n", [(1, 1, "open-front-matter")], []),
        ("---\n- 一\n---\n", [(2, 1, "front-matter-form")], []),
        (FRONT + "```\n编号: 一\n```\n", [(4, 4, "unknown-block")], []),
        (FRONT + "```务任\n编号: 一\n```\n", [(4, 4, "unknown-block")], []),
        (FRONT + "```任务\n```\n", [(5, 1, "block-form")], []),
        (FRONT + "```任务\n- 一\n```\n", [(5, 1, "block-form")], []),
        (FRONT + "```任务\n编号: 一\n", [(4, 1, "open-fence")], ["一"]),
        (FRONT + "```任务\n编号: 一\n```存疑\n编号: 二\n```\n", [(4, 1, "open-fence")], ["一", "二"]),
        (
            FRONT + "```任务\n编号: 一\n\n二、乙。\n\n```存疑\n编号: 二\n```\n",
            [(4, 1, "open-fence")],
            ["一", "二"],
        ),
        (FRONT + " ```任务\n编号: 一\n```\n", [(4, 2, "fence-form")], ["一"]),
        (FRONT + "````任务\n编号: 一\n````\n", [(4, 1, "fence-form"), (6, 1, "fence-form")], ["一"]),
        (FRONT + "```任务\n编号: [一\n```\n\n```存疑\n编号: 二\n```\n", [(5, 5, "yaml-syntax")], ["二"]),
    ],
)
def test_what_is_broken_is_told_and_the_rest_is_read(
    source: str, expected: list[tuple[int, int, str]], left: list[str]
) -> None:
    made = parse_policy_file(source, path="f.md")
    assert codes(made) == expected
    assert [block.says["编号"] for block in made.blocks] == left


def test_an_unclosed_block_swallows_no_text() -> None:
    made = parse_policy_file(FRONT + "```任务\n编号: 一\n\n二、乙。\n", path="f.md")
    assert "二、乙。" in made.text
    assert "编号" not in made.text


def test_the_ids_of_lost_blocks_are_remembered() -> None:
    made = parse_policy_file(
        FRONT + "```事项\n编号: a-1\n名称: [\n```\n```事物\n编号: b-2\n```\n", path="f.md"
    )
    assert made.lost == {"a-1", "b-2"}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("---\n文件: 通知\n".encode("gbk"), "encoding", (2, 1)),
        ("a: 一\nb: 二".encode() + b"\xff\xfe", "encoding", (2, 5)),
        ("甲\n乙\0丙".encode(), "not-text", (2, 2)),
        (b"x" * (LARGEST + 1), "too-large", (0, 0)),
    ],
)
def test_bytes_that_are_no_text_are_told(data: bytes, code: str, place: tuple[int, int]) -> None:
    text, problems = decode(data, file="f.md")
    assert text == ""
    assert [(p.code, (p.line, p.column)) for p in problems] == [(code, place)]


def test_marks_and_line_ends_are_taken_off() -> None:
    assert decode("\ufeff甲\r\n乙\r丙".encode(), file="f") == ("甲\n乙\n丙", [])


def test_a_file_that_cannot_be_read_is_a_problem_not_an_error(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.md", "没有这个文件"), (tmp_path, "文件夹")):
        made = read_policy_file(path, root=tmp_path.parent)
        assert [problem.code for problem in made.problems] == ["unreadable"]
        assert why in made.problems[0].found


def test_hundreds_of_thousands_of_lines_take_no_quadratic_time() -> None:
    made = parse_policy_file(FRONT + "字\n" * 300_000 + "```任务\n" * 3_000, path="f.md")
    assert made.text.count("字") == 300_000
    assert {code for _, _, code in codes(made)} == {"open-fence", "block-form"}


@given(
    st.text(max_size=100)
    | st.lists(
        st.sampled_from(("---", "```", "```任务", " ```", "编号: 一", "", "一、甲。", "[")), max_size=12
    ).map("\n".join)
)
def test_any_text_is_split(source: str) -> None:
    made = parse_policy_file(source, path="f.md")
    lines = source.split("\n")
    for problem in made.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 4
    for offset in range(len(made.text)):
        line, column = made.line_of(offset)
        assert (lines[line - 1] + "\n")[column - 1] == made.text[offset]
