"""``luodi check``: what it prints, where, with which exit code; and that no file whatever breaks it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.documents.policy_file import decode, parse_policy_file
from luodi.policy.check import check_library
from luodi.policy.check.coverage import coverage
from luodi.policy.check.notes import notes
from luodi.policy.reading import Library, open_language, read_document, read_library
from tests.policy.broken_pack import NAME, PLACE, POLICIES, broken, check, make_pack, run, whole

BAD = (("贷款额度 200万元 以下", "贷款金额 200万元 以下"), ("类: sla", "类: 办理"))


def test_json_is_one_document_with_its_keys(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    code, out, told = run("check", "--json", "--policies", str(folder))
    assert (code, told) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    assert list(answer)[:2] == ["errors", "coverage"]
    assert answer["errors"] == []
    assert {"clauses", "provisions", "uncited"} <= answer["coverage"].keys()
    assert answer["coverage"]["provisions"] == 3
    assert answer["coverage"]["uncited"]


def test_faults_are_findings(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", broken(*BAD))
    code, out, told = run("check", "--json", "--policies", str(folder))
    assert (code, told) == (1, "")
    places = [(row["file"], row["line"], row["column"]) for row in json.loads(out)["errors"]]
    assert places == sorted(places)
    assert len(places) == 2
    code, out, told = run("check", "--policies", str(folder))
    assert (code, told) == (1, "")
    first = out.splitlines()[0]
    file, line, column = places[0]
    assert first.startswith(f"{file}:{line}:{column}: [unknown-name] 没有“贷款金额”这个名称；应为")
    assert "；改法：改为“贷款额度”" in first
    assert "2 处错误" in out
    assert not re.search(r"Traceback|None|object at", out)


OTHER_IDS = (*BAD, *((f"编号: {id}", f"编号: {id}-2") for id in ("test-startup-full", "test-startup-other")),
             ("编号: test-micro-loan", "编号: test-micro-loan-2"), ("事项: test-micro-loan", "事项: test-micro-loan-2"))  # fmt: skip


def test_only_the_faults_of_the_given_files_are_told_and_once(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    other = folder / PLACE / "2018-other.md"
    other.write_text(broken(*OTHER_IDS), encoding="utf-8")
    assert check(folder, folder / NAME) == (0, [])
    assert check(folder, folder / NAME, folder / NAME) == (0, [])
    code, errors = check(folder, other)
    assert (code, {row["file"] for row in errors}) == (1, {f"{PLACE}/2018-other.md"})
    assert len(errors) == 2
    code, out, _ = run("check", "--json", "--policies", str(folder), str(folder / NAME))
    assert (code, json.loads(out)["coverage"]["provisions"]) == (0, 3)


def test_an_id_that_another_file_uses_is_told_of_the_file_that_was_given(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    (folder / PLACE / "2018-other.md").write_text(whole(), encoding="utf-8")
    for name in (NAME, f"{PLACE}/2018-other.md"):
        code, errors = check(folder, folder / name)
        assert (code, {(row["file"], row["code"]) for row in errors}) == (1, {(name, "duplicate-id")})
    assert len(check(folder, folder / PLACE)[1]) == 3


def test_one_file_may_speak_of_the_provisions_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_pack(tmp_path / "p", whole())
    clause = "对其他地区高校毕业生创业担保贷款"
    rule = (
        f"```事项\n编号: test-again\n名称: 再贴息\n对象: 贷款\n受益人: 人员\n条件:\n  - 引文: {clause}\n"
        "    式: 符合(test-startup-other)\n待遇: {类别: 服务, 引文: 财政部门第一年给予全额贴息}\n```\n\n"
        "```例\n事项: test-startup-other\n日期: 2018-12-01\n事实: {高校毕业生: 否}\n结论: 不符合\n```\n\n"
    )
    text = whole()
    for block in re.findall(r"```.*?\n```\n+", text, re.DOTALL):
        text = text.replace(block, "")
    text = text.replace("（十二）促进闲置房产", rule + "（十二）促进闲置房产")
    (folder / PLACE / "2019-again.md").write_text(text, encoding="utf-8")
    assert check(folder) == (0, [])
    assert check(folder, folder / PLACE / "2019-again.md") == (0, [])
    monkeypatch.chdir(folder.parent)
    assert check(Path("p"), Path("p") / PLACE / "2019-again.md") == (0, [])


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (("没有这个.md",), "没有这个文件或文件夹"),
        (("没有这个文件夹/",), "没有这个文件或文件夹"),
        (("calendars",), "没有政策文件"),
        (("--policies", "/没有这个文件夹"), "没有这个政策文件夹"),
    ],
)
def test_a_wrong_call_prints_nothing(paths: tuple[str, ...], said: str, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    words = [str(folder / path) if path == "calendars" else path for path in paths]
    code, out, told = run("check", "--json", "--policies", str(folder), *words)
    assert (code, out) == (2, "")
    assert said in told
    assert "改法：" in told


def test_a_file_that_is_no_policy_file_is_a_finding_not_a_wrong_call(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    code, errors = check(folder, folder / "units.yaml")
    assert code == 1
    assert [row["code"] for row in errors] == ["no-front-matter"]


def test_the_files_of_the_project_have_no_fault() -> None:
    code, out, told = run("check", "--json")
    assert (code, told) == (0, ""), json.loads(out)["errors"][:3]


# -- any file at all -------------------------------------------------------------------------------------

EXAMPLES = re.compile(r"```例\n.*?\n```\n+", re.DOTALL)
PIECES = (
    "：", ": ", "\t", "```", "```事项\n", "---\n", "{", "}", "[", "]", '"', "'", "*x", "&x ", "!!str ", "#", "- ", "|\n", ">\n", "? ", "%",
    "\n", "  ", "\r", "\0", "\ufeff", "\u200b", "\u2028", "\x85", "😀", "\ue000", "（", "）", "、", "且", "或", "非", "若", "则", "的", "其中", "至",
    "÷ 0", "9" * 30, "null", "~", "引文: ", "式: ", "定义:\n", "待遇:\n", "至少: ", "任一:\n", "编号: hrb-remote-volunteering\n", "符合(hrb-remote-volunteering)",
    "2018年2月30日", "0000年度", "1:0", "最小(", "计数(", "地区: 999999\n", "施行: x\n", "原文: []\n", "约定: 1\n", "```例\n事实: [1]\n```\n",
    "时限: [[]]\n", "关系: [1, {}]\n", "限制: 一\n", "义务: [null]\n", "有效: [{看: 3}]\n", "表: [[]]\n", "分期: {}\n", "对象: [人员]\n", "取整: 进一\n",
)  # fmt: skip


@cache
def bench() -> tuple[Library, str]:
    """A library without documents, and the real document without its examples but three."""
    library = read_library(POLICIES, paths=())
    text = (POLICIES / NAME).read_text(encoding="utf-8")
    kept = EXAMPLES.findall(text)[:3]
    return library, EXAMPLES.sub(lambda match: match.group() if match.group() in kept else "", text)


def reported(data: bytes) -> None:
    """Check ``data`` as a policy file: only problems, each at a place inside the file."""
    library, _ = bench()
    text, problems = decode(data, file=NAME)
    if problems:
        assert all(problem.found and problem.repair for problem in problems)
        return
    document = read_document(parse_policy_file(text, path=NAME), language=library.language)
    made = Library(POLICIES, library.language, library.standards, library.calendar, documents=[document])
    found = [*document.file.problems, *(p for r in document.readings for p in r.fields.problems)]
    found += [*check_library(made), *notes(made)]
    coverage(made)
    lines = text.split("\n")
    for problem in found:
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.found
        problem.sentence().encode()


class Data(bytes):
    """A file's bytes that do not fill the screen when a test fails."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


@st.composite
def mutated(draw: st.DrawFn, source: Callable[[], str]) -> Data:
    """A document with a few lines gone, doubled, swapped, and pieces put in anywhere, mostly into blocks."""
    lines = source().split("\n")
    inside = [
        n
        for n, line in enumerate(lines)
        if line.startswith((" ", "-", "`")) or re.match(r"[一-鿿]{1,4}: ", line)
    ]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.sampled_from(inside) | st.integers(0, len(lines) - 1)) % len(lines)
        how = draw(st.sampled_from(("gone", "twice", "swap", "piece", "piece", "piece", "shift", "cut")))
        if how == "gone":
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        elif how == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif how == "shift":
            lines[at] = (
                draw(st.sampled_from(("  ", " ", "    "))) + lines[at]
                if draw(st.booleans())
                else lines[at].strip()
            )
        else:
            place = draw(st.integers(0, len(lines[at])))
            piece = draw(st.sampled_from(PIECES) | st.text(max_size=6)) if how == "piece" else ""
            lines[at] = lines[at][:place] + piece + ("" if how == "cut" else lines[at][place:])
    return Data("\n".join(lines).encode("utf-8", "surrogatepass"))


@settings(max_examples=120)
@given(data=mutated(whole))
def test_no_mutation_of_a_document_breaks_the_check(data: bytes) -> None:
    reported(data)


@settings(max_examples=25)
@given(data=mutated(lambda: bench()[1]))
def test_no_mutation_of_the_real_document_breaks_the_check(data: bytes) -> None:
    reported(data)


@settings(max_examples=150)
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_break_the_check(data: bytes) -> None:
    reported(data)


KEYS = """编号 名称 对象 受益人 定义 条件 排除 适用 义务 待遇 效力 有效 存续 限制 关系 经办 时限 待确认 引文 式 待 任一 全部 至少 项 原则上 左右
另据 名 对于 类别 表 分期 基数 下限 上限 取整 视同 当 得 期 到期 截至 期间 事项 日期 地区 事实 结论 金额 缺 参数 出处 两读 采 理由 由谁定 类 自 至 看
指标 比较 值 行 完整 成员 规模 贷款额度 劳动合同 合同期限 贷款 标准.最低工资标准 名录.其他购买服务领域 事件.省级应届政策出台""".split()
WORDS = ("是", "否", "未知", "不适用", "贷款", "单位", "人员", "金额", "数量", "视同", "符合", "小型", "2018-12-01", "2018-02", "100元", "3", "0",
         "规模 为 小型", "贷款额度 200万元 以下", "应付利息 × 50%", "应付利息", "其余", "test-micro-loan", "贷款申请日期", "四舍五入 1元", "本月", "1:0",
         "鼓励就业", "230100", "事件.省级应届政策出台", "9" * 5000, "合同期限 1年 以上", "计数(劳动合同)", "不低于 30000元", "待参数")  # fmt: skip
SHAPES = st.recursive(
    st.none() | st.sampled_from(WORDS) | st.sampled_from(PIECES) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=150)
@given(
    kind=st.sampled_from(("事项", "事项", "例", "任务", "存疑", "勘误", "不可执行")),
    says=st.dictionaries(st.sampled_from(KEYS[:18] + KEYS[43:55]), SHAPES, min_size=3, max_size=12),
)
def test_no_shape_of_a_block_breaks_the_check(kind: str, says: Any) -> None:
    front = whole().split("---\n")[1]
    block = json.dumps(says, ensure_ascii=False)
    reported(
        f"---\n{front}---\n\n一、总则。鼓励就业。\n\n```{kind}\n{block}\n```\n".encode(
            "utf-8", "surrogatepass"
        )
    )


def test_checking_the_real_document_is_quick() -> None:
    began = time.monotonic()
    reported(bench()[1].encode())
    assert time.monotonic() - began < 10
    assert open_language(POLICIES).vocabulary.facts
